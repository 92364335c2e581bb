"""What a browser's page holds, without a browser: the elements of a page by id, kept live by its socket's messages."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from app.demo.boards import Elements, attribute, elements, panels
from app.panels.channels import PAGES
from app.panels.panel import PANELS
from tests.serving import CEILING, MEETING, Visitor

STAY_AWAY = range(4000, 5000)


@dataclass
class LivePage:
    """One open page of a person: `held` are its elements as they were loaded, and as they were pushed since.

    Like ours it comes back by itself, unless it is told to stay away.
    """

    visitor: Visitor
    path: str
    held: dict[str, str] = field(default_factory=dict)
    position: int = 0
    epoch: str = ""
    heads: list[str] = field(default_factory=list)
    pushed: set[str] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)
    _reading: asyncio.Task[None] | None = None
    _moved: asyncio.Event = field(default_factory=asyncio.Event)

    async def __aenter__(self) -> Self:
        """Load the page and open its socket."""
        answer = await self.visitor.get(self.path)
        assert answer.status_code == 200, f"{self.path}: {answer.status_code}"
        self.position = int(attribute(answer.text, "data-position"))
        self.epoch = attribute(answer.text, "data-epoch")
        self.held = elements(answer.text)
        socket = await self._connected(attribute(answer.text, "data-live"))
        self._reading = asyncio.create_task(self._live(socket, attribute(answer.text, "data-live")))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._reading is not None:
            self._reading.cancel()
            await asyncio.gather(self._reading, return_exceptions=True)

    async def _connected(self, live: str) -> ClientConnection:
        # Where the page stands now.
        url = self.visitor.server.url
        cookies = "; ".join(f"{each.name}={each.value}" for each in self.visitor.http.cookies.jar)
        sign = "&" if "?" in live else "?"
        address = f"{url.replace('http', 'ws', 1)}{live}{sign}since={self.position}&epoch={self.epoch}&page={id(self)}"
        return await connect(address, origin=url, additional_headers={"Cookie": cookies}, max_size=None)  # type: ignore[arg-type]

    async def _live(self, socket: ClientConnection, live: str) -> None:
        while True:
            async with socket:
                with suppress(ConnectionClosed):
                    await self._read(socket)
            if (socket.close_code or 0) in STAY_AWAY:
                return
            socket = await self._connected(live)

    async def _read(self, socket: ClientConnection) -> None:
        async for message in socket:
            assert isinstance(message, str)
            head, _, html = message.partition("\n")
            self.heads.append(head)
            self._take(panels(html))
            words = head.split()
            if words[0].isdigit():
                self.position = int(words[0])
                self._moved.set()
            if words[-1] == "beat":
                await socket.send(f"{self.position} v")

    def _take(self, got: dict[str, str]) -> None:
        # The law: one root element whose id is the panel's key.
        self.wrong += [html for key, html in got.items() if html and Elements(html).found.get(key) != html.strip()]
        self.held.update(got)
        self.pushed.update(got)

    def watched(self) -> list[str]:
        """Return the ids of the panels that the page shows now."""
        server = self.visitor.server
        page = PAGES[self.path.partition("?")[0].rpartition("/")[2]]
        keys = page.watch(server.state, server.state.meetings[MEETING], self.visitor.person)
        return [PANELS[name].element(of) for name, of in keys]

    async def reached(self, position: int) -> None:
        """Wait until a message of this position has come."""
        async with asyncio.timeout(CEILING):
            while self.position < position:
                self._moved.clear()
                await self._moved.wait()

    async def redrawn(self) -> None:
        """Wait until the page shows what it would show if it were loaded anew."""
        async with asyncio.timeout(CEILING):
            self._moved.clear()
            while await self.differences():
                await self._moved.wait()
                self._moved.clear()

    async def differences(self) -> dict[str, tuple[str, str]]:
        """Return the panels that look different on a freshly loaded page: id → (held, reloaded)."""
        fresh = elements((await self.visitor.get(self.path)).text)
        pairs = {key: (self.held.get(key, "").strip(), fresh.get(key, "")) for key in self.watched()}
        return {key: parted(*pair) for key, pair in pairs.items() if pair[0] != pair[1]}


def parted(pushed: str, reloaded: str) -> tuple[str, str]:
    """Return two texts from a little before the place where they part."""
    start = max(
        0, next((at for at, pair in enumerate(zip(pushed, reloaded, strict=False)) if len(set(pair)) > 1), 0) - 80
    )
    return pushed[start : start + 300], reloaded[start : start + 300]
