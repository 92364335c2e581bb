"""What is on now, in a sentence: the phase, the block, which round. Its clock belongs to its format's own panel."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain import agenda, presence
from app.domain.formats.cafe import Cafe
from app.domain.formats.gallery.groups import Walk
from app.domain.wording import NOTHING, Wording
from app.panels.console.audience import Scene, console, everywhere, here, on
from app.panels.console.changes import ACTS, AGENDA, DETAILS, PEOPLE, PRESENCE


@dataclass(frozen=True, slots=True)
class Phase:
    """`format`: '' while no block is on; `round` counts blocks of the format; `present` participants.

    `starts_at` UTC seconds. Of a café `round` is the one of its `rounds` that is on.
    """

    phase: str
    starts_at: float
    present: int
    format: str = ""
    title: Wording = NOTHING
    question: Wording = NOTHING
    round: int = 0
    rounds: int = 0


@console(on(here, *ACTS, *AGENDA, *DETAILS, *PRESENCE), on(everywhere, *PEOPLE))
def phase(scene: Scene) -> Phase:
    """Cut what is on."""
    meeting = scene.meeting
    block = meeting.on
    present = len(presence.participants_present(scene.programme, meeting))
    if block is None or meeting.phase != "live":
        return Phase(meeting.phase, meeting.starts_at, present)
    number, rounds = agenda.round_number(meeting, block.number), 0
    if isinstance(block.body, Cafe):
        number, rounds = block.body.round, block.body.rounds
    if isinstance(block.body, Walk):
        number, rounds = block.body.stop, block.body.stops
    said = (block.format, block.titled(meeting.language), block.asked(meeting.language), number, rounds)
    return Phase(meeting.phase, meeting.starts_at, present, *said)
