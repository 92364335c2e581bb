"""What the file system says of the database's file: whether it is still the same one, whether anything more fits."""

from __future__ import annotations

import os
import resource
from pathlib import Path

from realtime.records import Unavailable

ROOM = 65536


def identity(path: Path) -> tuple[int, int]:
    """Return what tells one file from another at the same path."""
    found = path.stat()
    return found.st_dev, found.st_ino


def look(path: Path, opened: tuple[int, int]) -> None:
    """Raise `Unavailable` unless the file at the path is the one that was opened."""
    try:
        if identity(path) != opened:
            raise Unavailable("database-replaced")
    except FileNotFoundError:
        raise Unavailable("database-gone") from None


def out_of_room(path: Path) -> bool:
    """Whether nothing more fits: SQLite shows a limit on the size of files as an I/O error."""
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)[0]
    sizes = [each.stat().st_size for each in (path, Path(f"{path}-wal")) if each.exists()]
    if limit != resource.RLIM_INFINITY and sizes and max(sizes) + ROOM > limit:
        return True
    free = os.statvfs(path.parent)
    return free.f_bavail * free.f_frsize < ROOM


def create(path: Path) -> None:
    """Make sure the file is there and that only we may read it."""
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    path.chmod(0o600)
