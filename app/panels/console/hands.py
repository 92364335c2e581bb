"""Moving by hand: which round a move is about, and whether it can be now or only at the next round.

The fields (who is picked, which room) stand on the page outside of all panels; here are only the buttons.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.formats.rooms.round import Round
from app.panels.console.audience import DRIVE, Scene, console, here, on
from app.panels.console.changes import ACTS, AGENDA
from app.panels.console.draft import coming
from app.panels.console.rooms import shown


@dataclass(frozen=True, slots=True)
class Hands:
    """`now`: the round whose seats change at once; `next`: the round to ask for a later seat; None: not possible."""

    now: int | None
    next: int | None
    drafting: bool


@console(on(here, *ACTS, *AGENDA), only=DRIVE)
def hands(scene: Scene) -> Hands:
    """Cut what moves are possible."""
    meeting = scene.meeting
    if meeting.phase != "live":
        return Hands(None, None, False)
    round_on, round_next = shown(meeting), coming(meeting)
    busy = round_on is not None and isinstance(round_on.body, Round) and round_on.body.busy
    drafted = round_next is not None and isinstance(round_next.body, Round) and bool(round_next.body.rooms)
    last = round_on.number if round_on is not None else None
    if busy:
        return Hands(last, last, False)
    return Hands(round_next.number if drafted and round_next else None, None if drafted else last, drafted)
