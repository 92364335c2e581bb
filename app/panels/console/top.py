"""The console's first line: which meeting, how many are here of how many expected, who has no place, who leads."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain import places, presence
from app.domain.wording import Wording
from app.panels.console.audience import Scene, console, everywhere, here, on
from app.panels.console.changes import ACTS, DETAILS, PEOPLE, PRESENCE


@dataclass(frozen=True, slots=True)
class Top:
    """Counts are of participants; the team is not counted."""

    name: Wording
    phase: str
    present: int
    expected: int
    unplaced: int


@console(on(here, *ACTS, *PRESENCE, *DETAILS), on(everywhere, *PEOPLE))
def top(scene: Scene) -> Top:
    """Cut the first line."""
    meeting, programme = scene.meeting, scene.programme
    return Top(
        meeting.called,
        meeting.phase,
        len(presence.participants_present(programme, meeting)),
        len(presence.expected(programme, meeting)),
        len(places.unplaced(programme, meeting)),
    )
