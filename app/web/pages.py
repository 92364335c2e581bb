"""The live pages: a page whole, what changed on it since (for those without a socket), and the way to one's own."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import Awaitable, Callable
from functools import partial

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from app.domain.errors import NotFound
from app.domain.meetings import Meeting
from app.panels.channels import PAGES, Page
from app.panels.noted import speakers_here
from app.web.visits import Visit, drawn_at, page_id, visit

LEVEL = 4
"""How hard a page is packed: the next levels take twice the time for a twentieth."""
VARIES = {"Vary": "Accept-Encoding"}
PATH = "/p/{programme}/m/{meeting}"


def page_routes() -> list[Route]:
    """Return the routes of all live pages and of the way in to a meeting."""
    return [
        Route("/clock", clock, methods=["GET"]),
        Route("/p/{programme}", programme, methods=["GET"]),
        Route(PATH, meeting, methods=["GET"]),
        Route(PATH + "/{page}/panels", panels, methods=["GET"]),
        *(Route(f"{PATH}/{page.name}", drawer(page), methods=["GET"], name=page.name) for page in PAGES.values()),
    ]


async def clock(request: Request) -> Response:
    """Say the service time (UTC seconds) and its rate."""
    time = request.app.state.house.clock
    return PlainTextResponse(f"{time.now():.3f} {time.rate:g}")


async def programme(request: Request) -> Response:
    """Send the person to the meeting that is on, else the next, else the last."""
    visited = await visit(request)
    chosen = visited.live.state.meeting_for(visited.viewer.person, visited.live.clock.now())
    person = visited.live.state.people[visited.viewer.person]
    there = f"{visited.base}/m/{chosen.id}" if chosen else f"{visited.base}/people"
    if chosen and person.door_passed_at is None:
        there += "/welcome"
    return RedirectResponse(there, status_code=303)


async def meeting(request: Request) -> Response:
    """Send staff to the console and everybody else to the board."""
    visited = await visit(request)
    for name in ("console", "board"):
        if may(visited, PAGES[name]):
            return RedirectResponse(f"{visited.base}/{name}", status_code=303)
    raise NotFound("meeting")


def drawer(page: Page) -> Callable[[Request], Awaitable[Response]]:
    """Return the endpoint that draws `page` whole."""

    async def draw(request: Request) -> Response:
        visited = await visit(request)
        there = watched(visited, page)
        visited.live.presence.heard(visited.viewer.person, "", 0, visible=False)
        frame = {
            **visited.house.frame(request),
            "noscript_refresh": page.refreshes and "still" not in request.query_params,
            "speakers": partial(speakers_here, visited.live.state, there, visited.viewer.person),
        }
        html = visited.live.page(page, there, visited.viewer.person, visited.language, frame)
        return await packed(request, html)

    return draw


async def packed(request: Request, html: str) -> Response:
    """Answer with a live page, packed where the browser takes it: a console of a thousand people is half a megabyte.

    Live pages hold no secret whose letters could be guessed from lengths (no link, no code of a session), and cookies
    do not come along from elsewhere; pages that show personal links are not packed.
    """
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return HTMLResponse(html, headers=VARIES)
    body = await asyncio.to_thread(gzip.compress, html.encode(), LEVEL, mtime=0)
    return HTMLResponse(body, headers={**VARIES, "Content-Encoding": "gzip"})


async def panels(request: Request) -> Response:
    """Answer a poll with what a push would have brought since the page's position."""
    visited = await visit(request)
    page = PAGES.get(request.path_params["page"])
    if page is None:
        raise NotFound("meeting")
    there = watched(visited, page)
    person, live = visited.viewer.person, visited.live
    since, epoch = drawn_at(request)
    live.presence.heard(person, page_id(request), since or 0, request.query_params.get("visible") == "v")
    watch = page.watch(live.state, there, person)
    text = await live.hub.since(watch, person, visited.language, since, epoch)
    return Response(text, media_type="text/html")


def may(visited: Visit, page: Page) -> bool:
    """Say whether the visitor may watch the page."""
    return visited.meeting is not None and page.may(visited.live.state, visited.meeting, visited.viewer.person)


def watched(visited: Visit, page: Page) -> Meeting:
    """Return the meeting whose page the visitor may watch. Raises `NotFound`: what may not be seen looks unknown."""
    return visited.within(page.may)
