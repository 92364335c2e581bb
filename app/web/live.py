"""The socket's door: who may watch a page, from where, and what the page may say (that it has drawn, and is seen).

A page cannot ask for panels: what it watches follows from its name (`panels.channels`) and the seat, so there is no
list to limit. Its rows are as many as the meeting has people and rooms.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from app import logs
from app.domain.errors import Refusal
from app.domain.meetings import Meeting
from app.domain.messages import SCREEN
from app.domain.programme import Programme
from app.panels.channels import PAGES, Page
from app.panels.panel import Key
from app.web.editing import Editing
from app.web.pages import PATH, watched
from app.web.sessions import renewed
from app.web.visits import SignedOut, Visit, drawn_at, page_id, viewer_of, visit
from realtime import closing
from realtime.tabs import Tab
from realtime.wire import EXTENSION, RELOAD, SocketWire

MOST_MESSAGES, WINDOW = 20, 10.0
"""What a page may say in so many service seconds; ours says at most one message a second, and one to each heartbeat."""


def live_routes() -> list[WebSocketRoute]:
    """Return the socket's route."""
    return [WebSocketRoute(PATH + "/{page}/live", live)]


async def live(socket: WebSocket) -> None:
    """Open one tab; what may not be watched is accepted and closed with a code that says stay away."""
    try:
        visited = await visit(socket)
        page = PAGES.get(socket.path_params["page"])
        if page is None:
            return await turn_away(socket, closing.NOT_ALLOWED)
        there = watched(visited, page)
    except SignedOut:
        return await turn_away(socket, closing.SIGNED_OUT)
    except Refusal:
        return await turn_away(socket, closing.NOT_ALLOWED)
    if sum(len(each.hub) for each in visited.house.programmes.all()) >= visited.house.settings.sockets_in_all:
        return await turn_away(socket, closing.FULL_TRY_LATER)
    await socket.accept()
    await watch(socket, visited, page, there)
    return None


async def turn_away(socket: WebSocket, code: int) -> None:
    """Accept and close: a refused handshake would be tried again for ever."""
    await socket.accept()
    await socket.close(code, closing.REASONS[code])
    closed(socket, code)


@dataclass(slots=True)
class Watching:
    """What one tab may watch, asked anew whenever its person's seat or role may have changed."""

    socket: WebSocket
    visited: Visit
    page: Page
    meeting: Meeting
    wire: SocketWire
    role: str
    editing: Editing

    def __call__(self) -> tuple[Key, ...]:
        """Return the keys; a page that may no longer be watched is closed, one whose role changed loads anew."""
        programme, person = self.visited.live.state, self.visited.viewer.person
        if not self.seated(programme):
            self.close(closing.COME_BACK if self.renewed() else closing.SIGNED_OUT)
            return ()
        meeting = programme.meetings.get(self.meeting.id)
        if meeting is None or not self.page.may(programme, meeting, person):
            self.close(closing.NOT_ALLOWED)
            return ()
        if role_of(self.visited) != self.role:
            self.wire.write(RELOAD)
        self.editing.recheck()
        return self.page.watch(programme, meeting, person)

    def seated(self, programme: Programme) -> bool:
        """Say whether the browser still has the seat, or may show the screen, that it had when the tab opened."""
        viewer = self.visited.viewer
        device = programme.devices.get(viewer.device)  # not the cookie again: a thousand are asked at once
        if not viewer.device:
            return viewer_of(self.socket, self.visited.house, programme) is not None
        return device is not None and device.person == viewer.person and viewer.person in programme.people

    def renewed(self) -> bool:
        """Say whether this browser has another cookie by now: its page comes back with that one."""
        return renewed(self.socket, self.visited.live.state, self.visited.house.settings)

    def close(self, code: int) -> None:
        """Close the socket, and log why."""
        self.wire.close(code, closing.REASONS[code])
        closed(self.socket, code)


def closed(socket: WebSocket, code: int) -> None:
    """Log that we closed a socket, and why."""
    route = getattr(socket.scope.get("route"), "path", "-")
    logs.log("socket closed", route=route, status=code, reason=closing.REASONS[code])


def role_of(visited: Visit) -> str:
    """Return the person's role now."""
    found = visited.live.state.people.get(visited.viewer.person)
    return found.role if found else ""


async def watch(socket: WebSocket, visited: Visit, page: Page, meeting: Meeting) -> None:
    """Keep one accepted tab until it goes."""
    live, person, name = visited.live, visited.viewer.person, page_id(socket)
    wire: SocketWire = socket.scope["extensions"][EXTENSION]
    editing = Editing(visited, wire)
    watching = Watching(socket, visited, page, meeting, wire, role_of(visited), editing)
    tab = Tab(person, name, visited.language, wire, (), watching)
    since, epoch = drawn_at(socket)
    make_room(visited, name)
    live.presence.opened(person, name)
    goodbye = False
    try:
        await live.hub.attach(tab, since, epoch, live.drawn.known(socket.query_params.get("drawn", ""), live.view))
        code = await listen(socket, visited, name, editing)
        watching.close(code)
    except WebSocketDisconnect as gone:
        goodbye = gone.code in closing.GOODBYE
    finally:
        editing.close()
        live.hub.detach(tab)
        live.presence.closed(person, name, goodbye=goodbye)


def make_room(visited: Visit, name: str) -> None:
    """Close the oldest sockets of a page or person that has too many: the newest wins. A hall has many screens."""
    settings, person = visited.house.settings, visited.viewer.person
    tabs, most = visited.live.hub.tabs_of(person), settings.sockets_per_person
    if person == SCREEN:
        most = settings.plenary_screens
    mine = [tab for tab in tabs if tab.page == name]
    for tab in {
        *mine[: max(0, len(mine) + 1 - settings.sockets_per_page)],
        *tabs[: max(0, len(tabs) + 1 - most)],
    }:
        tab.wire.close(closing.REPLACED, closing.REASONS[closing.REPLACED])


async def listen(socket: WebSocket, visited: Visit, name: str, editing: Editing) -> int:
    """Take what the page says, "<position> v" or "… h", and of its texts; return the code to close it with else."""
    window = WINDOW / min(visited.house.clock.rate, WINDOW)
    heard, since = 0, time.monotonic()
    while True:
        said = await socket.receive()
        if said["type"] == "websocket.disconnect":
            raise WebSocketDisconnect(said.get("code", 1005))
        said_text = said.get("text") or ""
        if said_text.startswith("text "):  # has its own limits
            if not await editing.heard(said_text):
                return closing.GARBAGE
            continue
        if time.monotonic() - since > window:
            heard, since = 0, time.monotonic()
        heard += 1
        if heard > MOST_MESSAGES:
            return closing.TOO_MANY_MESSAGES
        position, _, seen = said_text.partition(" ")
        if not (position.isascii() and position.isdigit() and len(position) < 16 and seen in ("v", "h")):
            return closing.GARBAGE
        visited.live.presence.heard(
            visited.viewer.person, name, min(int(position), visited.live.hub.position), seen == "v"
        )
        editing.answers()
