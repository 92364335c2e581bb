"""Functions in a room (domain.md §7): who takes the notes, hosts a table, keeps the time. Taken or given, gone with it.

A place is (block, round, room). Whoever sits there may take one; interpreters and observers do not take the notes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from app.domain.errors import Conflict, Invalid, NotAllowed
from app.domain.messages import By, Event, Fact
from app.domain.orders import MeetingCommand

if TYPE_CHECKING:
    from app.domain.meetings import Meeting
    from app.domain.programme import Programme

RAPPORTEUR, HOST, TIMEKEEPER = "rapporteur", "host", "timekeeper"
DUTIES = (RAPPORTEUR, HOST, TIMEKEEPER)
NO_RAPPORTEURS = ("interpreter", "observer")
"""Roles of the programme in which nobody takes a room's notes."""
Place = tuple[int, int, int]
"""Block, round in it (1 but in a café), room; room 0 is the plenary."""


class PlaceEvent(Event):
    """What happened in one place of a meeting."""

    __slots__ = ()
    meeting: str
    block: int
    part: int
    room: int

    @property
    def place(self) -> Place:
        """Block, round and room."""
        return self.block, self.part, self.room


@dataclass(frozen=True, slots=True)
class TakeDuty(MeetingCommand):
    """Take a function in one's own room; the first tap wins. `over`: take it over from whoever has it and is away.

    `away`: no page of theirs answers, which the web's edge knows; who is gone or sits elsewhere is away all the same.
    """

    meeting: str
    duty: str = RAPPORTEUR
    over: str = ""
    away: bool = False

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = self.live(programme)
        place = _place(meeting, by.person, self.duty)
        _fit(programme, by.person, self.duty)
        now = sitting(meeting, place, self.duty)
        if by.person in now[-1:]:
            return []
        if now and (now[-1] != self.over or (meeting.is_present(now[-1]) and not self.away)):
            raise Conflict("duty-taken", who=now[-1])
        return [DutyTaken(meeting.id, *place, self.duty, by.person)]


@dataclass(frozen=True, slots=True)
class GiveDuty(MeetingCommand):
    """Give somebody a function in the room where they sit; whoever had it before may go on beside them."""

    path: ClassVar[str] = "people/{person}/duty"
    meeting: str
    person: str
    duty: str = RAPPORTEUR

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = self.live(programme)
        programme.person(self.person)
        place = _place(meeting, self.person, self.duty)
        _fit(programme, self.person, self.duty)
        if self.person in holders(meeting, place, self.duty)[-1:]:
            return []
        return [DutyTaken(meeting.id, *place, self.duty, self.person)]


@dataclass(frozen=True, slots=True)
class LeaveDuty(MeetingCommand):
    """Give a function in one's own room back."""

    path: ClassVar[str] = "duty/leaving"
    meeting: str
    duty: str = RAPPORTEUR

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = self.live(programme)
        place = _place(meeting, by.person, self.duty)
        if by.person not in holders(meeting, place, self.duty):
            return []
        return [DutyLeft(meeting.id, *place, self.duty, by.person)]


@dataclass(frozen=True, slots=True)
class DutyChanged(PlaceEvent):
    """Somebody's function in a room is another now."""

    meeting: str
    block: int
    part: int
    room: int
    duty: str
    person: str

    @property
    def reseats(self) -> tuple[str, ...]:
        return (self.person,)


@dataclass(frozen=True, slots=True)
class DutyTaken(DutyChanged):
    """Somebody has a function in a room; the newest holder comes first in its name, earlier ones stay beside."""

    def evolve(self, programme: Programme, fact: Fact) -> None:
        found = programme.meetings[self.meeting].duties.setdefault(self.place, {}).setdefault(self.duty, [])
        if self.person in found:
            found.remove(self.person)
        found.append(self.person)


@dataclass(frozen=True, slots=True)
class DutyLeft(DutyChanged):
    """Somebody has given a function back."""

    def evolve(self, programme: Programme, fact: Fact) -> None:
        found = programme.meetings[self.meeting].duties.setdefault(self.place, {}).setdefault(self.duty, [])
        if self.person in found:
            found.remove(self.person)


def holders(meeting: Meeting, place: Place, duty: str) -> list[str]:
    """Return who has a function in a room, the newest last; hosts take the notes while nobody said otherwise (F5)."""
    found = meeting.duties.get(place, {}).get(duty)
    if found is not None or duty != RAPPORTEUR or place[0] not in meeting.blocks:
        return found or []
    host = meeting.blocks[place[0]].body.host_of(place[2])
    return [host] if host else []


def sitting(meeting: Meeting, place: Place, duty: str) -> list[str]:
    """Return who has a function in a room that talks and still sits there, the newest last."""
    return [person for person in holders(meeting, place, duty) if seat(meeting, person) == place]


def at_work(meeting: Meeting, place: Place, duty: str) -> list[str]:
    """Return who has a function in a room, sits there and is not gone, the newest last."""
    return [person for person in sitting(meeting, place, duty) if meeting.is_present(person)]


def seat(meeting: Meeting, person: str) -> Place | None:
    """Return the talking room in which somebody sits; None: in none."""
    for block in meeting.blocks.values():
        room = block.body.held(person)
        if room is not None:
            return block.number, block.body.part, room
    return None


def _place(meeting: Meeting, person: str, duty: str) -> Place:
    """Return where somebody may have that function now. Raises `Invalid`, `NotAllowed`."""
    if duty not in DUTIES:
        raise Invalid("unknown-choice", field="duty")
    place = seat(meeting, person)
    if place is None:
        raise NotAllowed("no-seat-in-a-room")
    return place


def _fit(programme: Programme, person: str, duty: str) -> None:
    """Refuse that somebody who interprets, or only sees, takes the notes (domain.md §7). Raises `NotAllowed`."""
    if duty == RAPPORTEUR and programme.person(person).role in NO_RAPPORTEURS:
        raise NotAllowed("role-takes-no-notes")
