"""All streams of one log: loaded when first asked for, one writer each, reloaded after a restore."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, Generic

from realtime.backplane import Backplane
from realtime.clock import Clock
from realtime.log import Log
from realtime.model import Answer, Batch, Busy, C, Call, E, Fact, Model, Reused, S
from realtime.turns import Fold
from realtime.writer import Engine, Stream

__all__ = ["Answer", "Batch", "Busy", "Call", "Fact", "Model", "Reused", "Stream", "Streams"]


class Streams(Generic[S, C, E]):
    """All streams of one log in this process.

    `committed(stream, batch)` is called after the callers were answered; what it returns is awaited before the next
    batch, so that it draws settled state. `troubled(stream)` is called when `stream.trouble` changes.
    """

    def __init__(
        self,
        log: Log,
        model: Model[S, C, E],
        clock: Clock,
        backplane: Backplane,
        *,
        committed: Callable[[Stream[S, C, E], Batch[E]], Awaitable[Any] | None],
        troubled: Callable[[Stream[S, C, E]], None] = lambda stream: None,
    ) -> None:
        self._engine = Engine(log, model, clock, backplane, committed, troubled)
        self._streams: dict[str, asyncio.Task[Stream[S, C, E]]] = {}
        self._unsubscribe = backplane.subscribe(self._told)

    async def get(self, name: str) -> Stream[S, C, E]:
        """Return a stream, folded from the log when it is first asked for. Raises `Corrupt`."""
        loading = self._streams.get(name)
        if loading is None:
            loading = self._streams[name] = asyncio.create_task(self._load(name))
        try:
            return await asyncio.shield(loading)
        except Exception:
            self._streams.pop(name, None)
            raise

    async def _load(self, name: str) -> Stream[S, C, E]:
        return Stream(name, self._engine, await Fold.load(name, self._engine.log, self._engine.model))

    def _loaded(self) -> list[Stream[S, C, E]]:
        tasks = self._streams.values()
        return [task.result() for task in tasks if task.done() and not task.cancelled() and not task.exception()]

    def _told(self, name: str, position: int) -> None:
        for stream in self._loaded():
            if stream.name == name:
                stream.told(position)

    async def reload(self) -> None:
        """Read all streams from the log again, after a restore."""
        for stream in self._loaded():
            await stream.reload()

    async def close(self) -> None:
        """Finish what waits and stop all writers; the log stays open."""
        self._unsubscribe()
        for stream in self._loaded():
            await stream.close()
