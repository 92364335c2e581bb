"""Giving marks: a form of its own, since what it says must be kept nowhere but in a ballot.

The answer gives this device a random secret, in a cookie of this vote alone, so that the marks can be changed. The
ballot's key is made of it and of the person: on a device that two share nobody changes the other's. What a one-time id
was used for is told by the address only: a fingerprint of the marks would betray them.
"""

from __future__ import annotations

from hashlib import blake2b
from secrets import token_urlsafe

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.domain import permissions
from app.domain.errors import NotAllowed
from app.domain.formats.vote import the_vote
from app.domain.formats.vote.marking import GiveMarks
from app.web.commands import answered, converted
from app.web.forms import ASKED, sent
from app.web.notices import keep
from app.web.pages import PATH
from app.web.visits import Visit, visit

COOKIE = "dialogue-ballot"
DAY = 86_400


def vote_routes() -> list[Route]:
    """Return the route of the form."""
    return [Route(PATH + "/votes/{block}/marks", mark, methods=["POST"], name="GiveMarks")]


async def mark(request: Request) -> Response:
    """Read somebody's marks, put them into the box, and leave the ballot's key with their device."""
    visited = await visit(request)
    meeting = visited.within(permissions.sees)
    if not permissions.in_meeting(visited.live.state, meeting, visited.viewer.person):
        raise NotAllowed("role")
    async with sent(request) as form:
        said = {"meeting": meeting.id, "block": request.path_params["block"], "marks": form.getlist("marks")}
        once = str(form.get("once", ""))
        keep(request, form, {"once"})
    request.scope[ASKED] = ""
    given = converted({**said, "marks": [one for one in said["marks"] if one]}, GiveMarks)
    secret = request.cookies.get(COOKIE, "")
    held = await holds(visited, given.block, secret)
    if not held:
        secret = token_urlsafe(24)
    key = key_of(secret, visited.viewer.person)
    answer = await visited.perform(GiveMarks(given.meeting, given.block, given.marks, key, held), once=once)
    response = answered(request, visited, answer)
    if not held and not answer.repeated:
        secure = visited.house.settings.secure
        path = f"{visited.base}/votes/{given.block}"
        response.set_cookie(COOKIE, secret, max_age=DAY, path=path, secure=secure, httponly=True, samesite="lax")
    return response


def key_of(secret: str, person: str) -> str:
    """Return the key of the ballot of somebody whose device has this secret; it tells neither."""
    return blake2b(person.encode(), key=secret.encode()[:64], digest_size=24).hexdigest()


async def holds(visited: Visit, block: int, secret: str) -> bool:
    """Say whether the vote's box has a ballot of this person's, made on this device. Raises `NotFound`, `Conflict`."""
    assert visited.meeting is not None
    box = the_vote(visited.meeting, block).box(visited.meeting.id, block)
    return bool(secret) and await visited.live.stream.holds(box, key_of(secret, visited.viewer.person))
