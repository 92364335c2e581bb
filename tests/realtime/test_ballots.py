"""Anonymous answers: written with their event or not at all, without a trace of whose they are, gone once counted."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

import pytest

from realtime.log import Log, Unavailable
from tests.realtime.conftest import ToyStream
from tests.realtime.toy import AMAL, NUNO, Say


async def test_a_ballot_is_written_with_its_event_and_names_nobody(book: ToyStream, log: Log) -> None:
    await book.perform(Say("secret one"), actor=AMAL, once="a")
    await book.perform(Say("secret two"), actor=NUNO, once="a")
    assert await book.ballots("box") == ["secret one", "secret two"]
    with sqlite3.connect(log.path) as other:
        columns = [row[1] for row in other.execute("PRAGMA table_info(ballots)")]
        assert columns == ["stream", "box", "key", "body"]
        with pytest.raises(sqlite3.OperationalError, match="no such column"):
            other.execute("SELECT rowid FROM ballots")
        assert [row[0] for row in other.execute("SELECT key FROM ballots")] == ["one", "two"]
    other.close()


async def test_the_same_form_twice_is_one_ballot(book: ToyStream) -> None:
    for _ in range(2):
        await book.perform(Say("secret one"), actor=AMAL, once="a")
    assert await book.ballots("box") == ["secret one"]


async def test_who_has_the_key_changes_the_ballot_and_another_key_changes_nothing(book: ToyStream) -> None:
    await book.perform(Say("secret one"), actor=AMAL)
    await book.perform(Say("secret2 one"), actor=AMAL)
    await book.perform(Say("secret2 other"), actor=AMAL)
    assert await book.ballots("box") == ["secret2 one"]
    assert [await book.holds("box", key) for key in ("one", "other")] == [True, False]


def files_of(log: Log) -> tuple[bytes, bytes]:
    return log.path.read_bytes(), Path(f"{log.path}-wal").read_bytes()


async def test_the_bytes_of_the_files_do_not_tell_in_which_order_ballots_came(book: ToyStream, log: Log) -> None:
    keys = [f"key-{nth * 7919 % 1000:03}" for nth in range(60)]
    for key in keys:
        await book.perform(Say(f"secret {key}"), actor=AMAL)
    assert files_of(log)[1].count(b"key-") == 0
    copied = log.path.with_name("copy.db")
    await log.backup(copied)
    for path in (log.path, copied):
        raw = path.read_bytes()
        found = sorted(keys, key=lambda key: raw.rindex(f"box{key}secret".encode()), reverse=True)
        assert found == sorted(keys)


async def test_a_new_ballot_of_a_key_that_is_there_holds_nothing_up(book: ToyStream) -> None:
    async with asyncio.timeout(10):
        await book.perform(Say("secret one"), actor=AMAL)
        await book.perform(Say("secret one"), actor=NUNO)
    assert await book.ballots("box") == ["secret one"]


async def test_neither_event_nor_ballot_where_the_disk_fails(
    book: ToyStream, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    await book.perform(Say("before"), actor=AMAL)
    real = log._writer.execute_fetchall

    async def failing(sql: str, *values: object) -> object:
        if sql == "COMMIT":
            raise sqlite3.OperationalError("disk I/O error")
        return await real(sql, *values)

    monkeypatch.setattr(log._writer, "execute_fetchall", failing)
    with pytest.raises((Unavailable, sqlite3.Error)):
        await book.perform(Say("secret one"), actor=AMAL, once="a")
    monkeypatch.undo()
    assert (await book.ballots("box"), book.state.lines) == ([], ["before"])
    await book.perform(Say("secret one"), actor=AMAL, once="a")
    assert (await book.ballots("box"), book.state.lines) == (["secret one"], ["before", "secret one"])


async def test_what_is_counted_is_gone_from_the_files(book: ToyStream, log: Log) -> None:
    await book.perform(Say("secret marker-4711"), actor=AMAL)
    await log.keep_only("book", ["box"])
    assert await book.ballots("box") == ["secret marker-4711"]
    await book.keep_only([])
    assert await book.ballots("box") == []
    with sqlite3.connect(log.path) as other:
        assert other.execute("SELECT count(*) FROM ballots").fetchone() == (0,)
    other.close()
    files = [each for each in (log.path, Path(f"{log.path}-wal")) if each.exists()]
    assert sum(each.read_bytes().count(b"marker-4711") for each in files) == 1  # that of the toy's own event
