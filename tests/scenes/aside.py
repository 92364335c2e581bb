"""A loop in a thread of its own: the platform runs there while a test or a script drives a browser that blocks."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Coroutine, Iterator
from contextlib import AbstractAsyncContextManager, contextmanager
from typing import Any, Self, TypeVar

from tests.serving import CEILING

T = TypeVar("T")


class Aside:
    """Runs coroutines on a loop beside the caller, one after the other."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self.loop.run_forever, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join()
        self.loop.close()

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Return what a coroutine returns, at most `CEILING` seconds later."""
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(CEILING * 4)

    @contextmanager
    def entered(self, context: AbstractAsyncContextManager[T]) -> Iterator[T]:
        """Hold an asynchronous context open."""
        inside = self.run(_enter(context))
        try:
            yield inside
        finally:
            self.run(_leave(context))

    def each(self, items: AsyncIterator[T]) -> Iterator[T]:
        """Walk through an asynchronous iterator; between two steps it stands still."""
        while True:
            try:
                yield self.run(_next(items))
            except StopAsyncIteration:
                return


async def _enter(context: AbstractAsyncContextManager[T]) -> T:
    return await context.__aenter__()


async def _leave(context: AbstractAsyncContextManager[Any]) -> None:
    await context.__aexit__(None, None, None)


async def _next(items: AsyncIterator[T]) -> T:
    return await anext(items)
