"""kill -9 under load: what was acknowledged is in the log exactly once, nothing is half there, tabs come back."""

from __future__ import annotations

import asyncio
import itertools
import random
import signal
import sys
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

import httpx2
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException

from realtime.log import Log
from tests.realtime.conftest import engine, until

TIMES = 3
TABS = 100


class Killed:
    """A toy server process that is killed and started again."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.port = 0

    async def start(self) -> None:
        self.process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.realtime.toyserver", str(self.path), stdout=asyncio.subprocess.PIPE
        )
        assert self.process.stdout is not None
        self.port = int(await asyncio.wait_for(self.process.stdout.readline(), 60))

    async def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        await self.process.wait()
        self.port = 0


class Load:
    """People who command and repeat until they are answered, and tabs that keep their position."""

    def __init__(self, server: Killed) -> None:
        self.server = server
        self.acknowledged: dict[str, int] = {}
        self.sent = 0
        self.positions = [0] * TABS
        self.doubts = 0
        self.done = asyncio.Event()
        self.over = asyncio.Event()

    async def more(self, count: int) -> float:
        """Wait for so many answers; return their rate, in commands a second."""
        began, before = time.monotonic(), len(self.acknowledged)
        await until(lambda: len(self.acknowledged) >= before + count, 60)
        return (len(self.acknowledged) - before) / (time.monotonic() - began)

    async def command(self, person: str) -> None:
        async with httpx2.AsyncClient(timeout=5) as client:
            for n in itertools.count():
                if self.done.is_set():
                    return
                await self.repeat(client, person, f"{person} {n}")

    async def repeat(self, client: httpx2.AsyncClient, person: str, text: str) -> None:
        while text not in self.acknowledged:
            self.sent += 1
            try:
                answer = await client.post(
                    f"http://127.0.0.1:{self.server.port or 9}/say",
                    params={"person": person, "text": text, "once": text, "times": 3},
                )
            except httpx2.HTTPError:
                self.doubts += 1
                await asyncio.sleep(0.05)
            else:
                assert answer.status_code == 204
                self.acknowledged[text] = int(answer.headers["X-Position"])

    async def watch(self, number: int) -> None:
        query = ""
        while not self.over.is_set():
            address = f"ws://127.0.0.1:{self.server.port or 9}/live?person=w{number}{query}"
            with suppress(OSError, WebSocketException, EOFError):
                async with connect(address, open_timeout=10, compression=None, max_queue=None) as tab:
                    async for text in tab:
                        assert isinstance(text, str)
                        head = text.partition("\n")[0].split()
                        position = int(head[0])
                        self.positions[number] = max(self.positions[number], position)
                        if len(head) == 2 and head[1] != "beat":
                            epoch = head[1]
                        query = f"&since={self.positions[number]}&epoch={epoch}"
            await asyncio.sleep(random.uniform(0.01, 0.2))


async def kill_at_random(path: Path, cycles: int) -> Load:
    """Kill and restart a server under load; return the load, all of it at rest."""
    server = Killed(path)
    await server.start()
    load = Load(server)
    watchers = [asyncio.create_task(load.watch(number)) for number in range(TABS)]
    people = [asyncio.create_task(load.command(f"p{number}")) for number in range(20)]
    rates = []
    for _ in range(cycles):
        await load.more(20)
        rates.append(await load.more(80))
        await asyncio.sleep(random.uniform(0, 0.5))
        await server.kill()
        await server.start()
    rates.append(await load.more(400))
    load.done.set()
    await asyncio.gather(*people)
    head = max(load.acknowledged.values())
    await until(lambda: min(load.positions) >= head, 120)
    load.over.set()
    await server.kill()
    await asyncio.gather(*watchers)
    # The best stretch of some rounds of all people: a busy machine has slow seconds, one burst of answers is no rate.
    assert max(rates) >= 200, f"{max(rates)} commands a second are no load"
    return load


async def prove(path: Path, load: Load) -> None:
    """Compare the log with what callers were told."""
    log = await Log.open(path)
    assert await log.check() == []
    streams = engine(log, [])
    book = await streams.get("book")
    lines = Counter(book.state.lines)
    assert {text: lines[text] for text in load.acknowledged} == dict.fromkeys(load.acknowledged, TIMES)
    assert set(lines.values()) == {TIMES}
    for text, position in load.acknowledged.items():
        assert book.state.lines[position - TIMES : position] == [text] * TIMES
    await streams.close()
    await log.close()


@pytest.mark.alone
async def test_kill_under_load_loses_and_doubles_nothing(path: Path) -> None:
    load = await kill_at_random(path, 5)
    assert load.doubts > 0
    await prove(path, load)


@pytest.mark.long
async def test_two_hundred_kills_lose_and_double_nothing(path: Path) -> None:
    load = await kill_at_random(path, 200)
    await prove(path, load)
