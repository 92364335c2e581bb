"""A break: everybody sees when to be back; a clock for the minutes it is planned for (domain.md §5 F14)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from app.domain import agenda
from app.domain.acts import Act
from app.domain.clock import Timer
from app.domain.errors import Conflict
from app.domain.formats import ON
from app.domain.formats.plenary import Plenary
from app.domain.messages import By, Event, Fact
from app.domain.orders import MeetingCommand
from app.domain.permissions import allow, drives
from app.domain.steps import Step

if TYPE_CHECKING:
    from app.domain.agenda import Block
    from app.domain.meetings import Meeting
    from app.domain.programme import Programme


@dataclass(slots=True)
class Pause(Plenary):
    """A plenary in which nobody speaks: its clock says when to be back."""

    format: ClassVar[str] = "break"

    def entry(self, meeting: Meeting, block: Block) -> Step | None:
        return Step("begin-break", BeginBreak(meeting.id, block.number), {"minutes": block.minutes})


@dataclass(frozen=True, slots=True)
class BeginBreak(MeetingCommand):
    """Begin a planned break; nobody is sent away while rooms talk."""

    path: ClassVar[str] = "breaks/{block}/opening"
    meeting: str
    block: int

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = self.live(programme)
        block = agenda.found(meeting, self.block)
        if not isinstance(block.body, Pause):
            raise Conflict("other-format")
        if block.state == ON:
            raise Conflict("block-begun")
        if meeting.on is not None and meeting.on.body.busy:
            raise Conflict("rooms-still-on")
        return [BreakBegun(meeting.id, block.number, by.at, 60.0 * block.minutes)]


@dataclass(frozen=True, slots=True)
class BreakBegun(Act):
    """Everybody rests for `duration` seconds from `at`."""

    meeting: str
    block: int
    at: float
    duration: float

    def change(self, programme: Programme, meeting: Meeting, fact: Fact) -> None:
        agenda.begin(meeting, self.block, fact.at)
        body = meeting.blocks[self.block].body
        assert isinstance(body, Pause)
        body.turn += 1
        body.clock = Timer.start(self.at, self.duration, body.turn)
        meeting.moved(meeting.present(), fact)


allow({"BeginBreak": drives})
