"""What the log hands out: records, verified by checksum and position, and the errors it raises.

Unavailable     cannot write now; `reason` is 'disk-full', 'database-gone', 'database-replaced' or 'io-error'
Conflict        these positions or this one-time id are taken
Corrupt         what was read is not what was written
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from typing import Any, NamedTuple


class Record(NamedTuple):
    """One event as it is stored; `once` is '' where its command had none, `nth` its number within the command.

    `asked` tells what was asked for under that id, '' where nobody said.
    """

    position: int
    type: str
    body: bytes
    at: float
    actor: str
    once: str
    nth: int
    asked: str = ""


class Unavailable(Exception):
    """The log cannot be written now, for `reason`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Conflict(Exception):
    """Somebody else wrote these positions or this one-time id first."""


class Corrupt(Exception):
    """The log is not what was written; the message says where, without contents."""


def checksum(stream: str, position: int, type: str, body: bytes) -> bytes:
    """Return the checksum of one event: stream, position, type and body."""
    return blake2b(f"{stream}\0{position}\0{type}\0".encode() + body, digest_size=8).digest()


def verified(stream: str, after: int, rows: Sequence[Any]) -> list[Record]:
    """Return rows (a record's columns and its checksum) as records. Raises `Corrupt` at a gap or a changed event."""
    records = []
    for expected, row in enumerate(rows, after + 1):
        position, type, body = row[:3]
        if position != expected:
            raise Corrupt(f"{stream}: event {expected} is missing")
        if not isinstance(body, bytes) or checksum(stream, position, type, body) != row[-1]:
            raise Corrupt(f"{stream}: event {position} was changed")
        records.append(Record(*row[:-1]))
    return records
