"""Refusals and faults as people see them: one table from code to sentence, one from kind to status.

To script a refusal is a panel for `#notice`; without script it is a page with the way back. Quotes nobody's words.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, Response

from app import logs
from app.domain import roles
from app.domain.choices import Choices
from app.domain.errors import Doubtful, Refusal
from app.domain.people import Person
from app.i18n import N_, Words
from app.rendering import comma
from app.web import languages
from app.web.house import House
from app.web.notices import Again, again, notice
from app.web.programme import Live
from app.web.sentences import SENTENCES
from app.web.visits import SignedOut, viewer_of
from realtime.log import Unavailable
from realtime.streams import Busy, Reused

TROUBLES: dict[str, str] = {
    "disk-full": N_("Nothing can be saved now: the disk is full. Nothing was lost; press again when it works."),
    "busy": N_("Too much at once. Please press again in a moment."),
    "else": N_("Nothing can be saved now. Nothing was lost; please press again in a moment."),
}
STATUSES: dict[int, str] = {
    400: N_("We could not read what your browser sent. Please go back and try again."),
    401: N_("Please open your personal link again."),
    403: N_("This request came from another place."),
    404: N_("There is nothing here, or it is not for you."),
    405: N_("This address cannot be used like this."),
    408: N_("That took too long. Please try again."),
    409: N_("This form was sent before, with something else in it. See what the page shows now, then send it again."),
    413: N_("This is too large."),
    414: N_("This address is too long."),
    415: N_("We could not read what your browser sent. Please go back and try again."),
    429: N_("That was too much at once. Wait a minute, then try again."),
    500: N_("Something went wrong on our side. Nothing was lost; please try again."),
}
MOST_DOUBTS = 6
MAY_HOLD = N_("It may be: {choices}.")
Handler = Callable[[Request, Exception], Awaitable[Response]]


def sentence(words: Words, refusal: Refusal, known: Mapping[str, Person]) -> str:
    """Return what a refusal says, its doubts first; `known`: the people it may name, by id."""
    doubts = list(refusal.doubts) if isinstance(refusal, Doubtful) else []
    said = [sentence(words, doubt, known) for doubt in doubts[:MOST_DOUBTS]]
    if more := len(doubts) - len(said):
        said.append(words.tn("and {n} more", "and {n} more", more) + ".")
    facts: dict[str, object] = dict(refusal.facts)
    if "people" in facts:
        facts["people"] = comma(words.language).join(called(known, each) for each in str(facts["people"]).split(","))
    for fact in ("person", "who"):
        if fact in facts:
            facts[fact] = called(known, str(facts[fact])) or words.t("the server")
    return " ".join([*said, words.t(SENTENCES.get(refusal.code, SENTENCES["not-now"]), **facts)])


def called(known: Mapping[str, Person], person: str) -> str:
    """Return how somebody is called, '' where they are not known."""
    return known[person].called if person in known else ""


def of_row(words: Words, refusal: Refusal, choices: Choices) -> str:
    """Return what a refusal says of a row in a list, with what its column may hold where that is a short list."""
    field = getattr(refusal, "field", "")
    said = sentence(words, refusal, {})
    may_hold = {"type": [each.code for each in choices.types], "role": roles.ROLES}.get(field)
    if refusal.code != "unknown-choice" or not may_hold:
        return said
    return f"{said} {words.t(MAY_HOLD, choices=', '.join(may_hold))}"


async def refused(request: Request, error: Exception) -> Response:
    """Answer a refusal of the domain."""
    assert isinstance(error, Refusal)
    request.scope["reason"] = error.code
    seat = seat_of(request)
    said = sentence(words_of(request), error, seat[0].state.people if seat else {})
    return answer(request, error.status, said, again(request, error))


async def signed_out(request: Request, error: Exception) -> Response:
    """Answer a browser that has no seat here any more."""
    request.scope["reason"] = "signed-out"
    if "HX-Request" in request.headers:
        return answer(request, 401, words_of(request).t(STATUSES[401]))
    return page(request, "door/signed-out.html", 401)


async def unavailable(request: Request, error: Exception) -> Response:
    """Answer a command that could not be written."""
    reason = request.scope["reason"] = error.reason if isinstance(error, Unavailable) else "busy"
    return answer(request, 503, words_of(request).t(TROUBLES.get(reason, TROUBLES["else"])))


async def reused(request: Request, error: Exception) -> Response:
    """Answer a form whose one-time id has brought something else before."""
    request.scope["reason"] = "once-used"
    return answer(request, 409, words_of(request).t(STATUSES[409]))


async def http_error(request: Request, error: Exception) -> Response:
    """Answer what the framework refuses."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    response = answer(request, status, words_of(request).t(STATUSES.get(status, STATUSES[400])))
    response.headers.update((isinstance(error, HTTPException) and error.headers) or {})
    return response


async def went_away(request: Request, error: Exception) -> Response:
    """Answer a browser that went while it was sending: nobody reads it."""
    return Response(status_code=400)


async def fault(request: Request, error: Exception) -> Response:
    """Answer a fault of ours, and log where it was."""
    logs.failed("fault", error)
    return answer(request, 500, words_of(request).t(STATUSES[500]))


def answer(request: Request, status: int, said: str, form: Again | None = None) -> Response:
    """Say a sentence: to script as the notice of the page it is on, else as a page; `form`: to go on all the same."""
    if "HX-Request" in request.headers:
        return HTMLResponse(notice(house_of(request).rendering, language_of(request), said, form), status)
    return page(request, "error.html", status, said=said, back=back(request), again=form)


def page(request: Request, template: str, status: int, **values: object) -> Response:
    """Draw a page that says what is the matter, with the help telephone for those who have a seat."""
    seat = seat_of(request)
    phone = seat[0].state.help_phone if seat else ""
    values = {"help_phone": phone, "seated": seat is not None, **values}
    return house_of(request).html(request, template, language_of(request), status=status, **values)


def turned_away(request: Request, status: int) -> Response:
    """Answer what is refused before anything of it was looked at."""
    return answer(request, status, words_of(request).t(STATUSES[status]))


def back(request: Request) -> str:
    """Where the way back leads: the page it came from, if it is ours; strangers are led to the door."""
    seat = seat_of(request)
    return house_of(request).back(request, f"/p/{seat[0].state.id}") if seat else "/"


def seat_of(request: Request) -> tuple[Live, str] | None:
    """Return the programme and whose seat the browser has in it; None for strangers, who are told nothing of it."""
    house = house_of(request)
    live = house.programmes.known(request.path_params.get("programme", ""))
    viewer = viewer_of(request, house, live.state) if live else None
    return (live, viewer.person) if live and viewer else None


def house_of(request: Request) -> House:
    """Return the running house."""
    house: House = request.app.state.house
    return house


def language_of(request: Request) -> str:
    """Return the language of somebody who may not be known."""
    if seat := seat_of(request):
        return languages.language_of(request, seat[0].state, seat[1])
    return languages.language_of(request)


def words_of(request: Request) -> Words:
    """Return the sentences of the request's language."""
    return house_of(request).words(language_of(request))


HANDLERS: Mapping[Any, Handler] = {
    Refusal: refused,
    SignedOut: signed_out,
    Unavailable: unavailable,
    Busy: unavailable,
    Reused: reused,
    HTTPException: http_error,
    ClientDisconnect: went_away,
    Exception: fault,
}
