"""Who leads a meeting now; another of the staff takes it with one press."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from app.domain.messages import By, Event, Fact
from app.domain.orders import MeetingCommand

if TYPE_CHECKING:
    from app.domain.programme import Programme


@dataclass(frozen=True, slots=True)
class TakeLead(MeetingCommand):
    """Take the lead oneself; who leads may drive, whatever their role in the team."""

    path: ClassVar[str] = "lead"
    meeting: str

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = self.unclosed(programme)
        return [] if meeting.lead == by.person else [LeadTaken(meeting.id, by.person, meeting.lead)]


@dataclass(frozen=True, slots=True)
class LeadTaken(Event):
    """Somebody leads the meeting instead of `former` ('': nobody)."""

    meeting: str
    person: str
    former: str = ""

    @property
    def reseats(self) -> tuple[str, ...]:
        return (self.person, self.former) if self.former else (self.person,)

    def evolve(self, programme: Programme, fact: Fact) -> None:
        programme.meetings[self.meeting].lead = self.person
