"""The wish "slower, please": counted by place, never named, fading by itself two minutes after it was last said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from app.domain.errors import Conflict
from app.domain.messages import By, Command, Event, Fact
from app.domain.orders import MeetingCommand

if TYPE_CHECKING:
    from app.domain.meetings import Meeting
    from app.domain.programme import Programme

KIND = "too-fast"
FADES = 120.0
"""Seconds after which it is not true any more."""
AGAIN = 10.0
"""Seconds in which saying it again says nothing new."""


@dataclass(frozen=True, slots=True)
class Slower:
    """One person's wish: when (UTC seconds), where (room 0: not in a room), in which words if any."""

    at: float
    block: int
    room: int
    words: str


@dataclass(frozen=True, slots=True)
class FadeSlower(MeetingCommand):
    """Forget the wishes whose two minutes are over."""

    meeting: str

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = programme.meeting(self.meeting)
        over = tuple(person for person, said in meeting.help.slower.items() if said.at + FADES <= by.at)
        return [SlowerFaded(meeting.id, over)] if over else []


@dataclass(frozen=True, slots=True)
class SlowerAsked(Event):
    """Somebody asks that people speak more slowly where they are."""

    personal: ClassVar[tuple[str, ...]] = ("words",)
    meeting: str
    person: str
    block: int = 0
    room: int = 0
    words: str = ""

    def evolve(self, programme: Programme, fact: Fact) -> None:
        said = programme.meetings[self.meeting].help.slower
        said.pop(self.person, None)
        said[self.person] = Slower(fact.at, self.block, self.room, self.words)


@dataclass(frozen=True, slots=True)
class SlowerFaded(Event):
    """The wishes of these people are over."""

    meeting: str
    people: tuple[str, ...]

    def evolve(self, programme: Programme, fact: Fact) -> None:
        for person in self.people:
            programme.meetings[self.meeting].help.slower.pop(person, None)


def ask(meeting: Meeting, by: By, block: int, room: int, words: str) -> list[Event]:
    """Return what happens when somebody asks; nothing if they just did. Raises `Conflict`."""
    if meeting.phase != "live":
        raise Conflict("meeting-not-live")
    before = meeting.help.slower.get(by.person)
    if before is not None and by.at < before.at + AGAIN and not words:
        return []
    return [SlowerAsked(meeting.id, by.person, block, room, words)]


def due(meeting: Meeting) -> dict[str, float]:
    """Return the alarm of the wish that fades next: rest of the key → instant. They stand in order."""
    first = next(iter(meeting.help.slower.values()), None)
    return {f"slower-{first.at:.3f}": first.at + FADES} if first is not None else {}


def ring(meeting: Meeting) -> Command:
    """Return the command of the alarm."""
    return FadeSlower(meeting.id)
