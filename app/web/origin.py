"""Who may ask: the allow-list of hosts, and only our own pages for what changes something (security.md, Cookies)."""

from __future__ import annotations

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from app.settings import Settings
from app.web.errors import turned_away

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Origin:
    """Refuse other hosts, unsafe requests from elsewhere, and sockets of other origins before they are accepted."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._host = settings.public_host.encode()
        self._origin = settings.public_url.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        refused = 0 if scope["type"] == "lifespan" else self.refusal(scope)
        if not refused:
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            scope["reason"] = "host" if refused == 400 else "origin"
            await turned_away(Request(scope), refused)(scope, receive, send)

    def refusal(self, scope: Scope) -> int:
        """Return the status to refuse with, 0 to let the request in."""
        headers = scope["headers"]
        if [value.lower() for name, value in headers if name == b"host"] != [self._host]:
            return 400
        origins = [value for name, value in headers if name == b"origin"]
        if scope["type"] == "websocket":
            return 0 if origins == [self._origin] else 403
        if scope["method"] in SAFE:
            return 0
        sites = [value for name, value in headers if name == b"sec-fetch-site"]
        return 0 if sites == [b"same-origin"] or (not sites and origins == [self._origin]) else 403
