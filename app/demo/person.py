"""One simulated person: opens a link, comes in, keeps a page live, answers heartbeats, presses buttons, falls off."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from secrets import token_hex

import httpx2
from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException

from app.demo.boards import attribute, elements, panels
from app.demo.doors import Doors

AGAIN, TRIES = 0.5, 4


@dataclass(eq=False)
class Person:
    """A person with a link; `heard(person, position)` is called for every push that comes.

    `asked` and `acknowledged` are one-time ids of commands; `notes` those of acknowledged notes. `reported`: the texts
    that took a line of theirs.
    """

    doors: Doors
    link: str
    page: str = "board"
    heard: Callable[[Person, int], None] = lambda person, position: None
    cookies: dict[str, str] = field(default_factory=dict)
    base: str = ""
    held: dict[str, str] = field(default_factory=dict)
    position: int = 0
    epoch: str = ""
    pushes: int = 0
    reconnects: int = 0
    acknowledged: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    reported: list[str] = field(default_factory=list)
    id: str = field(default_factory=lambda: token_hex(12))
    connected: asyncio.Event = field(default_factory=asyncio.Event)
    _live: str = ""
    _task: asyncio.Task[None] | None = None

    async def get(self, path: str) -> httpx2.Response:
        """Load a page."""
        return await self._surely("GET", path)

    async def _surely(self, method: str, path: str, form: dict[str, object] | None = None) -> httpx2.Response:
        """Ask, and again where a kept connection was just closed, as browsers do. Raises `httpx2.TransportError`."""
        for _ in range(TRIES):
            with suppress(httpx2.TransportError):
                return await self.doors.ask(method, path, self.cookies, form)
            await asyncio.sleep(AGAIN)
        return await self.doors.ask(method, path, self.cookies, form)

    async def post(self, path: str, once: str = "", **form: object) -> httpx2.Response:
        """Send a form as script does; again, under the same one-time id, until there is an answer."""
        once = once or token_hex(12)
        self.asked.append(once)
        while True:
            with suppress(httpx2.TransportError):
                sent = {**form, "once": once}
                answer = await self.doors.ask("POST", path, self.cookies, sent, **{"HX-Request": "true"})
                if answer.status_code < 500:
                    if answer.status_code == 204:
                        self.acknowledged.append(once)
                        if path.endswith("/notes"):
                            self.notes.append(once)
                    return answer
            await asyncio.sleep(AGAIN)

    async def come_in(self) -> None:
        """Open the link, press its button, pass the door, find one's page."""
        await self._surely("POST", self.link, {})
        there = await self._follow(f"/p/{self.link.rpartition('/l/')[2][:6]}")
        if there.endswith("/welcome"):
            page = (await self.get(there)).text
            name = page.partition('name="shown" value="')[2].partition('"')[0]
            said = {"shown": name or "Guest", "line": "", "language": "", "acknowledged": "yes", "once": token_hex(12)}
            await self._surely("POST", there, {**said})
            there = there.removesuffix("/welcome")
        self.base = there

    async def _follow(self, path: str) -> str:
        answer = await self.get(path)
        return answer.headers["location"] if answer.status_code == 303 else path

    def open(self) -> None:
        """Open the page and keep it live until `close`, unless it is open; again counts as a reconnect."""
        if self._task is not None:
            return
        self.reconnects += bool(self.position)
        self._task = asyncio.create_task(self._keep())

    async def close(self) -> None:
        """Close the page, as a phone does that is put away."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
            self._task = None
        self.connected.clear()

    async def load(self) -> None:
        """Load the page anew."""
        html = (await self.get(f"{self.base}/{self.page}")).text
        self.held = {}
        self.position, self.epoch = int(attribute(html, "data-position") or 0), attribute(html, "data-epoch")
        self._live = attribute(html, "data-live")

    async def _keep(self) -> None:
        while True:
            with suppress(OSError, WebSocketException, httpx2.TransportError, TimeoutError):
                if not self._live:
                    await self.load()
                await self._watch()
            self.connected.clear()
            self.reconnects += 1
            await asyncio.sleep(AGAIN * (1 + int(self.id[:2], 16) / 255))

    async def _watch(self) -> None:
        sign = "&" if "?" in self._live else "?"
        where = f"{self._live}{sign}since={self.position}&epoch={self.epoch}&page={self.id}"
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        address = self.doors.base.replace("http", "ws", 1) + where
        async with connect(
            address,
            origin=self.doors.base,  # type: ignore[arg-type]
            additional_headers={"Cookie": cookies},
            max_size=None,
            compression=None,
            ping_interval=None,
            close_timeout=1,
        ) as socket:
            self.connected.set()
            async for message in socket:
                said = self._take(str(message))
                if said:
                    await socket.send(said)

    def _take(self, message: str) -> str:
        """Take a message; return what a page answers to a heartbeat."""
        head, _, html = message.partition("\n")
        words = head.split()
        if not words or not words[0].isdigit():
            self._live = ""
            return ""
        position = int(words[0])
        beat = words[-1] == "beat"
        if len(words) == 2 and not beat:
            self.epoch = words[1]
        elif position < self.position:
            return ""
        self.position = position
        if html:
            self.pushes += 1
            self.held.update(panels(html))
            self.heard(self, position)
        return f"{position} v" if beat else ""

    async def differs(self) -> list[str]:
        """Return the ids of what looks different on a freshly loaded page."""
        fresh = elements((await self.get(f"{self.base}/{self.page}")).text)
        return [key for key, html in fresh.items() if key in self.held and self.held[key] != html]


async def steps(person: Person) -> tuple[str, str]:
    """Return which step the console offers (its words) and which it leaves, from a loaded console."""
    html = (await person.get(f"{person.base}/console")).text
    form = elements(html).get("step", "")
    return form, form.partition('name="leaves" value="')[2].partition('"')[0]


async def waited(true: Callable[[], bool], seconds: float) -> bool:
    """Wait until something is so, at most so long; say whether it is."""
    end = time.monotonic() + seconds
    while not true() and time.monotonic() < end:  # noqa: ASYNC110 (anything may make it so)
        await asyncio.sleep(0.02)
    return true()
