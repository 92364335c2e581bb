"""The end of a round: notice, time up, grace, closed; then everybody is back in plenary. Nothing is cut at 0:00."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from app.domain import agenda
from app.domain.acts import Act, StillAct
from app.domain.clock import NOTICES, SIGNALS
from app.domain.errors import Invalid
from app.domain.formats.rooms.round import Round, the_round
from app.domain.formats.rooms.running import chosen, clocks, numbers
from app.domain.messages import By, Event, Fact
from app.domain.orders import MeetingCommand
from app.domain.permissions import allow, drives, only_system
from app.domain.rooms import CLOSED, CLOSING, RUNNING, TALKING

if TYPE_CHECKING:
    from app.domain.meetings import Meeting
    from app.domain.programme import Programme

NOTICE = 60
"""Seconds of notice where nothing else is said."""


@dataclass(frozen=True, slots=True)
class EndRooms(MeetingCommand):
    """End all rooms or some after 30, 60 or 120 s of notice and a grace; `notice` 0: now, without grace."""

    path: ClassVar[str] = "rounds/{block}/ending"
    meeting: str
    block: int
    notice: int = NOTICE
    rooms: tuple[int, ...] = ()

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        if self.notice not in NOTICES:
            raise Invalid("unknown-choice", field="notice")
        if self.notice == 0:
            return CloseRooms(self.meeting, self.block, self.rooms).decide(programme, by)
        rooms = chosen(the_round(self.live(programme), self.block), self.rooms, (RUNNING,))
        return [EndAnnounced(self.meeting, self.block, numbers(rooms), by.at, float(self.notice))]


@dataclass(frozen=True, slots=True)
class CloseRooms(MeetingCommand):
    """Close rooms now and bring their people back."""

    path: ClassVar[str] = "rounds/{block}/closing"
    meeting: str
    block: int
    rooms: tuple[int, ...] = ()

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = self.live(programme)
        rooms = numbers(chosen(the_round(meeting, self.block), self.rooms, TALKING))
        return closed(programme, meeting, self.block, rooms)


@dataclass(frozen=True, slots=True)
class TellRooms(MeetingCommand):
    """The clock tells a signal to rooms whose clock was not changed since `turn`."""

    meeting: str
    block: int
    rooms: tuple[int, ...]
    signal: str
    turn: int

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        rooms = unchanged(programme.meeting(self.meeting), self.block, self.rooms, self.turn)
        return [RoomsTold(self.meeting, self.block, rooms, self.signal)] if rooms and self.signal in SIGNALS else []


@dataclass(frozen=True, slots=True)
class GiveGrace(MeetingCommand):
    """The time is up: people finish their sentence."""

    meeting: str
    block: int
    rooms: tuple[int, ...]
    turn: int

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = programme.meeting(self.meeting)
        rooms = unchanged(meeting, self.block, self.rooms, self.turn)
        until = by.at + the_round(meeting, self.block).grace
        return [GraceGiven(self.meeting, self.block, rooms, until)] if rooms else []


@dataclass(frozen=True, slots=True)
class EndGrace(MeetingCommand):
    """The grace is over: the rooms close."""

    meeting: str
    block: int
    rooms: tuple[int, ...]
    turn: int

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = programme.meeting(self.meeting)
        rooms = unchanged(meeting, self.block, self.rooms, self.turn)
        return closed(programme, meeting, self.block, rooms) if rooms else []


@dataclass(frozen=True, slots=True)
class EndAnnounced(StillAct):
    """Rooms end `notice` seconds after `at`."""

    meeting: str
    block: int
    rooms: tuple[int, ...]
    at: float
    notice: float

    def change(self, programme: Programme, meeting: Meeting, fact: Fact) -> None:
        turn = the_round(meeting, self.block).next_turn()
        for clock in clocks(meeting, self.block, self.rooms):
            clock.end(self.notice, self.at, turn)


@dataclass(frozen=True, slots=True)
class RoomsTold(Event):
    """The clock told one of its signals; `missed`: while the server was down, so nobody heard it."""

    meeting: str
    block: int
    rooms: tuple[int, ...]
    signal: str
    missed: bool = False

    def evolve(self, programme: Programme, fact: Fact) -> None:
        for clock in clocks(programme.meetings[self.meeting], self.block, self.rooms):
            clock.tell(self.signal, None if self.missed else fact.at)


@dataclass(frozen=True, slots=True)
class GraceGiven(StillAct):
    """The time is up; the rooms close at `until`."""

    meeting: str
    block: int
    rooms: tuple[int, ...]
    until: float

    def change(self, programme: Programme, meeting: Meeting, fact: Fact) -> None:
        found = the_round(meeting, self.block)
        turn = found.next_turn()
        for number in self.rooms:
            found.rooms[number].state = CLOSING
        for clock in clocks(meeting, self.block, self.rooms):
            clock.grace(self.until, turn)


@dataclass(frozen=True, slots=True)
class RoomsClosed(Act):
    """Rooms are closed; with `then` that plenary begins for everybody who is not in another room."""

    meeting: str
    block: int
    rooms: tuple[int, ...]
    then: int | None = None

    def change(self, programme: Programme, meeting: Meeting, fact: Fact) -> None:
        found = the_round(meeting, self.block)
        people = [person for person, seat in found.seats.items() if seat in self.rooms]
        for number in self.rooms:
            found.rooms[number].state, found.rooms[number].clock = CLOSED, None
        meeting.help.close(self.block, self.rooms, fact)
        if self.then is not None:
            agenda.begin_plenary(meeting, self.then, fact.at)
        meeting.moved(people, fact)


def closed(programme: Programme, meeting: Meeting, block: int, rooms: tuple[int, ...]) -> list[Event]:
    """Return the event that closes rooms; once most rooms of the round that is on are closed, the plenary begins.

    A format with more rounds in the block goes on with its next one instead, if that can be.
    """
    found = the_round(meeting, block)
    following = list(found.follows(programme, meeting, block, rooms))
    enough = 1.0 if found.more else 0.5
    over = meeting.current == block and _share_closed(found, rooms) >= enough
    return following or [RoomsClosed(meeting.id, block, rooms, agenda.plenary_after(meeting) if over else None)]


def unchanged(meeting: Meeting, block: int, rooms: tuple[int, ...], turn: int) -> tuple[int, ...]:
    """Return those of the rooms whose clock still is of this turn."""
    found = the_round(meeting, block).rooms
    clocked = [(number, found[number].clock) for number in rooms if number in found]
    return tuple(number for number, clock in clocked if clock is not None and clock.turn == turn)


def all_closed(found: Round, rooms: tuple[int, ...]) -> bool:
    """Say whether nobody talks any more once these rooms are closed."""
    return _share_closed(found, rooms) == 1


def _share_closed(found: Round, rooms: tuple[int, ...]) -> float:
    active = found.active()
    return sum(room.state == CLOSED or room.number in rooms for room in active) / len(active)


allow(
    {
        "EndRooms": drives,
        "CloseRooms": drives,
        "TellRooms": only_system,
        "GiveGrace": only_system,
        "EndGrace": only_system,
    }
)
