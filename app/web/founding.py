"""The first start: one link opens one page that makes the first programme, its meeting, its people, its organiser."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from urllib.parse import urlsplit
from zoneinfo import available_timezones

import msgspec
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app import rosters
from app.domain.choices import Choices
from app.domain.errors import Invalid, NotFound, Refusal
from app.domain.meetings import CreateMeeting
from app.domain.messages import SYSTEM, By
from app.domain.platform import AddProgramme, FinishSetUp, ProgrammeAdded
from app.domain.programme import FoundProgramme, Programme
from app.domain.roster import Match, Row, namesakes, preview
from app.web import lists
from app.web.describing import instant
from app.web.errors import language_of, of_row, sentence, words_of
from app.web.forms import sent
from app.web.handing import personal_link
from app.web.house import House
from app.web.links import link_token, proves
from app.web.programme import fresh_once

PURPOSE, NOBODY, NAME = "set-up", "------", "set-up"
FIRST = "m1"
"""The id of a programme's first meeting."""


@dataclass(frozen=True, slots=True)
class Founding:
    """What a new programme begins with; `starts` is local time in `zone` ("2026-12-01T10:00"), '' for now."""

    name: str
    organiser: str
    starts: str = ""
    zone: str = "UTC"
    help_phone: str = ""
    controller: str = ""
    contact: str = ""
    kind: str = "workshop"
    demo: bool = False


TYPED = ("name", "organiser", "starts", "zone", "help_phone", "controller", "contact")
"""What people type on the set-up page."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A list that was looked at: its text, its rows, how many people it brings, which rows are left out and why.

    `namesakes`: rows that may be the founder; `myself`: the row's number that is, 0: none.
    """

    text: str
    left_out: list[tuple[int, str, str]]
    rows: int
    people: int
    namesakes: list[Row]
    myself: int


def founding_routes() -> list[Route]:
    """Return the routes of the set-up page."""
    return [
        Route("/set-up/{token}", show, methods=["GET"]),
        Route("/set-up/{token}", make, methods=["POST"], name="Found"),
    ]


def set_up_link(house: House) -> str | None:
    """Return the set-up link while there is no programme."""
    state = house.platform.state
    if state.programmes or state.set_up_at is not None:
        return None
    return f"{house.settings.public_url}/set-up/{link_token(house.keys.current, NOBODY, NAME, 1, purpose=PURPOSE)}"


def proven(request: Request) -> House:
    """Return the house if the token is that of the set-up. Raises `NotFound`."""
    house: House = request.app.state.house
    if not proves(request.path_params["token"], house.keys.valid, 1, purpose=PURPOSE):
        raise NotFound("programme")
    return house


def opened(house: House, once: str = "") -> None:
    """Refuse a set-up that is over, but for the one-time id that made it. Raises `NotFound`."""
    if set_up_link(house) is None and once not in house.founded:
        raise NotFound("programme")


async def show(request: Request) -> Response:
    """Show the form."""
    house = proven(request)
    opened(house)
    return page(request, house, Founding("", "", zone=""))


async def make(request: Request) -> Response:
    """Show what a list brings, then make the programme; a wrong entry is said, and all that was typed is kept."""
    house = proven(request)
    async with sent(request, file="people") as form:
        said = {name: str(value) for name, value in form.items() if isinstance(value, str)}
        people = form.get("people")
        body = await people.read() if isinstance(people, UploadFile) else b""
    once = said.get("once") or fresh_once()
    async with house.founding:  # not in the middle of a first click's
        opened(house, once)
    if once in house.founded:
        return founded(request, *house.founded[once])
    asked = msgspec.convert({name: said.get(name, "") for name in TYPED}, Founding)
    text = "" if said.get("without") else said.get("text", "")
    listed = None
    try:
        read = body or text.encode()
        rows = await asyncio.to_thread(rosters.read, read, {asked.name: FIRST}) if read else []
        listed = await looked(request, asked, read, rows, said.get("myself")) if rows else None
        checked(asked)
        if body and rows:
            return page(request, house, asked, listed=listed)
        async with house.founding:
            opened(house, once)  # meanwhile another form, or a second click of this one, may have made it
            if once not in house.founded:
                programme, organiser = await found(house, asked, rows, listed.myself if listed else 0)
                live = await house.programmes.get(programme)
                house.founded[once] = asked.name, personal_link(house, live.state, organiser)
    except NotFound:
        raise
    except Refusal as refusal:
        return page(request, house, asked, refusal, listed)
    return founded(request, *house.founded[once])


