"""Setting a café up, and planning all of its rounds before it opens; while it runs, planning those to come again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from app.domain import agenda, text
from app.domain.acts import Act, Settled
from app.domain.errors import Conflict, Invalid
from app.domain.formats import PLANNED
from app.domain.formats.cafe import topics
from app.domain.formats.cafe.cafe import MINUTES, ROUNDS, Cafe, the_cafe
from app.domain.formats.cafe.tongues import mixed, spread
from app.domain.formats.rooms.doubts import speechless
from app.domain.formats.rooms.round import rooms_of
from app.domain.formats.rooms.running import minutes_in
from app.domain.formats.rooms.seatable import seatable
from app.domain.messages import By, Event, Fact
from app.domain.orders import MeetingCommand
from app.domain.permissions import allow, drives
from app.domain.rooms import DRAFT, PUBLISHED, Room
from app.domain.wording import Others

if TYPE_CHECKING:
    from app.domain.meetings import Meeting
    from app.domain.programme import Programme

FEWEST = 8
"""People below whom there is no café (domain.md §5 F5): two tables, two rounds."""
MOST_TABLES, MOST_ROUNDS = 40, 6
Seats = tuple[tuple[str, int], ...]
Visits = dict[str, set[int]]
"""Person → the tables where they have been."""


@dataclass(frozen=True, slots=True)
class SetUpCafe(MeetingCommand):
    """Say how many tables, rounds and minutes a café has, and what is talked about at each table (one a line).

    `topics_in`: the same lines in other languages, one text a language in the order of LANGUAGES.

    `by_language`: each table keeps one language over all rounds, as many tables of each as people need.
    """

    path: ClassVar[str] = "cafes/{block}/setting"
    meeting: str
    block: int
    tables: int
    rounds: int = ROUNDS
    minutes: int = MINUTES
    topics: str = ""
    by_language: bool = False
    topics_in: tuple[str, ...] = ()

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = plannable(self, programme, self.block)
        for field, given, most in (("tables", self.tables, MOST_TABLES), ("rounds", self.rounds, MOST_ROUNDS)):
            if not 2 <= given <= most:
                raise Invalid("out-of-range", field=field, least=2, most=most)
        if self.rounds > self.tables:
            raise Invalid("more-rounds-than-tables", field="rounds", tables=self.tables)
        said = topics.named(self.topics, self.topics_in, meeting.language, self.tables)
        tongues = spread(programme, seatable(programme, meeting), self.tables, self.rounds) if self.by_language else ()
        minutes = minutes_in(self.minutes)
        return [CafeSetUp(meeting.id, self.block, self.tables, self.rounds, minutes, said[0], tongues, said[1])]


@dataclass(frozen=True, slots=True)
class DraftCafe(MeetingCommand):
    """Take a plan of all rounds (while the café runs: of those to come), checked whole.

    `hosts` are those of table 1, 2 …; `unplanned` (person, round) names those for whom no further table was found.
    """

    meeting: str
    block: int
    plan: tuple[Seats, ...]
    hosts: tuple[str, ...]
    seed: str = ""
    why: tuple[str, ...] = ()
    unplanned: Seats = ()

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = self.unclosed(programme)
        cafe = the_cafe(meeting, self.block)
        why = tuple(text.line(reason, "why", text.QUESTION) for reason in self.why[:40])
        if cafe.busy:
            if not cafe.more:
                raise Conflict("last-round")
            check(programme, meeting, cafe, self, cafe.rounds - cafe.round)
            return [RoundsReplanned(meeting.id, self.block, self.plan, self.unplanned, cafe.round)]
        plannable(self, programme, self.block)
        if len(self.hosts) < 2:
            raise Conflict("too-few-for-cafe", least=FEWEST)
        check(programme, meeting, cafe, self, len(self.plan))
        seed, shown = self.seed and text.token(self.seed, "seed"), cafe.state == PUBLISHED
        return [CafeDrafted(meeting.id, self.block, self.plan, self.hosts, seed, why, self.unplanned, shown)]


@dataclass(frozen=True, slots=True)
class TakeRooms(MeetingCommand):
    """Let one round of rooms stand where the café was planned, with the same question."""

    path: ClassVar[str] = "cafes/{block}/rooms"
    meeting: str
    block: int

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        return [CafeDropped(plannable(self, programme, self.block).id, self.block)]


@dataclass(frozen=True, slots=True)
class TakeTables(MeetingCommand):
    """Let a café stand where a round of rooms was planned, with the same question."""

    path: ClassVar[str] = "rounds/{block}/cafe"
    meeting: str
    block: int

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = self.unclosed(programme)
        block = agenda.found(meeting, self.block)
        if block.format != "rooms":
            raise Conflict("other-format")
        if block.state != PLANNED or block.body.seats_of(block, 1):
            raise Conflict("block-begun")
        return [CafeTaken(meeting.id, self.block)]


@dataclass(frozen=True, slots=True)
class CafeSetUp(Settled):
    """A café has its numbers, the topics of its tables, and their languages where they are kept by language."""

    meeting: str
    block: int
    tables: int
    rounds: int
    minutes: int
    topics: tuple[str, ...] = ()
    tongues: tuple[str, ...] = ()
    others: tuple[Others, ...] = ()

    def change(self, programme: Programme, meeting: Meeting, fact: Fact) -> None:
        cafe = the_cafe(meeting, self.block)
        cafe.tables, cafe.rounds, cafe.minutes = self.tables, self.rounds, self.minutes
        cafe.asked = (self.tables, self.rounds)
        cafe.topics = {number: topic for number, topic in enumerate(self.topics, 1) if topic}
        cafe.topics_in = dict(enumerate(self.others, 1))
        cafe.tongues = dict(enumerate(self.tongues, 1))
        cafe.relabel(meeting)


@dataclass(frozen=True, slots=True)
class CafeDrafted(Act):
    """All rounds of a café are planned; only the console sees them, also where others were `shown` before."""

    meeting: str
    block: int
    plan: tuple[Seats, ...]
    hosts: tuple[str, ...]
    seed: str = ""
    why: tuple[str, ...] = ()
    unplanned: Seats = ()
    shown: bool = False

    def change(self, programme: Programme, meeting: Meeting, fact: Fact) -> None:
        cafe = the_cafe(meeting, self.block)
        if self.shown:
            cafe.shown = dict(cafe.seats)
            meeting.moved(cafe.seats, fact)
        first, *later = map(dict, self.plan)
        cafe.hosts = dict(enumerate(self.hosts, 1))
        cafe.rooms = {number: Room(number) for number in cafe.hosts}
        cafe.seats, cafe.planned, cafe.past = first, later, []
        cafe.round, cafe.rounds, cafe.tables = 1, len(self.plan), len(self.hosts)
        cafe.stayed, cafe.left, cafe.accepted = set(), set(), frozenset()
        cafe.seed, cafe.why, cafe.unplanned = self.seed, self.why, self.unplanned
        cafe.stranded = tuple(person for person, round in self.unplanned if round == 1)
        cafe.largest = max(map(len, rooms_of(first).values()), default=0)
        cafe.relabel(meeting)


@dataclass(frozen=True, slots=True)
class RoundsReplanned(Act):
    """The rounds to come are planned again, after round `round`."""

    counts: ClassVar[bool] = False
    meeting: str
    block: int
    plan: tuple[Seats, ...]
    unplanned: Seats = ()
    round: int = 1

    def change(self, programme: Programme, meeting: Meeting, fact: Fact) -> None:
        cafe = the_cafe(meeting, self.block)
        cafe.planned = [dict(seats) for seats in self.plan]
        before = tuple(each for each in cafe.unplanned if each[1] <= self.round)
        cafe.unplanned = before + self.unplanned


@dataclass(frozen=True, slots=True)
class CafeDropped(Settled):
    """A round of rooms stands where the café was planned."""

    meeting: str
    block: int

    def change(self, programme: Programme, meeting: Meeting, fact: Fact) -> None:
        agenda.become(meeting, self.block, "rooms")


@dataclass(frozen=True, slots=True)
class CafeTaken(Settled):
    """A café stands where a round of rooms was planned."""

    meeting: str
    block: int

    def change(self, programme: Programme, meeting: Meeting, fact: Fact) -> None:
        agenda.become(meeting, self.block, "cafe")


def plannable(command: MeetingCommand, programme: Programme, block: int) -> Meeting:
    """Return the meeting if the café of the block has not opened yet. Raises `Conflict`."""
    meeting = command.unclosed(programme)
    cafe = the_cafe(meeting, block)
    if cafe.state not in (PLANNED, DRAFT, PUBLISHED) or cafe.past:
        raise Conflict("wrong-state", state=cafe.state)
    return meeting


def check(programme: Programme, meeting: Meeting, cafe: Cafe, asked: DraftCafe, rounds: int) -> None:
    """Refuse a plan that is not complete and legal. Raises `Invalid`, `Conflict`."""
    wanted = set(seatable(programme, meeting)) - cafe.stayed
    if not cafe.busy and len(wanted) < FEWEST:
        raise Conflict("too-few-for-cafe", least=FEWEST)
    if len(asked.plan) != rounds or not 2 <= cafe.round - 1 + rounds + cafe.busy <= MOST_ROUNDS:
        raise Invalid("not-all-rounds", field="plan")
    hosts = {host: table for table, host in enumerate(asked.hosts, 1)} if not cafe.busy else at_tables(cafe)
    been: Visits = {person: cafe.been(person) if cafe.busy else set() for person in wanted}
    tables = {room.number for room in cafe.active()} if cafe.busy else set(hosts.values())
    for number, given in enumerate(asked.plan, cafe.round + cafe.busy):
        seats, missing = dict(given), {person for person, round in asked.unplanned if round == number}
        if seats.keys() | missing != wanted or seats.keys() & missing or len(seats) != len(given):
            raise Invalid("not-those-present", field="seats", missing=len(wanted - seats.keys() - missing))
        if not set(seats.values()) <= tables:
            raise Invalid("rooms-not-numbered", field="seats", limit=len(tables))
        check_round(programme, meeting, seats, hosts, been)


def check_round(
    programme: Programme, meeting: Meeting, seats: Mapping[str, int], hosts: Mapping[str, int], been: Visits
) -> None:
    """Refuse a round in which a host travels, somebody returns to a table, or a table shares no language."""
    for person, table in seats.items():
        if person in hosts and hosts[person] != table:
            raise Invalid("host-travels", field="seats", person=person, room=table)
        if person not in hosts and table in been[person]:
            raise Invalid("returns-to-table", field="seats", person=person, room=table)
        been[person].add(table)
    for doubt in speechless(programme, meeting, rooms_of(seats)):
        raise Invalid(doubt.code, field="seats", **doubt.facts)


def at_tables(cafe: Cafe) -> dict[str, int]:
    """Return the table of each host, of those that were not merged into others."""
    active = {room.number for room in cafe.active()}
    return {host: table for table, host in cafe.hosts.items() if table in active}


def is_mixed(programme: Programme, meeting: Meeting) -> bool:
    """Say whether those to be seated share no language: breakout rooms are then no place for interpretation."""
    return mixed(programme, seatable(programme, meeting))


allow({"SetUpCafe": drives, "DraftCafe": drives, "TakeRooms": drives, "TakeTables": drives})
