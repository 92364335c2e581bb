"""Will this folder still be there after a restart? Looks at its path and the file system under it."""

from __future__ import annotations

from pathlib import Path

MOUNTS = Path("/proc/mounts")
IN_MEMORY = frozenset({"tmpfs", "ramfs", "devtmpfs"})
OF_CONTAINERS = frozenset({"overlay", "aufs"})
EMPTIED = tuple(Path(name) for name in ("/tmp", "/var/tmp", "/run", "/dev/shm"))  # noqa: S108 - we look, and write nothing there


def why_temporary(folder: Path, mounts: str | None = None) -> str:
    """Say why a folder may not outlive a restart ("lies in …"), or "" when nothing speaks against it.

    `mounts` is a text like /proc/mounts; by default the system's, and none where there is none.
    """
    place = folder.resolve()
    for emptied in EMPTIED:
        if place.is_relative_to(emptied):
            return f"lies in {emptied}, which is emptied"
    kind = file_system(place, read_mounts() if mounts is None else mounts)
    if kind in IN_MEMORY:
        return f"lies in memory ({kind})"
    if kind in OF_CONTAINERS:
        return f"lies inside a container ({kind}), not on a volume"
    return ""


def read_mounts() -> str:
    """Read the system's list of mounts."""
    return MOUNTS.read_text("utf-8", "replace") if MOUNTS.exists() else ""


def file_system(place: Path, mounts: str) -> str:
    """Name the type of the file system a place lies on: the deepest mount, of equals the last."""
    deepest, kind = -1, ""
    for line in mounts.splitlines():
        _, point, type_, *_ = [*line.split(), "", "", ""]
        mounted = Path(point.replace("\\040", " "))
        if place.is_relative_to(mounted) and len(mounted.parts) >= deepest:
            deepest, kind = len(mounted.parts), type_
    return kind
