"""The first screen inside: what is kept and by whom, the ground rules, one's name; and on to the board."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from app.domain.door import PassDoor
from app.domain.errors import NotFound
from app.domain.knocks import made_by
from app.web import languages
from app.web.forms import sent
from app.web.handing import personal_link
from app.web.pages import PATH
from app.web.visits import visit


def welcome_routes() -> list[Route]:
    """Return the routes of the page and of its form."""
    return [
        Route(PATH + "/welcome", welcome, methods=["GET"]),
        Route(PATH + "/welcome", come_in, methods=["POST"], name="ComeIn"),
    ]


async def welcome(request: Request) -> Response:
    """The one screen before the board: what is kept and by whom, the ground rules, name and line, language."""
    visited = await visit(request)
    person = visited.live.state.people.get(visited.viewer.person)
    if person is None or visited.meeting is None or not person.takes_part_in(visited.meeting.id):
        raise NotFound("meeting")
    own = made_by(visited.live.state, person, visited.viewer.device)
    return visited.html(
        "door/welcome.html",
        own_link=personal_link(visited.house, visited.live.state, person.id) if own else "",
        rules=visited.live.state.ground_rules,
        person=person,
        again=person.door_passed_at is not None,
        planned=visited.meeting if visited.meeting.phase == "planned" else None,
        controller=visited.live.state.controller,
        contact=visited.live.state.contact,
    )


async def come_in(request: Request) -> Response:
    """Take name, line and language, and open the board."""
    visited = await visit(request)
    if visited.meeting is None:
        raise NotFound("meeting")
    async with sent(request) as given:
        form = {name: str(value) for name, value in given.items()}
    command = PassDoor(
        form.get("shown", ""),
        form.get("line", ""),
        form.get("language", ""),
        form.get("acknowledged", "") != "",
        visited.meeting.id,
    )
    await visited.perform(command, once=form.get("once", ""))
    response = RedirectResponse(visited.base, 303)
    if command.language:
        response.headers.append("Set-Cookie", languages.remembered(command.language, visited.house.settings))
    return response
