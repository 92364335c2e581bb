"""Fuzz: a minute of random forms, lists, cookies, socket messages, links and raw bytes; an hour in `make test-long`.

Every run has another seed, which a failure prints; FUZZ_SEED=… repeats it. The server may refuse, close and cut; it may
not answer 5xx, write a line of a fault, or be unwell afterwards.
"""

from __future__ import annotations

import asyncio
import io
import os
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from random import SystemRandom
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from websockets.exceptions import WebSocketException

from app.domain.meetings import OpenDoors
from app.domain.messages import commands
from app.rosters import COLUMNS
from app.web.commands import PREFIX
from app.web.handing import personal_link, screen_link
from app.web.sessions import cookie_name
from tests.security.dice import Dice
from tests.security.forms import form_of
from tests.security.sockets import opened
from tests.serving import CEILING, MEETING, Serving, Visitor, serving

SEED = int(os.environ.get("FUZZ_SEED", "0")) or SystemRandom().randrange(1, 2**32)
MINUTE, HOUR = 60.0, 3600.0
LIST = ",".join(COLUMNS) + "\r\n1,Amal R.,Municipality,authority,MA,ar;fr,amal@example.org,participant,\r\n" * 3
PEOPLE = ("Olga", "Dana", "Lina", "Amal")
Try = Callable[[Serving, list[Visitor], Dice], Awaitable[None]]


async def form(server: Serving, people: list[Visitor], dice: Dice) -> None:
    """Send a form to some command: fields missing, doubled, strange or damaged."""
    kind = dice.random.choice([kind for kind in commands().values() if kind.path and kind.scope in PREFIX])
    right = form_of(server, kind)
    path = (PREFIX[kind.scope] + kind.path).format(**{"programme": server.programme, **right})
    fields = [(name, dice.text() if dice.chance(0.3) else value) for name, value in right.items() if dice.chance(0.9)]
    fields += [(dice.text()[:50], dice.text())] * dice.random.choice((0, 0, 1, 300))
    body = urlencode(fields, errors="surrogatepass").encode()
    headers = {"Content-Type": dice.random.choice(KINDS), **({"HX-Request": "true"} if dice.chance(0.5) else {})}
    by = dice.random.choice(people)
    answer = await by.http.post(path, content=dice.damaged(body) if dice.chance(0.3) else body, headers=headers)
    assert answer.status_code < 500, (path, fields, headers)


END = b"\r\n--abc--\r\n"
KINDS = ("application/x-www-form-urlencoded",) * 6 + (
    "multipart/form-data; boundary=x",
    "text/plain",
    "",
    "a/b; charset=\\xff",
)


async def bring(server: Serving, people: list[Visitor], dice: Dice) -> None:
    """Bring a damaged list, as a file or as a text, to look at or to take."""
    body = dice.damaged(LIST.replace("Amal R.", dice.text()[:300]).encode("utf-8", "surrogatepass"))
    path = f"/p/{server.programme}/people/list"
    data = {"confirmed": "yes"} if dice.chance(0.2) else {}
    if dice.chance(0.5):
        answer = await people[0].http.post(path, data=data, files={"file": (dice.text()[:20], body, "text/csv")})
    else:
        parted = {"Content-Type": "multipart/form-data; boundary=abc"}
        whole = b'--abc\r\nContent-Disposition: form-data; name="file"; filename="x"\r\n\r\n' + body + END
        answer = await people[0].http.post(path, content=dice.damaged(whole), headers=parted)
    assert answer.status_code < 500, body


async def cookie(server: Serving, people: list[Visitor], dice: Dice) -> None:
    """Come with broken cookies and headers."""
    name = cookie_name(server.programme, server.house.settings).encode()
    session = next(iter(people[1].http.cookies.values())).encode()
    line = dice.random.choice((name + b"=" + dice.damaged(session), dice.damaged(name + b"=" + session), dice.some()))
    path = dice.random.choice((people[1].base + "/board", "/join", f"/p/{server.programme}/people")).encode()
    more = [b"Accept-Language: " + dice.some(), b"Cookie: " + line, b"Referer: " + dice.text().encode()]
    await raw(server, b"GET " + path + b" HTTP/1.1\r\nHost: " + host(server) + b"\r\n" + b"\r\n".join(more))


