"""From sheet to sheet: once all groups have finished, each has the next one, and authors go where theirs is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from app.domain.acts import Act
from app.domain.clock import Timer
from app.domain.errors import Conflict
from app.domain.formats.gallery.groups import HOME, Walk, the_walk
from app.domain.formats.rooms.doubts import check_moves
from app.domain.formats.rooms.ending import all_closed
from app.domain.formats.rooms.late import seat_for
from app.domain.formats.rooms.seatable import may_sit, seatable
from app.domain.messages import By, Event, Fact
from app.domain.orders import MeetingCommand
from app.domain.permissions import allow, drives
from app.domain.rooms import CLOSED, RUNNING

if TYPE_CHECKING:
    from app.domain.meetings import Meeting
    from app.domain.programme import Programme


@dataclass(frozen=True, slots=True)
class EndWalk(MeetingCommand):
    """Let the sheet that is on be the last one; `home`: but for the first one again."""

    path: ClassVar[str] = "walks/{block}/last-sheet"
    meeting: str
    block: int
    home: bool = True

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        walk = the_walk(self.live(programme), self.block)
        if not walk.busy:
            raise Conflict("wrong-state", state=walk.state)
        stops = min(walk.stop, walk.stops)
        homing = self.home or walk.stop > walk.stops
        same = (stops, homing) == (walk.stops, walk.homing)
        return [] if same else [WalkCut(self.meeting, self.block, stops, homing)]


@dataclass(frozen=True, slots=True)
class SheetsTurned(Act):
    """Each group has the next sheet for so many seconds from now; `seats`: of those who go elsewhere, and newcomers.

    `left`: who has a seat no more, since they stay in plenary or help by now.
    """

    meeting: str
    block: int
    stop: int
    seconds: float
    seats: tuple[tuple[str, int], ...] = ()
    left: tuple[str, ...] = ()

    def change(self, programme: Programme, meeting: Meeting, fact: Fact) -> None:
        walk = the_walk(meeting, self.block)
        walk.stop, walk.coming, walk.turned_at = self.stop, {}, fact.at
        for person in self.left:
            walk.seats.pop(person, None)
        walk.seats.update(self.seats)
        walk.stranded = tuple(person for person in walk.stranded if person not in walk.seats)
        turn = walk.next_turn()
        closed = [room.number for room in walk.active() if room.state == CLOSED]
        for room in walk.active():
            room.state, room.clock = RUNNING, Timer.start(fact.at, self.seconds, turn)
        meeting.moved([*dict(self.seats), *(each for each, room in walk.seats.items() if room in closed)], fact)


@dataclass(frozen=True, slots=True)
class WalkCut(Act):
    """So many sheets are seen in all; `homing`: and then the first one again."""

    meeting: str
    block: int
    stops: int
    homing: bool

    def change(self, programme: Programme, meeting: Meeting, fact: Fact) -> None:
        walk = the_walk(meeting, self.block)
        walk.stops, walk.homing = self.stops, self.homing


def follows(
    programme: Programme, meeting: Meeting, block: int, walk: Walk, rooms: tuple[int, ...]
) -> Iterable[SheetsTurned]:
    """Yield the next sheets where these were the last groups that stood at theirs."""
    if meeting.current == block and walk.more and all_closed(walk, rooms):
        stop = walk.stop + 1
        seconds = 60.0 * (HOME if stop > walk.stops else walk.minutes)
        left = tuple(person for person in walk.seats if not may_sit(programme, meeting, person))
        going = moves(programme, meeting, walk, stop).items()
        seats = tuple((person, room) for person, room in going if person not in left)
        yield SheetsTurned(meeting.id, block, stop, seconds, seats, left)


def moves(programme: Programme, meeting: Meeting, walk: Walk, stop: int) -> dict[str, int]:
    """Return who sits elsewhere at a stop: whom somebody sent there, who has no seat, and authors where theirs is.

    An author stays with the group where moving would break a wish, or leave somebody alone or without a language.
    """
    groups = {room.number for room in walk.active()}
    sent = {person: walk.standing(room) for person, room in walk.coming.items() if room in walk.rooms}
    found = {person: room for person, room in sent.items() if room in groups and person in walk.seats}
    for person in seatable(programme, meeting):
        if person not in walk.seats and person not in walk.stayed:
            room = seat_for(programme, meeting, walk, person, 0)
            found.update({person: room} if room is not None else {})
    for person, room in authors(programme, meeting, walk, stop).items():
        if person not in found and walk.seats[person] != room:
            try:
                check_moves(programme, meeting, walk, {**found, person: room}, meeting.wishes.pins)
            except Conflict:
                continue
            found[person] = room
    return found


def authors(programme: Programme, meeting: Meeting, walk: Walk, stop: int) -> dict[str, int]:
    """Return in which group the sheet is that each author present came with, but who must not be known as such."""
    found: dict[str, int] = {}
    for room in walk.active():
        practice = programme.practices.by_number[walk.sheet(room.number, stop)]
        owner, told = practice.owner, not practice.removed("name")
        if told and owner in walk.seats and meeting.is_present(owner):
            found.setdefault(owner, room.number)
    return found


allow({"EndWalk": drives})
