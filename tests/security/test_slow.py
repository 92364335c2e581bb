"""Slow and endless senders: silent connections, headers and bodies in drops are cut, and nobody else waits for them."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from realtime.patience import HEADER_BYTES, HEADER_SECONDS
from tests.serving import Serving, serving

LATE = 30.0
"""Seconds beyond the deadline that a busy machine may take."""


async def ended(server: Serving, drops: bytes, whole: bytes = b"", *, every: float = 0.5) -> tuple[float, bytes]:
    """Send `whole` at once and then `drops` byte by byte; return the seconds until it is ended, and the answer."""
    reader, writer = await asyncio.open_connection("127.0.0.1", urlsplit(server.url).port)
    began = time.monotonic()
    writer.write(whole)

    async def drip() -> None:
        for drop in drops:
            await asyncio.sleep(every)
            writer.write(bytes([drop]))

    dripping, answer = asyncio.create_task(drip()), b""
    with suppress(ConnectionError):
        answer = await reader.read()
    dripping.cancel()
    await asyncio.gather(dripping, return_exceptions=True)
    writer.transport.abort()
    return time.monotonic() - began, answer


def head(server: Serving, length: int) -> bytes:
    """Return the header of a form."""
    lines = ("POST /join HTTP/1.1", f"Host: {urlsplit(server.url).netloc}", f"Origin: {server.url}",
             "Content-Type: application/x-www-form-urlencoded", f"Content-Length: {length}")  # fmt: skip
    return "\r\n".join(lines).encode() + b"\r\n\r\n"


async def test_silent_connections_and_trickled_headers_are_cut(tmp_path: Path) -> None:
    async with serving(tmp_path) as server, server.browser() as other:
        request = f"GET /join HTTP/1.1\r\nHost: {urlsplit(server.url).netloc}\r\n".encode()
        again = request + b"\r\n" + request[:10]
        slow = asyncio.gather(ended(server, b""), ended(server, request), ended(server, request[10:], again))
        assert (await other.get("/join")).status_code == 200
        found = await slow
        assert all(HEADER_SECONDS - 1 < seconds < HEADER_SECONDS + LATE for seconds, _ in found), found
        assert [answer[:12] for _, answer in found] == [b"", b"", b"HTTP/1.1 200"]


async def test_a_header_without_end_is_cut(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        endless = b"GET /join HTTP/1.1\r\nX: " + b"a" * (HEADER_BYTES + 10)
        seconds, answer = await ended(server, b"", endless)
        assert answer == b""
        assert seconds < HEADER_SECONDS - 1


@pytest.mark.long
async def test_a_trickled_body_is_refused_in_words(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        seconds, answer = await ended(server, b"a" * 500, head(server, 500))
        assert 25 < seconds < 30 + LATE
        assert answer.startswith(b"HTTP/1.1 408")
        assert b"That took too long." in answer
