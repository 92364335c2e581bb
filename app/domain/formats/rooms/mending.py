"""Mending: reopen a room that closed too early (same people, new clock), merge a room that became too small."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from app.domain import agenda
from app.domain.acts import Act
from app.domain.clock import Timer
from app.domain.errors import Conflict, Invalid
from app.domain.formats.rooms import doubts
from app.domain.formats.rooms.doubts import check_moves
from app.domain.formats.rooms.moving import accepting
from app.domain.formats.rooms.round import Round, rooms_of, the_round
from app.domain.formats.rooms.running import minutes_in
from app.domain.formats.rooms.seatable import FEWEST
from app.domain.messages import By, Event, Fact
from app.domain.orders import MeetingCommand
from app.domain.permissions import allow, drives
from app.domain.rooms import CLOSED, DRAFT, RUNNING

if TYPE_CHECKING:
    from app.domain.meetings import Meeting
    from app.domain.programme import Programme


@dataclass(frozen=True, slots=True)
class ReopenRoom(MeetingCommand):
    """Open a closed room again for the same people with a clock of its own; not over the heads of a later round."""

    path: ClassVar[str] = "rounds/{block}/rooms/{room}/reopening"
    meeting: str
    block: int
    room: int
    minutes: int = 5

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = self.live(programme)
        found = the_round(meeting, self.block)
        room = found.room(self.room)
        if room.state != CLOSED or room.merged_into is not None or meeting.blocks[self.block].begun_at is None:
            raise Conflict("room-not-closed", room=self.room)
        if meeting.current != self.block and meeting.on is not None and meeting.on.body.busy:
            raise Conflict("rooms-still-on")
        return [RoomReopened(meeting.id, self.block, self.room, by.at, minutes_in(self.minutes) * 60.0)]


@dataclass(frozen=True, slots=True)
class MergeRooms(MeetingCommand):
    """Put the people of one room into another, whose clock they then have."""

    path: ClassVar[str] = "rounds/{block}/rooms/{room}/merging"
    meeting: str
    block: int
    room: int
    into: int
    anyway: bool = False

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = self.unclosed(programme)
        found = the_round(meeting, self.block)
        if self.room == self.into:
            raise Invalid("same-room", field="into")
        if any(found.room(number).state == CLOSED for number in (self.room, self.into)):
            raise Conflict("room-closed", room=self.room)
        if not self.anyway:
            check_moves(programme, meeting, found, moves(meeting, found, self.room, self.into), {})
        return [RoomsMerged(meeting.id, self.block, self.room, self.into, self.anyway)]


@dataclass(frozen=True, slots=True)
class RoomReopened(Act):
    """A room runs again from `at` for `duration` seconds."""

    meeting: str
    block: int
    room: int
    at: float
    duration: float

    def change(self, programme: Programme, meeting: Meeting, fact: Fact) -> None:
        found = the_round(meeting, self.block)
        room = found.rooms[self.room]
        room.state, room.clock = RUNNING, Timer.start(self.at, self.duration, found.next_turn())
        agenda.unseat_unpinned(programme, meeting)
        found.left -= set(found.members(self.room))
        meeting.moved(found.members(self.room), fact)


@dataclass(frozen=True, slots=True)
class RoomsMerged(Act):
    """One room's people sit in another; the emptied room is closed for good.

    `anyway`: whoever did it accepted the doubts that follow from it.
    """

    meeting: str
    block: int
    room: int
    into: int
    anyway: bool = False

    def change(self, programme: Programme, meeting: Meeting, fact: Fact) -> None:
        found = the_round(meeting, self.block)
        people, room = found.members(self.room), found.rooms[self.room]
        with accepting(programme, meeting, found, self.anyway):
            found.seats.update((person, self.into) for person in people)
        if room.state != DRAFT:
            meeting.moved(people, fact)
        room.state, room.clock, room.merged_into = CLOSED, None, self.into


def moves(meeting: Meeting, found: Round, room: int, into: int) -> dict[str, int]:
    """Return where the present people of a room would go."""
    present = set(meeting.present())
    return {person: into for person in found.members(room) if person in present}


def company(meeting: Meeting, found: Round) -> dict[int, list[str]]:
    """Return who of those present has a seat in each room that is not closed, by its number."""
    members = rooms_of(found.seated(meeting.present()))
    return {room.number: members.get(room.number, []) for room in found.active() if room.state != CLOSED}


def lonely(meeting: Meeting, found: Round) -> dict[int, str]:
    """Return the rooms in which one present person sits alone, with that person."""
    rooms = company(meeting, found).items()
    return {room: people[0] for room, people in rooms if len(people) == 1 and found.rooms[room].state != DRAFT}


def too_small(meeting: Meeting, found: Round) -> dict[int, list[str]]:
    """Return the rooms with fewer people present than a room should have (3, pairs 2), if there are others to join."""
    rooms, least = company(meeting, found), min(found.largest, FEWEST)
    return {room: people for room, people in rooms.items() if len(people) < least} if len(rooms) > 1 else {}


def speechless(programme: Programme, meeting: Meeting, found: Round) -> list[int]:
    """Return the rooms whose present people share no language any more (an interpreter left, a move by hand)."""
    mute = doubts.speechless(programme, meeting, company(meeting, found))
    return [int(doubt.facts["room"]) for doubt in mute]


def merge_into(programme: Programme, meeting: Meeting, found: Round, room: int) -> int | None:
    """Return the smallest room whose people the room's people would understand, for the one-tap merge."""
    rooms = company(meeting, found)
    smallest = sorted(rooms.keys() - {room}, key=lambda number: (len(rooms[number]), number))
    return next((each for each in smallest if _understood(programme, meeting, found, room, each)), None)


def _understood(programme: Programme, meeting: Meeting, found: Round, room: int, into: int) -> bool:
    try:
        check_moves(programme, meeting, found, moves(meeting, found, room, into), {})
    except Conflict:
        return False
    return True


allow({"ReopenRoom": drives, "MergeRooms": drives})
