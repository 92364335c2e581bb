"""What a running server is made of, in one place that requests can reach: settings, engine, programmes, drawing.

Opens and closes them in order; decides nothing about meetings.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse

from app.domain.messages import SYSTEM
from app.domain.platform import NAME, NoteKey
from app.i18n import LANGUAGES, Words
from app.keys import Keys
from app.model import Model
from app.rendering import Rendering
from app.settings import Settings
from app.web.addresses import Addresses
from app.web.limits import Limits
from app.web.programme import fresh_once
from app.web.programmes import Programmes
from app.web.static import STATIC, Asset, asset, join
from realtime.backplane import MemoryBackplane
from realtime.clock import Clock
from realtime.files import Files
from realtime.log import Log, Unavailable
from realtime.streams import Batch, Busy, Stream, Streams
from realtime.texts import Text, Texts

DATABASE = "dialogue.db"
TEAM = ("console", "screen", "list", "staff")
"""What begins with these words is for the team's pages and the plenary screen."""
LEADING = ("live.js", "announce.js", "clock.js", "sound.js", "waking.js", "unsent.js")
WRITING = "writing"
"""What begins with this word is for pages with shared texts."""


@cache
def assets() -> dict[str, Asset]:
    """Join our css and js, once a process: all of it, and what a participant's phone needs of it."""
    return {
        "style": join("all", "css", "text/css"),
        "script": join("all", "js", "text/javascript", first=LEADING, apart=(WRITING,)),
        "reader_style": join("reader", "css", "text/css", apart=TEAM),
        "reader_script": join("reader", "js", "text/javascript", first=LEADING, apart=(*TEAM, WRITING)),
        "writing_script": asset("writing", "js", "text/javascript", writing()),
        "icon": asset("icon", "svg", "image/svg+xml", (STATIC / "icon.svg").read_text("utf-8")),
    }


def writing() -> str:
    """Join Yjs and our scripts of shared texts."""
    ours = ("writing-ended.js", "writing-field.js", "writing-line.js", "writing-pieces.js", "writing.js")
    return "\n".join(
        (STATIC / name).read_text("utf-8") for name in ("vendor/yjs.min.js", *(f"js/{each}" for each in ours))
    )


class House:
    """Everything of one running server; made by `House.open`."""

    platform: Stream[Any, Any, Any]

    def __init__(self, settings: Settings, log: Log, clock: Clock) -> None:
        self.settings = settings
        self.log = log
        self.files = Files(log)
        self.clock = clock
        self.keys = Keys.of(settings)
        self.limits = Limits(settings, clock.now)
        self.addresses = Addresses(settings)
        self.founding = asyncio.Lock()
        self.founded: dict[str, tuple[str, str]] = {}  # one-time id → name and organiser's link, for a double click
        self.words = cache(Words)
        shared = {**assets(), "cdn": settings.cdn, "public_url": settings.public_url, "languages": LANGUAGES}
        self.rendering = Rendering(self.words, shared)
        self.streams: Streams[Any, Any, Any] = Streams(
            log, Model(), clock, MemoryBackplane(), committed=self._committed, troubled=self._troubled
        )
        self.texts = Texts(log, self._text_changed)
        self.programmes: Programmes

    @classmethod
    async def open(cls, settings: Settings, *, clock: Clock | None = None) -> House:
        """Open the data folder and every programme in it. Raises `Held`, `Corrupt` and `BadKey`."""
        settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
        log = await Log.open(settings.data / DATABASE)
        try:
            house = cls(settings, log, clock or Clock())
            house.platform = await house.streams.get(NAME)
            house.programmes = Programmes(house.platform, house.streams, log, house.rendering, house.clock, house.texts)
            await house.programmes.open()
            await house.follow_key()
        except BaseException:
            await log.close()
            raise
        return house

    async def close(self) -> None:
        """Finish what waits, close the database."""
        await self.programmes.close()
        await self.texts.close()
        await self.streams.close()
        await self.log.close()

    def lost_key(self) -> bool:
        """Say whether links that were handed out fail, since none of our keys made them."""
        return self.platform.state.key not in ("", *self.keys.marks)

    async def note_key(self) -> None:
        """Note that links are handed out with our key from now on."""
        await self.platform.perform(NoteKey(self.keys.marks[0]), actor=SYSTEM)

    async def follow_key(self) -> None:
        """Note our key while the one before it is still valid: the key is being changed."""
        if self.platform.state.programmes and not self.lost_key():
            with suppress(Unavailable, Busy):
                await self.note_key()

    async def restored(self) -> None:
        """Read everything anew after the database was replaced by a backup: all pages draw themselves again."""
        await self.texts.reload()
        await self.streams.reload()
        await self.programmes.restored()

    def _committed(self, stream: Stream[Any, Any, Any], batch: Batch[Any]) -> Any:
        live = self.programmes.known(stream.name)
        return live.committed(batch) if live is not None else None

    def _text_changed(self, text: Text) -> None:
        live = self.programmes.known(text.stream)
        if live is not None:
            live.noting.changed(text)

    def _troubled(self, stream: Stream[Any, Any, Any]) -> None:
        live = self.programmes.known(stream.name)
        if live is not None:
            live.touch()

    def html(
        self, request: HTTPConnection, template: str, language: str, *, status: int = 200, **values: object
    ) -> HTMLResponse:
        """Draw a page that is not live in its frame; `values` are the page's own and win."""
        page = self.rendering.page(template, language, {**self.frame(request), **values})
        return HTMLResponse(page, status)

    def frame(self, request: HTTPConnection) -> Mapping[str, object]:
        """What every page's frame may name; live pages and those of a programme say more."""
        return {
            "live": "",
            "panels": "",
            "me": "",
            "position": 0,
            "epoch": self.log.epoch,
            "now": self.clock.now(),
            "rate": self.clock.rate,
            "zone": "UTC",
            "help_phone": "",
            "demo": False,
            "base": "",
            "programme_base": "",
            "heading": "",
            "once": fresh_once,
            "noscript_refresh": False,
            **self.of_request(request),
        }

    def of_request(self, request: HTTPConnection) -> dict[str, object]:
        """What only this browser's request says: its address, and whether it gets our own copies of the scripts."""
        local = not self.settings.cdn or "local_scripts" in request.cookies
        got = request.scope.get("method") in ("GET", "HEAD")
        here = plain_path(request.url.path) if got else self.back(request, "/")
        return {"here": here, "local_scripts": local}

    def back(self, request: HTTPConnection, base: str) -> str:
        """Where a form without script returns to: the page of ours that it stood on, else `base`."""
        parts = urlsplit(request.headers.get("referer", ""))
        ours = f"{parts.scheme}://{parts.netloc}" == self.settings.public_url
        return plain_path(parts.path) if ours and parts.path.startswith(base) else base


def plain_path(path: str) -> str:
    """Return a path that names no other host: `//evil.example` as a link's target would."""
    return "/" + path.lstrip("/\\")
