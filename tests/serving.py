"""The real platform in a test: served in this process on a port of its own, with a programme of fictitious people."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx2
from starlette.types import ASGIApp

from app.domain.attendance import Arrive
from app.domain.devices import SignIn
from app.domain.meetings import CreateMeeting, OpenDoors, StartMeeting
from app.domain.messages import SYSTEM, Command
from app.domain.platform import AddProgramme, ProgrammeAdded
from app.domain.programme import FoundProgramme, Programme
from app.domain.roster import ImportPeople, Row
from app.domain.steps import TakeStep
from app.main import server
from app.settings import Settings
from app.web.house import House
from app.web.programme import Live
from app.web.sessions import cookie_name, fresh_session, hashed
from realtime.clock import Clock
from tests.people import REGIONAL, TEAM, id_of

Wrapped = Callable[[ASGIApp], ASGIApp]
CEILING = 30.0
MEETING = "m1"


async def founded(house: House, rows: Sequence[Row] = TEAM + REGIONAL, *, name: str = "Regional meeting") -> Live:
    """Found a programme with one meeting of these people."""
    answer = await house.platform.perform(AddProgramme(name), actor=SYSTEM)
    (added,) = answer.events
    assert isinstance(added, ProgrammeAdded)
    live = await house.programmes.get(added.programme)
    for command in (
        FoundProgramme(name, "Africa/Tunis", "+216 00 000 000", "The organiser", "privacy@example.org", demo=True),
        CreateMeeting(name, house.clock.now(), kind="regional"),
        ImportPeople(tuple(rows)),
    ):
        await live.stream.perform(command, actor=SYSTEM)
    return live


@dataclass(slots=True)
class Visitor:
    """A signed-in person with a browser's manners: keeps cookies, says where its forms come from."""

    server: Serving
    person: str
    http: httpx2.AsyncClient

    @property
    def base(self) -> str:
        return f"/p/{self.server.programme}/m/{MEETING}"

    async def get(self, path: str, **more: Any) -> httpx2.Response:
        return await self.http.get(path, **more)

    async def post(self, path: str, data: dict[str, Any] | None = None, *, script: bool = True) -> httpx2.Response:
        headers = {"HX-Request": "true"} if script else {}
        return await self.http.post(path, data=data or {}, headers=headers)


@dataclass(slots=True)
class Serving:
    """A running server; `known` is the programme of its people, `found` the ids of those asked for by name."""

    url: str
    house: House
    known: Live | None = None
    opened: list[httpx2.AsyncClient] = field(default_factory=list)
    found: dict[str, str] = field(default_factory=dict)

    @property
    def live(self) -> Live:
        assert self.known is not None
        return self.known

    @property
    def programme(self) -> str:
        return self.live.state.id

    @property
    def state(self) -> Programme:
        return self.live.state

    def id(self, name: str) -> str:
        """Return the id of the person who had this name when first asked for; a test may rename them since."""
        if name not in self.found:
            self.found[name] = id_of(self.state, name)
        return self.found[name]

    async def do(self, command: Command, by: str = "") -> None:
        """Give a command past the doors, by a first name ('' is the server)."""
        await self.live.stream.perform(command, actor=self.id(by) if by else SYSTEM)

    async def rooms_talk(self, people: int, size: int) -> None:
        """Let so many who speak English come and sit in rooms of at most `size`, which talk for twelve minutes."""
        await self.do(OpenDoors(MEETING), "Dana")
        found = [one for one in self.state.people.values() if one.role == "participant" and "en" in one.languages]
        for person in found[:people]:
            await self.live.stream.perform(Arrive(MEETING), actor=person.id)
        await self.do(StartMeeting(MEETING), "Dana")
        dana = await self.visitor("Dana")
        answer = await dana.post(f"{dana.base}/rounds", {"size": str(size), "minutes": "12"})
        assert answer.status_code == 204, answer.text
        for _ in range(3):
            await self.do(TakeStep(MEETING, self.state.meetings[MEETING].step, anyway=True), "Dana")

    async def session(self, person: str) -> dict[str, str]:
        """Sign a person in past the door; return the cookie."""
        session = fresh_session()
        await self.live.stream.perform(SignIn(hashed(session)), actor=person)
        return {cookie_name(self.programme, self.house.settings): session}

    async def visitor(self, name: str) -> Visitor:
        """Return a signed-in person."""
        person = self.id(name)
        return Visitor(self, person, self.browser(await self.session(person)))

    def browser(self, cookies: dict[str, str] | None = None) -> httpx2.AsyncClient:
        """Return a client that posts from our own pages; redirects are not followed."""
        client = httpx2.AsyncClient(
            base_url=self.url,
            headers={"Origin": self.url, "Sec-Fetch-Site": "same-origin"},
            timeout=CEILING,
            limits=httpx2.Limits(keepalive_expiry=2),  # the server lets go after five: never both at once
        )
        for name, value in (cookies or {}).items():
            client.cookies.set(name, value, domain="127.0.0.1")
        self.opened.append(client)
        return client


@asynccontextmanager
async def served(
    folder: Path,
    *,
    clock: Clock | None = None,
    wrapped: Callable[[ASGIApp], ASGIApp] = lambda app: app,
    **settings: Any,
) -> AsyncIterator[tuple[str, House]]:
    """Serve the platform on a data folder as it is, its scripts our own copies; `wrapped` breaks it on purpose."""
    listener = socket.create_server(("127.0.0.1", 0))
    # As uvloop does in service; without it each answer with a body waits 40 ms for the one who reads.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    port = listener.getsockname()[1]
    house = await House.open(Settings(data=folder, port=port, **{"cdn": "", **settings}), clock=clock)
    running = server(house)
    running.config.app = wrapped(running.config.app)  # type: ignore[arg-type]
    task = asyncio.create_task(running.serve(sockets=[listener]))
    try:
        async with asyncio.timeout(CEILING):
            while not running.started:  # noqa: ASYNC110 (uvicorn has no event for it)
                await asyncio.sleep(0.01)
        yield f"http://127.0.0.1:{port}", house
    finally:
        running.should_exit = True
        await task
        await house.close()
        listener.close()


@asynccontextmanager
async def serving(
    folder: Path, rows: Sequence[Row] = TEAM + REGIONAL, *, clock: Clock | None = None, **settings: Any
) -> AsyncIterator[Serving]:
    """Serve the platform with a programme of these people, founded unless the folder has one."""
    async with served(folder, clock=clock, **settings) as (url, house):
        known = list(house.platform.state.programmes)
        started = Serving(url, house, await house.programmes.get(known[0]) if known else await founded(house, rows))
        try:
            yield started
        finally:
            for client in started.opened:
                await client.aclose()
