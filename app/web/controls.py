"""What one press can do for one room: drawn when its menu opens, so that a console of a thousand people stays light.

Without script the menu is a page of its own.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.domain import permissions
from app.domain.errors import NotFound
from app.panels.console.controls import controls
from app.web.pages import PATH
from app.web.visits import visit


def control_routes() -> list[Route]:
    """Return the one route."""
    return [Route(PATH + "/rounds/{block:int}/rooms/{room:int}/controls", menu, methods=["GET"], name="controls")]


async def menu(request: Request) -> Response:
    """Draw a room's menu. Raises `NotFound` for those who do not drive, and where there is no such room."""
    visited = await visit(request)
    meeting = visited.meeting
    if meeting is None or not permissions.drives(visited.live.state, meeting, visited.viewer.person):
        raise NotFound("meeting")
    room = controls(meeting, request.path_params["block"], request.path_params["room"])
    fetched = "HX-Request" in request.headers
    return visited.html("console/controls.html" if fetched else "console/only.html", room=room)
