"""Who comes in: from a request to the programme, the person, the meeting and the language of one visit.

Things are looked up inside the programme of the address; what is unknown and what may not be seen look the same.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse

from app.domain.devices import RenewDevice
from app.domain.errors import NotFound
from app.domain.help import CallForHelp, ReadAnswers, SolveHelp
from app.domain.lost import SayFound, SayLost
from app.domain.meetings import Meeting
from app.domain.messages import Command
from app.domain.programme import Programme
from app.domain.speakers import RaiseHand
from app.i18n import Words
from app.web.forms import ASKED
from app.web.house import House
from app.web.languages import language_of
from app.web.programme import Live, fresh_once
from app.web.sessions import Viewer, cookie_name, fresh_session, hashed, read_screen, read_viewer
from realtime.streams import Answer

SIGNALS = (SayLost, SayFound, CallForHelp, SolveHelp, ReadAnswers, RaiseHand)
"""Commands that count as signals (security.md, Join codes): what somebody presses over and over."""
RENEWED = "dialogue.renewed"
"""Where the request keeps the session that its answer hands out."""
COUNTED = "dialogue.counted"
"""Where the request keeps that its form was counted: one form may be many commands."""
SESSION = 12
"""Signs of a session's hash that a log line bears."""


class SignedOut(Exception):
    """The browser's session of this programme is none any more: the page asks for the personal link."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One request by one person of one programme; `meeting` is None outside a meeting."""

    house: House
    live: Live
    viewer: Viewer
    language: str
    words: Words
    meeting: Meeting | None
    request: HTTPConnection

    @property
    def base(self) -> str:
        """The address that all of this visit's pages start with."""
        return f"{self.programme_base}/m/{self.meeting.id}" if self.meeting else self.programme_base

    def within(self, may: Callable[[Programme, Meeting, str], bool]) -> Meeting:
        """Return the meeting if the person `may` (permissions.py). Raises `NotFound`: else it looks unknown."""
        if self.meeting is None or not may(self.live.state, self.meeting, self.viewer.person):
            raise NotFound("meeting")
        return self.meeting

    async def perform(self, command: Command, *, once: str = "") -> Answer[Any]:
        """Give the command in this person's name. Raises what the domain and the engine refuse with."""
        self._count(self.house.limits.signal if isinstance(command, SIGNALS) else self.house.limits.form)
        asked = self.request.scope.get(ASKED, "")
        answer = await self.live.stream.perform(command, actor=self.viewer.person, once=once, asked=asked)
        await self.renew()
        return answer

    def count(self) -> None:
        """Count this request's form, which is no command."""
        self._count(self.house.limits.form)

    def _count(self, count: Callable[[str, str], None]) -> None:
        """Count this request's form, once."""
        if not self.request.scope.setdefault(COUNTED, False):
            count(self.live.state.id, self.viewer.person)
            self.request.scope[COUNTED] = True

    async def renew(self) -> None:
        """Give this device another session id if its person's role has changed and it is still signed in."""
        self._count(self.house.limits.form)
        old = self.viewer.device
        device = self.live.state.devices.get(old)
        if device is not None and device.stale:
            session = fresh_session()
            await self.live.stream.perform(RenewDevice(hashed(session), old), actor=self.viewer.person)
            self.request.scope[RENEWED] = (self.live.state.id, session)

    @property
    def programme_base(self) -> str:
        """The address that all pages of the programme start with."""
        return f"/p/{self.live.state.id}"

    def html(self, template: str, *, status: int = 200, **values: object) -> HTMLResponse:
        """Draw one of the programme's pages that are not live."""
        common = self.live.common(self.meeting.id if self.meeting else "", self.language, fresh_once)
        own = {"me": self.viewer.person, "programme": self.live.state, **common}
        return self.house.html(self.request, template, self.language, status=status, **{**own, **values})

    def back(self, request: HTTPConnection) -> str:
        """Where a form without script returns to: the page it stood on, else the person's own first page."""
        return self.house.back(request, self.base)


async def visit(connection: HTTPConnection) -> Visit:
    """Return the visit of a signed-in person. Raises `NotFound` and `SignedOut`; leaves the state settled."""
    house, live = await programme_of(connection)
    viewer = viewer_of(connection, house, live.state)
    if viewer is None:
        raise stranger(connection, house)
    connection.scope["session"] = viewer.device[:SESSION]
    meeting = None
    if "meeting" in connection.path_params:
        meeting = live.state.meetings.get(connection.path_params["meeting"])
        if meeting is None:
            raise NotFound("meeting")
    language = language_of(connection, live.state, viewer.person)
    return Visit(house, live, viewer, language, house.words(language), meeting, connection)


async def programme_of(connection: HTTPConnection) -> tuple[House, Live]:
    """Return the programme of the address, its state settled. Raises as if it were there and no place for strangers."""
    house: House = connection.app.state.house
    try:
        return house, await house.programmes.get(connection.path_params["programme"])
    except NotFound:
        raise stranger(connection, house) from None


def stranger(connection: HTTPConnection, house: House) -> Exception:
    """Return what a browser without a seat is refused with: the same whether or not the programme is there.

    Who bears a cookie of that name had a seat once and is asked to open the link again.
    """
    name = cookie_name(connection.path_params["programme"], house.settings)
    return SignedOut() if name in connection.cookies else NotFound("programme")


def viewer_of(connection: HTTPConnection, house: House, programme: Programme) -> Viewer | None:
    """Return whose seat the browser has, or that it may show a plenary screen; None for strangers."""
    viewer = read_viewer(connection, programme, house.settings)
    if viewer is None and "meeting" in connection.path_params:
        meeting = connection.path_params["meeting"]
        viewer = read_screen(connection, programme, meeting, house.keys.valid, house.settings)
    return viewer


def drawn_at(connection: HTTPConnection) -> tuple[int | None, str | None]:
    """Read the position and the epoch that a page was drawn at; None where they make no sense."""
    since = connection.query_params.get("since", "")
    known = since.isascii() and since.isdigit() and len(since) < 16
    return int(since) if known else None, connection.query_params.get("epoch")


def page_id(connection: HTTPConnection) -> str:
    """Read the random id that a page made for itself."""
    return connection.query_params.get("page", "")[:40]
