"""One log line for each request: method, the route's template, status, milliseconds, bytes; never an address."""

from __future__ import annotations

import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app import logs

WATCHERS = ("/healthz", "/metrics")
"""What programs on this machine ask, past the proxy."""


class RequestLog:
    """Write the line once the answer is out; pages of health are not worth one."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if scope["path"] not in WATCHERS:
            scope["app"].state.house.addresses.note(scope)
        began, status, size = time.perf_counter(), 0, 0

        async def sending(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
            size += len(message.get("body", b""))
            await send(message)

        try:
            await self._app(scope, receive, sending)
        finally:
            ms = (time.perf_counter() - began) * 1000
            more = {name: scope[name] for name in ("reason", "session") if name in scope}
            logs.answered(scope["method"], template(scope), status, ms, size, **more)


def template(scope: Scope) -> str:
    """Return the route's path with the places unfilled: what stands in them may be a secret."""
    return getattr(scope.get("route"), "path", "-") if scope.get("endpoint") else "-"
