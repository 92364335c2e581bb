"""A break: everybody sees when to be back; a clock for the minutes it is planned for (domain.md §5 F14)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from app.domain import agenda
from app.domain.acts import Act
from app.domain.formats.plenary import Plenary, begun
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
        block = agenda.beginnable(meeting, self.block, Pause)
        return [BreakBegun(meeting.id, block.number, by.at, 60.0 * block.minutes)]


@dataclass(frozen=True, slots=True)
class BreakBegun(Act):
    """Everybody rests for `duration` seconds from `at`."""

    meeting: str
    block: int
    at: float
    duration: float

    def change(self, programme: Programme, meeting: Meeting, fact: Fact) -> None:
        begun(meeting, self.block, fact).run(self.at, self.duration)


allow({"BeginBreak": drives})
