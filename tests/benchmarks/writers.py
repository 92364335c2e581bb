"""Many writers in a process of their own: raw sockets with a shared text open, that type and note what is kept.

A writer types one letter of its own again and again, so that what is on the disk in the end can be counted.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from base64 import b64encode
from typing import Any

import uvloop
from pycrdt import Doc, Text

from tests.benchmarks.crowd import Socket
from tests.benchmarks.process import Process


class Writer(Socket):
    """One page with one text open; `kept` are the seconds from a keystroke until it was said to be on the disk."""

    def __init__(self, path: str, headers: dict[str, str], text: str, letter: str) -> None:
        super().__init__(path, headers)
        self.text, self.letter = text, letter
        self.document: Doc[Text] = Doc()
        self.field = self.document.get("key1", type=Text)
        self.changes: list[bytes] = []
        self.document.observe(lambda event: self.changes.append(event.update))
        self.ready = False
        self.typed = 0
        self.sent: dict[int, float] = {}
        self.kept: list[float] = []
        self.news: list[float] = []
        self.heard = asyncio.Event()

    def opened(self) -> None:
        self.say(f"text {self.text} open AA==")

    def frame(self, payload: bytes) -> None:
        head = payload.partition(b"\n")[0].split(b" ")
        if head[0] != b"text":
            if head[-1] == b"beat":
                self.say(f"{head[0].decode()} v")
        elif head[2] == b"saved":
            self.kept.append(time.monotonic() - self.sent.pop(int(head[3])))
        elif head[2] == b"news":
            self.news.append(time.monotonic())
            self.heard.set()
        elif head[2] == b"state":
            self.ready = True

    def say(self, said: str) -> None:
        """Send one frame, masked with nothing."""
        body = said.encode()
        length = bytes((0x80 | len(body),)) if len(body) < 126 else b"\xfe" + len(body).to_bytes(2, "big")
        self.transport.write(b"\x81" + length + b"\0\0\0\0" + body)

    def type(self) -> None:
        """Type one letter."""
        self.field.insert(self.typed, self.letter)
        self.typed += 1
        state, change = b64encode(self.document.get_state()).decode(), b64encode(self.changes.pop()).decode()
        self.sent[self.typed] = time.monotonic()
        self.say(f"text {self.text} put {self.typed} {state}\n{change}")


class Desks:
    """The writers of this process."""

    def __init__(self) -> None:
        self.writers: list[Writer] = []

    async def open(self, port: int, writers: list[list[Any]]) -> int:
        loop = asyncio.get_running_loop()
        for given in writers:
            _, one = await loop.create_connection(lambda given=given: Writer(*given), "127.0.0.1", port)  # type: ignore[misc]
            self.writers.append(one)
        while not all(one.ready for one in self.writers):  # noqa: ASYNC110 (raw sockets have no event)
            await asyncio.sleep(0.01)
        return len(self.writers)

    async def type(self, seconds: float, each: float) -> None:
        """Let everybody type, each in their own beat, one letter every `each` seconds."""
        began, count = time.monotonic(), len(self.writers)

        async def one(writer: Writer, number: int) -> None:
            for nth in range(int(seconds / each)):
                due = began + (nth + number / count) * each
                await asyncio.sleep(max(0.0, due - time.monotonic()))
                writer.type()

        await asyncio.gather(*(one(writer, number) for number, writer in enumerate(self.writers)))
        end = time.monotonic() + 30
        while any(one.sent for one in self.writers) and time.monotonic() < end:  # noqa: ASYNC110 (raw sockets have no event)
            await asyncio.sleep(0.01)

    async def peer(self, letters: int) -> list[float]:
        """Let the first type alone; return for each letter the seconds until the last of the others had it."""
        first, *others = self.writers
        took = []
        for _ in range(letters):
            for other in others:
                other.news.clear()
                other.heard.clear()
            began = time.monotonic()
            first.type()
            await asyncio.gather(*(other.heard.wait() for other in others))
            took.append(max(other.news[0] for other in others) - began)
        return took

    async def answer(self, question: dict[str, Any]) -> Any:
        if "port" in question:
            return await self.open(**question)
        if "peer" in question:
            return await self.peer(question["peer"])
        await self.type(**question)
        kept = sorted(each for one in self.writers for each in one.kept)
        return {
            "typed": [one.typed for one in self.writers],
            "unsaved": sum(len(one.sent) for one in self.writers),
            "kept": kept,
        }


async def main() -> None:
    desks, lines = Desks(), asyncio.StreamReader(limit=1 << 24)
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
    while line := await lines.readline():
        print(json.dumps(await desks.answer(json.loads(line))), flush=True)


async def desks(port: int, writers: list[list[Any]]) -> Process:
    """Open a page for each writer (path, headers, text, letter) in a process of their own."""
    process = await Process.start("tests.benchmarks.writers")
    assert await process.ask(port=port, writers=writers) == len(writers)
    return process


if __name__ == "__main__":
    uvloop.run(main())
