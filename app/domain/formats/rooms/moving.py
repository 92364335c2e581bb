"""By hand: move one or several people, swap two; now, or at the next round. No wish, no language is broken unasked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from app.domain import agenda
from app.domain.acts import Act, StillAct
from app.domain.errors import Conflict, Invalid, NotFound
from app.domain.formats.rooms.doubts import against, check_asked, check_moves, keys
from app.domain.formats.rooms.round import Round, the_round
from app.domain.formats.rooms.seatable import pinned
from app.domain.messages import By, Event, Fact
from app.domain.orders import MeetingCommand
from app.domain.permissions import allow, drives
from app.domain.rooms import CLOSED, DRAFT, MOST_ROOMS, PUBLISHED
from app.domain.wishes import Pinned

if TYPE_CHECKING:
    from app.domain.meetings import Meeting
    from app.domain.programme import Programme

NOW, NEXT = "now", "next"


@dataclass(frozen=True, slots=True)
class MovePeople(MeetingCommand):
    """Move people to a room of the round (0: plenary), now or at the next round.

    Who is no participant is pinned by it. Where a room would share no language any more, or a wish would not hold,
    it is refused unless `anyway`; staying in plenary breaks no wish.
    """

    path: ClassVar[str] = "rounds/{block}/moves"
    meeting: str
    block: int
    people: tuple[str, ...]
    room: int
    when: str = NOW
    anyway: bool = False

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = self.unclosed(programme)
        if self.when not in (NOW, NEXT):
            raise Invalid("unknown-choice", field="when")
        people = movable(programme, meeting, self.people)
        for person in people if self.room else ():
            if meeting.wishes.stays(person):
                raise Conflict("stays-by-choice", person=person)
        block = self._block(meeting)
        found = the_round(meeting, block)
        if self.when == NEXT and block == self.block:
            return self._ask_for_next(programme, meeting, found, people)
        if self.room and found.room(self.room).state == CLOSED:
            raise Conflict("room-closed", room=self.room)
        moving = [person for person in people if not settled(found, person, self.room)]
        others = tuple(person for person in moving if programme.people[person].role != "participant")
        if not self.anyway:
            pins = {**meeting.wishes.pins, **dict.fromkeys(others, self.room)}
            check_moves(programme, meeting, found, dict.fromkeys(moving, self.room), pins)
        return [PeopleMoved(meeting.id, block, tuple(moving), self.room, others, self.anyway)] if moving else []

    def _block(self, meeting: Meeting) -> int:
        """Return the round that is meant: for the next one the round drafted or shown already, if there is one."""
        if self.when == NOW:
            return self.block
        coming = agenda.upcoming(meeting)
        body = coming.body if coming is not None else None
        drafted = isinstance(body, Round) and (self.room in body.rooms or (self.room == 0 and bool(body.rooms)))
        return coming.number if coming is not None and drafted else self.block

    def _ask_for_next(self, programme: Programme, meeting: Meeting, found: Round, people: list[str]) -> Iterable[Event]:
        if not 1 <= self.room <= MOST_ROOMS:
            raise Invalid("out-of-range", field="room", least=1, most=MOST_ROOMS)
        others = [person for person in people if programme.people[person].role != "participant"]
        asked = [person for person in people if person not in others and found.coming.get(person) != self.room]
        if not self.anyway:
            check_asked(meeting, found.coming, dict.fromkeys(asked, self.room))
        if asked:
            yield MoveAsked(meeting.id, self.block, tuple(asked), self.room)
        yield from (Pinned(meeting.id, person, self.room) for person in others)


@dataclass(frozen=True, slots=True)
class SwapPeople(MeetingCommand):
    """Let two people of different rooms change seats."""

    path: ClassVar[str] = "rounds/{block}/swaps"
    meeting: str
    block: int
    one: str
    other: str
    anyway: bool = False

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = self.unclosed(programme)
        movable(programme, meeting, (self.one, self.other))
        found = the_round(meeting, self.block)
        first, second = found.seats.get(self.one), found.seats.get(self.other)
        if first is None or second is None or first == second:
            raise Conflict("not-in-two-rooms")
        if CLOSED in (found.rooms[first].state, found.rooms[second].state):
            raise Conflict("room-closed", room=first)
        if not self.anyway:
            check_moves(programme, meeting, found, {self.one: second, self.other: first}, meeting.wishes.pins)
        return [PeopleSwapped(meeting.id, self.block, self.one, self.other, self.anyway)]


@dataclass(frozen=True, slots=True)
class PeopleMoved(Act):
    """People have another seat (0: they stay in plenary); `pinned`: those of them who are no participants.

    `anyway`: whoever did it accepted the doubts that follow from it.
    """

    counts: ClassVar[bool] = False
    meeting: str
    block: int
    people: tuple[str, ...]
    room: int
    pinned: tuple[str, ...] = ()
    anyway: bool = False

    @property
    def reseats(self) -> tuple[str, ...]:
        return self.people

    def change(self, programme: Programme, meeting: Meeting, fact: Fact) -> None:
        found = the_round(meeting, self.block)
        with accepting(programme, meeting, found, self.anyway):
            for person in self.people:
                seat(found, person, self.room)
                release(meeting, self.block, person)
            for person in self.pinned:
                meeting.wishes.pin(person, self.room)
            if self.pinned:
                agenda.unseat_unpinned(programme, meeting)
            outdo(meeting, found, self.people)
        if found.state != DRAFT:
            meeting.moved(self.people, fact)


@dataclass(frozen=True, slots=True)
class PeopleSwapped(Act):
    """Two people have each other's seat."""

    counts: ClassVar[bool] = False
    meeting: str
    block: int
    one: str
    other: str
    anyway: bool = False

    @property
    def reseats(self) -> tuple[str, ...]:
        return (self.one, self.other)

    def change(self, programme: Programme, meeting: Meeting, fact: Fact) -> None:
        found = the_round(meeting, self.block)
        seats, both = found.seats, (self.one, self.other)
        with accepting(programme, meeting, found, self.anyway):
            seats[self.one], seats[self.other] = seats[self.other], seats[self.one]
            outdo(meeting, found, both)
        if found.state != DRAFT:
            meeting.moved(both, fact)


