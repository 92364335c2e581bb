"""One's devices: signing this one out, or all others, and a new session id after a change of role.

A change of role makes the old id stale (security.md, Cookies). An open page asks for another one at once, any other
device gets it with its next form: a GET writes nothing.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.domain.devices import SignOut, SignOutOthers
from app.settings import Settings
from app.web.commands import answered
from app.web.sessions import issue, revoke
from app.web.visits import RENEWED, visit


def device_routes() -> list[Route]:
    """Return the routes of sessions."""
    return [
        Route("/p/{programme}/session", renew, methods=["POST"], name="RenewDevice"),
        Route("/p/{programme}/signing-out", sign_out, methods=["POST"], name="LeaveDevice"),
        Route("/p/{programme}/signing-out-others", sign_out_others, methods=["POST"], name="LeaveOthers"),
    ]


async def renew(request: Request) -> Response:
    """Give this device another id if its person's role has changed since it got the one it has."""
    visited = await visit(request)
    await visited.renew()
    return Response(status_code=204)


async def sign_out(request: Request) -> Response:
    """Take the seat from this device."""
    visited = await visit(request)
    await visited.perform(SignOut(visited.viewer.device))
    response = RedirectResponse("/", 303)
    revoke(response, visited.live.state.id, visited.house.settings)
    return response


async def sign_out_others(request: Request) -> Response:
    """Take the seat from all other devices of this person: their pages end."""
    visited = await visit(request)
    answer = await visited.perform(SignOutOthers(visited.viewer.device))
    return answered(request, visited, answer)


class Renewed:
    """Give the browser the cookie of a session that was renewed while it was answered."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start" and RENEWED in scope:
                message["headers"] = [*message.get("headers", ()), (b"set-cookie", self.cookie(*scope[RENEWED]))]
            await send(message)

        await self._app(scope, receive, sending if scope["type"] == "http" else send)

    def cookie(self, programme: str, session: str) -> bytes:
        """Return the header that hands out a session."""
        response = Response()
        issue(response, programme, session, self._settings)
        return response.headers["set-cookie"].encode("latin-1")
