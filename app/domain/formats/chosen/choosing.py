"""Choosing a topic: opened by the big button, changeable until its time is up; a full topic takes nobody more."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from app.domain import attendance
from app.domain.acts import StillAct
from app.domain.clock import Timer
from app.domain.errors import Conflict, NotAllowed
from app.domain.formats import PLANNED
from app.domain.formats.chosen.chosen import CHOOSING, Chosen, the_chosen
from app.domain.formats.chosen.filling import filled, size_of, understood
from app.domain.formats.rooms.seatable import pinned, seatable
from app.domain.messages import By, Event, Fact
from app.domain.orders import MeetingCommand
from app.domain.permissions import allow, drives, in_meeting
from app.domain.rooms import Room

if TYPE_CHECKING:
    from app.domain.meetings import Meeting
    from app.domain.programme import Programme


@dataclass(frozen=True, slots=True)
class OpenChoosing(MeetingCommand):
    """Let everybody choose a topic, for 90 seconds."""

    path: ClassVar[str] = "chosen/{block}/choosing"
    meeting: str
    block: int

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = self.live(programme)
        found = the_chosen(meeting, self.block)
        if found.state != PLANNED or found.choosing is not None or meeting.blocks[self.block].state != PLANNED:
            raise Conflict("wrong-state", state=found.state)
        if len(found.topics) < 2:
            raise Conflict("topics-missing")
        if not seatable(programme, meeting):
            raise Conflict("nobody-to-seat")
        return [ChoosingOpened(meeting.id, self.block, by.at, CHOOSING, size_of(programme, meeting, found))]


@dataclass(frozen=True, slots=True)
class ExtendChoosing(MeetingCommand):
    """Give one more minute to choose."""

    path: ClassVar[str] = "chosen/{block}/time"
    meeting: str
    block: int

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        _open(self.live(programme), self.block)
        return [ChoosingExtended(self.meeting, self.block, by.at, 60.0)]


@dataclass(frozen=True, slots=True)
class EndChoosing(MeetingCommand):
    """End choosing and place everybody else; the clock's own end names its `turn`."""

    path: ClassVar[str] = "chosen/{block}/ending"
    meeting: str
    block: int
    turn: int = 0

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = self.live(programme)
        found = _open(meeting, self.block)
        if self.turn and (found.choosing is None or found.choosing.turn != self.turn):
            return []
        size = max(found.size, size_of(programme, meeting, found))
        seats, stranded = filled(programme, meeting, found, size)
        return [ChoosingEnded(meeting.id, self.block, tuple(seats.items()), stranded, size)]


@dataclass(frozen=True, slots=True)
class ChooseTopic(MeetingCommand):
    """Choose a topic for oneself, or another one; who came last to a full one is told so and keeps what they had."""

    path: ClassVar[str] = "chosen/{block}/choice"
    meeting: str
    block: int
    topic: int

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = self.live(programme)
        found, person = _open(meeting, self.block), by.person
        found.topic(self.topic)
        if programme.people[person].role != "participant" and person not in pinned(meeting):
            raise NotAllowed("participants-choose")
        if meeting.wishes.stays(person):
            raise Conflict("stays-by-choice", person=person)
        if found.choices.get(person) == self.topic and meeting.is_present(person):
            return
        members = found.taking(meeting, self.topic)
        if len(members) >= found.capacity(self.topic):
            raise Conflict("topic-full")
        if not understood(programme, meeting, found, self.topic, members, person):
            raise Conflict("topic-in-other-language")
        yield from attendance.arriving(programme, meeting, person, by.at)
        yield TopicChosen(meeting.id, self.block, person, self.topic, found.choices.get(person, 0))


@dataclass(frozen=True, slots=True)
class ChoosingOpened(StillAct):
    """People choose from `at` for `duration` seconds; `size`: places of a topic without a capacity."""

    meeting: str
    block: int
    at: float
    duration: float
    size: int

    def change(self, programme: Programme, meeting: Meeting, fact: Fact) -> None:
        found = the_chosen(meeting, self.block)
        found.size, found.choosing = self.size, Timer.start(self.at, self.duration, found.next_turn())


@dataclass(frozen=True, slots=True)
class ChoosingExtended(StillAct):
    """People have more seconds to choose."""

    counts: ClassVar[bool] = False
    meeting: str
    block: int
    at: float
    seconds: float

    def change(self, programme: Programme, meeting: Meeting, fact: Fact) -> None:
        found = the_chosen(meeting, self.block)
        if found.choosing is not None:
            found.choosing.extend(self.seconds, self.at, found.next_turn())


@dataclass(frozen=True, slots=True)
class ChoosingEnded(StillAct):
    """Everybody has a seat in a drafted room, or is `stranded`; topics that nobody has are no rooms."""

    meeting: str
    block: int
    seats: tuple[tuple[str, int], ...]
    stranded: tuple[str, ...] = ()
    size: int = 0

    def change(self, programme: Programme, meeting: Meeting, fact: Fact) -> None:
        found = the_chosen(meeting, self.block)
        found.choosing, found.size, found.stranded = None, self.size, self.stranded
        found.seats = dict(self.seats)
        found.rooms = {number: Room(number) for number in sorted(set(found.seats.values()))}
        found.largest = max([3, *(found.capacity(number) for number in found.rooms)])
        found.again = set()
        found.relabel(meeting)


@dataclass(frozen=True, slots=True)
class TopicChosen(Event):
    """Somebody chose a topic, before which another was theirs (0: none); they stand last in line for it."""

    meeting: str
    block: int
    person: str
    topic: int
    before: int = 0

    def evolve(self, programme: Programme, fact: Fact) -> None:
        found = the_chosen(programme.meetings[self.meeting], self.block)
        found.choices.pop(self.person, None)
        found.choices[self.person] = self.topic
        found.again.discard(self.person)


@dataclass(frozen=True, slots=True)
class ChoiceLost(Event):
    """Somebody came back to a topic whose places others have taken; they are asked to choose again."""

    meeting: str
    block: int
    person: str
    topic: int

    def evolve(self, programme: Programme, fact: Fact) -> None:
        found = the_chosen(programme.meetings[self.meeting], self.block)
        found.choices.pop(self.person, None)
        found.again.add(self.person)


def _open(meeting: Meeting, block: int) -> Chosen:
    found = the_chosen(meeting, block)
    if found.choosing is None:
        raise Conflict("choosing-over")
    return found


allow({"OpenChoosing": drives, "ExtendChoosing": drives, "EndChoosing": drives, "ChooseTopic": in_meeting})
