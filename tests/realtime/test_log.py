"""The log: numbered, checked, held by one process, backed up and restored."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from realtime.database import STEPS
from realtime.log import Conflict, Corrupt, Held, Log, Record
from realtime.records import checksum
from tests.realtime.conftest import engine
from tests.realtime.toy import AMAL, DANA, Say


def line(position: int, text: bytes = b'"x"', once: str = "") -> Record:
    return Record(position, "Said", text, 12.5, AMAL, once, 0)


async def test_what_was_written_is_read_in_order_and_whole(log: Log) -> None:
    records = [line(1), line(2, b'"y"', "once"), line(3)]
    await log.append("book", records)
    await log.append("other", [line(1)])
    assert await log.read("book") == records
    assert await log.read("book", 1) == records[1:]
    assert await log.read("book", 0, 2) == records[:2]
    assert await log.read("none") == []
    assert await log.streams() == ["book", "other"]
    assert await log.check() == []


async def test_a_position_or_a_one_time_id_is_taken_once_and_a_batch_is_whole_or_not_there(log: Log) -> None:
    await log.append("book", [line(1, once="a")])
    with pytest.raises(Conflict):
        await log.append("book", [line(2), line(1)])
    with pytest.raises(Conflict):
        await log.append("book", [line(2), line(3, once="a")])
    assert len(await log.read("book")) == 1


async def test_a_second_holder_is_told_who_holds_it(path: Path, log: Log) -> None:
    with pytest.raises(Held) as held:
        await Log.open(path)
    assert held.value.pid == os.getpid()
    script = "import asyncio, sys; from pathlib import Path; from realtime.log import Log\n"
    script += "asyncio.run(Log.open(Path(sys.argv[1])))"
    done = subprocess.run(  # noqa: ASYNC221 (nothing else runs here)
        [sys.executable, "-c", script, str(path)], capture_output=True, text=True, timeout=60
    )
    assert f"held by process {os.getpid()}" in done.stderr


async def test_only_we_may_read_the_files(path: Path, log: Log) -> None:
    await log.append("book", [line(1)])
    files = sorted(path.parent.iterdir())
    assert [each.name for each in files] == [f"book.sqlite3{end}" for end in ("", "-shm", "-wal", ".lock")]
    assert {each.stat().st_mode & 0o777 for each in files} == {0o600}


async def damaged(path: Path, statement: str) -> tuple[list[str], str]:
    log = await Log.open(path)
    await log.append("book", [line(n) for n in range(1, 6)])
    await log.close()
    with sqlite3.connect(path) as other:
        other.execute(statement)
    other.close()
    log = await Log.open(path)
    problems = await log.check()
    with pytest.raises(Corrupt) as corrupt:
        await log.read("book")
    await log.close()
    return problems, str(corrupt.value)


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE events SET body = '\"z\"' WHERE position = 3", "event 3 was changed"),
        ("UPDATE events SET type = 'Unsaid' WHERE position = 2", "event 2 was changed"),
        ("DELETE FROM events WHERE position = 2", "event 2 is missing"),
        ("DELETE FROM events WHERE position > 3", "events 4 to 5 are missing"),
    ],
)
async def test_a_change_behind_our_back_is_found(path: Path, statement: str, said: str) -> None:
    problems, error = await damaged(path, statement)
    assert problems == [f"book: {said}"]
    assert error == f"book: {said}"


async def test_a_database_of_a_newer_version_and_a_file_that_is_none_are_refused(path: Path) -> None:
    with sqlite3.connect(path) as other:
        other.execute("PRAGMA user_version=99")
    other.close()
    with pytest.raises(Corrupt, match="version 99"):
        await Log.open(path)
    path.write_bytes(b"no database at all, but long enough to be read as one" * 100)  # noqa: ASYNC240
    with pytest.raises(Corrupt, match="not a database"):
        await Log.open(path)


async def test_a_database_of_the_first_version_is_brought_up_to_date(path: Path) -> None:
    with sqlite3.connect(path) as old:
        old.executescript(f"PRAGMA journal_mode=WAL; {STEPS[0]} PRAGMA user_version=1;")
        found = line(1, once="k")
        stored = ("book", *found[:-1], checksum("book", found.position, found.type, found.body))
        old.execute("INSERT INTO events VALUES (?,?,?,?,?,?,?,?,?)", stored)
    old.close()
    log = await Log.open(path)
    await log.append("book", [line(2)._replace(asked="more")])
    assert await log.read("book") == [found, line(2)._replace(asked="more")]
    assert await log.check() == []
    await log.close()


async def test_a_backup_under_load_is_whole_and_a_restore_has_a_new_epoch(path: Path, log: Log) -> None:
    live = engine(log, [])
    book = await live.get("book")
    backup = path.with_name("backup.sqlite3")
    await book.perform(Say("kept"), actor=AMAL, once="k")

    async def write(person: str) -> None:
        for n in range(20):
            await book.perform(Say(f"{n}"), actor=person)

    await asyncio.gather(log.backup(backup), *(write(f"p{n}") for n in range(10)))
    assert not list(path.parent.glob("backup*-*"))
    await book.perform(Say("lost by the restore"), actor=DANA)
    before = log.epoch
    await log.restore(backup)
    await live.reload()
    assert log.epoch != before
    assert book.epoch == log.epoch
    assert book.state.lines[0] == "kept"
    assert "lost by the restore" not in book.state.lines
    assert book.position == len(book.state.lines)
    again = await book.perform(Say("kept"), actor=AMAL, once="k")
    assert (again.position, again.repeated) == (1, True)
    assert (await book.perform(Say("new"), actor=AMAL)).position == book.position
    assert await log.check() == []
    await live.close()


async def test_commands_that_come_during_a_restore_are_decided_against_what_was_restored(path: Path, log: Log) -> None:
    live = engine(log, [])
    book = await live.get("book")
    backup = path.with_name("backup.sqlite3")
    await book.perform(Say("kept"), actor=AMAL)
    await log.backup(backup)
    for n in range(9):
        await book.perform(Say(f"{n}"), actor=AMAL)
    over = asyncio.Event()
    told: list[tuple[str, str]] = []

    async def write(person: str) -> None:
        for n in range(10_000):
            answer = await book.perform(Say(f"{person} {n}"), actor=person)
            told.append((answer.epoch, answer.events[0].text))
            if over.is_set():
                return

    people = [asyncio.create_task(write(f"p{n}")) for n in range(5)]
    await log.restore(backup)
    await asyncio.sleep(0.05)
    await live.reload()
    over.set()
    await asyncio.gather(*people)
    assert await log.check() == []
    stored = {record.body.decode().strip('"') for record in await log.read("book")}
    assert {text for epoch, text in told if epoch == log.epoch} == stored - {"kept"}
    assert book.state.lines == [record.body.decode().strip('"') for record in await log.read("book")]
    await live.close()


async def test_a_broken_backup_is_refused_and_nothing_changes(path: Path, log: Log) -> None:
    await log.append("book", [line(1)])
    backup, epoch = path.with_name("backup.sqlite3"), log.epoch
    await log.backup(backup)
    with sqlite3.connect(backup) as other:
        other.execute("UPDATE events SET body = 'false'")
    other.close()
    for source, said in ((backup, "event 1 was changed"), (path.with_name("none"), "not there")):
        with pytest.raises(Corrupt, match=said):
            await log.restore(source)
    assert (log.epoch, await log.read("book")) == (epoch, [line(1)])
    assert not list(path.parent.glob("*restoring*"))


async def test_the_settings_that_durability_rests_on_are_on(log: Log) -> None:
    for name, expected in (("journal_mode", "wal"), ("synchronous", 2), ("secure_delete", 1), ("foreign_keys", 1)):
        [row] = await log._writer.execute_fetchall(f"PRAGMA {name}")
        assert row[0] == expected
