"""The writer of one stream, which decides, evolves, commits many commands at once and only then answers.

State in memory is the fold of the log. Nothing leaves before the commit: no answer, no refusal, no push. Whoever draws
outside the writer settles the stream first and then does not wait before it has read.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from typing import Any, Generic

import structlog

from realtime.backplane import Backplane
from realtime.clock import Clock
from realtime.faults import fault
from realtime.log import Conflict, Log, Unavailable
from realtime.model import Answer, Batch, Busy, C, E, Model, S
from realtime.turns import Fold, Turn, Waiting

BATCH = 256
QUEUE = 2048
GATHERINGS = 64
FIRST_WAIT = 0.05
LONGEST_WAIT = 1.0


@dataclass(frozen=True, slots=True)
class Engine(Generic[S, C, E]):
    """What all writers of one log share."""

    log: Log
    model: Model[S, C, E]
    clock: Clock
    backplane: Backplane
    committed: Callable[[Stream[S, C, E], Batch[E]], Awaitable[Any] | None]
    troubled: Callable[[Stream[S, C, E]], None]


class Stream(Generic[S, C, E]):
    """One stream, live. `trouble` is why nothing can be written now, None when all is well."""

    def __init__(self, name: str, engine: Engine[S, C, E], fold: Fold[S, E]) -> None:
        self.name = name
        self.trouble: str | None = None
        self._engine = engine
        self._fold = fold
        self._waiting: deque[Waiting[C, E]] = deque()
        self._orders: deque[asyncio.Future[None]] = deque()
        self._work = asyncio.Event()
        self._settled = asyncio.Event()
        self._settled.set()
        self._told = fold.position
        self._closing = False
        self._mending: asyncio.Task[None] | None = None
        self._task = asyncio.create_task(self._run())

    @property
    def state(self) -> S:
        """The fold of the log; only between `settle` and the next `await`."""
        return self._fold.state

    @property
    def position(self) -> int:
        """The last event's number, 0 before the first."""
        return self._fold.position

    @property
    def epoch(self) -> str:
        """The log's epoch when the state was read."""
        return self._fold.epoch

    async def perform(self, command: C, *, actor: str, once: str = "", asked: str = "") -> Answer[E]:
        """Perform a command once per (actor, once). Raises the model's refusal, `Unavailable`, `Busy` and `Reused`.

        `asked` tells one thing asked for from another: under the same id only the same gets the first answer again.
        """
        if len(self._waiting) >= QUEUE or self._closing:
            raise Busy(self.name)
        waiting: Waiting[C, E] = Waiting(command, actor, once, asked, asyncio.get_running_loop().create_future())
        self._waiting.append(waiting)
        self._work.set()
        return await waiting.answer

    async def settle(self) -> None:
        """Wait until the state holds nothing that is not committed."""
        while not self._settled.is_set():
            await self._settled.wait()

    async def reload(self) -> None:
        """Read the state from the log again, between two batches."""
        order: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._orders.append(order)
        self._work.set()
        await order

    def told(self, position: int) -> None:
        """Hear from another node that the stream has grown."""
        if position > self._told:
            self._told = position
            self._work.set()

    async def ballots(self, box: str) -> list[str]:
        """Return what the ballots of a box say, in no telling order."""
        return await self._engine.log.ballots(self.name, box)

    async def holds(self, box: str, key: str) -> bool:
        """Say whether a box has a ballot of that key."""
        return await self._engine.log.holds(self.name, box, key)

    async def keep_only(self, boxes: Collection[str]) -> None:
        """Empty all of the stream's boxes but these."""
        await self._engine.log.keep_only(self.name, boxes)

    async def close(self) -> None:
        """Take no more commands, finish those that wait."""
        self._closing = True
        self._work.set()
        await asyncio.gather(self._task, return_exceptions=True)
        if self._mending is not None:
            self._mending.cancel()
            await asyncio.gather(self._mending, return_exceptions=True)

    # The writer.

    async def _run(self) -> None:
        while True:
            await self._work.wait()
            self._work.clear()
            while self._orders:
                await self._reload()
                self._orders.popleft().set_result(None)
            if self._told > self._fold.position:
                await self._catch_up()
            if self._waiting:
                await self._gather()
                await self._write()
                self._work.set()
            elif self._closing:
                return

    async def _gather(self) -> None:
        # Those who are at the door already share the commit: as long as the queue grows, the loop goes round again.
        quiet = 0
        for _ in range(GATHERINGS):
            before = len(self._waiting)
            await asyncio.sleep(0)
            quiet = quiet + 1 if len(self._waiting) == before else 0
            if quiet == 2 or before >= BATCH:
                return

    async def _write(self) -> None:
        batch = [self._waiting.popleft() for _ in range(min(BATCH, len(self._waiting)))]
        turn = Turn(self._fold, self._engine.model, self._engine.clock.now())
        try:
            await self._writable()
            self._settled.clear()
            for number, waiting in enumerate(batch):
                if not turn.take(waiting):
                    self._waiting.extendleft(reversed(batch[number + 1 :]))
                    batch = batch[: number + 1]
                    break
            if turn.records:
                await self._engine.log.append(self.name, turn.records, turn.ballots, epoch=self._fold.epoch)
        except Conflict:
            self._waiting.extendleft(reversed(batch))
            await self._reload()
            return
        except Exception as error:
            await self._fail(batch, turn, error)
            return
        if turn.spoilt:
            await self._reload(publish=False)
        self._settled.set()
        await self._answer(batch, turn)

    async def _writable(self) -> None:
        if self.trouble is None:
            self._engine.log.look()
        else:
            await self._engine.log.ready()
            self._recovered()

    async def _answer(self, batch: list[Waiting[C, E]], turn: Turn[S, C, E]) -> None:
        self._told = max(self._told, self._fold.position)
        await turn.answer(batch, self._engine.log, self.name)
        await asyncio.sleep(0)
        if turn.entries:
            await self._publish(turn.batch())
            await self._engine.backplane.tell(self.name, turn.position)

    async def _publish(self, batch: Batch[E]) -> None:
        try:
            pushed = self._engine.committed(self, batch)
            if pushed is not None:
                await pushed
        except Exception as error:
            fault("push failed", error, stream=self.name, position=batch.position)

    # Trouble.

    async def _fail(self, batch: list[Waiting[C, E]], turn: Turn[S, C, E], error: Exception) -> None:
        reason = error.reason if isinstance(error, Unavailable) else "io-error"
        if turn.entries or turn.spoilt:
            await self._reload()
        self._settled.set()
        if self.trouble != reason:
            self.trouble = reason
            fault("cannot write", error, stream=self.name, reason=reason)
            self._engine.troubled(self)
        for waiting in batch:
            waiting.fail(Unavailable(reason))
        if self._mending is None or self._mending.done():
            self._mending = asyncio.create_task(self._mend())

    async def _mend(self) -> None:
        while self.trouble is not None:
            await asyncio.sleep(LONGEST_WAIT)
            try:
                await self._engine.log.ready()
            except Unavailable:
                continue
            self._recovered()

    def _recovered(self) -> None:
        if self.trouble is not None:
            self.trouble = None
            structlog.get_logger().warning("writes again", stream=self.name)
            self._engine.troubled(self)

    async def _reload(self, *, publish: bool = True) -> None:
        """Fold the log anew, as often as it takes; what it holds beyond what was pushed is pushed."""
        self._settled.clear()
        pushed, wait = self._fold.pushed, FIRST_WAIT
        while True:
            try:
                fresh: Fold[S, E] = await Fold.load(self.name, self._engine.log, self._engine.model)
                break
            except Exception as error:
                fault("cannot read", error, stream=self.name)
                await asyncio.sleep(wait)
                wait = min(wait * 2, LONGEST_WAIT)
        self._fold = fresh
        if publish and fresh.position > pushed:
            fresh.pushed = pushed
            await self._push_grown()
        self._settled.set()

    async def _catch_up(self) -> None:
        self._settled.clear()
        try:
            await self._fold.read_on(self._engine.log)
        except Exception:
            await self._reload()
            return
        self._settled.set()
        await self._push_grown()
        self._told = self._fold.position

    async def _push_grown(self) -> None:
        try:
            records = await self._engine.log.read(self.name, self._fold.pushed, self._fold.position)
        except Exception as error:
            fault("cannot read", error, stream=self.name)
            return
        entries = [self._fold.entry(record) for record in records]
        self._fold.pushed = self._fold.position
        if entries:
            await self._publish(Batch(self._fold.position, entries, frozenset(fact.actor for _, fact in entries)))
