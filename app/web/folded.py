"""What is folded on the console, drawn when it opens, so that the pushes of a thousand people stay light.

A room's menu, and the lists of who is asleep, has not seen their place, or has not come. Without script each is a page.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.domain import permissions
from app.domain.errors import NotFound
from app.panels.console.audience import audience_of, scene
from app.panels.console.controls import controls
from app.panels.console.sleepers import LISTS
from app.web.pages import PATH
from app.web.visits import visit


def folded_routes() -> list[Route]:
    """Return the two routes."""
    return [
        Route(PATH + "/rounds/{block:int}/rooms/{room:int}/controls", room_menu, methods=["GET"], name="controls"),
        Route(PATH + "/lists/{list}", people_list, methods=["GET"], name="list"),
    ]


async def room_menu(request: Request) -> Response:
    """Draw a room's menu. Raises `NotFound` for those who do not drive, and where there is no such room."""
    visited = await visit(request)
    meeting = visited.within(permissions.drives)
    room = controls(meeting, request.path_params["block"], request.path_params["room"])
    return visited.html("console/controls.html" if fetched(request) else "console/only.html", room=room)


async def people_list(request: Request) -> Response:
    """Draw one of the console's lists. Raises `NotFound` for all but the team, and where there is no such list."""
    visited = await visit(request)
    meeting, name = visited.within(permissions.helps), request.path_params["list"]
    if name not in LISTS:
        raise NotFound("meeting")
    audience = audience_of(visited.live.state, meeting, visited.viewer.person)
    seen = scene(visited.live.view(), f"{meeting.id}/{audience}")
    part = f"console/{name}_list.html" if fetched(request) else "console/listed.html"
    return visited.html(part, name=name, listed=LISTS[name](seen))


def fetched(request: Request) -> bool:
    """Say whether script asks, which puts the answer where it was folded; else it is a page."""
    return "HX-Request" in request.headers
