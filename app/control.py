"""The running process's own door: a Unix socket beside the database, for chores its owner asks for.

One line of JSON comes in, {"do": a chore, …what it asks}; one goes out, {"ok": true, …facts} or {"why": sentence}.
"""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from app import logs
from app.chores import CHORES, Cannot
from app.domain.errors import Invalid, Refusal
from app.i18n import Words
from app.web.errors import sentence
from app.web.house import House
from realtime.log import Corrupt, Unavailable

NAME = "dialogue.sock"
PATIENCE = 600.0
LONGEST = 2**27
SHORT = 100
"""A socket's address holds 108 bytes; longer paths go round by the folder's number."""


@contextmanager
def address(data: Path) -> Iterator[str]:
    """Give the socket's path, a short one for a folder that lies deep."""
    path = data / NAME
    if len(os.fsencode(path)) <= SHORT:
        yield str(path)
        return
    folder = os.open(data, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{folder}/{NAME}"
    finally:
        os.close(folder)


async def listen(house: House) -> asyncio.Server | None:
    """Open the socket, mode 0600; None where the disk can hold none, which is logged."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError):
            writer.write(json.dumps(await answered(house, await reader.readline())).encode() + b"\n")
            await writer.drain()
        writer.close()

    close(house)
    before = os.umask(0o177)
    try:
        with address(house.settings.data) as path:
            return await asyncio.start_unix_server(answer, path, limit=LONGEST)
    except OSError as error:
        logs.failed("no control socket", error)
        return None
    finally:
        os.umask(before)


def close(house: House) -> None:
    """Take the socket's file away."""
    (house.settings.data / NAME).unlink(missing_ok=True)


async def answered(house: House, said: bytes) -> dict[str, Any]:
    """Do what a line asks; what fails is logged here, without what it said."""
    try:
        asked = json.loads(said)
        do = asked.pop("do")
        answer = await perform(house, do, asked)
    except Exception as error:
        logs.failed("control failed", error)
        return {"why": f"That could not be done ({type(error).__name__}); the server's log has a line about it."}
    logs.log("asked by the owner", command=do, reason="" if "ok" in answer else "refused", epoch=house.log.epoch)
    return answer


async def perform(house: House, do: str, asked: Mapping[str, Any]) -> dict[str, Any]:
    """Do a chore; what cannot be is one sentence, `code` the command's exit code."""
    try:
        return {"ok": True, **await CHORES[do](house, asked)}
    except Cannot as cannot:
        return {"why": str(cannot), "code": 1}
    except Refusal as refusal:
        field = getattr(refusal, "field", "").replace("_", "-")
        told = sentence(Words("en"), refusal, {})
        return {"why": told if field in ("", "file") else f"{field}: {told}", "code": 1 + isinstance(refusal, Invalid)}
    except Corrupt as broken:
        return {"why": f"Nothing was changed: {broken}.", "code": 1}
    except Unavailable as trouble:
        return {"why": f"Nothing can be written now ({trouble.reason}).", "code": 1}
    except OSError as error:
        return {"why": f"{error.strerror}: {error.filename or ''}", "code": 1}


async def ask(data: Path, do: str, asked: Mapping[str, Any]) -> dict[str, Any] | None:
    """Ask the process that serves the folder; None if there is none."""
    try:
        with address(data) as path:
            reader, writer = await asyncio.open_unix_connection(path, limit=LONGEST)
    except OSError:
        return None
    said = b""
    try:
        writer.write(json.dumps({"do": do, **asked}).encode() + b"\n")
        async with asyncio.timeout(PATIENCE):
            said = await reader.readline()
    except (OSError, TimeoutError):
        pass
    finally:
        writer.close()
    answer: dict[str, Any] = json.loads(said or b'{"why": "The running server did not answer; look at its log."}')
    return answer
