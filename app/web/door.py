"""The door: personal links, the common link and its code, and the plenary screen's link.

A GET signs nobody in and writes nothing: scanners of mails fetch links. Never tells why a link or code fails.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from app.domain import attendance
from app.domain.codes import by_code
from app.domain.devices import SignIn
from app.domain.errors import NotFound, TooMany
from app.domain.knocks import AskIn, of_device
from app.domain.meetings import Meeting
from app.domain.messages import STRANGER
from app.domain.people import Person
from app.web import languages
from app.web.errors import language_of
from app.web.forms import ASKED, sent
from app.web.house import House
from app.web.links import proves, split
from app.web.pages import PATH
from app.web.programme import Live
from app.web.sessions import cookie_name, fresh_session, hashed, issue, issue_screen, read_viewer, session_of
from app.web.visits import programme_of, stranger


def door_routes() -> list[Route]:
    """Return the routes of the door."""
    return [
        Route("/", join, methods=["GET"]),
        Route("/join", join, methods=["GET"]),
        Route("/j/{code}", join, methods=["GET"]),
        Route("/join", knock, methods=["POST"], name="Knock"),
        Route("/l/{token}", link, methods=["GET"]),
        Route("/l/{token}", enter, methods=["POST"], name="Enter"),
        Route("/s/{token}", screen, methods=["GET"]),
        Route("/s/{token}", show, methods=["POST"], name="Show"),
        Route(PATH + "/waiting", waiting, methods=["GET"]),
    ]


# Personal links.


async def link(request: Request) -> Response:
    """Ask "Continue as …"; on a device that has this seat already go on at once."""
    house, live, person = await named_by(request)
    if live is None or person is None:
        return gone(request, house)
    viewer = read_viewer(request, live.state, house.settings)
    if viewer is not None and viewer.person == person.id and viewer.full:
        return RedirectResponse(f"/p/{live.state.id}", 303)
    other = live.state.people.get(viewer.person) if viewer is not None and viewer.person != person.id else None
    return house.html(
        request,
        "door/link.html",
        languages.language_of(request, live.state, person.id),
        heading=live.state.name,
        help_phone=live.state.help_phone,
        demo=live.state.demo,
        name=person.called,
        other=other.called if other else "",
    )


async def enter(request: Request) -> Response:
    """Give this device the seat of the link, and go on."""
    house, live, person = await named_by(request)
    if live is None or person is None:
        return wrong(request, house)
    house.limits.form(live.state.id, person.id)
    before = request.cookies.get(cookie_name(live.state.id, house.settings), "")
    session = fresh_session()
    replaced = live.state.devices.get(hashed(before)) if before else None
    replaces = hashed(before) if replaced is not None and replaced.person == person.id else ""
    await live.stream.perform(SignIn(hashed(session), replaces), actor=person.id)
    meeting = live.state.meeting_for(person.id, house.clock.now())
    if meeting is not None and person.door_passed_at is not None and attendance.open_to(meeting):
        await live.stream.perform(attendance.Arrive(meeting.id), actor=person.id)
    response = RedirectResponse(f"/p/{live.state.id}", 303)
    issue(response, live.state.id, session, house.settings)
    return response


async def named_by(request: Request) -> tuple[House, Live | None, Person | None]:
    """Return whom a personal link names and proves. Counts nothing: scanners of mails fetch links."""
    house: House = request.app.state.house
    token = request.path_params["token"]
    named = split(token)
    live = await known(house, named[0]) if named else None
    person = live.state.people.get(named[1]) if live is not None and named else None
    if person is not None and proves(token, house.keys.valid, person.generation):
        return house, live, person
    return house, None, None


async def known(house: House, programme: str) -> Live | None:
    """Return a programme, None where there is none."""
    try:
        return await house.programmes.get(programme)
    except NotFound:
        return None


def address(request: Request) -> str:
    """Return the visitor's address, as far as trusted proxies say."""
    return request.client.host if request.client else ""


def wrong(request: Request, house: House) -> Response:
    """Count a wrong link whose button was pressed as a wrong try of this address."""
    house.limits.wrong(address(request))
    return gone(request, house)


def gone(request: Request, house: House) -> Response:
    """Say kindly that a link opens nothing, and what to do."""
    request.scope["reason"] = "wrong-link"
    return house.html(request, "door/gone.html", language_of(request), status=404)


# The common link.


async def join(request: Request) -> Response:
    """Ask for the code and a name."""
    code = request.path_params.get("code", "")
    return ask(request, code=code)


