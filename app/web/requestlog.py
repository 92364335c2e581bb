"""One log line for each request: method, the route's template, status, milliseconds, bytes; never an address."""

from __future__ import annotations

import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app import logs


class RequestLog:
    """Write the line once the answer is out; pages of health are not worth one."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
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
            logs.answered(scope["method"], template(scope), status, ms, size)


def template(scope: Scope) -> str:
    """Return the path with its values taken out again: what stands in it may be a secret."""
    path: str = scope["path"] if scope.get("endpoint") else "-"
    for name, value in scope.get("path_params", {}).items():
        path = path.replace(f"/{value}", f"/{{{name}}}")
    return path