async def message(server: Serving, people: list[Visitor], dice: Dice) -> None:
    """Say something strange on a socket, or open it strangely."""
    page = dice.random.choice(("board", "console", "screen", dice.quoted()))
    query = f"?since={dice.quoted()}&epoch={dice.quoted()}&page={dice.quoted()}&language={dice.quoted()}"
    path = f"/p/{server.programme}/m/{MEETING}/{page}/live" + (query if dice.chance(0.5) else "")
    with suppress(WebSocketException, TimeoutError):
        socket = await opened(dice.random.choice(people), path=path)
        try:
            for _ in range(dice.random.choice((1, 3, 30))):
                await socket.send(dice.random.choice(("1 v", dice.text(), dice.some(), dice.damaged(b"12 v"))))
            async with asyncio.timeout(0.05):
                await socket.recv()
        finally:
            socket.transport.abort()


async def link(server: Serving, people: list[Visitor], dice: Dice) -> None:
    """Follow a damaged link, code or address."""
    good = personal_link(server.house, server.state, people[3].person), screen_link(server.house, server.state, MEETING)
    token = dice.damaged(dice.random.choice(good).rpartition("/")[2].encode())
    quoted = "".join(f"%{byte:02X}" for byte in token) or "-"
    starts = (
        "/l/",
        "/s/",
        "/j/",
        "/set-up/",
        "/p/",
        f"/p/{server.programme}/m/",
        f"{people[0].base}/",
        "/static/",
        "//",
        "/",
    )
    path = dice.random.choice(starts) + dice.random.choice((quoted, dice.quoted()))
    query = f"?language={dice.quoted()}&since={dice.quoted()}&still={dice.quoted()}" if dice.chance(0.5) else ""
    method = dice.random.choice(("GET", "POST", "HEAD", "PUT", "OPTIONS"))
    answer = await dice.random.choice(people).http.request(method, path + query)
    assert answer.status_code < 500, path + query


async def bare(server: Serving, people: list[Visitor], dice: Dice) -> None:
    """Send a damaged request as it is."""
    body = b"code=ABCD2345&name=Zoe"
    start = b"POST /join HTTP/1.1\r\nHost: " + host(server) + b"\r\nSec-Fetch-Site: same-origin\r\n"
    kind = b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n" % len(body)
    await raw(server, dice.damaged(start + kind + body))


def host(server: Serving) -> bytes:
    return urlsplit(server.url).netloc.encode()


async def raw(server: Serving, said: bytes) -> None:
    """Send bytes and end; whatever comes back is no 5xx."""
    reader, writer = await asyncio.open_connection("127.0.0.1", urlsplit(server.url).port)
    try:
        with suppress(ConnectionError):
            writer.write(said + b"\r\nConnection: close\r\n\r\n")
            writer.write_eof()
            async with asyncio.timeout(CEILING):
                first = await reader.readline()
            assert b" 50" not in first[:14], said
    finally:
        writer.transport.abort()


# A multipart body that ends too early leaves its temporary file to the garbage collector (starlette 1.10).
pytestmark = pytest.mark.filterwarnings("ignore:.*SpooledTemporaryFile:pytest.PytestUnraisableExceptionWarning")
KIND: dict[str, Try] = {
    "forms": form, "lists": bring, "cookies": cookie, "sockets": message, "links": link, "bytes": bare
}  # fmt: skip


async def fuzz(folder: Path, lines: io.StringIO, kind: str, seconds: float) -> None:
    """Try one kind for so long; the server is well after it and has had no fault."""
    dice, end, count = Dice(SEED), time.monotonic() + seconds, 0
    generous: dict[str, Any] = {f"{name}_per_minute": 10**9 for name in ("forms", "signals", "uploads")}
    async with serving(folder, **generous) as server:
        await server.do(OpenDoors(MEETING), "Olga")
        people = [await server.visitor(name) for name in PEOPLE]
        while time.monotonic() < end:
            await KIND[kind](server, people, dice)
            count += 1
            assert '"level": "error"' not in lines.getvalue(), (kind, count, lines.getvalue()[-2000:])
            lines.seek(0)
            lines.truncate()
        async with server.browser() as watcher:
            assert (await watcher.get("/healthz")).json() == {"ok": True}
        await server.live.stream.settle()
    print(f"fuzz {kind}: {count} tries, FUZZ_SEED={SEED}")


@pytest.mark.parametrize("kind", KIND)
async def test_a_minute_of_nonsense(kind: str, tmp_path: Path, log_lines: io.StringIO) -> None:
    await fuzz(tmp_path, log_lines, kind, MINUTE / len(KIND))


@pytest.mark.long
@pytest.mark.parametrize("kind", KIND)
async def test_an_hour_of_nonsense(kind: str, tmp_path: Path, log_lines: io.StringIO) -> None:
    await fuzz(tmp_path, log_lines, kind, HOUR / len(KIND))
