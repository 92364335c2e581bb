"""Giving marks: a form of its own, since what it says must be kept nowhere but in a ballot.

The answer gives this device the random key of its ballot, in a cookie of this vote alone, so that the marks can be
changed. What a one-time id was used for is told by the address only: a fingerprint of the marks would betray them.
"""

from __future__ import annotations

from secrets import token_urlsafe

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.domain import permissions
from app.domain.errors import NotAllowed, NotFound
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
    if visited.meeting is None or not permissions.sees(visited.live.state, visited.meeting, visited.viewer.person):
        raise NotFound("meeting")
    if not permissions.in_meeting(visited.live.state, visited.meeting, visited.viewer.person):
        raise NotAllowed("role")
    async with sent(request) as form:
        said = {"meeting": visited.meeting.id, "block": request.path_params["block"], "marks": form.getlist("marks")}
        once = str(form.get("once", ""))
        keep(request, form, {"once"})
    request.scope[ASKED] = ""
    given = converted({**said, "marks": [one for one in said["marks"] if one]}, GiveMarks)
    held = await found(visited, given.block, request.cookies.get(COOKIE, ""))
    key = held or token_urlsafe(24)
    answer = await visited.perform(GiveMarks(given.meeting, given.block, given.marks, key, bool(held)), once=once)
    response = answered(request, visited, answer)
    if not held and not answer.repeated:
        secure = visited.house.settings.secure
        path = f"{visited.base}/votes/{given.block}"
        response.set_cookie(COOKIE, key, max_age=DAY, path=path, secure=secure, httponly=True, samesite="lax")
    return response


async def found(visited: Visit, block: int, key: str) -> str:
    """Return the key of this device's ballot if it lies in the vote's box, else ''. Raises `NotFound`, `Conflict`."""
    assert visited.meeting is not None
    box = the_vote(visited.meeting, block).box(visited.meeting.id, block)
    return key if key and await visited.live.stream.holds(box, key) else ""