def ask(request: Request, *, code: str, name: str = "", wrong: bool = False) -> Response:
    """Draw the form that knocks; its one-time id is as long as a session, for it leads to one."""
    house: House = request.app.state.house
    told = {"code": code, "name": name, "wrong": wrong, "once": fresh_session}
    return house.html(request, "door/join.html", language_of(request), status=404 if wrong else 200, **told)


async def knock(request: Request) -> Response:
    """Knock at the meeting of a code under a name; then wait until staff answer."""
    house: House = request.app.state.house
    async with sent(request) as form:
        code, name, once = (str(form.get(field, "")) for field in ("code", "name", "once"))
    may_try(request, house)
    found = await meeting_of(house, code)
    if found is None:
        house.limits.wrong(address(request))
        request.scope["reason"] = "wrong-code"
        return ask(request, code=code, name=name, wrong=True)
    live, meeting = found
    session = request.cookies.get(cookie_name(live.state.id, house.settings), "")
    if of_device(live.state, hashed(session)) is None:  # nobody brings a session that we have not made
        session = session_of(house.keys.current, once, request.scope[ASKED])
    viewer = read_viewer(request, live.state, house.settings)
    response = RedirectResponse(f"/p/{live.state.id}/m/{meeting.id}/waiting", 303)
    if viewer is None:
        asking = AskIn(meeting.id, name, hashed(session))
        await live.stream.perform(asking, actor=STRANGER, once=once, asked=request.scope[ASKED])
        if of_device(live.state, asking.device) is None:  # the first answer, with its session, was lost
            await live.stream.perform(asking, actor=STRANGER)
        issue(response, live.state.id, session, house.settings)
    return response


def may_try(request: Request, house: House) -> None:
    """Raise `TooMany` where too many wrong codes came; whoever has a seat already is counted by it instead."""
    for live in house.programmes.all():
        viewer = read_viewer(request, live.state, house.settings)
        if viewer is not None:
            return house.limits.form(live.state.id, viewer.person)
    if not house.limits.may_try(address(request)):
        raise TooMany("too-many-codes")
    return None


async def meeting_of(house: House, code: str) -> tuple[Live, Meeting] | None:
    """Return the meeting that a code opens now; a closed one is as unknown as any."""
    for live in house.programmes.all():
        await live.stream.settle()
        meeting = by_code(live.state, code, house.clock.now())
        if meeting is not None:
            return live, meeting
    return None


async def waiting(request: Request) -> Response:
    """Show that one waits to be let in; whoever was let in goes on, whoever was turned away reads so."""
    house, live = await programme_of(request)
    if read_viewer(request, live.state, house.settings) is not None:
        return RedirectResponse(f"/p/{live.state.id}", 303)
    device = hashed(request.cookies.get(cookie_name(live.state.id, house.settings), ""))
    knocks = [each for each in live.state.knocks.values() if each.device == device]
    if not knocks:
        raise stranger(request, house)
    return house.html(
        request,
        "door/waiting.html",
        language_of(request),
        heading=live.state.name,
        help_phone=live.state.help_phone,
        demo=live.state.demo,
        name=knocks[-1].name,
        turned_away=knocks[-1].answered == "turned-away",
        refresh=5 if not knocks[-1].answered else 0,
    )


# The plenary screen.


async def screen(request: Request) -> Response:
    """Ask "Show the plenary screen"; a screen that shows it already goes on at once."""
    house, live, meeting = await screen_of(request)
    if live is None or meeting is None:
        return gone(request, house)
    language = language_of(request)
    heading = meeting.called.into(language)[0]
    return house.html(request, "door/screen.html", language, heading=heading, demo=live.state.demo)


async def show(request: Request) -> Response:
    """Let this browser show the plenary screen, and nothing else."""
    house, live, meeting = await screen_of(request)
    if live is None or meeting is None:
        return wrong(request, house)
    response = RedirectResponse(f"/p/{live.state.id}/m/{meeting.id}/screen", 303)
    issue_screen(response, live.state.id, request.path_params["token"], house.settings)
    return response


async def screen_of(request: Request) -> tuple[House, Live | None, Meeting | None]:
    """Return the meeting whose screen a link shows."""
    house: House = request.app.state.house
    token = request.path_params["token"]
    named = split(token)
    live = await known(house, named[0]) if named else None
    meeting = live.state.meetings.get(named[1]) if live is not None and named else None
    if meeting is not None and proves(token, house.keys.valid, meeting.screen_generation, purpose="screen"):
        return house, live, meeting
    return house, None, None
