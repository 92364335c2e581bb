"""Handing out links: the people page, personal links after a press, a file for a mail merge, the common link, QR.

Showing links is an event of its own (audit); they are derived anew each time and kept nowhere.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO

import segno
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app import rosters
from app.domain import links, permissions
from app.domain.errors import Invalid, NotAllowed, NotFound
from app.domain.links import ShowLinks
from app.domain.people import Person
from app.domain.programme import Programme
from app.domain.roles import ROLES
from app.exports import tables
from app.i18n import LANGUAGES, N_, direction
from app.web import lists
from app.web.describing import described
from app.web.errors import of_row, sentence
from app.web.forms import sent
from app.web.house import House
from app.web.links import link_token
from app.web.pages import PATH
from app.web.visits import Visit, visit

INVITATION = N_(
    "Hello {name}, this is your personal link to {meeting}: {link} It is yours alone; please do not forward it."
)
SAMPLE = ",".join(rosters.COLUMNS) + "\r\n1,Amal R.,Municipality,authority,MA,ar;fr,amal@example.org,participant,\r\n"


@dataclass(frozen=True, slots=True)
class Handed:
    """One person with their link and, per language, the sentence to paste."""

    person: Person
    link: str
    invitations: list[tuple[str, str]]


def handing_routes() -> list[Route]:
    """Return the routes of the people page."""
    return [
        Route("/p/{programme}/people", people, methods=["GET"]),
        Route("/p/{programme}/people/sample.csv", sample, methods=["GET"]),
        Route("/p/{programme}/people/list", bring, methods=["POST"], name="BringList"),
        Route("/p/{programme}/people/links", hand_out, methods=["POST"], name="HandOut"),
        Route("/p/{programme}/people/links.csv", merge, methods=["POST"], name="MailMerge"),
        Route(PATH + "/code.svg", code, methods=["GET"]),
    ]


def personal_link(house: House, programme: Programme, person: str) -> str:
    """Return a person's link."""
    generation = programme.people[person].generation
    return f"{house.settings.public_url}/l/{link_token(house.keys.current, programme.id, person, generation)}"


def screen_link(house: House, programme: Programme, meeting: str) -> str:
    """Return the read-only link of a meeting's plenary screen."""
    generation = programme.meetings[meeting].screen_generation
    token = link_token(house.keys.current, programme.id, meeting, generation, purpose="screen")
    return f"{house.settings.public_url}/s/{token}"


async def staff(request: Request) -> Visit:
    """Return the visit of somebody of the team. Raises `NotFound`."""
    visited = await visit(request)
    if not permissions.helps(visited.live.state, None, visited.viewer.person):
        raise NotFound("programme")
    return visited


async def people(request: Request) -> Response:
    """Show the people of the programme, and the ways to bring more and to hand out links."""
    return await page(await staff(request))


async def page(visited: Visit, *, status: int = 200, **more: object) -> Response:
    """Draw the people page, beside the loop: it may be long."""
    return await asyncio.to_thread(drawn, visited, status, more)


def drawn(visited: Visit, status: int, more: Mapping[str, object]) -> Response:
    """Draw the people page; meanwhile others may come."""
    programme, actor, house = visited.live.state, visited.viewer.person, visited.house
    meetings = [
        (meeting, f"{house.settings.public_url}/j/{meeting.code}", screen_link(house, programme, meeting.id))
        for meeting in tuple(programme.meetings.values())
    ]
    everybody = tuple(programme.people.values())
    values: dict[str, object] = {
        "people": sorted(everybody, key=lambda one: (one.role == "participant", one.name.casefold())),
        "meetings": meetings,
        "described": described(programme, actor),
        "organiser": permissions.is_organiser(programme, None, actor),
        "supports": permissions.supports(programme, None, actor),
        "roles": ROLES,
        "handed": [],
        "matches": [],
        "taken": None,
        "drives": {
            meeting.id
            for meeting in tuple(programme.meetings.values())
            if permissions.drives(programme, meeting, actor)
        },
        "text": "",
        "wrong": "",
    }
    return visited.html("staff/people.html", status=status, **{**values, **more})


