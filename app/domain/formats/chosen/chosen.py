"""What self-chosen rooms keep beside their rooms: the topics, who chose which, and the clock of choosing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from app.domain import agenda
from app.domain.clock import UP, Timer
from app.domain.errors import Conflict, NotFound
from app.domain.formats import PLANNED
from app.domain.formats.rooms.round import Kept, Round
from app.domain.steps import Step
from app.domain.wording import Others

if TYPE_CHECKING:
    from app.domain.agenda import Block
    from app.domain.meetings import Meeting
    from app.domain.messages import Command, Event
    from app.domain.programme import Programme

CHOOSING = 90.0
"""Seconds to choose, where nothing else is said."""
ALARM = "choosing"


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic; its number is its room's. `capacity` 0: as many as fit when all share out evenly, and one more."""

    number: int
    name: str
    others: Others = ()
    capacity: int = 0
    language: str = ""


@dataclass(frozen=True, slots=True)
class KeptChosen(Kept):
    """Places and clocks of self-chosen rooms at one moment; what people chose is never taken back."""

    choosing: Timer | None
    size: int


@dataclass(slots=True)
class Chosen(Round):
    """`choices`: person → topic, in the order in which they chose; `again`: who is asked to choose once more.

    `choosing`: the clock while people choose; `size`: places of a topic that has no capacity of its own.
    """

    format: ClassVar[str] = "chosen"
    drawn: ClassVar[bool] = False
    topics: dict[int, Topic] = field(default_factory=dict)
    choices: dict[str, int] = field(default_factory=dict)
    again: set[str] = field(default_factory=set)
    choosing: Timer | None = None
    size: int = 0

    def setting(self, meeting: str, block: int) -> Iterable[Event]:
        from app.domain.formats.chosen.topics import TopicSet

        topics = sorted(self.topics.values(), key=lambda one: one.number)
        return [
            TopicSet(meeting, block, one.number, one.name, one.others, one.capacity, one.language) for one in topics
        ]

    def capacity(self, topic: int) -> int:
        """Return how many people a topic has places for."""
        return self.topics[topic].capacity or self.size

    def places(self, room: int) -> int | None:
        return (self.topics[room].capacity or None) if room in self.topics else None

    def tongue(self, room: int) -> str:
        return self.topics[room].language if room in self.topics else ""

    def under_way(self) -> Conflict | None:
        return Conflict("choosing-on") if self.choosing is not None else None

    def counts(self) -> Counter[int]:
        """Return how many people chose each topic."""
        return Counter(self.choices.values())

    def choosers(self, topic: int) -> list[str]:
        """Return who chose the topic, the first one first."""
        return [person for person, number in self.choices.items() if number == topic]

    def taking(self, meeting: Meeting, topic: int) -> list[str]:
        """Return who takes a place of the topic, the first one first: who is gone leaves theirs to the others."""
        return [person for person in self.choosers(topic) if meeting.is_present(person)]

    def topic(self, number: int) -> Topic:
        """Return the topic of that number. Raises `NotFound`."""
        if number not in self.topics:
            raise NotFound("topic")
        return self.topics[number]

    def mark(self) -> KeptChosen:
        inherited = Round.mark(self).parts()
        return KeptChosen(**inherited, choosing=self.choosing and self.choosing.copy(), size=self.size)

    def restore(self, kept: Kept) -> None:
        Round.restore(self, kept)
        if isinstance(kept, KeptChosen):
            self.choosing, self.size = kept.choosing and kept.choosing.copy(), kept.size
            if self.choosing is not None:
                self.choosing.turn = self.next_turn()

    def arrived(self, programme: Programme, meeting: Meeting, block: Block, person: str, at: float) -> Iterable[Event]:
        from app.domain.formats.chosen.choosing import ChoiceLost

        topic = self.choices.get(person)
        if topic and self.choosing is not None and len(self.taking(meeting, topic)) >= self.capacity(topic):
            yield ChoiceLost(meeting.id, block.number, person, topic)
        yield from Round.arrived(self, programme, meeting, block, person, at)

    def unseat(self, people: Iterable[str]) -> None:
        gone = set(people)
        Round.unseat(self, gone)
        self.choices = {person: topic for person, topic in self.choices.items() if person not in gone}
        self.again -= gone

    def relabel(self, meeting: Meeting) -> None:
        Round.relabel(self, meeting)
        for room in self.rooms.values():
            if room.number in self.topics:
                room.name, room.others = self.topics[room.number].name, self.topics[room.number].others

    def entry(self, meeting: Meeting, block: Block) -> Step | None:
        from app.domain.formats.chosen.choosing import EndChoosing, OpenChoosing

        if self.state != PLANNED:
            return Round.entry(self, meeting, block)
        facts: dict[str, int | str] = {"topics": len(self.topics), "block": block.number}
        if len(self.topics) < 2:
            return Step("make-topics", None, facts)
        if self.choosing is None:
            return Step("open-choosing", OpenChoosing(meeting.id, block.number), facts)
        return Step("end-choosing", EndChoosing(meeting.id, block.number), facts)

    def due(self, meeting: Meeting, block: Block) -> dict[str, float]:
        found = Round.due(self, meeting, block)
        if self.choosing is not None:
            found[f"{self.choosing.turn}/{ALARM}"] = self.choosing.due()[UP]
        return found

    def ring(self, meeting: Meeting, block: Block, rest: str) -> Command | None:
        from app.domain.formats.chosen.choosing import EndChoosing

        turn, _, what = rest.partition("/")
        if what != ALARM:
            return Round.ring(self, meeting, block, rest)
        current = self.choosing is not None and str(self.choosing.turn) == turn
        return EndChoosing(meeting.id, block.number, int(turn)) if current else None


def the_chosen(meeting: Meeting, block: int) -> Chosen:
    """Return the self-chosen rooms of a block. Raises `NotFound`, `Conflict`."""
    body = agenda.found(meeting, block).body
    if not isinstance(body, Chosen):
        raise Conflict("other-format")
    return body


def numbers(meeting: Meeting) -> range:
    """Return the numbers of all topics that anything of the meeting has."""
    bodies = (block.body for block in meeting.blocks.values())
    return range(1, 1 + max((max(body.topics, default=0) for body in bodies if isinstance(body, Chosen)), default=0))


def coming(meeting: Meeting) -> int:
    """Return the next block of self-chosen rooms without rooms yet, 0 where none is planned."""
    blocks = (meeting.blocks[number] for number in meeting.agenda)
    return next((each.number for each in blocks if isinstance(each.body, Chosen) and each.body.state == PLANNED), 0)
