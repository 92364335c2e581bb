"""A database of its own for each test, and the engine on it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from realtime.backplane import MemoryBackplane
from realtime.clock import Clock
from realtime.log import Log
from realtime.streams import Batch, Stream, Streams
from tests.realtime.toy import Book, Lines, Said, Say

ToyStream = Stream[Book, Say, Said]
ToyStreams = Streams[Book, Say, Said]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "book.sqlite3"


@pytest.fixture
async def log(path: Path) -> AsyncIterator[Log]:
    opened = await Log.open(path)
    yield opened
    await opened.close()


@pytest.fixture
def pushed() -> list[Batch[Said]]:
    return []


@pytest.fixture
async def streams(log: Log, pushed: list[Batch[Said]]) -> AsyncIterator[ToyStreams]:
    made = engine(log, pushed)
    yield made
    await made.close()


@pytest.fixture
async def book(streams: ToyStreams) -> ToyStream:
    return await streams.get("book")


def engine(log: Log, pushed: list[Batch[Said]]) -> ToyStreams:
    return Streams(log, Lines(), Clock(), MemoryBackplane(), committed=lambda stream, batch: pushed.append(batch))


async def until(true: Callable[[], bool], seconds: float = 20) -> None:
    """Wait for a condition that other tasks bring about; fail after an ample time."""
    async with asyncio.timeout(seconds):
        while not true():  # noqa: ASYNC110 (what is waited for has no event)
            await asyncio.sleep(0.002)
