"""The language switch: a page asked for with `?language=fr` is answered in French, and so are the next ones."""

from __future__ import annotations

from urllib.parse import parse_qs

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.i18n import LANGUAGES
from app.settings import Settings
from app.web.languages import remembered


class Chosen:
    """Keep the language that a link of the switch chose in a cookie of this browser."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        query = scope.get("query_string", b"").decode("latin-1")
        asked = parse_qs(query).get("language", [""])[0] if query else ""
        if scope["type"] != "http" or scope["method"] != "GET" or asked not in LANGUAGES:
            await self._app(scope, receive, send)
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                cookie = remembered(asked, self._settings).encode()
                message["headers"] = [*message.get("headers", ()), (b"set-cookie", cookie)]
            await send(message)

        await self._app(scope, receive, sending)