def founded(request: Request, name: str, link: str) -> Response:
    """Show the organiser's link to the browser whose form made the programme, again if it sends that form again."""
    house: House = request.app.state.house
    place = urlsplit(link).path
    return house.html(request, "staff/founded.html", language_of(request), heading=name, link=link, here=place)


def page(
    request: Request, house: House, asked: Founding, refusal: Refusal | None = None, listed: Listed | None = None
) -> Response:
    """Draw the form; `refusal` is said above it and marks its field."""
    return house.html(
        request,
        "staff/founding.html",
        language_of(request),
        status=refusal.status if refusal else 200,
        asked=asked,
        listed=listed,
        wrong=sentence(words_of(request), refusal, {}) if refusal else "",
        field=str(refusal.facts.get("field", "")) if refusal else "",
        zones=sorted(available_timezones()),
    )


async def looked(request: Request, asked: Founding, body: bytes, rows: Sequence[Row], said: str | None) -> Listed:
    """Return a list with what it brings, to be sent along again with the form; `said`: which row the founder is."""
    matches = await read_first(rows)
    left_out = [
        (match.row.number, of_row(words_of(request), match.refusal, Choices()), getattr(match.refusal, "field", ""))
        for match in matches
        if match.refusal is not None
    ]
    people = {match.person for match in matches if match.refusal is None}
    mine = itself(asked, rows, matches)
    numbers = {str(row.number): row.number for row in mine}
    first = mine[0].number if mine else 0
    myself = first if said is None else numbers.get(said, 0)
    return Listed(body.decode("utf-8-sig"), left_out, len(rows), len(people), mine, myself)


async def read_first(rows: Sequence[Row]) -> list[Match]:
    """Return what the rows would mean to a programme without anybody."""
    return await lists.looked_at(Programme(NOBODY), [replace(row, meetings=there(row.meetings)) for row in rows])


def itself(asked: Founding, rows: Sequence[Row], matches: Sequence[Match]) -> list[Row]:
    """Return the rows that may be the founder, of those that are good by their matches."""
    good = {match.row.number for match in matches if match.refusal is None}
    return [row for row in namesakes(asked.organiser, rows) if row.number in good]


def there(meetings: Sequence[str]) -> tuple[str, ...]:
    """Leave out the first meeting: it will be there."""
    return tuple(meeting for meeting in meetings if meeting != FIRST)


async def found(house: House, asked: Founding, rows: Sequence[Row] = (), myself: int = 0) -> tuple[str, str]:
    """Make a programme with one meeting and its people; return its id and the organiser's. Raises `Refusal`.

    `myself`: the number of the row that is the organiser, who then has what the list says of them.
    """
    details, organiser, starts_at = checked(asked)
    for mine in [row for row in rows if row.number == myself]:
        organiser = replace(mine, role="organiser")
        rows = [row for row in rows if row is not mine]
    starts_at = starts_at or house.clock.now()
    answer = await house.platform.perform(AddProgramme(asked.name), actor=SYSTEM)
    (added,) = [event for event in answer.events if isinstance(event, ProgrammeAdded)]
    live = await house.programmes.get(added.programme)
    for command in (details, CreateMeeting(asked.name, starts_at, kind=asked.kind)):
        await live.stream.perform(command, actor=SYSTEM)
    matches = await lists.looked_at(live.state, (organiser, *rows))
    await lists.taken(partial(live.stream.perform, actor=SYSTEM), matches)
    await house.platform.perform(FinishSetUp(), actor=SYSTEM)
    await house.note_key()
    return added.programme, "p1"


def checked(asked: Founding) -> tuple[FoundProgramme, Row, float]:
    """Refuse what the programme's first commands would refuse, before anything is made; start 0.0: now."""
    nothing, organiser = Programme("------"), Row(1, asked.organiser, role="organiser")
    details = FoundProgramme(asked.name, asked.zone, asked.help_phone, asked.controller, asked.contact, asked.demo)
    list(details.decide(nothing, By(SYSTEM, 0.0, "")))
    for match in preview(nothing, [organiser]):
        if match.refusal is not None:
            facts = {name: fact for name, fact in match.refusal.facts.items() if name != "field"}
            raise Invalid(match.refusal.code, field="organiser", **facts)
    return details, organiser, instant(asked.starts, asked.zone, 0.0)
