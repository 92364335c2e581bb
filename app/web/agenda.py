"""The forms that change a part of the agenda: its words (a fixed begin is typed as local time), what it asks for."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.domain.agenda import found
from app.domain.capture import asked
from app.domain.errors import Invalid
from app.domain.meetings import Meeting
from app.domain.notes import KINDS
from app.domain.planning import DescribeBlock
from app.domain.reports import FIELDS
from app.web.commands import answered, read
from app.web.forms import sent
from app.web.pages import PATH
from app.web.seating import driving

DAY, LONGEST = timedelta(days=1), timedelta(hours=12)
"""Nobody meets for longer than that, so what is typed as earlier than the begin may be after midnight."""


def agenda_routes() -> list[Route]:
    """Return the routes of the two forms."""
    return [
        Route(PATH + "/blocks/{block:int}/words", describe, methods=["POST"], name="SayBlock"),
        Route(PATH + "/blocks/{block:int}/asked", capture, methods=["GET"], name="capture"),
    ]


async def capture(request: Request) -> Response:
    """Draw the form of what a block asks its rooms to write down. Raises `NotFound`, `NotAllowed`."""
    visited, meeting = await driving(request)
    block = found(meeting, request.path_params["block"])
    title = block.titled(meeting.language)
    return visited.html("agenda/capture.html", block=block, asked=asked(block), title=title, kinds=KINDS, fields=FIELDS)


async def describe(request: Request) -> Response:
    """Change everything that is said of a block. Raises `Invalid`."""
    visited, meeting = await driving(request)
    path = {"meeting": meeting.id, "block": request.path_params["block"]}
    async with sent(request) as form:
        pinned, once = str(form.get("pinned", "")), str(form.get("once", ""))
        command = read(DescribeBlock, form, {**path, "pinned_at": instant(meeting, pinned)})
    return answered(request, visited, await visited.perform(command, once=once))


def instant(meeting: Meeting, local: str) -> float:
    """Return the instant (UTC seconds) of "10:30" on the meeting's day, 0 for none. Raises `Invalid`.

    An hour before the meeting begins is one after midnight, where that is within the hours a meeting may take.
    """
    if not local.strip():
        return 0.0
    begins = datetime.fromtimestamp(meeting.starts_at, ZoneInfo(meeting.zone))
    try:
        hour, minute = (int(part) for part in local.split(":")[:2])
        at = begins.replace(hour=hour, minute=minute, second=0, microsecond=0)
    except ValueError:
        raise Invalid("not-understood", field="pinned") from None
    after_midnight = at < begins and at + DAY - begins <= LONGEST
    return (at + DAY if after_midnight else at).timestamp()
