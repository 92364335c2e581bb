"""The mark "I'm lost": on the console until the person or staff clear it (domain.md §8)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from app.domain import attendance
from app.domain.help import DONE, FOUND
from app.domain.messages import By, Event, Fact
from app.domain.orders import MeetingCommand

if TYPE_CHECKING:
    from app.domain.programme import Programme


@dataclass(frozen=True, slots=True)
class SayLost(MeetingCommand):
    """Say that one does not know where to go."""

    path: ClassVar[str] = "lost"
    meeting: str

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = programme.meeting(self.meeting)
        if by.person in meeting.lost or not attendance.open_to(meeting):
            return
        yield from attendance.arriving(programme, meeting, by.person, by.at)
        yield LostSaid(meeting.id, by.person)


@dataclass(frozen=True, slots=True)
class SayFound(MeetingCommand):
    """Say that one has found the way."""

    path: ClassVar[str] = "found"
    meeting: str

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        return [LostCleared(self.meeting, by.person)] if by.person in programme.meeting(self.meeting).lost else []


@dataclass(frozen=True, slots=True)
class ClearLost(MeetingCommand):
    """Say that somebody was helped."""

    path: ClassVar[str] = "people/{person}/found"
    meeting: str
    person: str

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        programme.person(self.person)
        return [LostCleared(self.meeting, self.person)] if self.person in programme.meeting(self.meeting).lost else []


@dataclass(frozen=True, slots=True)
class LostSaid(Event):
    """Somebody asks for the way."""

    meeting: str
    person: str

    def evolve(self, programme: Programme, fact: Fact) -> None:
        meeting = programme.meetings[self.meeting]
        meeting.lost[self.person] = fact.at
        meeting.help.lose(self.person, fact)


@dataclass(frozen=True, slots=True)
class LostCleared(Event):
    """They are helped."""

    meeting: str
    person: str

    def evolve(self, programme: Programme, fact: Fact) -> None:
        meeting = programme.meetings[self.meeting]
        meeting.lost.pop(self.person, None)
        meeting.help.find(self.person, fact, FOUND if fact.actor == self.person else DONE)
