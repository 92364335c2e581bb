"""One SQLite file: opened with the settings that durability and erasure rest on, brought up to date, copied whole.

Knows of the log its tables and its epoch; what stands in them is `realtime.log`'s.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex

import aiosqlite

from realtime.ballots import TABLE
from realtime.disk import create, out_of_room
from realtime.records import Conflict, Corrupt, Unavailable

STEPS = (
    """
    CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
    CREATE TABLE streams (name TEXT PRIMARY KEY, head INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE events (
        stream TEXT NOT NULL, position INTEGER NOT NULL, type TEXT NOT NULL, body BLOB NOT NULL, at REAL NOT NULL,
        actor TEXT NOT NULL, once TEXT NOT NULL, nth INTEGER NOT NULL, checksum BLOB NOT NULL,
        PRIMARY KEY (stream, position)
    ) WITHOUT ROWID;
    CREATE UNIQUE INDEX once ON events (stream, actor, once, nth) WHERE once <> '';
    CREATE TRIGGER head AFTER INSERT ON events BEGIN
        INSERT INTO streams (name, head) VALUES (new.stream, new.position)
        ON CONFLICT (name) DO UPDATE SET head = max(head, new.position);
    END;
    """,
    "ALTER TABLE events ADD COLUMN asked TEXT NOT NULL DEFAULT '';",
    """
    CREATE TABLE files (
        stream TEXT NOT NULL, name TEXT NOT NULL, nth INTEGER NOT NULL, type TEXT NOT NULL, body BLOB NOT NULL,
        PRIMARY KEY (stream, name, nth)
    );
    """,
    TABLE,
    """
    CREATE TABLE texts (
        stream TEXT NOT NULL, name TEXT NOT NULL, number INTEGER NOT NULL, body BLOB NOT NULL,
        PRIMARY KEY (stream, name, number)
    ) WITHOUT ROWID;
    """,
)


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into `Conflict` and `Unavailable`."""
    try:
        yield
    except sqlite3.IntegrityError as error:
        raise Conflict(error.sqlite_errorname) from None
    except sqlite3.Error as error:
        full = error.sqlite_errorcode == sqlite3.SQLITE_FULL or out_of_room(path)
        raise Unavailable("disk-full" if full else "io-error") from error


async def connect(path: Path) -> aiosqlite.Connection:
    """Open one connection in autocommit mode, with the settings that durability and erasure rest on, asserted."""
    connection = await aiosqlite.connect(path, isolation_level=None)
    try:
        for name, value, expected in PRAGMAS:
            await connection.execute_fetchall(f"PRAGMA {name}={value}")
            [found] = await connection.execute_fetchall(f"PRAGMA {name}")
            if found[0] != expected:
                raise Corrupt(f"SQLite refused {name}={value}")
    except sqlite3.DatabaseError as error:
        await connection.close()
        raise Corrupt(f"{path.name} is not a database of ours: {error}") from None
    except BaseException:
        await connection.close()
        raise
    return connection


PRAGMAS = (
    ("busy_timeout", 5000, 5000),
    ("journal_mode", "WAL", "wal"),
    ("synchronous", "FULL", 2),
    ("foreign_keys", "ON", 1),
    ("secure_delete", "ON", 1),
)


async def migrate(connection: aiosqlite.Connection) -> None:
    """Take the steps this database has not taken. Raises `Corrupt` where it was written by a newer version."""
    [found] = await connection.execute_fetchall("PRAGMA user_version")
    if found[0] > len(STEPS):
        raise Corrupt(f"the database is of version {found[0]}, this program knows {len(STEPS)}")
    for number, step in enumerate(STEPS[found[0] :], found[0] + 1):
        await connection.executescript(f"BEGIN IMMEDIATE; {step} PRAGMA user_version={number}; COMMIT;")


async def read_epoch(connection: aiosqlite.Connection) -> str:
    """Return the log's epoch, made when there is none."""
    await connection.execute_fetchall("INSERT OR IGNORE INTO meta (key, value) VALUES ('epoch', ?)", (token_hex(8),))
    [found] = await connection.execute_fetchall("SELECT value FROM meta WHERE key = 'epoch'")
    return str(found[0])


async def copy(connection: aiosqlite.Connection, to: Path) -> None:
    """Copy a whole database in one step to a single file, mode 0600."""
    to.unlink(missing_ok=True)  # noqa: ASYNC240
    create(to)
    async with aiosqlite.connect(to, isolation_level=None) as target:
        await connection.backup(target)
        await target.execute_fetchall("PRAGMA journal_mode=DELETE")
