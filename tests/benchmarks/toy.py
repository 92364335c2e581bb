"""The engine's toy as a benchmark's server: panels of 1 kB for everybody, in three languages."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

import httpx2
import uvloop

from tests.benchmarks.process import Process
from tests.realtime.toyserver import Toy

LANGUAGES = ("en", "fr", "ar")


async def serve(path: Path, synchronous: str) -> None:
    toy = Toy(path, filler=1000)
    task = asyncio.create_task(toy.server.serve())
    while not toy.server.started:  # noqa: ASYNC110
        await asyncio.sleep(0.01)
    await toy.log._writer.execute_fetchall(f"PRAGMA synchronous={synchronous}")
    print(toy.port, flush=True)
    await task


class ToyTarget:
    """What is measured: a server process, the addresses of its tabs, and one command that reaches all of them."""

    def __init__(self, folder: str, process: Process, port: int) -> None:
        self._folder = folder
        self.process = process
        self.port = port
        self.client = httpx2.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=30)

    @classmethod
    async def start(cls, *, synchronous: str = "FULL") -> ToyTarget:
        folder = tempfile.mkdtemp()
        process = await Process.start("tests.benchmarks.toy", f"{folder}/toy.sqlite3", synchronous)
        return cls(folder, process, int(await process.said()))

    def tabs(self, count: int) -> list[str]:
        """Return the addresses of so many tabs."""
        return [f"/live?person=w{n}&l={LANGUAGES[n % 3]}" for n in range(count)]

    async def command(self, text: str = "hello", person: str = "dana") -> int:
        """Give one command whose panel goes to all; return its position."""
        answer = await self.client.post("/say", params={"person": person, "text": text})
        answer.raise_for_status()
        return int(answer.headers["X-Position"])

    async def end(self) -> None:
        await self.client.aclose()
        await self.process.end()
        with suppress(OSError):
            for each in Path(self._folder).iterdir():  # noqa: ASYNC240
                each.unlink()
            Path(self._folder).rmdir()  # noqa: ASYNC240


if __name__ == "__main__":
    uvloop.run(serve(Path(sys.argv[1]), sys.argv[2]))
