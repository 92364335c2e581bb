"""Somebody who writes in a shared text without a browser: a copy of the text, and the socket of a page beside it."""

from __future__ import annotations

import asyncio
from base64 import b64decode, b64encode
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from pycrdt import Doc
from pycrdt import Text as Field
from websockets.asyncio.client import ClientConnection, connect

from tests.serving import CEILING, Visitor


class Pen:
    """A writer's own copy of a text: what they do comes out as changes."""

    def __init__(self) -> None:
        self.document: Doc[Field] = Doc()
        self.changes: list[bytes] = []
        self.document.observe(lambda event: self.changes.append(event.update))

    def field(self, name: str) -> Field:
        return self.document.get(name, type=Field)

    def write(self, words: str, at: int = 0, name: str = "key1") -> bytes:
        """Write somewhere (`at` in bytes); return the change."""
        self.field(name).insert(at, words)
        return self.changes[-1]

    def says(self, name: str = "key1") -> str:
        return str(self.field(name))

    def state(self) -> bytes:
        return self.document.get_state()


def thief(pen: Pen) -> Pen:
    """Return somebody who writes by another page's number."""
    other = Pen()
    other.document = Doc(client_id=pen.document.client_id)
    other.document.observe(lambda event: other.changes.append(event.update))
    other.document.apply_update(pen.document.get_update())
    return other


def spelt(body: bytes) -> str:
    return b64encode(body).decode()


@dataclass
class Desk:
    """One page's socket with one text open; `heard` are the heads that came for it, by verb."""

    socket: ClientConnection
    text: str
    pen: Pen = field(default_factory=Pen)
    heard: list[list[str]] = field(default_factory=list)
    number: int = 0
    _moved: asyncio.Event = field(default_factory=asyncio.Event)

    async def open(self) -> list[str]:
        """Open the text; return the words of the answer: "state now …" or "refused 0 text"."""
        already = len(self.heard)
        await self.socket.send(f"text {self.text} open {spelt(self.pen.state())}")
        return await self.until(lambda words: words[0] in ("state", "refused"), already)

    async def put(self, body: bytes, *, state: bytes | None = None) -> list[str]:
        """Hand a change over; return the words of the answer."""
        self.number += 1
        wanted = self.pen.state() if state is None else state
        await self.socket.send(f"text {self.text} put {self.number} {spelt(wanted)}\n{spelt(body)}")
        return await self.until(lambda words: words == ["anew"] or words[1:2] == [str(self.number)])

    async def until(self, true: Callable[[list[str]], bool], since: int = 0) -> list[str]:
        """Return the first head after `since` for which `true` holds."""
        async with asyncio.timeout(CEILING):
            while True:
                found = next((words for words in self.heard[since:] if true(words)), None)
                if found is not None:
                    return found
                self._moved.clear()
                await self._moved.wait()

    async def sees(self, words: str, name: str = "key1") -> None:
        """Wait until the copy says this."""
        async with asyncio.timeout(CEILING):
            while self.pen.says(name) != words:
                self._moved.clear()
                await self._moved.wait()

    async def read(self) -> None:
        """Take in what comes, for as long as the socket is open."""
        async for message in self.socket:
            head, _, body = str(message).partition("\n")
            words = head.split(" ")
            if words[0] == "text" and words[1] == self.text:
                if words[2] in ("state", "news"):
                    for each in body.split("\n"):
                        self.pen.document.apply_update(b64decode(each))
                self.heard.append([*words[2:], body] if words[2] == "who" else words[2:])
                self._moved.set()
            elif words[-1] == "beat":
                await self.socket.send(f"{words[0]} v")


@asynccontextmanager
async def desk(visitor: Visitor, text: str, page: str = "notes") -> AsyncIterator[Desk]:
    """Open the socket of somebody's page, with a text not opened yet."""
    url = visitor.server.url
    cookies = "; ".join(f"{each.name}={each.value}" for each in visitor.http.cookies.jar)
    address = f"{url.replace('http', 'ws', 1)}{visitor.base}/{page}/live?page=desk{visitor.person}"
    async with connect(address, origin=url, additional_headers={"Cookie": cookies}, max_size=None) as socket:  # type: ignore[arg-type]
        made = Desk(socket, text)
        reading = asyncio.create_task(made.read())
        try:
            yield made
        finally:
            reading.cancel()
            await asyncio.gather(reading, return_exceptions=True)
