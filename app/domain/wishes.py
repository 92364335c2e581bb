"""Wishes for seats that outlive a round: pins, people to keep together and people to keep apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from app.domain import agenda
from app.domain.errors import Conflict, Full, Invalid, NotFound
from app.domain.messages import By, Event, Fact
from app.domain.orders import MeetingCommand

if TYPE_CHECKING:
    from app.domain.programme import Programme

MOST = 200
TOGETHER, APART = "together", "apart"

STAY = "plenary"
"""How somebody takes part who stays out of all rooms (domain.md §4 "Right to pass")."""


@dataclass(slots=True)
class Wishes:
    """`pins`: person → room number; groups by id, each at least two people; `passing`: person → how they take part."""

    pins: dict[str, int] = field(default_factory=dict)
    together: dict[int, tuple[str, ...]] = field(default_factory=dict)
    apart: dict[int, tuple[str, ...]] = field(default_factory=dict)
    last: int = 0
    passing: dict[str, str] = field(default_factory=dict)

    def stays(self, person: str) -> bool:
        """Say whether the person stays in plenary by their own word."""
        return self.passing.get(person) == STAY

    def pin(self, person: str, room: int) -> None:
        """Fix a person to a room, 0: to none."""
        self.pins.pop(person, None)
        if room:
            self.pins[person] = room


@dataclass(frozen=True, slots=True)
class Pin(MeetingCommand):
    """Fix a person to a room number for all rounds to come; room 0 takes the pin away."""

    path: ClassVar[str] = "pins/{person}"
    meeting: str
    person: str
    room: int

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = self.unclosed(programme)
        if not programme.person(self.person).takes_part_in(meeting.id):
            raise NotFound("person")
        if not 0 <= self.room <= MOST:
            raise Invalid("out-of-range", field="room", least=0, most=MOST)
        if meeting.wishes.pins.get(self.person, 0) == self.room:
            return []
        return [Pinned(meeting.id, self.person, self.room)]


@dataclass(frozen=True, slots=True)
class Group(MeetingCommand):
    """Keep people together (a support worker, a buddy interpreter) or apart; `kind` is which."""

    path: ClassVar[str] = "groups"
    meeting: str
    kind: str
    people: tuple[str, ...]

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = self.unclosed(programme)
        people = tuple(dict.fromkeys(self.people))
        if self.kind not in (TOGETHER, APART):
            raise Invalid("unknown-choice", field="kind")
        if not all(programme.person(person).takes_part_in(meeting.id) for person in people):
            raise NotFound("person")
        if not 2 <= len(people) <= 12:
            raise Invalid("out-of-range", field="people", least=2, most=12)
        if len(meeting.wishes.together) + len(meeting.wishes.apart) >= MOST:
            raise Full("too-many-groups", limit=MOST)
        if contradiction(self.kind, people, meeting.wishes):
            raise Conflict("together-and-apart")
        return [Grouped(meeting.id, meeting.wishes.last + 1, self.kind, people)]


@dataclass(frozen=True, slots=True)
class Ungroup(MeetingCommand):
    """Forget that people are to be together or apart."""

    path: ClassVar[str] = "groups/{group}/removal"
    meeting: str
    group: int

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = self.unclosed(programme)
        if self.group not in meeting.wishes.together and self.group not in meeting.wishes.apart:
            raise NotFound("group")
        return [Ungrouped(meeting.id, self.group)]


@dataclass(frozen=True, slots=True)
class Pinned(Event):
    """A person is fixed to a room number (0: to none)."""

    meeting: str
    person: str
    room: int

    @property
    def reseats(self) -> tuple[str, ...]:
        return (self.person,)

    def evolve(self, programme: Programme, fact: Fact) -> None:
        meeting = programme.meetings[self.meeting]
        meeting.wishes.pin(self.person, self.room)
        agenda.unseat_unpinned(programme, meeting)


@dataclass(frozen=True, slots=True)
class Grouped(Event):
    """People are to be together, or apart."""

    meeting: str
    group: int
    kind: str
    people: tuple[str, ...]

    def evolve(self, programme: Programme, fact: Fact) -> None:
        wishes = programme.meetings[self.meeting].wishes
        wishes.last = self.group
        groups = wishes.together if self.kind == TOGETHER else wishes.apart
        groups[self.group] = self.people


@dataclass(frozen=True, slots=True)
class Ungrouped(Event):
    """A wish is forgotten."""

    meeting: str
    group: int

    def evolve(self, programme: Programme, fact: Fact) -> None:
        wishes = programme.meetings[self.meeting].wishes
        wishes.together.pop(self.group, None)
        wishes.apart.pop(self.group, None)


def circles(groups: Iterable[tuple[str, ...]]) -> list[set[str]]:
    """Join overlapping groups: who is to be with somebody is to be with all of theirs."""
    found: list[set[str]] = []
    for group in groups:
        joined = set(group)
        apart = [circle for circle in found if not circle & joined]
        for circle in found:
            joined |= circle if circle & joined else set()
        found = [*apart, joined]
    return found


def contradiction(kind: str, people: tuple[str, ...], wishes: Wishes) -> bool:
    """Say whether a new group would ask two people to be together and apart."""
    together = [*wishes.together.values(), *([people] if kind == TOGETHER else [])]
    apart = [*wishes.apart.values(), *([people] if kind == APART else [])]
    return any(len(circle.intersection(group)) > 1 for circle in circles(together) for group in apart)
