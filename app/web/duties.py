"""Taking a function in one's room: who has it may be somebody whose page does not answer, which is known here alone."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.domain.duties import RAPPORTEUR, TakeDuty
from app.domain.presence import answers
from app.web.commands import answered
from app.web.forms import sent
from app.web.pages import PATH
from app.web.visits import visit


def duty_routes() -> list[Route]:
    """Return the route of the form; giving a function and leaving it are forms like any other."""
    return [Route(PATH + "/duty", take, methods=["POST"], name="TakeDuty")]


async def take(request: Request) -> Response:
    """Take a function, or take it over from somebody who is not here. Raises `Invalid`, `NotAllowed`, `Conflict`."""
    visited = await visit(request)
    async with sent(request) as form:
        duty, over = str(form.get("duty", RAPPORTEUR)), str(form.get("over", ""))
        once = str(form.get("once", ""))
    away = not answers(visited.live.last(over), visited.live.clock.now())
    command = TakeDuty(request.path_params["meeting"], duty, over, away)
    return answered(request, visited, await visited.perform(command, once=once))
