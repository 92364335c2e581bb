"""What a World Café keeps beside the tables of its current round: the rounds that were and those to come, its hosts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, ClassVar

from app.domain.errors import Conflict
from app.domain.formats.rooms.round import Kept, Round, the_round
from app.domain.places import Spot
from app.domain.rooms import OPEN, PUBLISHED
from app.domain.wording import Others

if TYPE_CHECKING:
    from app.domain.agenda import Block
    from app.domain.meetings import Meeting
    from app.domain.messages import Command, Event
    from app.domain.programme import Programme
    from app.domain.steps import Step

ROUNDS, MINUTES = 3, 18
"""Rounds of a café, and minutes that each of them talks, where nothing else is said."""
TRAVEL = 120.0
"""Seconds between two rounds, to go to another table."""
RECAP = 120.0
"""Seconds at the start of a later round in which the host says what was said before."""
TRAVELLING = "travel"
"""The rest of the key of the alarm that starts a round when the time to travel is over."""


def span(rounds: int, minutes: int) -> int:
    """Return the minutes that so many rounds of so many minutes take, with the ways between them."""
    return rounds * minutes + int(TRAVEL / 60) * (rounds - 1)


KINDS = {"publish-rooms": "show-tables", "open-rooms": "open-tables", "start-rooms": "start-tables"}
"""The steps of rooms that are said in other words where there are tables."""


@dataclass(frozen=True, slots=True)
class KeptCafe(Kept):
    """Places, clocks, rounds and hosts of a café at one moment."""

    round: int
    rounds: int
    planned: tuple[dict[str, int], ...]
    past: tuple[dict[str, int], ...]
    hosts: dict[int, str]
    unplanned: tuple[tuple[str, int], ...]


@dataclass(slots=True)
class Cafe(Round):
    """`seats` and `rooms` are the current round's, which is `round` of `rounds`, from 1.

    `planned`: the seats of the rounds to come; `past`: of those that are over; `hosts`: table → who stays there.
    `unplanned`: (person, round) for whom no further table was found; `topics`: the name of a table, in this block;
    `asked`: the tables and rounds it was set up for, however many came of it;
    `tongues`: the one language of a table, where tables are kept by language.
    """

    format: ClassVar[str] = "cafe"
    word: ClassVar[str] = "table"
    drawn: ClassVar[bool] = False
    travel: ClassVar[int] = 4
    asked: tuple[int, int] = (0, ROUNDS)
    tables: int = 0
    rounds: int = ROUNDS
    round: int = 1
    minutes: int = MINUTES
    planned: list[dict[str, int]] = field(default_factory=list)
    past: list[dict[str, int]] = field(default_factory=list)
    hosts: dict[int, str] = field(default_factory=dict)
    unplanned: tuple[tuple[str, int], ...] = ()
    topics: dict[int, str] = field(default_factory=dict)
    topics_in: dict[int, Others] = field(default_factory=dict)
    tongues: dict[int, str] = field(default_factory=dict)

    @property
    def part(self) -> int:
        """The round that is on: notes and functions are kept by table and round."""
        return self.round

    @property
    def more(self) -> bool:
        """Whether a round comes after this one; at a single table there is nowhere to travel."""
        return self.round < self.rounds and bool(self.planned) and len(self.active()) > 1

    @property
    def recap(self) -> float:
        """Seconds in which hosts tell newcomers what was said at their table; in the first round nobody did yet."""
        return RECAP if self.round > 1 else 0.0

    @property
    def travelling(self) -> bool:
        """Whether people are on their way to the tables of a later round."""
        return any(room.state == OPEN and room.clock is not None for room in self.rooms.values())

    def setting(self, meeting: str, block: int) -> Iterable[Event]:
        from app.domain.formats.cafe.planning import CafeSetUp

        if not self.asked[0]:
            return []
        tables = range(1, max(self.topics, default=0) + 1)
        topics = tuple(self.topics.get(table, "") for table in tables)
        others = tuple(self.topics_in.get(table, ()) for table in tables)
        return [CafeSetUp(meeting, block, *self.asked, self.minutes, topics, others=others)]

    def length(self, block: Block) -> int:
        return self.minutes

    def been(self, person: str) -> set[int]:
        """Return the tables where somebody has sat or sits."""
        return {seats[person] for seats in (*self.past, self.seats) if person in seats}

    def host_of(self, room: int) -> str:
        return self.hosts.get(room, "")

    def hosting(self, person: str) -> bool:
        """Say whether somebody is the host of the table where they sit."""
        return self.hosts.get(self.seats.get(person, 0)) == person

    def onward(self, block: Block, person: str) -> Spot | None:
        table = self.planned[0].get(person) if self.more else None
        standing = self.standing(table) if table is not None else None
        shown = bool(self.rooms) and any(room.talking or room.state == PUBLISHED for room in self.rooms.values())
        return Spot("room", block.number, standing) if standing in self.rooms and shown else None

    def met(self) -> Iterable[Mapping[str, int]]:
        return [*self.past, self.seats]

    def mark(self) -> KeptCafe:
        inherited = Round.mark(self).parts()
        planned, past = tuple(map(dict, self.planned)), tuple(map(dict, self.past))
        return KeptCafe(**inherited, round=self.round, rounds=self.rounds, planned=planned, past=past,
                        hosts=dict(self.hosts), unplanned=self.unplanned)  # fmt: skip

    def restore(self, kept: Kept) -> None:
        Round.restore(self, kept)
        if isinstance(kept, KeptCafe):
            self.round, self.rounds, self.unplanned = kept.round, kept.rounds, kept.unplanned
            self.planned, self.past = list(map(dict, kept.planned)), list(map(dict, kept.past))
            self.hosts = dict(kept.hosts)

    def unseat(self, people: Iterable[str]) -> None:
        gone = set(people)
        Round.unseat(self, gone)
        for seats in self.planned:
            for person in gone & seats.keys():
                del seats[person]
        self.hosts = {table: host for table, host in self.hosts.items() if host not in gone}

    def relabel(self, meeting: Meeting) -> None:
        Round.relabel(self, meeting)
        for room in self.rooms.values():
            room.name, room.others = self.topics.get(room.number, ""), self.topics_in.get(room.number, ())

    def step(self, meeting: Meeting, block: Block) -> Step | None:
        step = Round.step(self, meeting, block)
        if step is None:
            return None
        kind = KINDS.get(step.kind, step.kind)
        if self.more and kind in ("close-rooms", "end-rooms-now"):
            kind = "to-round"
        return replace(step, kind=kind, facts={**step.facts, "round": self.round + (kind == "to-round")})

    def entry(self, meeting: Meeting, block: Block) -> Step | None:
        step = Round.entry(self, meeting, block)
        assert step is not None
        return replace(step, kind="make-tables" if step.command is None else KINDS.get(step.kind, step.kind))

    def due(self, meeting: Meeting, block: Block) -> dict[str, float]:
        return {**Round.due(self, meeting, block), **self._arrivals()}

    def ring(self, meeting: Meeting, block: Block, rest: str) -> Command | None:
        from app.domain.formats.cafe.turning import EndTravel

        if rest in self._arrivals():
            return EndTravel(meeting.id, block.number, int(rest.split("/")[1]))
        return Round.ring(self, meeting, block, rest)

    def follows(self, programme: Programme, meeting: Meeting, block: int, rooms: tuple[int, ...]) -> Iterable[Event]:
        from app.domain.formats.cafe import turning

        return turning.follows(programme, meeting, block, self, rooms)

    def _arrivals(self) -> dict[str, float]:
        """Return the alarm that ends the time to travel, if that runs and is not held."""
        rooms = (room for room in self.rooms.values() if room.state == OPEN and not room.paused)
        clocks = [room.clock for room in rooms if room.clock is not None]
        return {f"{TRAVELLING}/{clock.turn}": clock.ends_at for clock in clocks}


def the_cafe(meeting: Meeting, block: int) -> Cafe:
    """Return the café that a block holds. Raises `NotFound`, `Conflict`."""
    body = the_round(meeting, block)
    if not isinstance(body, Cafe):
        raise Conflict("other-format")
    return body
