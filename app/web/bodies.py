"""How much and how long a request may send: bytes are counted while they come, and a deadline ends slow senders."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.settings import Settings
from app.web.errors import turned_away

DEADLINE = 30.0
"""Seconds in which a whole body must have come."""
LONGEST_QUERY = 4096
LAST = {"Connection": "close"}
CLOSING = ((b"connection", b"close"),)
LINGER_SECONDS, LINGER_BYTES = 3.0, 64 * 1024 * 1024


class Bodies:
    """Refuse a body that is too long (413) or too slow (408), and an address that is too long (414)."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._form = settings.form_bytes
        self._upload = settings.upload_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if len(scope.get("query_string", b"")) > LONGEST_QUERY or len(scope.get("raw_path", b"")) > LONGEST_QUERY:
            await turned_away(Request({**scope, "query_string": b""}), 414)(scope, receive, send)
            return
        headers = dict(scope["headers"])
        # The first, as whoever reads the form: two of them must not lift the limit of a form without files.
        upload = Headers(scope=scope).get("content-type", "").startswith("multipart/form-data")
        most = self._upload if upload else self._form
        said = headers.get(b"content-length", b"0")
        if not said.isdigit() or int(said) > most:
            await turned_away(Request(scope), 413)(scope, receive, send)
            return
        await self._limited(scope, receive, send, most)

    async def _limited(self, scope: Scope, receive: Receive, send: Send, most: int) -> None:
        end = asyncio.get_running_loop().time() + DEADLINE
        count, complete = 0, False

        async def receiving() -> Message:
            nonlocal count, complete
            if complete:
                return await receive()
            try:
                async with asyncio.timeout_at(end):
                    message = await receive()
            except TimeoutError:
                raise HTTPException(408, headers=LAST) from None
            count += len(message.get("body", b""))
            complete = not message.get("more_body", False)
            if count > most:
                raise HTTPException(413, headers=LAST)
            return message

        await self._app(scope, receiving, send)


class Lingering:
    """End the connection after an answer that came before the body did, but read on a little first.

    Without this the browser, still sending, has its connection reset and never shows why it was refused.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not brings_body(scope):
            await self._app(scope, receive, send)
            return
        complete = False

        async def receiving() -> Message:
            nonlocal complete
            message = await receive()
            complete = not message.get("more_body", False)
            return message

        async def sending(message: Message) -> None:
            if complete:
                await send(message)
            elif message["type"] == "http.response.start":
                await send({**message, "headers": [*message.get("headers", ()), *CLOSING]})
            else:
                await send({**message, "more_body": True})
                if not message.get("more_body", False):
                    await linger(receiving)
                    await send({**message, "body": b""})

        await self._app(scope, receiving, sending)


async def linger(receive: Receive) -> None:
    """Read on for a while, and keep nothing."""
    count = 0
    with suppress(TimeoutError):
        async with asyncio.timeout(LINGER_SECONDS):
            while count < LINGER_BYTES:
                message = await receive()
                count += len(message.get("body", b""))
                if not message.get("more_body", False):
                    return


def brings_body(scope: Scope) -> bool:
    """Say whether a body follows the request's header."""
    headers = dict(scope["headers"])
    return b"transfer-encoding" in headers or headers.get(b"content-length", b"0") != b"0"
