"""Pitches that were passed over because nobody was there to tell them: they can be heard later in the same meeting."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from app.domain import agenda
from app.domain.agenda import AddBlock
from app.domain.errors import Full
from app.domain.formats import OVER
from app.domain.formats.pitches.order import PitchesOrdered
from app.domain.formats.pitches.pitches import MOST, SWAP, TALK, Pitches, coming, the_pitches
from app.domain.messages import By, Event
from app.domain.orders import MeetingCommand
from app.domain.permissions import allow, drives
from app.domain.planning import BlockShifted

if TYPE_CHECKING:
    from app.domain.meetings import Meeting
    from app.domain.programme import Programme


@dataclass(frozen=True, slots=True)
class HearMissed(MeetingCommand):
    """Plan what was passed over: in the part with pitches that is on or planned, else in one that comes next.

    What is over stays over: a part that was begun anew would end the one that is on.
    """

    path: ClassVar[str] = "pitches/missed"
    meeting: str

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = self.live(programme)
        found = missed(programme, meeting)
        if not found:
            return []
        block = coming(meeting)
        if block is not None:
            order = (*the_pitches(meeting, block.number).order, *found)
            if len(order) > MOST:
                raise Full("too-many-pitches", limit=MOST)
            return [PitchesOrdered(meeting.id, block.number, order)]
        number = meeting.next_block()
        minutes = int(len(found) * (TALK + SWAP) // 60)
        return [
            *AddBlock(meeting.id, Pitches.format, minutes=minutes).decide(programme, by),
            BlockShifted(meeting.id, number, agenda.after_current(meeting)),
            PitchesOrdered(meeting.id, number, found),
        ]


def missed(programme: Programme, meeting: Meeting) -> tuple[int, ...]:
    """Return the practices of the board whose turn went by in a part that is over, and that no other part has."""
    parts = [block for block in meeting.blocks.values() if isinstance(block.body, Pitches)]
    over = [block.body for block in parts if block.state == OVER and isinstance(block.body, Pitches)]
    heard = {number for body in over for number in body.heard}
    ahead = {number for block in parts if block.state != OVER for number in the_pitches(meeting, block.number).order}
    known = programme.practices.by_number
    passed = dict.fromkeys(number for body in over for number in body.order if number not in heard | ahead)
    return tuple(number for number in passed if number in known and known[number].on_board)


allow({"HearMissed": drives})
