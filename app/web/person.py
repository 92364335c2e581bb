"""One person of the list, for the team: what the list says, the role, the link, and whether they are here."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.domain import links, permissions
from app.domain.errors import NotFound
from app.domain.meetings import Meeting
from app.domain.people import Person
from app.domain.roles import ROLES
from app.web.choices import by_name, country_name
from app.web.handing import staff
from app.web.visits import Visit


@dataclass(frozen=True, slots=True)
class Attending:
    """A meeting whose doors are open, and how the person stands to it: expected, present, gone."""

    meeting: Meeting
    state: str


def person_routes() -> list[Route]:
    """Return the route of the page; its forms are commands."""
    return [Route("/p/{programme}/people/{person}", person, methods=["GET"])]


async def person(request: Request) -> Response:
    """Show one person with what the reader may change."""
    visited = await staff(request)
    programme, actor = visited.live.state, visited.viewer.person
    found = programme.people.get(request.path_params["person"])
    if found is None:
        raise NotFound("person")
    organiser = permissions.is_organiser(programme, None, actor)
    return visited.html(
        "staff/person.html",
        one=found,
        attending=attending(visited, found.id),
        organiser=organiser,
        describes=permissions.supports(programme, None, actor) and (organiser or not found.staff or found.id == actor),
        links=permissions.supports(programme, None, actor) and found.id in links.may_see(programme, actor),
        roles=ROLES,
        countries=countries(visited, found),
    )


def attending(visited: Visit, person: str) -> list[Attending]:
    """Return the meetings that are open and that the person belongs to."""
    found = visited.live.state.people[person]
    meetings = visited.live.state.meetings.values()
    return [
        Attending(meeting, state(meeting, person))
        for meeting in meetings
        if meeting.phase in ("doors", "live") and found.takes_part_in(meeting.id)
    ]


def state(meeting: Meeting, person: str) -> str:
    """Return how somebody stands to a meeting."""
    found = meeting.attendance.get(person)
    return "expected" if found is None else "gone" if found.gone else "present"


def countries(visited: Visit, person: Person) -> list[tuple[str, str]]:
    """Return codes and names of the countries to choose from, the person's own among them, by name."""
    choices = visited.live.state.choices
    codes = {*choices.countries, *filter(None, [person.country])}
    return by_name((code, country_name(visited.words, choices.country(code))) for code in codes)
