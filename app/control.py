"""The running process's own door: a Unix socket beside the database, for backup and restore by its owner only.

One line of JSON comes in, {"do": "backup" or "restore", "file": path}; one goes out, {"ok": true} or {"why": reason}.
"""

from __future__ import annotations

import asyncio
import json
import os
from contextlib import suppress
from pathlib import Path

from app import logs
from app.web.house import House
from realtime.log import Corrupt, Unavailable

NAME = "dialogue.sock"
PATIENCE = 600.0


async def listen(house: House) -> asyncio.Server:
    """Open the socket, mode 0600."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError):
            said = await reader.readline()
            writer.write(json.dumps(await perform(house, said)).encode() + b"\n")
            await writer.drain()
        writer.close()

    path = house.settings.data / NAME
    path.unlink(missing_ok=True)
    before = os.umask(0o177)
    try:
        return await asyncio.start_unix_server(answer, path)
    finally:
        os.umask(before)


async def perform(house: House, said: bytes) -> dict[str, object]:
    """Do what was asked."""
    try:
        asked = json.loads(said)
        work = {"backup": backup, "restore": restore}[asked["do"]]
        await work(house, Path(asked["file"]))
    except (ValueError, KeyError, TypeError):
        return {"why": "That was not understood."}
    except (Corrupt, Unavailable, OSError) as error:
        logs.failed("control failed", error)
        return {"why": f"It could not be done ({error})."}
    return {"ok": True}


async def backup(house: House, file: Path) -> None:
    """Copy the database while everything goes on."""
    await house.log.backup(file)
    logs.log("backed up")


async def restore(house: House, file: Path) -> None:
    """Take a backup's contents; every page draws itself anew."""
    await house.log.restore(file)
    await house.restored()
    logs.log("restored", epoch=house.log.epoch)


def asking(do: str, file: Path) -> bytes:
    """Return the line that asks for something."""
    return json.dumps({"do": do, "file": str(Path.cwd() / file)}).encode() + b"\n"


async def ask(data: Path, do: str, file: Path) -> dict[str, object] | None:
    """Ask the process that serves the folder; None if there is none."""
    try:
        reader, writer = await asyncio.open_unix_connection(data / NAME)
    except OSError:
        return None
    try:
        writer.write(asking(do, file))
        async with asyncio.timeout(PATIENCE):
            said = await reader.readline()
    finally:
        writer.close()
    answer: dict[str, object] = json.loads(said or b'{"why": "The server went away."}')
    return answer
