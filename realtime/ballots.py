"""Anonymous answers: boxes of ballots that name nobody, written in the same transaction as the events they belong to.

A row has its box, a random key and a body: no actor, no time, no order of rows (the table is sorted by the random key).
Whoever copies the disk again and again while a box fills can set each new row beside the event written with it; what
was counted is overwritten, and gone from the file and its journal.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
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
    """Put the ballots into their boxes, within the caller's transaction; a key that is not there changes nothing."""
    for ballot in ballots:
        if ballot.new:
            values = (stream, ballot.box, ballot.key, ballot.body)
            await connection.execute_fetchall("INSERT INTO ballots VALUES (?, ?, ?, ?)", values)
        else:
            values = (ballot.body, stream, ballot.box, ballot.key)
            await connection.execute_fetchall(
                "UPDATE ballots SET body = ? WHERE stream = ? AND box = ? AND key = ?", values
            )


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
