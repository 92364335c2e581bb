"""Tabs that nobody looks at: really hidden behind the call's tab, they stay here and show the truth when they wake.

Chromium on a display of its own with the throttling people have, past Playwright, whose pages always look seen.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import time
from asyncio.subprocess import DEVNULL
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from websockets.asyncio.client import ClientConnection, connect

from app.demo.doors import Doors
from tests.browser.conftest import FLAGS
from tests.browser.display import display
from tests.processes import Platform

pytestmark = pytest.mark.browser
NO_PAGE = "Cannot find default execution context"


@dataclass
class Chromium:
    """A browser with a window, told what to do by its own protocol."""

    socket: ClientConnection
    numbers: itertools.count[int] = field(default_factory=itertools.count)

    async def tell(self, method: str, session: str = "", **given: Any) -> dict[str, Any]:
        """Have something done; return what came of it."""
        said = await self.said(method, session, **given)
        assert "error" not in said, said
        result: dict[str, Any] = said["result"]
        return result

    async def said(self, method: str, session: str, **given: Any) -> dict[str, Any]:
        """Return the browser's answer, a refusal too."""
        number = next(self.numbers)
        sent = {"id": number, "method": method, "params": given, **({"sessionId": session} if session else {})}
        await self.socket.send(json.dumps(sent))
        async with asyncio.timeout(20):
            while True:
                said: dict[str, Any] = json.loads(await self.socket.recv())
                if said.get("id") == number:
                    return said

    async def open(self, url: str) -> tuple[str, str]:
        """Open a tab in front; return it and the way to speak to it."""
        target = (await self.tell("Target.createTarget", url=url))["targetId"]
        return target, (await self.tell("Target.attachToTarget", targetId=target, flatten=True))["sessionId"]

    async def ask(self, tab: str, script: str) -> Any:
        """Return what an expression is on a tab, None while the tab is between two pages."""
        said = await self.said("Runtime.evaluate", tab, expression=script, returnByValue=True)
        assert said.get("error", {}).get("message", NO_PAGE) == NO_PAGE, said
        return said["result"]["result"].get("value") if "result" in said else None

    async def until(self, tab: str, script: str, seconds: float = 20) -> float:
        """Wait until an expression is true; return how long it took."""
        began = time.monotonic()
        while not await self.ask(tab, script):
            assert time.monotonic() - began < seconds, script
            await asyncio.sleep(0.05)
        return time.monotonic() - began


@asynccontextmanager
async def chromium(folder: Path) -> AsyncIterator[Chromium]:
    with display() as screen:
        process = await asyncio.create_subprocess_exec(
            "/usr/bin/chromium", *FLAGS, f"--user-data-dir={folder}", "--remote-debugging-port=0", "about:blank",
            stdout=DEVNULL, stderr=DEVNULL, env={**os.environ, "DISPLAY": screen},
        )  # fmt: skip
        try:
            told = folder / "DevToolsActivePort"
            async with asyncio.timeout(40):
                while not (told.exists() and told.read_text().count("\n") == 1):  # noqa: ASYNC110
                    await asyncio.sleep(0.1)
            port, path = told.read_text().split("\n")
            async with connect(f"ws://127.0.0.1:{port}{path}", max_size=None) as socket:
                yield Chromium(socket)
        finally:
            process.terminate()
            await process.wait()


async def test_a_hidden_tab_stays_here_and_shows_the_truth_within_two_seconds_of_waking(tmp_path: Path) -> None:
    await hidden(tmp_path, 40)


@pytest.mark.long
async def test_the_same_of_a_tab_hidden_for_ten_minutes(tmp_path: Path) -> None:
    await hidden(tmp_path, 600)


async def hidden(folder: Path, seconds: float) -> None:
    platform = Platform(folder)
    await platform.prepare(("Dana", "Amal", "Nuno"))
    await platform.start()
    try:
        async with chromium(folder / "profile") as browser, Doors(platform.url) as doors:
            [(cookie, value)] = platform.cookies["Amal"].items()
            await browser.tell("Storage.setCookies", cookies=[{"name": cookie, "value": value, "url": platform.url}])
            target, board = await browser.open(f"{platform.url}{platform.base}/board")
            await browser.until(board, "document.documentElement.dataset.connection === 'live'")
            await browser.open("about:blank")
            await browser.until(board, "document.hidden")
            dana = platform.person(doors, "Dana", "console")
            assert (await dana.post(f"{platform.base}/start")).status_code == 204
            end = time.monotonic() + seconds
            while time.monotonic() < end:
                await asyncio.sleep(min(20, seconds / 2))
                asleep = (await dana.get(f"{platform.base}/lists/asleep")).text
                assert "Amal" not in asleep
            assert "Nuno" in asleep
            assert await browser.ask(board, "document.hidden && Live.isOpen()")
            await browser.tell("Target.activateTarget", targetId=target)
            await browser.until(board, "!document.hidden")
            shown = "document.querySelector('#place h1').textContent === 'Plenary' && Live.isOpen()"
            assert await browser.until(board, shown) < 2
    finally:
        await platform.kill()
