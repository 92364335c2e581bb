"""Files beside the log: kept under a random name of their stream, in every backup, gone when taken away."""

from __future__ import annotations

from pathlib import Path

from realtime.files import File, Files
from realtime.log import Log

PICTURE = (File("image/jpeg", b"whole" * 5000), File("image/jpeg", b"thumb"))


async def test_files_are_found_in_their_stream_alone(log: Log) -> None:
    files = Files(log)
    name = await files.put("book", *PICTURE)
    assert [await files.get("book", name, nth) for nth in range(3)] == [*PICTURE, None]
    assert await files.get("other", name) is None
    assert await files.get("book", "else") is None
    assert (await files.names("book"), await files.names("other")) == ([name], [])
    assert await files.put("book", *PICTURE) != name


async def test_a_backup_has_them_and_what_is_taken_away_leaves_no_byte(path: Path) -> None:
    log = await Log.open(path)
    files = Files(log)
    name = await files.put("book", File("image/jpeg", b"MARKER-of-a-picture" * 200))
    await log.backup(path.parent / "copy.db")
    await files.remove("book", name)
    assert await files.names("book") == []
    await log.restore(path.parent / "copy.db")
    assert await files.names("book") == [name]
    await files.remove("book", name)
    await log.close()
    assert b"MARKER-of-a-picture" not in path.read_bytes()  # noqa: ASYNC240 (nothing else runs here)
