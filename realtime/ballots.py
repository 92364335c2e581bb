"""Anonymous answers: boxes of ballots that name nobody, written in the same transaction as the events they belong to.

A row has its box, a random key and a body: no actor, no time, no order of rows, neither in the table nor in the bytes
of the file; the journal is emptied after each commit with a ballot. Whoever copies the disk again and again while a box
fills can set each new row beside the event written with it; what was counted is overwritten, and gone from the file and
its journal.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence
from contextlib import suppress
from typing import NamedTuple

import aiosqlite

TABLE = """
    CREATE TABLE ballots (
        stream TEXT NOT NULL, box TEXT NOT NULL, key TEXT NOT NULL, body TEXT NOT NULL,
        PRIMARY KEY (stream, box, key)
    ) WITHOUT ROWID;
"""


class Ballot(NamedTuple):
    """One answer. `new`: the first of its key; else it takes the place of the one that its holder put in before."""

    box: str
    key: str
    body: str
    new: bool


async def write(connection: aiosqlite.Connection, stream: str, ballots: Sequence[Ballot]) -> None:
    """Put the ballots into their boxes, within the caller's transaction; a key that is not there changes nothing.

    A box is laid out anew each time, by its keys: added one by one, its rows would lie in the file as they came.
    """
    for box in dict.fromkeys(ballot.box for ballot in ballots):
        found = await connection.execute_fetchall(
            "SELECT key, body FROM ballots WHERE stream = ? AND box = ?", (stream, box)
        )
        said: dict[str, str] = {row[0]: row[1] for row in found}
        for ballot in ballots:
            if ballot.box == box and (ballot.new or ballot.key in said):
                said[ballot.key] = ballot.body
        await connection.execute_fetchall("DELETE FROM ballots WHERE stream = ? AND box = ?", (stream, box))
        rows = [(stream, box, key, body) for key, body in sorted(said.items())]
        await connection.executemany("INSERT INTO ballots VALUES (?, ?, ?, ?)", rows)


async def forget_order(connection: aiosqlite.Connection) -> None:
    """Empty the journal, which holds the boxes as they were before each commit; what fails now the next one does."""
    with suppress(sqlite3.Error):
        await connection.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")


async def bodies(connection: aiosqlite.Connection, stream: str, box: str) -> list[str]:
    """Return what lies in a box, sorted by content: in no order that tells anything."""
    rows = await connection.execute_fetchall(
        "SELECT body FROM ballots WHERE stream = ? AND box = ? ORDER BY body", (stream, box)
    )
    return [row[0] for row in rows]


async def holds(connection: aiosqlite.Connection, stream: str, box: str, key: str) -> bool:
    """Say whether a ballot of that key lies in the box."""
    rows = await connection.execute_fetchall(
        "SELECT 1 FROM ballots WHERE stream = ? AND box = ? AND key = ?", (stream, box, key)
    )
    return bool(list(rows))


async def keep_only(connection: aiosqlite.Connection, stream: str, boxes: Collection[str]) -> None:
    """Empty all other boxes of a stream, and the journal of what they held."""
    found = await connection.execute_fetchall("SELECT DISTINCT box FROM ballots WHERE stream = ?", (stream,))
    gone = [row[0] for row in found if row[0] not in boxes]
    for box in gone:
        await connection.execute_fetchall("DELETE FROM ballots WHERE stream = ? AND box = ?", (stream, box))
    if gone:
        await connection.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")
