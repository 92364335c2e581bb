"""Copying a programme for its next edition, by one form: a name, a day, an organiser; agendas and settings, no people.

Sent twice it makes one copy: each step bears an id made of the form's own, so that a second try goes on where a first
one broke off.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.domain import schedule
from app.domain.copies import CopyProgramme, outline
from app.domain.errors import Invalid, Refusal
from app.domain.meetings import Meeting
from app.domain.messages import SYSTEM
from app.domain.people import AddPerson
from app.domain.platform import AddProgramme, ProgrammeAdded
from app.domain.programme import Programme
from app.web.choices import organising
from app.web.describing import instant
from app.web.errors import sentence
from app.web.forms import sent
from app.web.founding import Founding, checked, founded
from app.web.handing import personal_link
from app.web.programme import fresh_once
from app.web.visits import Visit

YEAR = timedelta(weeks=52)
"""After this, meetings fall on the same day of the week."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the form says; `starts`: local begin of the first meeting ("2027-12-01T10:00"); `notes`: the team's, too."""

    name: str
    organiser: str
    starts: str
    notes: bool = False


def copy_routes() -> list[Route]:
    """Return the routes of the form."""
    return [
        Route("/p/{programme}/copies", show, methods=["GET"]),
        Route("/p/{programme}/copies", make, methods=["POST"], name="Copy"),
    ]


async def show(request: Request) -> Response:
    """Show the form. Raises `NotFound`, `NotAllowed`."""
    visited = await organising(request)
    programme, first = visited.live.state, first_of(visited.live.state)
    starts = (local(first.starts_at, first) + YEAR).strftime("%Y-%m-%dT%H:%M")
    return page(visited, Asked(programme.name, programme.people[visited.viewer.person].name, starts))


async def make(request: Request) -> Response:
    """Make the copy and show its organiser's link; a wrong entry is said, and all that was typed is kept."""
    visited = await organising(request)
    async with sent(request) as form:
        name, organiser, starts, once = [str(form.get(field, "")) for field in ("name", "organiser", "starts", "once")]
        asked = Asked(name, organiser, starts, "notes" in form)
    try:
        programme, link = await copied(visited, asked, once or fresh_once())
    except Invalid as refusal:
        return page(visited, asked, refusal)
    return founded(request, programme, link)


def page(visited: Visit, asked: Asked, refusal: Refusal | None = None) -> Response:
    """Draw the form; `refusal` is said above it and marks its field."""
    return visited.html(
        "staff/copy.html",
        status=refusal.status if refusal else 200,
        asked=asked,
        first=first_of(visited.live.state),
        wrong=sentence(visited.words, refusal, {}) if refusal else "",
        field=str(refusal.facts.get("field", "")) if refusal else "",
    )


async def copied(visited: Visit, asked: Asked, once: str) -> tuple[str, str]:
    """Make the copy; return its name and its organiser's link. Raises `Refusal`."""
    source, house = visited.live.state, visited.house
    first = first_of(source)
    begins = instant(asked.starts, first.zone, 0.0)
    if not begins:
        raise Invalid("empty", field="starts")
    checked(Founding(asked.name, asked.organiser, zone=source.zone))
    begin = outline(source, asked.name, dict(begun(source, first, begins)), asked.notes)
    await visited.perform(CopyProgramme(asked.name), once=once)
    made = await house.platform.perform(AddProgramme(asked.name), actor=SYSTEM, once=f"copy/{source.id}/{once}")
    (added,) = [event for event in made.events if isinstance(event, ProgrammeAdded)]
    live = await house.programmes.get(added.programme)
    await live.stream.perform(begin, actor=SYSTEM, once="begin")
    await live.stream.perform(AddPerson(asked.organiser, role="organiser"), actor=SYSTEM, once="organiser")
    await house.note_key()
    return live.state.name, personal_link(house, live.state, "p1")


def first_of(programme: Programme) -> Meeting:
    """Return the meeting that begins first."""
    return min(programme.meetings.values(), key=lambda one: one.starts_at)


def begun(programme: Programme, first: Meeting, begins: float) -> list[tuple[str, float]]:
    """Return when each meeting begins if the first one does at `begins`: as many days later, at their own hour.

    Raises `Invalid` for a day that no meeting may be on.
    """
    if not schedule.holds(begins):
        raise Invalid("no-date", field="starts")
    days = local(begins, first).date() - local(first.starts_at, first).date()
    moved = {one.id: (local(one.starts_at, one) + days).timestamp() for one in programme.meetings.values()}
    found = {**moved, first.id: begins}
    if not all(schedule.holds(at) for at in found.values()):
        raise Invalid("no-date", field="starts")
    return list(found.items())


def local(instant: float, meeting: Meeting) -> datetime:
    """Return the local time of a meeting."""
    return datetime.fromtimestamp(instant, ZoneInfo(meeting.zone))
