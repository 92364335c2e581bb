"""Sockets that misbehave: a close code, nothing changed, one log line, and the others never notice."""

from __future__ import annotations

import asyncio
import io
import json
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

import pytest
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed, InvalidStatus

from app.domain.messages import SCREEN
from app.web.handing import screen_link
from tests.pages import LivePage
from tests.security.sockets import code_of, opened
from tests.serving import MEETING, Serving, Visitor, serving

NOTHING: list[str | bytes] = [
    "", "x", "1", "1 x", "-1 v", "1 v extra", "1  v", "９ v", "9" * 20 + " v", "v 1", "\x00", "1\n v", "null",
    '{"a":1}', b"\x00\x01", b"1 v", "{" * 10_000, "1 v" * 5_000, "\u202e1 v",
]  # fmt: skip


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[Serving]:
    async with serving(tmp_path) as started:
        yield started


async def quiet(server: Serving, visitor: Visitor, position: int) -> None:
    """Nothing was written, and a page of somebody else is live."""
    assert server.live.stream.position == position
    async with LivePage(visitor, f"{visitor.base}/board") as page:
        await page.reached(position)


async def test_garbage_closes_the_socket_with_a_code_and_is_one_line(server: Serving, log_lines: io.StringIO) -> None:
    amal, nuno = await server.visitor("Amal"), await server.visitor("Nuno")
    before = server.live.stream.position
    log_lines.truncate(0)
    for said in NOTHING:
        socket = await opened(amal)
        await socket.send(said)
        assert await code_of(socket) == 4005, said
    told = [json.loads(line) for line in log_lines.getvalue().replace("\0", "").splitlines() if "socket closed" in line]
    assert [line["reason"] for line in told] == ["not understood"] * len(NOTHING)
    assert {line["route"] for line in told} == {"/p/{programme}/m/{meeting}/{page}/live"}
    await quiet(server, nuno, before)


async def test_ten_thousand_messages_end_the_socket_after_twenty(server: Serving) -> None:
    amal, nuno = await server.visitor("Amal"), await server.visitor("Nuno")
    before = server.live.stream.position
    socket = await opened(amal)

    async def flood(socket: ClientConnection) -> None:
        for _ in range(10_000):
            await socket.send("1 v")

    flooding = asyncio.create_task(flood(socket))
    assert await code_of(socket) == 4003
    flooding.cancel()
    await asyncio.gather(flooding, return_exceptions=True)
    await quiet(server, nuno, before)


async def test_twenty_messages_in_ten_seconds_are_heard(server: Serving) -> None:
    amal = await server.visitor("Amal")
    socket = await opened(amal)
    for _ in range(20):
        await socket.send("1 h")
    await server.visitor("Nuno")
    assert (await amal.post(f"{amal.base}/lost")).status_code in (204, 409)
    assert await socket.recv()
    await socket.send("1 h")
    assert await code_of(socket) == 4003


async def test_a_frame_of_seventy_kilobytes_ends_the_socket(server: Serving) -> None:
    amal = await server.visitor("Amal")
    for said in ("x" * 70_000, b"x" * 70_000):
        socket = await opened(amal)
        await socket.send(said)
        assert await code_of(socket) == 1009
    socket = await opened(amal)
    with suppress(ConnectionClosed):
        await socket.send("x" for _ in range(70_000))
    assert await code_of(socket) == 1009


async def test_sockets_of_other_origins_and_hosts_are_refused_before_they_are_accepted(server: Serving) -> None:
    amal = await server.visitor("Amal")
    port = server.url.rpartition(":")[2]
    for origin in ("https://evil.example", server.url + ".evil.example", f"https://127.0.0.1:{port}", "null"):
        with pytest.raises(InvalidStatus) as refused:
            await opened(amal, origin=origin)
        assert refused.value.response.status_code == 403


async def test_too_many_sockets_close_the_oldest_of_a_page_and_of_a_person(server: Serving) -> None:
    amal = await server.visitor("Amal")
    page = f"/p/{server.programme}/m/{MEETING}/board/live?page="
    same = [await opened(amal, path=page + "one") for _ in range(4)]
    assert await code_of(same[0]) == 4002
    rest = [await opened(amal, path=f"{page}other{number}") for number in range(6)]
    assert await code_of(same[1]) == 4002
    for socket in (*same[2:], *rest):
        assert socket.close_code is None
        await socket.close()


async def test_a_hall_shows_the_plenary_screen_on_twenty_walls(tmp_path: Path) -> None:
    async with serving(tmp_path, plenary_screens=20) as server:
        wall = Visitor(server, SCREEN, server.browser())
        assert (await wall.post(screen_link(server.house, server.state, MEETING))).status_code == 303
        walls = [await opened(wall, "screen", path=f"{wall.base}/screen/live?page=wall{n}") for n in range(21)]
        assert await code_of(walls.pop(0)) == 4002
        dana = await server.visitor("Dana")
        answer = await dana.post(f"{dana.base}/doors", {"once": "a"})
        for each in walls:
            async with asyncio.timeout(20):
                while not str(await each.recv()).startswith(answer.headers["X-Position"] + "\n"):
                    pass
            await each.close()
