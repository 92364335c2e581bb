"""Every route as everybody: the addresses filled in, the people who ask, and what the answer meant.

y: may · n: refused (403) · -: looks like it is not there (404) · o: signed out (401).
"""

from __future__ import annotations

import asyncio
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass, field

import httpx2
from starlette.routing import Mount, Route, WebSocketRoute
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Origin

from app.domain.attendance import Arrive
from app.domain.devices import SignIn
from app.domain.knocks import AskIn
from app.domain.leading import TakeLead
from app.domain.meetings import CreateMeeting, OpenDoors
from app.domain.messages import STRANGER, commands
from app.domain.practices.beginning import BeginPractice
from app.domain.roles import ROLES
from app.domain.roster import ImportPeople, Row
from app.main import routes
from app.panels.channels import PAGES
from app.web.handing import personal_link, screen_link
from app.web.programme import Live
from app.web.sessions import cookie_name, fresh_session, hashed, screen_cookie
from tests.people import id_of
from tests.security.forms import form_of
from tests.serving import CEILING, MEETING, Serving, founded

EXTRA = (Row(90, "Edit E.", role="editor"), Row(91, "Else W.", role="participant", meetings=("m2",)))
PLAYERS = {
    "organiser": "Olga", "editor": "Edit", "moderator": "Dana", "cofacilitator": "Nils", "rapporteur": "Lina",
    "tech": "Rui", "interpreter": "Imane", "observer": "Vera", "participant": "Amal", "elsewhere": "Else",
}  # fmt: skip
COLUMNS = (*PLAYERS, "screen", "other", "forged", "stranger")
"""Roles; of another meeting; a plenary screen; another programme's organiser, with that session as if it were of this
programme; no cookie."""


@dataclass(frozen=True)
class Ask:
    """One line of the table: a method and a route, its address filled in, and the form it takes."""

    label: str
    method: str
    path: str
    form: dict[str, str] = field(default_factory=dict)


@dataclass
class Walk:
    """A server with two programmes, and everybody who may ask it for something."""

    server: Serving
    other: Live
    lines: io.StringIO
    sessions: dict[str, str] = field(default_factory=dict)

    @classmethod
    async def begin(cls, server: Serving, lines: io.StringIO) -> Walk:
        """Open the doors, have somebody knock, and found the other programme."""
        assert set(PLAYERS) >= set(ROLES)
        other = await founded(server.house, name="Another")
        await server.do(CreateMeeting("Another day", server.house.clock.now()))
        await server.do(ImportPeople(EXTRA))
        await server.do(OpenDoors(MEETING), "Olga")
        await server.do(Arrive(MEETING), "Omar")
        await server.do(BeginPractice("fr"), "Omar")
        await server.live.stream.perform(AskIn(MEETING, "Zoe", "d" * 64), actor=STRANGER)
        return cls(server, other, lines)

    async def cookie(self, column: str) -> str:
        """Return the Cookie header of a column, signed in anew where the last answer ended it."""
        server, settings = self.server, self.server.house.settings
        mine = cookie_name(server.programme, settings)
        if column == "stranger":
            return ""
        if column in ("other", "forged"):
            session = await self.session("other", self.other, "Olga")
            return f"{mine if column == 'forged' else cookie_name(self.other.state.id, settings)}={session}"
        if column == "screen":
            return f"{screen_cookie(server.programme, settings)}={screen_token(server)}"
        return f"{mine}={await self.session(column, server.live, PLAYERS[column])}"

    async def session(self, column: str, live: Live, name: str) -> str:
        """Return the session of somebody, a new one where the last has ended."""
        session = self.sessions.get(column, "")
        if hashed(session) not in live.state.devices:
            session = self.sessions[column] = fresh_session()
            await live.stream.perform(SignIn(hashed(session)), actor=id_of(live.state, name))
        return session

    async def ask(self, http: httpx2.AsyncClient, ask: Ask, column: str) -> tuple[str, httpx2.Response | None]:
        """Ask as this column; return what the answer meant, and the answer where it came by HTTP."""
        cookie = await self.cookie(column)
        if ask.method == "WS":
            return await self.watch(ask, cookie), None
        headers = {"Cookie": cookie} if cookie else {}
        http.cookies.clear()
        answer = await http.request(ask.method, ask.path, headers=headers, data=ask.form or None)
        if ask.label.endswith("/lead"):
            await self.server.do(TakeLead(MEETING), "Olga")
        return await self.meaning(answer.status_code), answer

    async def meaning(self, status: int) -> str:
        """Read the last line of the log: what is not there for whom, and what is not there at all."""
        assert status < 500, self.lines.getvalue()[-500:]
        async with asyncio.timeout(CEILING):
            while '"answered"' not in self.lines.getvalue():  # noqa: ASYNC110 (the line comes after the answer)
                await asyncio.sleep(0)
        last = json.loads([line for line in self.lines.getvalue().splitlines() if '"answered"' in line][-1])
        self.lines.seek(0)
        self.lines.truncate()
        reason = last.get("reason", "")
        if status == 404 and reason in ("programme", "meeting", "practice", ""):
            return "-"
        return {401: "o", 403: "n"}.get(status, "y")

    async def watch(self, ask: Ask, cookie: str) -> str:
        """Open a socket and say what became of it."""
        url = self.server.url
        address, headers = url.replace("http", "ws", 1) + ask.path, {"Cookie": cookie}
        async with connect(address, origin=Origin(url), additional_headers=headers) as socket:
            try:
                await socket.recv()
            except ConnectionClosed as closed:
                return {4001: "o", 4004: "-"}[closed.rcvd.code if closed.rcvd else 1006]
        return "y"

    def positions(self) -> list[int]:
        """Return where all logs stand."""
        return [self.server.house.platform.position, self.server.live.stream.position, self.other.stream.position]


