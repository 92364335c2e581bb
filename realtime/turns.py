"""One writer's turn: a fold of the log, and the commands that are decided against it until they are committed.

Pure but for reading the log; it answers nobody before it is told to.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from secrets import token_hex
from typing import Any, Generic, NamedTuple

from realtime.ballots import Ballot
from realtime.log import Log
from realtime.model import Answer, Batch, C, Call, E, Fact, Model, Reused, S
from realtime.records import Record

Once = tuple[str, str]


class First(NamedTuple):
    """What a one-time id led to: its first event's position, the number of events, and what was asked for."""

    position: int
    events: int
    asked: str


class Fold(Generic[S, E]):
    """The state of one stream at a position, and the one-time ids that led there.

    `firsts` holds what each (actor, once) led to; `pushed` is the head that tabs were told of;
    `epoch` is the log's when it was read. What led to no event is remembered only until the next reading.
    """

    def __init__(self, name: str, model: Model[S, Any, E]) -> None:
        self.name = name
        self.state: S = model.initial(name)
        self.position = 0
        self.pushed = 0
        self.epoch = ""
        self.firsts: dict[Once, First] = {}
        self._evolve = model.evolve
        self._decode = model.decode

    @classmethod
    async def load(cls, name: str, log: Log, model: Model[S, Any, E]) -> Fold[S, E]:
        """Fold a whole stream. Raises `Corrupt`."""
        fold: Fold[S, E] = cls(name, model)
        fold.epoch = log.epoch
        await fold.read_on(log)
        fold.pushed = fold.position
        return fold

    async def read_on(self, log: Log) -> None:
        """Fold what the log holds beyond this position; other tasks run between its pages."""
        async for page in log.pages(self.name, self.position):
            for record in page:
                self.add(record, *self.entry(record))

    def entry(self, record: Record) -> tuple[E, Fact]:
        """Return a stored event and its fact."""
        return self._decode(record.type, record.body), Fact(record.position, record.at, record.actor)

    def add(self, record: Record, event: E, fact: Fact) -> None:
        """Evolve the state by one event."""
        self._evolve(self.state, event, fact)
        self.position = record.position
        if record.once:
            self.firsts[record.actor, record.once] = First(record.position - record.nth, record.nth + 1, record.asked)


@dataclass(slots=True, eq=False)
class Waiting(Generic[C, E]):
    """One caller: the command and where its answer goes; `outcome` is what it will be told after the commit."""

    command: C
    actor: str
    once: str
    asked: str
    answer: asyncio.Future[Answer[E]]
    first: First | None = None
    repeated: bool = False
    refused: Exception | None = None

    def fail(self, error: Exception) -> None:
        """Tell the caller that it did not happen."""
        if not self.answer.done():
            self.answer.set_exception(error)

    def tell(self, answer: Answer[E]) -> None:
        """Tell the caller what happened."""
        if not self.answer.done():
            self.answer.set_result(answer)


@dataclass(slots=True)
class Turn(Generic[S, C, E]):
    """What one batch adds to a fold. `spoilt`: an event broke while it changed the state, which must be read again."""

    fold: Fold[S, E]
    model: Model[S, C, E]
    at: float
    records: list[Record] = field(default_factory=list)
    ballots: list[Ballot] = field(default_factory=list)
    entries: list[tuple[E, Fact]] = field(default_factory=list)
    actors: set[str] = field(default_factory=set)
    spoilt: bool = False
    position: int = 0

    def __post_init__(self) -> None:
        self.position = self.fold.position

    def take(self, waiting: Waiting[C, E]) -> bool:
        """Decide one command and evolve by its events; False once the state is spoilt."""
        waiting.first, waiting.repeated, waiting.refused = None, False, None
        if waiting.answer.cancelled():
            return True
        known = self.fold.firsts.get((waiting.actor, waiting.once)) if waiting.once else None
        if known is not None:
            if known.asked and waiting.asked and known.asked != waiting.asked:
                waiting.refused = Reused()
            else:
                waiting.first, waiting.repeated = known, True
            return True
        try:
            call = Call(waiting.actor, self.at, waiting.once, token_hex(16))
            events = list(self.model.decide(self.fold.state, waiting.command, call))
            ballots = self.model.ballots(self.fold.state, waiting.command, call)
            encoded = [self.model.encode(event) for event in events]
        except Exception as error:
            waiting.refused = error
            return True
        self.ballots += ballots
        return self._evolve(waiting, events, encoded)

    def _evolve(self, waiting: Waiting[C, E], events: list[E], encoded: list[tuple[str, bytes]]) -> bool:
        start, actor = self.position, waiting.actor
        records = [
            Record(start + 1 + nth, type, body, self.at, actor, waiting.once, nth, waiting.asked)
            for nth, (type, body) in enumerate(encoded)
        ]
        entries = [
            (event, Fact(record.position, self.at, actor)) for event, record in zip(events, records, strict=True)
        ]
        try:
            for record, (event, fact) in zip(records, entries, strict=True):
                self.fold.add(record, event, fact)
        except Exception as error:
            waiting.refused, self.spoilt = error, True
            return False
        waiting.first = First(start + 1, len(events), waiting.asked)
        if waiting.once and not events:
            self.fold.firsts[actor, waiting.once] = waiting.first
        self.records += records
        self.entries += entries
        if events:
            self.actors.add(actor)
            self.position = records[-1].position
        return True

    def batch(self) -> Batch[E]:
        """Return what was committed."""
        self.fold.pushed = max(self.fold.pushed, self.position)
        return Batch(self.position, self.entries, frozenset(self.actors))

    async def answer(self, batch: list[Waiting[C, E]], log: Log, stream: str) -> None:
        """Tell all callers; first answers that are not of this turn are computed from the log."""
        for waiting in batch:
            if waiting.refused is not None:
                waiting.fail(waiting.refused)
            elif waiting.first is not None and not self._older(waiting.first):
                waiting.tell(self._answer(waiting, self._events(waiting.first)))
        for waiting in batch:
            if waiting.first is not None and self._older(waiting.first):
                await self._repeat(waiting, waiting.first, log, stream)

    def _older(self, first: First) -> bool:
        return first.events > 0 and first.position <= self.position - len(self.entries)

    def _events(self, first: First) -> tuple[E, ...]:
        start = first.position - 1 - (self.position - len(self.entries))
        return tuple(event for event, _ in self.entries[start : start + first.events])

    async def _repeat(self, waiting: Waiting[C, E], first: First, log: Log, stream: str) -> None:
        try:
            records = await log.read(stream, first.position - 1, first.position + first.events - 1)
            events = tuple(self.model.decode(record.type, record.body) for record in records)
        except Exception as error:
            waiting.fail(error)
        else:
            waiting.tell(self._answer(waiting, events))

    def _answer(self, waiting: Waiting[C, E], events: tuple[E, ...]) -> Answer[E]:
        assert waiting.first is not None
        start, count, _ = waiting.first
        return Answer(start + count - 1, self.fold.epoch, events, waiting.repeated)
