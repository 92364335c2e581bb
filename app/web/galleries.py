"""Opening a sheet of a gallery walk: the press is noted, then the sheet is shown."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from app.domain import permissions
from app.domain.formats.gallery.alone import OpenSheet
from app.domain.practices import rights
from app.domain.text import number_of
from app.web.forms import sent
from app.web.pages import PATH
from app.web.visits import visit


def gallery_routes() -> list[Route]:
    """Return the route of the form."""
    return [Route(PATH + "/galleries/visits", open_sheet, methods=["POST"], name="OpenSheet")]


async def open_sheet(request: Request) -> Response:
    """Note that somebody opens a sheet, and send them there. Raises `NotFound`."""
    visited = await visit(request)
    meeting = visited.within(permissions.in_meeting)
    async with sent(request) as form:
        number, once = number_of(str(form.get("practice", ""))), str(form.get("once", ""))
    found = rights.readable(visited.live.state, number, visited.viewer.person)
    await visited.perform(OpenSheet(meeting.id, found.number), once=once)
    return RedirectResponse(f"{visited.programme_base}/practices/{found.number}", status_code=303)
