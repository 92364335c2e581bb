"""Shared text by forms: for pages without a socket, for what is too long for one, and for what comes late.

A form brings changes of one text and says which the page has; the answer says what is on the disk and brings the rest.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections.abc import Sequence

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from app.domain import texts
from app.domain.errors import Full, Invalid, NotFound
from app.web.forms import sent
from app.web.visits import Visit, visit
from realtime.texts import Clash, Gap, Malformed, TooLarge
from realtime.updates import behind, vector


def text_routes() -> list[Route]:
    """Return the route of a text's changes."""
    return [Route("/p/{programme}/texts", exchange, methods=["POST"], name="TakeText")]


async def exchange(request: Request) -> Response:
    """Take changes, `update` by `update`, and answer with what the page lacks (`state`: what it has).

    The answer's `saved` is when it was on the disk (UTC seconds); `gap` says that something before some of it is
    missing here; `left`, which changes were not taken, counted from 0; `clash`, which of those say other than what is
    here. Raises `NotFound`, `NotAllowed`, `Invalid` and `Full`.
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
    await live.paces[person].slowed(len(changes), sum(map(len, changes)))
    try:
        left, clash = await put(visited, name, changes, wanted)
    except Malformed:
        raise Invalid("not-understood", field="update") from None
    except TooLarge:
        raise Full("too-much-text") from None
    answer: dict[str, object] = {"saved": live.clock.now()}
    if left is not None:
        answer |= {"gap": True, "left": sorted((*left, *clash)), "clash": clash}
    text = await live.text(name)
    try:
        lacks = text.missing(state)
    except Malformed:
        raise Invalid("not-understood", field="state") from None
    answer |= {"state": b64encode(text.state()).decode(), "update": b64encode(lacks).decode()}
    return JSONResponse({**answer, "right": texts.right(live.state, name, person, live.clock.now())})


async def put(visited: Visit, name: str, changes: Sequence[bytes], wanted: bytes) -> tuple[list[int] | None, list[int]]:
    """Take changes as they come, those that miss something once more after the rest; return which still do.

    None: nothing is missing, nor of what is `wanted` after them. Beside that, which say other than what is there.
    """
    live, person = visited.live, visited.viewer.person
    text, waiting = await live.text(name), list(range(len(changes)))
    left: list[int] = []
    clash: list[int] = []
    while waiting:
        for number in waiting:
            try:
                await live.put(text, changes[number], by=person, state=wanted if number == len(changes) - 1 else b"")
            except Clash:
                clash.append(number)
            except Gap as gap:
                if not gap.taken:
                    left.append(number)
        if len(left) in (0, len(waiting)):
            break
        waiting, left = left, []
    missing = left or clash or behind(vector(text.state()), vector(wanted))
    return (left if missing else None), clash


def binary(form: FormData, field: str) -> bytes:
    """Return the bytes that a field spells. Raises `Invalid`."""
    return spelt(str(form.get(field, "")), field)


def spelt(value: str, field: str) -> bytes:
    """Return what base64 spells. Raises `Invalid`."""
    try:
        return b64decode(value, validate=True)
    except (NotBase64, ValueError):
        raise Invalid("not-understood", field=field) from None
