"""Shared text by forms: for pages without a socket, for what is too long for one, and for what comes late.

A form brings changes of one text and says which the page has; the answer says what is on the disk and brings the rest.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from binascii import Error as NotBase64

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from app.domain import texts
from app.domain.errors import Full, Invalid, NotFound
from app.web.forms import sent
from app.web.visits import visit
from realtime.texts import Gap, Malformed, TooLarge


def text_routes() -> list[Route]:
    """Return the route of a text's changes."""
    return [Route("/p/{programme}/texts", exchange, methods=["POST"], name="TakeText")]


async def exchange(request: Request) -> Response:
    """Take changes, `update` by `update`, and answer with what the page lacks (`state`: what it has).

    The answer's `saved` is when all of it was on the disk (UTC seconds); `gap` says instead that something before it is
    missing here. Raises `NotFound`, `NotAllowed`, `Invalid` and `Full`.
    """
    visited = await visit(request)
    live, person = visited.live, visited.viewer.person
    async with sent(request) as form:
        name = str(form.get("text", ""))
        state, wanted = binary(form, "state"), binary(form, "wanted")
        changes = [spelt(str(each), "update") for each in form.getlist("update")]
    visited.count()
    if not texts.may_read(live.state, name, person):
        raise NotFound("text")
    answer: dict[str, object] = {"saved": live.clock.now()}
    text = await live.text(name)
    try:
        for number, change in enumerate(changes, 1):
            await live.put(text, change, by=person, state=wanted if number == len(changes) else b"")
        answer["saved"] = live.clock.now()
    except Gap:
        answer["gap"] = True
    except Malformed:
        raise Invalid("not-understood", field="update") from None
    except TooLarge:
        raise Full("too-much-text") from None
    text = await live.text(name)
    try:
        lacks = text.missing(state)
    except Malformed:
        raise Invalid("not-understood", field="state") from None
    answer |= {"state": b64encode(text.state()).decode(), "update": b64encode(lacks).decode()}
    return JSONResponse({**answer, "right": texts.right(live.state, name, person, live.clock.now())})


def binary(form: FormData, field: str) -> bytes:
    """Return the bytes that a field spells. Raises `Invalid`."""
    return spelt(str(form.get(field, "")), field)


def spelt(value: str, field: str) -> bytes:
    """Return what base64 spells. Raises `Invalid`."""
    try:
        return b64decode(value, validate=True)
    except (NotBase64, ValueError):
        raise Invalid("not-understood", field=field) from None
