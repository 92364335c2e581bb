"""A full disk, a database that is moved, deleted or replaced: nobody is told "done", and it goes on afterwards."""

from __future__ import annotations

import asyncio
import resource
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

import pytest

from realtime.log import Log, Unavailable
from realtime.streams import Batch
from tests.realtime.conftest import ToyStream, ToyStreams, until
from tests.realtime.toy import AMAL, DANA, NUNO, Said, Say


@contextmanager
def files_no_larger_than(size: int) -> Iterator[None]:
    """Let this process write no file beyond a size, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def wal_size(path: Path) -> int:
    return path.with_name(path.name + "-wal").stat().st_size


async def refused(book: ToyStream, text: str, once: str = "") -> str:
    with pytest.raises(Unavailable) as unavailable:
        await book.perform(Say(text), actor=NUNO, once=once)
    return unavailable.value.reason


async def goes_on(book: ToyStream, log: Log, pushed: list[Batch[Said]], log_lines: StringIO) -> None:
    await until(lambda: book.trouble is None)
    answer = await book.perform(Say("goes on"), actor=DANA)
    assert answer.position == len(book.state.lines) == len(await log.read("book"))
    assert book.state.lines == ["before", "goes on"]
    await until(lambda: pushed[-1].position == 2)
    assert [event.text for batch in pushed for event, _ in batch.entries] == ["before", "goes on"]
    assert log_lines.getvalue().count('"cannot write"') == 1
    assert log_lines.getvalue().count('"writes again"') == 1


async def test_a_full_disk(
    book: ToyStream, log: Log, path: Path, pushed: list[Batch[Said]], log_lines: StringIO
) -> None:
    await book.perform(Say("before"), actor=AMAL)
    with files_no_larger_than(wal_size(path)):
        outcomes = await asyncio.gather(
            *(book.perform(Say("x" * 9000), actor=f"p{n}") for n in range(20)), return_exceptions=True
        )
        assert [getattr(outcome, "reason", outcome) for outcome in outcomes] == ["disk-full"] * 20
        assert book.trouble == "disk-full"
        await book.settle()
        assert book.state.lines == ["before"]
        assert await refused(book, "still full") == "disk-full"
    await goes_on(book, log, pushed, log_lines)


async def test_sqlite_says_full(book: ToyStream, log: Log, pushed: list[Batch[Said]], log_lines: StringIO) -> None:
    await book.perform(Say("before"), actor=AMAL)
    [pages] = await log._writer.execute_fetchall("PRAGMA page_count")
    await log._writer.execute_fetchall(f"PRAGMA max_page_count={pages[0]}")
    assert await refused(book, "x" * 9000) == "disk-full"
    await log._writer.execute_fetchall("PRAGMA max_page_count=1000000")
    await goes_on(book, log, pushed, log_lines)


async def test_the_file_is_moved_away_and_back(
    book: ToyStream, log: Log, path: Path, pushed: list[Batch[Said]], log_lines: StringIO
) -> None:
    await book.perform(Say("before"), actor=AMAL)
    away = path.with_name("away")
    path.rename(away)  # noqa: ASYNC240
    assert await refused(book, "gone", once="g") == "database-gone"
    assert book.trouble == "database-gone"
    assert book.state.lines == ["before"]
    away.rename(path)
    await goes_on(book, log, pushed, log_lines)


async def test_the_file_is_replaced(
    book: ToyStream, log: Log, path: Path, pushed: list[Batch[Said]], log_lines: StringIO
) -> None:
    await book.perform(Say("before"), actor=AMAL)
    away = path.with_name("away")
    path.rename(away)  # noqa: ASYNC240
    shutil.copy(away, path)
    assert await refused(book, "into nowhere") == "database-replaced"
    away.rename(path)
    await goes_on(book, log, pushed, log_lines)


async def test_the_file_vanishes_between_two_batches_under_load(streams: ToyStreams, log: Log, path: Path) -> None:
    book = await streams.get("book")
    acknowledged: list[str] = []
    told: list[str] = []

    async def write(person: str) -> None:
        for n in range(200):
            try:
                await book.perform(Say(f"{person} {n}"), actor=person)
                acknowledged.append(f"{person} {n}")
            except Unavailable as error:
                told.append(error.reason)

    async def move() -> None:
        await until(lambda: len(acknowledged) > 100)
        away = path.with_name("away")
        path.rename(away)  # noqa: ASYNC240
        await until(lambda: len(told) > 20)
        away.rename(path)

    await asyncio.gather(move(), *(write(f"p{n}") for n in range(10)))
    assert set(told) == {"database-gone"}
    await book.settle()
    stored = await log.read("book")
    assert len(stored) == book.position
    assert set(acknowledged) <= set(book.state.lines)
    assert len(set(book.state.lines)) == len(book.state.lines)
