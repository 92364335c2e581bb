"""What was said at the set-up, said anew: a meeting's name and date, typed as local time.

The programme's own details need nothing read: their form is a command as it stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.domain import permissions
from app.domain.errors import Invalid, NotAllowed, NotFound
from app.domain.meetings import CreateMeeting, DescribeMeeting, Meeting
from app.domain.programme import Programme
from app.domain.templates import TEMPLATES, UseTemplate
from app.web.commands import answered, there
from app.web.forms import sent
from app.web.pages import PATH
from app.web.seating import driving
from app.web.visits import visit

FIELDS = ("name", "starts", "zone")


@dataclass(frozen=True, slots=True)
class Described:
    """A meeting with its begin as a field for date and time shows it: "2026-12-01T10:00", in the meeting's zone."""

    meeting: Meeting
    starts: str


def describing_routes() -> list[Route]:
    """Return the routes of a meeting's name and date, and of one more meeting."""
    return [
        Route(PATH + "/date", describe, methods=["POST"], name="SayWhen"),
        Route("/p/{programme}/new-meeting", add, methods=["POST"], name="AddMeeting"),
    ]


def described(programme: Programme, actor: str) -> list[Described]:
    """Return the meetings whose name and date the person may change."""
    return [
        Described(meeting, typed(meeting))
        for meeting in tuple(programme.meetings.values())
        if permissions.drives(programme, meeting, actor)
    ]


def typed(meeting: Meeting) -> str:
    """Return the local time a meeting begins at, to the minute."""
    return datetime.fromtimestamp(meeting.starts_at, ZoneInfo(meeting.zone)).strftime("%Y-%m-%dT%H:%M")


async def describe(request: Request) -> Response:
    """Change a meeting's name in all its languages, begin and zone; its kind stays. Raises `Invalid`."""
    visited, meeting = await driving(request)
    async with sent(request) as form:
        name, starts, zone = [str(form.get(field, "")) for field in FIELDS]
        once = str(form.get("once", ""))
        names = tuple(str(each) for each in form.getlist("names"))
    begins = meeting.starts_at if (starts, zone) == (typed(meeting), meeting.zone) else instant(starts, zone, 0.0)
    at = begins or meeting.starts_at
    command = DescribeMeeting(meeting.id, name, at, zone, meeting.kind, meeting.language, names)
    return answered(request, visited, await visited.perform(command, once=once))


async def add(request: Request) -> Response:
    """Plan one more meeting of the programme, with a usual agenda if one was chosen. Raises `Invalid`, `NotAllowed`."""
    visited = await visit(request)
    programme, person = visited.live.state, visited.viewer.person
    if not permissions.helps(programme, None, person):
        raise NotFound("programme")
    if not permissions.is_organiser(programme, None, person):
        raise NotAllowed("organiser-only")
    async with sent(request) as form:
        name, starts, zone, kind, template = [str(form.get(field, "")) for field in (*FIELDS, "kind", "template")]
        once = str(form.get("once", ""))
    if template not in ("", *TEMPLATES):
        raise Invalid("unknown-choice", field="template")
    begins = instant(starts, zone or programme.zone, 0.0)
    if not begins:
        raise Invalid("empty", field="starts")
    made = await visited.perform(CreateMeeting(name, begins, zone, kind or "workshop"), once=once)
    if template:
        meeting = made.events[0].meeting
        made = await visited.perform(UseTemplate(meeting, template), once=once and f"{once}/agenda")
    return answered(request, visited, made)


def instant(local: str, zone: str, now: float) -> float:
    """Return the instant (UTC seconds) of a local time, `now` where it is ''. Raises `Invalid`."""
    there(zone)
    if not local:
        return now
    try:
        return datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(zone.strip())).timestamp()
    except (ValueError, OverflowError):
        raise Invalid("no-date", field="starts") from None
