"""Files beside the log: pictures in the same database, so that a backup, a restore and an erasure find them too.

A file has a random name within its stream; what it is for and who may see it is not known here.
"""

from __future__ import annotations

from dataclasses import dataclass
from secrets import token_urlsafe

from realtime.log import Log


@dataclass(frozen=True, slots=True)
class File:
    """The bytes of one file, and what kind it is ("image/jpeg")."""

    type: str
    body: bytes


class Files:
    """The files of all streams, in the database of a log."""

    def __init__(self, log: Log) -> None:
        self._log = log

    async def put(self, stream: str, *files: File) -> str:
        """Keep some files under one name, the first as 0, durably; return the name. Raises `Unavailable`."""
        name = token_urlsafe(18)
        values = [value for nth, file in enumerate(files) for value in (stream, name, nth, file.type, file.body)]
        rows = ",".join(["(?, ?, ?, ?, ?)"] * len(files))
        await self._log.write(f"INSERT INTO files (stream, name, nth, type, body) VALUES {rows}", values)  # noqa: S608
        return name

    async def get(self, stream: str, name: str, nth: int = 0) -> File | None:
        """Return a file, None where there is none."""
        found = "SELECT type, body FROM files WHERE stream = ? AND name = ? AND nth = ?"
        rows = await self._log.rows(found, (stream, name, nth))
        return File(str(rows[0][0]), bytes(rows[0][1])) if rows else None

    async def remove(self, stream: str, name: str) -> None:
        """Take all files of a name away. Raises `Unavailable`."""
        await self._log.write("DELETE FROM files WHERE stream = ? AND name = ?", (stream, name))

    async def names(self, stream: str) -> list[str]:
        """Return the names of a stream's files."""
        rows = await self._log.rows("SELECT DISTINCT name FROM files WHERE stream = ? ORDER BY name", (stream,))
        return [str(row[0]) for row in rows]