async def sample(request: Request) -> Response:
    """Give a list of one row to begin with."""
    await staff(request)
    return Response(SAMPLE, media_type="text/csv", headers={"Content-Disposition": 'attachment; filename="people.csv"'})


async def bring(request: Request) -> Response:
    """Show what a list would change; take it once that was confirmed."""
    visited = await staff(request)
    programme = visited.live.state
    if not permissions.is_organiser(programme, None, visited.viewer.person):
        raise NotAllowed("organiser-only")
    visited.house.limits.upload(programme.id, visited.viewer.person)
    async with sent(request, file="file") as form:
        file, text = form.get("file"), str(form.get("text", ""))
        body = await file.read() if isinstance(file, UploadFile) else text.encode()
        confirmed, once = bool(form.get("confirmed")), str(form.get("once", ""))
        distinct = tuple(
            int(str(row)) for row in form.getlist("distinct") if str(row).isdecimal() and len(str(row)) < 7
        )
    names = rosters.called_in_all(programme.meetings.values())
    try:
        rows = await asyncio.to_thread(rosters.read, body, names, programme.choices)
    except Invalid as refusal:
        return await page(visited, status=422, wrong=sentence(visited.words, refusal, {}))
    async with visited.live.searches.turn():
        found = await lists.looked_at(programme, rows, distinct)
        if confirmed:
            await lists.taken(visited.perform, found, distinct, once)
    if confirmed:
        return await page(visited, taken=Counter(match.kind for match in found))
    matches = [
        (match, of_row(visited.words, match.refusal, programme.choices) if match.refusal else "") for match in found
    ]
    return await page(visited, matches=matches, text=body.decode("utf-8-sig"))


async def hand_out(request: Request) -> Response:
    """Show personal links: of those chosen, else of all whose links one may see."""
    visited = await staff(request)
    chosen = await shown(request, visited)
    return await page(visited, handed=[handed(visited, person) for person in chosen])


async def merge(request: Request) -> Response:
    """Give the links as a file for a mail merge."""
    visited = await staff(request)
    found = [handed(visited, person) for person in await shown(request, visited)]
    lines = [[one.person.name, one.person.email, one.person.role, one.link] for one in found]
    body = tables.written(("name", "email", "role", "link"), lines)
    return Response(body, media_type="text/csv", headers={"Content-Disposition": 'attachment; filename="links.csv"'})


async def shown(request: Request, visited: Visit) -> list[str]:
    """Note that links are shown, and return whose."""
    async with sent(request) as form:
        chosen = tuple(str(person) for person in form.getlist("people"))
        once = str(form.get("once", ""))
    await visited.perform(ShowLinks(chosen), once=once)
    if not chosen:
        await visited.house.note_key()
    seen = links.may_see(visited.live.state, visited.viewer.person)
    return [person for person in seen if not chosen or person in chosen]


def handed(visited: Visit, person: str) -> Handed:
    """Return one person's link and the sentences to paste."""
    programme, house = visited.live.state, visited.house
    found, link = programme.people[person], personal_link(house, programme, person)
    sentences = [(language, invitation(house, language, found, programme.name, link)) for language in LANGUAGES]
    return Handed(found, link, sentences)


def invitation(house: House, language: str, person: Person, meeting: str, link: str) -> str:
    """Return the sentence to paste, the link on a line of its own so that every mail and chat makes it one to press."""
    said = {"name": person.called, "meeting": meeting}
    if direction(language) == "rtl":
        said = {key: f"\u2068{value}\u2069" for key, value in said.items()}
    return house.words(language).t(INVITATION, link=f"\n{link}\n", **said)


async def code(request: Request) -> Response:
    """Draw the common link as a QR code, for the screen and for the team."""
    visited = await visit(request)
    meeting, out = visited.within(permissions.shows_screen), BytesIO()
    link = f"{visited.house.settings.public_url}/j/{meeting.code}"
    segno.make(link, error="m").save(out, kind="svg", scale=8, border=2, xmldecl=False, svgns=True)
    return Response(out.getvalue(), media_type="image/svg+xml")