def screen_token(server: Serving) -> str:
    """Return the token of the plenary screen's link, as it is now."""
    return screen_link(server.house, server.state, MEETING).rpartition("/")[2]


def asks(server: Serving) -> Iterator[Ask]:
    """Yield one line for each route and method; a page's routes once for each page."""
    for route in routes():
        if isinstance(route, Mount):
            yield Ask("GET /static/vendor/…", "GET", "/static/vendor/htmx.min.js")
            continue
        assert isinstance(route, Route | WebSocketRoute)
        label = (
            f"/static/{route.path.split('.')[0][8:]}.….{route.path.rpartition('.')[2]}"
            if route.path.startswith("/static/")
            else route.path
        )
        methods = ["WS"] if isinstance(route, WebSocketRoute) else sorted((route.methods or set()) - {"HEAD"})
        for method in methods:
            for page in PAGES if "{page}" in route.path else ("",):
                path = filled(server, route.path.replace("{page}", page))
                yield Ask(f"{method} {label.replace('{page}', page)}", method, path, form(server, route.name, method))


def filled(server: Serving, path: str) -> str:
    """Return the address with everything that stands in braces filled in, rightly."""
    omar, house = server.id("Omar"), server.house
    links = {"/l/": personal_link(house, server.state, omar), "/s/": screen_link(house, server.state, MEETING)}
    token = links.get(path[:3], "x" * 40).rpartition("/")[2]
    places = {"programme": server.programme, "meeting": MEETING, "person": omar, "token": token, **PLACES}
    return path.replace(":int", "").format(**places)


PLACES = {
    "number": "1", "call": "1", "report": "1", "knock": "k1", "group": "1", "step": "0", "room": "1", "block": "2",
    "code": "ABCD2345", "note": "1", "topic": "1", "item": "1", "theme": "1", "finding": "1", "list": "asleep",
    "practice": "1", "photo": "1", "remark": "1", "file": "x" * 24, "place": "2-1-1",
}  # fmt: skip
FORMS = {
    "ComeIn": {"shown": "Zoe", "language": "fr", "acknowledged": "yes"},
    "PrepareRounds": {"size": "2"},
    "SayWhen": {"name": "Youth", "starts": "2026-12-01T10:00", "zone": "UTC"},
    "Knock": {"code": "ABCD2345", "name": "Zoe"},
    "BringList": {"text": "name\nZoe Q."},
    "BeginPractice": {"language": "fr"},
    "AddPhoto": {"alt": "word"},
    "OpenSheet": {"practice": "1"},
}


def form(server: Serving, name: str, method: str) -> dict[str, str]:
    """Return the form of a POST route."""
    if method != "POST":
        return {}
    return FORMS[name] if name in FORMS else form_of(server, commands()[name]) if name in commands() else {}
