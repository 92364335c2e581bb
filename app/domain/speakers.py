"""Who speaks in the plenary: raised hands in order, or balanced; a time for each; who had how much, in aggregates.

Order is advice: those who drive give the floor to whomever they like. Nobody is cut off when the time is up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from app.domain import permissions, text
from app.domain.errors import Conflict, Invalid, NotAllowed
from app.domain.floor import Floor, Hand, Speech
from app.domain.formats.plenary import Plenary
from app.domain.messages import By, Event, Fact
from app.domain.orders import MeetingCommand

if TYPE_CHECKING:
    from app.domain.meetings import Meeting
    from app.domain.programme import Programme

QUESTION = 200
LONGEST = 60
FEWEST = 3
"""People of whom a figure speaks at least, where it is not about all of a kind (domain.md §12 number 2)."""


@dataclass(frozen=True, slots=True)
class RaiseHand(MeetingCommand):
    """Ask for the floor, with a question in writing if one likes; again with another question, the place is kept."""

    path: ClassVar[str] = "hand"
    meeting: str
    question: str = ""

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = open_floor(self, programme)
        if not meeting.is_present(by.person):
            raise Conflict("not-come-yet", person=by.person)
        question = text.line(self.question, "question", QUESTION, required=False)
        hand = hands(meeting).get(by.person)
        if hand is not None and hand.question == question:
            return []
        return [HandRaised(meeting.id, meeting.current or 0, by.person, question)]


@dataclass(frozen=True, slots=True)
class LowerHand(MeetingCommand):
    """Take one's hand down; those who drive may take down another's."""

    path: ClassVar[str] = "people/{person}/hand/lowering"
    meeting: str
    person: str

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = programme.meeting(self.meeting)
        if self.person != by.person and not permissions.drives(programme, meeting, by.person):
            raise NotAllowed("role")
        return [HandLowered(meeting.id, self.person)] if self.person in hands(meeting) else []


@dataclass(frozen=True, slots=True)
class GiveFloor(MeetingCommand):
    """Let somebody speak for some minutes (2: a word, 5: a pitch); whoever spoke before is done."""

    path: ClassVar[str] = "people/{person}/floor"
    meeting: str
    person: str
    minutes: int = 2

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = open_floor(self, programme)
        programme.person(self.person)
        if not meeting.is_present(self.person):
            raise Conflict("not-come-yet", person=self.person)
        if not 1 <= self.minutes <= LONGEST:
            raise Invalid("out-of-range", field="minutes", least=1, most=LONGEST)
        return [FloorGiven(meeting.id, meeting.current or 0, self.person, by.at, 60.0 * self.minutes)]


@dataclass(frozen=True, slots=True)
class TakeFloor(MeetingCommand):
    """Thank whoever speaks; nobody has the floor."""

    path: ClassVar[str] = "floor/thanks"
    meeting: str

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = programme.meeting(self.meeting)
        return [FloorTaken(meeting.id, by.at)] if meeting.floor.speech is not None else []


@dataclass(frozen=True, slots=True)
class OrderHands(MeetingCommand):
    """Take hands as they were raised, or balanced: who has not spoken first, then other kinds and shores in turn."""

    path: ClassVar[str] = "hands/order"
    meeting: str
    balanced: bool = True

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = programme.meeting(self.meeting)
        return [HandsOrdered(meeting.id, self.balanced)] if meeting.floor.balanced != self.balanced else []


@dataclass(frozen=True, slots=True)
class HandRaised(Event):
    """Somebody asks for the floor, or for it with another question."""

    personal: ClassVar[tuple[str, ...]] = ("question",)
    meeting: str
    block: int
    person: str
    question: str = ""

    def evolve(self, programme: Programme, fact: Fact) -> None:
        floor = _floor(programme.meetings[self.meeting], self.block)
        hand = floor.hands.setdefault(self.person, Hand(self.person, fact.at))
        hand.question = self.question


@dataclass(frozen=True, slots=True)
class HandLowered(Event):
    """A hand is down."""

    meeting: str
    person: str

    def evolve(self, programme: Programme, fact: Fact) -> None:
        programme.meetings[self.meeting].floor.hands.pop(self.person, None)


@dataclass(frozen=True, slots=True)
class FloorGiven(Event):
    """Somebody has the floor from `at` for `seconds`; whoever had it is done."""

    meeting: str
    block: int
    person: str
    at: float
    seconds: float

    def evolve(self, programme: Programme, fact: Fact) -> None:
        floor = _floor(programme.meetings[self.meeting], self.block)
        _done(floor, self.at)
        hand = floor.hands.pop(self.person, None)
        floor.turns[self.person] = floor.turns.get(self.person, 0) + 1
        floor.speech = Speech(self.person, self.at, self.at + self.seconds, hand.question if hand else "")


@dataclass(frozen=True, slots=True)
class FloorTaken(Event):
    """Whoever spoke is done."""

    meeting: str
    at: float

    def evolve(self, programme: Programme, fact: Fact) -> None:
        _done(programme.meetings[self.meeting].floor, self.at)


@dataclass(frozen=True, slots=True)
class HandsOrdered(Event):
    """The queue is balanced, or as hands were raised."""

    meeting: str
    balanced: bool

    def evolve(self, programme: Programme, fact: Fact) -> None:
        programme.meetings[self.meeting].floor.balanced = self.balanced


def open_floor(command: MeetingCommand, programme: Programme) -> Meeting:
    """Return the meeting while a plenary is on. Raises `Conflict`."""
    meeting = command.live(programme)
    if not speaks(meeting):
        raise Conflict("no-plenary-now")
    return meeting


def speaks(meeting: Meeting) -> bool:
    """Whether a plenary is on in which people speak (a break is none)."""
    on = meeting.on
    return meeting.phase == "live" and on is not None and type(on.body) is Plenary


def hands(meeting: Meeting) -> dict[str, Hand]:
    """Return the raised hands of the plenary that is on; those of an earlier one are down."""
    return meeting.floor.hands if meeting.floor.block == meeting.current and speaks(meeting) else {}


def speech(meeting: Meeting) -> Speech | None:
    """Return who has the floor in the plenary that is on."""
    return meeting.floor.speech if meeting.floor.block == meeting.current and speaks(meeting) else None


def queue(programme: Programme, meeting: Meeting) -> list[Hand]:
    """Return the raised hands of those present, in the order that was chosen."""
    found = [hand for hand in hands(meeting).values() if meeting.is_present(hand.person)]
    if not meeting.floor.balanced:
        return found
    people, last = programme.people, meeting.floor.speech

    def kind(person: str) -> tuple[str, str]:
        return people[person].type, people[person].shore

    order = balanced([hand.person for hand in found], meeting.floor.turns, kind, last.person if last else None)
    return [meeting.floor.hands[person] for person in order]


def balanced(
    raised: list[str], turns: dict[str, int], kind: Callable[[str], tuple[str, str]], last: str | None
) -> list[str]:
    """Order raised hands: fewest turns first, among them somebody of another stakeholder type and shore than before."""
    rest, order = list(raised), list[str]()
    before = kind(last) if last is not None else None
    while rest:
        fewest = min(turns.get(person, 0) for person in rest)
        alike = [person for person in rest if turns.get(person, 0) == fewest]
        chosen = max(alike, key=lambda person: _unlike(kind(person), before))
        order.append(chosen)
        rest.remove(chosen)
        before = kind(chosen)
    return order


def seconds(meeting: Meeting, person: str) -> float:
    """Return how long somebody had the floor in the meeting, up to their last turn that is over."""
    floor, ended = meeting.floor, _ended(meeting)
    last = floor.speech if floor.speech is not None and floor.speech.person == person else None
    return floor.seconds.get(person, 0.0) + (max(0.0, ended - last.started_at) if last is not None else 0.0)


def _ended(meeting: Meeting) -> float:
    """Return when the plenary of the floor ended, 0 while it is on."""
    found = meeting.blocks.get(meeting.floor.block or 0)
    return (found.ended_at if found is not None else None) or 0.0


def _unlike(one: tuple[str, str], other: tuple[str, str] | None) -> int:
    return sum(mine != theirs for mine, theirs in zip(one, other, strict=True)) if other is not None else 0


def _floor(meeting: Meeting, block: int) -> Floor:
    """Return the floor, emptied where a new plenary has begun; whoever spoke in the one before was done as it ended."""
    floor = meeting.floor
    if floor.block != block:
        _done(floor, _ended(meeting))
        floor.block, floor.hands, floor.speech = block, {}, None
    return floor


def _done(floor: Floor, at: float) -> None:
    if floor.speech is not None:
        person = floor.speech.person
        floor.seconds[person] = floor.seconds.get(person, 0.0) + max(0.0, at - floor.speech.started_at)
        floor.speech = None
