"""One process per database: a lock on a file beside it, with the holder's number inside.

SQLite's own exclusive mode would lock out our own readers; this lock ends with the process, however it ends.
"""

from __future__ import annotations

import fcntl
import os
from pathlib import Path


class Held(Exception):
    """Another process holds the database; `pid` is its number, 0 if it has not said."""

    def __init__(self, pid: int) -> None:
        super().__init__(f"held by process {pid}")
        self.pid = pid


class Lock:
    """The lock `<database>.lock`, taken at once. Raises `Held`."""

    def __init__(self, database: Path) -> None:
        self._file = os.open(f"{database}.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            said = os.read(self._file, 20).strip()
            os.close(self._file)
            raise Held(int(said) if said.isdigit() else 0) from None
        os.ftruncate(self._file, 0)
        os.pwrite(self._file, str(os.getpid()).encode(), 0)

    def release(self) -> None:
        """Give the database free; the file stays, another process may be waiting on it."""
        os.close(self._file)
