"""The rehearsal's report: right for a server that works, and what a server that was broken on purpose is told."""

from __future__ import annotations

import json
import subprocess
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.demo.people import crowd
from app.demo.rehearsal import NoRehearsal, Rehearsal
from app.domain.roster import Row
from app.web.handing import personal_link
from realtime.clock import Clock
from realtime.records import Record
from tests.house.commands import CEILING, COMMAND, around
from tests.serving import Serving, Wrapped, serving
from tests.sources import ROOT

PEOPLE = 9
NAMES = {"people", "commands", "pushes", "latency_ms", "reconnects", "notes", "reports", "lost", "doubled", "counted"}


@asynccontextmanager
async def broken(folder: Path, way: Wrapped = lambda app: app) -> AsyncIterator[tuple[Serving, str]]:
    """Serve a programme by a server that is broken in a way; give it and its organiser's link."""
    rows = (Row(1, "Olga B.", role="organiser"), *crowd(PEOPLE))
    async with serving(folder, rows, clock=Clock(10.0), wrapped=way) as server:
        yield server, personal_link(server.house, server.state, server.id("Olga"))


async def rehearsed(server: Serving, link: str, *, log: bool = False) -> dict[str, Any]:
    async def records() -> list[Record]:
        return await server.house.log.read(server.programme)

    rehearsal = Rehearsal(server.url, link, PEOPLE, 1, 0.0, records if log else None)
    return await rehearsal.run()


@pytest.mark.parametrize("log", [True, False])
async def test_a_server_that_works_loses_and_doubles_nothing(log: bool, tmp_path: Path) -> None:
    async with broken(tmp_path) as (server, link):
        report = await rehearsed(server, link, log=log)
    assert set(report) == NAMES
    assert (report["people"], report["lost"], report["doubled"]) == (PEOPLE, 0, 0)
    assert report["counted"] == ("log" if log else "pages")
    assert report["notes"] == {"written": PEOPLE, "refused": 0, "lost": 0, "doubled": 0}
    assert report["reports"] == {"lines": PEOPLE, "refused": 0, "lost": 0, "doubled": 0}
    assert report["commands"] > 2 * PEOPLE
    assert report["pushes"] > PEOPLE
    assert 0 < report["latency_ms"]["p50"] <= report["latency_ms"]["p95"] <= report["latency_ms"]["max"]


def forgetting(suffix: str) -> Wrapped:
    """Break a server: one of the commands is answered "done" and never reaches it."""
    forgotten: list[str] = []

    def wrapped(app: ASGIApp) -> ASGIApp:
        async def broken(scope: Scope, receive: Receive, send: Send) -> None:
            posted = scope["type"] == "http" and scope["method"] == "POST"
            if posted and scope["path"].endswith(suffix) and len(forgotten) < 20:
                forgotten.append(scope["path"])
                while (await receive()).get("more_body"):
                    pass
                await send({"type": "http.response.start", "status": 204, "headers": []})
                await send({"type": "http.response.body", "body": b""})
            else:
                await app(scope, receive, send)

        return broken

    return wrapped


@pytest.mark.parametrize("log", [True, False])
async def test_what_was_acknowledged_and_never_done_is_reported_as_lost(log: bool, tmp_path: Path) -> None:
    async with broken(tmp_path, forgetting("/lost")) as (server, link):
        report = await rehearsed(server, link, log=log)
    assert report["lost"] >= PEOPLE
    assert report["doubled"] == 0


def changing(suffix: str, change: Callable[[bytes], bytes]) -> Wrapped:
    """Break a server: what it answers at some addresses is another page."""

    def wrapped(app: ASGIApp) -> ASGIApp:
        async def broken(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] != "http" or scope["method"] != "GET" or not scope["path"].endswith(suffix):
                await app(scope, receive, send)
                return
            said: list[Message] = []

            async def keeping(message: Message) -> None:
                said.append(message)

            await app(scope, receive, keeping)
            body = change(b"".join(message.get("body", b"") for message in said))
            start = said[0]
            headers = [(name, value) for name, value in start["headers"] if name != b"content-length"]
            await send({**start, "headers": [*headers, (b"content-length", str(len(body)).encode())]})
            await send({"type": "http.response.body", "body": body})

        return broken

    return wrapped


async def test_what_the_reloaded_pages_show_twice_is_reported_as_doubled(tmp_path: Path) -> None:
    twice = changing("/console", lambda body: body + again(body))
    async with broken(tmp_path, twice) as (server, link):
        report = await rehearsed(server, link)
    assert report["doubled"] == PEOPLE


def again(body: bytes) -> bytes:
    """Return the rows of the lost once more."""
    start, end = body.find(b'<li id="lost-'), body.rfind(b'<li id="lost-')
    return body[start : body.find(b"</li>", end)] if start >= 0 else b""


@pytest.mark.parametrize("log", [True, False])
async def test_a_note_that_was_acknowledged_and_is_not_there_is_reported_as_lost(log: bool, tmp_path: Path) -> None:
    way = forgetting("/notes") if log else changing("/notes", lambda body: body.replace(b"A note of", b""))
    async with broken(tmp_path, way) as (server, link):
        report = await rehearsed(server, link, log=log)
    assert report["notes"] == {"written": PEOPLE, "refused": 0, "lost": PEOPLE, "doubled": 0}


async def test_a_board_that_differs_from_a_reloaded_one_is_reported_as_lost(tmp_path: Path) -> None:
    other = changing("/board", lambda body: body.replace(b'id="place"', b'id="place" data-other'))
    async with broken(tmp_path, other) as (server, link):
        report = await rehearsed(server, link)
    assert report["lost"] == PEOPLE


async def test_what_the_log_holds_and_nobody_asked_for_is_reported_as_doubled(tmp_path: Path) -> None:
    async with broken(tmp_path) as (server, link):

        async def records() -> list[Record]:
            found = await server.house.log.read(server.programme)
            again = next(record for record in found if record.type == "LostSaid")
            return [*found, again, again._replace(once="something else")]

        report = await Rehearsal(server.url, link, PEOPLE, 1, 0.0, records).run()
    assert (report["lost"], report["doubled"]) == (0, 2)


async def test_a_link_that_is_no_organisers_says_so(tmp_path: Path) -> None:
    async with broken(tmp_path) as (server, link):
        guest = personal_link(server.house, server.state, server.id("Guest 1"))
        for wrong in (guest, link[:-3] + "xyz"):
            with pytest.raises(NoRehearsal):
                await rehearsed(server, wrong)


def test_the_command_rehearses_with_a_server_of_its_own_and_prints_one_line() -> None:
    words = [*COMMAND, "rehearse", "--people", "5", "--rounds", "1", "--minutes", "0", "--json"]
    done = subprocess.run(
        words, cwd=ROOT, env=around({}), capture_output=True, text=True, timeout=2 * CEILING, check=False
    )
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert set(report) == NAMES
    assert (report["people"], report["lost"], report["doubled"], report["counted"]) == (5, 0, 0, "log")