@dataclass(frozen=True, slots=True)
class MoveAsked(StillAct):
    """People are to sit in a room of the round after this one."""

    counts: ClassVar[bool] = False
    meeting: str
    block: int
    people: tuple[str, ...]
    room: int

    def change(self, programme: Programme, meeting: Meeting, fact: Fact) -> None:
        the_round(meeting, self.block).coming.update((person, self.room) for person in self.people)


def movable(programme: Programme, meeting: Meeting, people: tuple[str, ...]) -> list[str]:
    """Return the people of a move, each once; those who came, present or not. Raises `NotFound`, `Invalid`."""
    if not people:
        raise Invalid("empty", field="people")
    for person in people:
        if not programme.person(person).takes_part_in(meeting.id):
            raise NotFound("person")
        if person not in meeting.attendance:
            raise Conflict("not-come-yet", person=person)
    return list(dict.fromkeys(people))


def settled(found: Round, person: str, room: int) -> bool:
    """Say whether the person already is where they are to be moved."""
    return found.seats.get(person) == room if room else person in found.stayed and person not in found.seats


def seat(found: Round, person: str, room: int) -> None:
    """Give the person a seat, 0: in plenary by choice."""
    found.stranded = tuple(each for each in found.stranded if each != person)
    found.stayed.discard(person)
    found.left.discard(person)
    found.seats.pop(person, None)
    if room:
        found.seats[person] = room
    else:
        found.stayed.add(person)


def release(meeting: Meeting, block: int, person: str) -> None:
    """Let a person who is moved in the round that is on leave an earlier room that still talks."""
    if block == meeting.current:
        for other in meeting.blocks.values():
            if other.number != block and isinstance(other.body, Round) and other.body.held(person) is not None:
                other.body.left.add(person)


def outdo(meeting: Meeting, found: Round, people: Iterable[str]) -> None:
    """Let a move within rooms that are prepared count more than what was asked before for the next round."""
    if found.state in (DRAFT, PUBLISHED):
        for other in meeting.blocks.values():
            if isinstance(other.body, Round) and other.body is not found:
                other.body.coming = {each: room for each, room in other.body.coming.items() if each not in people}


@contextmanager
def accepting(programme: Programme, meeting: Meeting, found: Round, anyway: bool) -> Iterator[None]:
    """Note the doubts that a change by hand brings as accepted, where whoever made it went on `anyway`."""
    before = known(programme, meeting, found) if anyway else frozenset()
    yield
    if anyway:
        found.accepted |= known(programme, meeting, found) - before


def known(programme: Programme, meeting: Meeting, found: Round) -> frozenset[str]:
    """Return the doubts about a round as it is now."""
    return frozenset(keys(against(programme, meeting, found, pinned(meeting))))


allow({"MovePeople": drives, "SwapPeople": drives})
