"""The log: numbered events per stream in SQLite, durable before `append` returns, verified when read.

With `database` the only SQL of the engine; a PostgreSQL sibling will have the same methods. Refuses to answer for a
batch whose file is no longer the one that was opened: a deleted or replaced database still takes commits, into nowhere.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable, Collection, Sequence
from functools import cache
from pathlib import Path
from secrets import token_hex
from typing import Any

import aiosqlite

from realtime import ballots as boxes
from realtime.ballots import Ballot
from realtime.database import connect, copy, migrate, read_epoch, told
from realtime.disk import create, identity, look
from realtime.lock import Held, Lock
from realtime.records import Conflict, Corrupt, Record, Unavailable, checksum, verified

__all__ = ["Conflict", "Corrupt", "Held", "Log", "Record", "Unavailable"]

OURS = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name IN ('meta', 'streams', 'events')"
PAGE = 500
ROWS = 3000
Decode = Callable[[str, bytes], object]
COLUMNS = "position, type, body, at, actor, once, nth, asked"


@cache
def insertion(rows: int) -> str:
    """Return the one statement that writes so many events."""
    values = ",".join(["(?,?,?,?,?,?,?,?,?,?)"] * rows)
    return f"INSERT INTO events (stream, {COLUMNS}, checksum) VALUES {values}"  # noqa: S608 (numbers only)


class Log:
    """One database file, held by this process; open it with `Log.open`."""

    def __init__(self, path: Path, lock: Lock) -> None:
        self.path = path
        self.epoch = ""
        self._lock = lock
        self._writing = asyncio.Lock()
        self._writer: aiosqlite.Connection
        self._reader: aiosqlite.Connection
        self._file: tuple[int, int]

    @classmethod
    async def open(cls, path: Path) -> Log:
        """Open or create the database, mode 0600. Raises `Held`, and `Corrupt` where it is not a log of ours."""
        log = cls(path, Lock(path))
        try:
            create(path)
            log._file = identity(path)
            log._writer = await connect(path)
            await migrate(log._writer)
            log.epoch = await read_epoch(log._writer)
            await boxes.forget_order(log._writer)  # of one that was killed between a ballot and this
            log._reader = await connect(path)
            await log._reader.execute_fetchall("PRAGMA query_only=ON")
        except BaseException:
            await log.close()
            raise
        return log

    async def close(self) -> None:
        """Close the connections and give the database free."""
        for name in ("_reader", "_writer"):
            if hasattr(self, name):
                await getattr(self, name).close()
        self._lock.release()

    def look(self) -> None:
        """Raise `Unavailable` unless the file at our path is the one that was opened."""
        look(self.path, self._file)

    async def ready(self) -> None:
        """Write one page and take it back. Raises `Unavailable` where a command could not be written now."""
        self.look()
        with told(self.path):
            await self._writer.execute_fetchall("REPLACE INTO meta (key, value) VALUES ('ready', zeroblob(4096))")
        self.look()

    async def append(
        self, stream: str, records: Sequence[Record], ballots: Sequence[Ballot] = (), *, epoch: str | None = None
    ) -> None:
        """Write a batch with its ballots whole and durably, or not at all. Raises `Unavailable` and `Conflict`.

        `epoch`: under which the batch was decided; after a restore its positions mean something else.
        """
        self.look()
        rows = [(stream, *record, checksum(stream, record.position, record.type, record.body)) for record in records]
        async with self._writing:
            if epoch not in (None, self.epoch):
                raise Conflict("another epoch")
            with told(self.path):
                if len(rows) <= ROWS and not ballots:
                    await self._insert(rows)
                else:
                    await self._insert_many(stream, rows, ballots)
            if ballots:
                await boxes.forget_order(self._writer)
        self.look()

    async def write(self, sql: str, values: Sequence[object]) -> None:
        """Change a table beside the log, durably when this returns. Raises `Unavailable`."""
        self.look()
        async with self._writing:
            with told(self.path):
                await self._writer.execute_fetchall(sql, values)
        self.look()

    async def rows(self, sql: str, values: Sequence[object]) -> list[Any]:
        """Read a table beside the log. Raises `Unavailable`."""
        with told(self.path):
            return list(await self._reader.execute_fetchall(sql, values))

    async def _insert(self, rows: Sequence[tuple[Any, ...]]) -> None:
        await self._writer.execute_fetchall(insertion(len(rows)), [value for row in rows for value in row])

    async def _insert_many(self, stream: str, rows: Sequence[tuple[Any, ...]], ballots: Sequence[Ballot]) -> None:
        await self._writer.execute_fetchall("BEGIN IMMEDIATE")
        try:
            for start in range(0, len(rows), ROWS):
                await self._insert(rows[start : start + ROWS])
            await boxes.write(self._writer, stream, ballots)
            await self._writer.execute_fetchall("COMMIT")
        except BaseException:
            if self._writer.in_transaction:
                await self._writer.execute_fetchall("ROLLBACK")
            raise

    async def pages(self, stream: str, after: int = 0, until: int | None = None) -> AsyncIterator[list[Record]]:
        """Yield the verified events after a position (to `until`), some hundred at a time. Raises `Corrupt`."""
        heads = list(await self._reader.execute_fetchall("SELECT head FROM streams WHERE name = ?", (stream,)))
        head = heads[0][0] if heads else 0
        last = head if until is None else min(until, head)
        while after < last:
            rows = list(await self._reader.execute_fetchall(SELECT, (stream, after, last, PAGE)))
            if not rows:
                raise Corrupt(f"{stream}: events {after + 1} to {last} are missing")
            yield verified(stream, after, rows)
            after = rows[-1][0]

    async def read(self, stream: str, after: int = 0, until: int | None = None) -> list[Record]:
        """Return the events after a position (to `until`), verified: checksums, no gap. Raises `Corrupt`."""
        return [record async for page in self.pages(stream, after, until) for record in page]

    async def ballots(self, stream: str, box: str) -> list[str]:
        """Return what the ballots of a box say, in no telling order."""
        return await boxes.bodies(self._reader, stream, box)

    async def holds(self, stream: str, box: str, key: str) -> bool:
        """Say whether a box has a ballot of that key."""
        return await boxes.holds(self._reader, stream, box, key)

    async def keep_only(self, stream: str, kept: Collection[str]) -> None:
        """Empty all boxes of a stream but these; what they held is overwritten."""
        async with self._writing:
            with told(self.path):
                await boxes.keep_only(self._writer, stream, kept)

    async def streams(self) -> list[str]:
        """Return the names of all streams that have events."""
        return [row[0] for row in await self._reader.execute_fetchall("SELECT name FROM streams ORDER BY name")]

    async def check(self, decode: Decode = lambda type, body: None) -> list[str]:
        """Return what is wrong with the database, in English sentences; nothing if all is well.

        `decode` is tried on every event; what it raises is a problem.
        """
        found = [row[0] for row in await self._reader.execute_fetchall("PRAGMA integrity_check")]
        problems = [] if found == ["ok"] else [f"SQLite says: {text}" for text in found]
        for stream in await self.streams():
            try:
                async for page in self.pages(stream):
                    for record in page:
                        decode(record.type, record.body)
            except Corrupt as error:
                problems.append(str(error))
            except Exception as error:
                problems.append(f"{stream}: an event cannot be read ({type(error).__name__})")
        return problems

    async def renew(self) -> None:
        """Begin a new epoch: all positions handed out so far mean nothing any more."""
        self.epoch = token_hex(8)
        await self._writer.execute_fetchall("UPDATE meta SET value = ? WHERE key = 'epoch'", (self.epoch,))

    async def backup(self, to: Path) -> None:
        """Copy the database to a file of its own, complete and durable when this returns; `to` is replaced whole."""
        part = to.with_name(to.name + ".part")
        await copy(self._reader, part)
        part.replace(to)

    async def restore(self, source: Path, decode: Decode = lambda type, body: None) -> None:
        """Take over another database's events, under a new epoch. Raises `Corrupt` and changes nothing if it is broken.

        Whoever has streams loaded reloads them afterwards; `decode` as in `check`.
        """
        part = self.path.with_name(self.path.name + ".restoring")
        part.unlink(missing_ok=True)
        try:
            async with self._writing:
                await prepare(source, part, decode)
                self.look()
                incoming = await connect(part)
                try:
                    with told(self.path):
                        await incoming.backup(self._writer)
                finally:
                    await incoming.close()
                self.epoch = await read_epoch(self._writer)
        finally:
            for left in (part, Path(f"{part}.lock")):
                left.unlink(missing_ok=True)


SELECT = (
    f"SELECT {COLUMNS}, checksum FROM events "  # noqa: S608 (column names only)
    "WHERE stream = ? AND position > ? AND position <= ? ORDER BY position LIMIT ?"
)


async def prepare(source: Path, part: Path, decode: Decode) -> None:
    """Make a checked copy of `source` that bears a new epoch. Raises `Corrupt`."""
    if not source.is_file():  # noqa: ASYNC240
        raise Corrupt(f"{source.name} is not there")
    try:
        async with aiosqlite.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True) as original:  # noqa: ASYNC240
            [found] = await original.execute_fetchall(OURS)
            if found[0] != 3:
                raise Corrupt(f"{source.name} is no backup of ours")
            await copy(original, part)
    except sqlite3.DatabaseError as error:
        raise Corrupt(f"{source.name} is not a database: {error}") from None
    incoming = await Log.open(part)
    try:
        if problems := await incoming.check(decode):
            raise Corrupt("; ".join(problems))
        await incoming.renew()
    finally:
        await incoming.close()
