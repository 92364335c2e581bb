"""The clock of a round: start, hold, go on, more or less time, for all rooms or for some."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from app.domain import agenda
from app.domain.acts import StillAct
from app.domain.clock import Timer
from app.domain.errors import Conflict, Invalid
from app.domain.formats.rooms.round import Round, the_round
from app.domain.messages import By, Event, Fact
from app.domain.orders import MeetingCommand
from app.domain.permissions import allow, drives
from app.domain.rooms import CLOSING, OPEN, RUNNING, Room

if TYPE_CHECKING:
    from app.domain.meetings import Meeting
    from app.domain.programme import Programme

MINUTES = (-1, 1, 2, 5)
"""What may be added to a running clock."""


@dataclass(frozen=True, slots=True)
class StartRooms(MeetingCommand):
    """Start the clock of open rooms; `minutes` 0: those that its block leaves to talk."""

    path: ClassVar[str] = "rounds/{block}/start"
    meeting: str
    block: int
    minutes: int = 0
    rooms: tuple[int, ...] = ()

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = self.live(programme)
        found = the_round(meeting, self.block)
        rooms = chosen(found, self.rooms, (OPEN,))
        minutes = minutes_in(self.minutes or found.length(meeting.blocks[self.block]))
        return [RoomsStarted(meeting.id, self.block, numbers(rooms), by.at, minutes * 60.0, found.recap)]


@dataclass(frozen=True, slots=True)
class PauseRooms(MeetingCommand):
    """Hold the clock."""

    path: ClassVar[str] = "rounds/{block}/pause"
    meeting: str
    block: int
    rooms: tuple[int, ...] = ()

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        rooms = clocked(the_round(self.live(programme), self.block), self.rooms, (RUNNING,))
        going = [room for room in rooms if not room.paused]
        if not going:
            raise Conflict("paused-already")
        return [RoomsPaused(self.meeting, self.block, numbers(going), by.at)]


@dataclass(frozen=True, slots=True)
class ResumeRooms(MeetingCommand):
    """Let a held clock go on with what was left."""

    path: ClassVar[str] = "rounds/{block}/resumption"
    meeting: str
    block: int
    rooms: tuple[int, ...] = ()

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        rooms = clocked(the_round(self.live(programme), self.block), self.rooms, (RUNNING,))
        held = [room for room in rooms if room.paused]
        if not held:
            raise Conflict("not-paused")
        return [RoomsResumed(self.meeting, self.block, numbers(held), by.at)]


@dataclass(frozen=True, slots=True)
class AddTime(MeetingCommand):
    """Give ±1, 2 or 5 minutes to all rooms that talk, or to some; a room in grace talks on from now.

    On the way to the tables of a later round they are minutes to get there.
    """

    path: ClassVar[str] = "rounds/{block}/time"
    meeting: str
    block: int
    minutes: int
    rooms: tuple[int, ...] = ()

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        if self.minutes not in MINUTES:
            raise Invalid("unknown-choice", field="minutes")
        states = (RUNNING, CLOSING) if self.minutes > 0 else (RUNNING,)
        rooms = clocked(the_round(self.live(programme), self.block), self.rooms, states)
        return [TimeAdded(self.meeting, self.block, numbers(rooms), by.at, self.minutes * 60.0)]


@dataclass(frozen=True, slots=True)
class RoomsStarted(StillAct):
    """The clock runs from `at` for `duration` seconds, the first `recap` of them for telling what was said before."""

    meeting: str
    block: int
    rooms: tuple[int, ...]
    at: float
    duration: float
    recap: float = 0.0

    def change(self, programme: Programme, meeting: Meeting, fact: Fact) -> None:
        found = the_round(meeting, self.block)
        turn = found.next_turn()
        for number in self.rooms:
            room = found.rooms[number]
            clock = Timer.start(self.at, self.duration, turn, self.recap, written=True)
            room.state, room.clock = RUNNING, clock


@dataclass(frozen=True, slots=True)
class RoomsPaused(StillAct):
    """The clock is held since `at`."""

    counts: ClassVar[bool] = False
    meeting: str
    block: int
    rooms: tuple[int, ...]
    at: float

    def change(self, programme: Programme, meeting: Meeting, fact: Fact) -> None:
        for clock in clocks(meeting, self.block, self.rooms):
            clock.pause(self.at)


@dataclass(frozen=True, slots=True)
class RoomsResumed(StillAct):
    """The clock goes on from `at`."""

    counts: ClassVar[bool] = False
    meeting: str
    block: int
    rooms: tuple[int, ...]
    at: float

    def change(self, programme: Programme, meeting: Meeting, fact: Fact) -> None:
        turn = the_round(meeting, self.block).next_turn()
        for clock in clocks(meeting, self.block, self.rooms):
            clock.resume(self.at, turn)


@dataclass(frozen=True, slots=True)
class TimeAdded(StillAct):
    """The clock has `seconds` more or less since `at`; rooms in grace run again."""

    meeting: str
    block: int
    rooms: tuple[int, ...]
    at: float
    seconds: float

    def change(self, programme: Programme, meeting: Meeting, fact: Fact) -> None:
        found = the_round(meeting, self.block)
        turn = found.next_turn()
        for number in self.rooms:
            if found.rooms[number].state == CLOSING:
                found.rooms[number].state = RUNNING
        for clock in clocks(meeting, self.block, self.rooms):
            clock.extend(self.seconds, self.at, turn)


def chosen(found: Round, rooms: tuple[int, ...], states: Iterable[str]) -> list[Room]:
    """Return the rooms meant by a command (none named: all) that are in one of `states`; Conflict if there is none."""
    named = [found.room(number) for number in rooms] if rooms else found.active()
    fitting = [room for room in named if room.state in states]
    if not fitting or (rooms and len(fitting) < len(named)):
        raise Conflict("wrong-state", state=found.state)
    return fitting


def clocked(found: Round, rooms: tuple[int, ...], states: Iterable[str]) -> list[Room]:
    """Return the rooms meant by a command that are in one of `states`, or open with a clock: people come to them.

    Raises `Conflict` where there is none.
    """
    coming = any(room.state == OPEN and room.clock is not None for room in found.active())
    return [room for room in chosen(found, rooms, (*states, OPEN) if coming else states) if room.clock is not None]


def clocks(meeting: Meeting, block: int, rooms: tuple[int, ...]) -> list[Timer]:
    """Return the clocks of these rooms."""
    found = the_round(meeting, block).rooms
    return [clock for clock in (found[number].clock for number in rooms) if clock is not None]


def numbers(rooms: Iterable[Room]) -> tuple[int, ...]:
    """Return the rooms' numbers."""
    return tuple(room.number for room in rooms)


def minutes_in(minutes: int) -> int:
    """Return minutes that a round may take, 1 to 480. Raises `Invalid`."""
    if not 1 <= minutes <= agenda.LONGEST:
        raise Invalid("out-of-range", field="minutes", least=1, most=agenda.LONGEST)
    return minutes


allow({"StartRooms": drives, "PauseRooms": drives, "ResumeRooms": drives, "AddTime": drives})
