"""Many lean tabs in a process of their own: raw sockets that read frames and note when they are current."""

from __future__ import annotations

import asyncio
import json
import sys
import time
from typing import Any, cast

import uvloop

from tests.benchmarks.process import Process

KEY = "dGhlIHNhbXBsZSBub25jZQ=="


class Socket(asyncio.Protocol):
    """A raw socket on a page's address: says hello, hands on each text frame that comes."""

    def __init__(self, path: str, headers: dict[str, str]) -> None:
        self.path = path
        self.headers = headers
        self.buffer = b""
        self.open = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.Transport", transport)
        lines = [f"GET {self.path} HTTP/1.1", "Upgrade: websocket", "Connection: Upgrade", f"Sec-WebSocket-Key: {KEY}"]
        lines += ["Sec-WebSocket-Version: 13", *(f"{name}: {value}" for name, value in self.headers.items())]
        self.transport.write(("\r\n".join(lines) + "\r\n\r\n").encode())

    def data_received(self, data: bytes) -> None:
        self.buffer = data = self.buffer + data if self.buffer else data
        if not self.open:
            head, end, data = data.partition(b"\r\n\r\n")
            if not end:
                return
            if not head.startswith(b"HTTP/1.1 101"):
                raise RuntimeError(head.decode())
            self.open = True
            self.opened()
        start = 0
        while (size := frame_size(data, start)) and len(data) - start >= sum(size):
            start += size[0]
            if data[start - size[0]] == 0x81:
                self.frame(data[start : start + size[1]])
            start += size[1]
        self.buffer = data[start:]

    def opened(self) -> None:
        """Take note that the server shook hands."""

    def frame(self, payload: bytes) -> None:
        """Take one text frame."""
        raise NotImplementedError


class Tab(Socket):
    """One tab: its position, and when it got there (`time.monotonic`, the same in all processes)."""

    def __init__(self, crowd: Members, path: str, headers: dict[str, str]) -> None:
        super().__init__(path, headers)
        self.crowd = crowd
        self.position = -1
        self.epoch = ""

    def frame(self, payload: bytes) -> None:
        self.crowd.bytes += len(payload)
        head = payload[: payload.index(b"\n")].split()
        if head[1:] == [b"beat"]:
            text = head[0] + b" v"
            self.transport.write(bytes((0x81, 0x80 | len(text), 0, 0, 0, 0)) + text)
            return
        self.crowd.messages += 1
        self.crowd.reached(self, int(head[0]))


def frame_size(data: bytes, start: int) -> tuple[int, int] | None:
    """Return the length of the next frame's head and of its payload, None where the head is not whole."""
    left = len(data) - start
    if left < 2:
        return None
    short = data[start + 1]
    if short < 126:
        return 2, short
    if short == 126:
        return (4, int.from_bytes(data[start + 2 : start + 4], "big")) if left >= 4 else None
    return (10, int.from_bytes(data[start + 2 : start + 10], "big")) if left >= 10 else None


class Members:
    """The tabs of this process."""

    def __init__(self) -> None:
        self.tabs: list[Tab] = []
        self.bytes = self.messages = 0
        self.wanted = -1
        self.missing: set[Tab] = set()
        self.times: list[float] = []
        self.recorded: list[tuple[int, float]] | None = None
        self.done = asyncio.Event()

    def reached(self, tab: Tab, position: int) -> None:
        tab.position = position
        if self.recorded is not None:
            self.recorded.append((position, time.monotonic()))
        if position >= self.wanted and tab in self.missing:
            self.missing.discard(tab)
            self.times.append(time.monotonic())
            if not self.missing:
                self.done.set()

    async def open(self, port: int, paths: list[str], headers: list[dict[str, str]], shake: bool = True) -> None:
        loop = asyncio.get_running_loop()
        for path, own in zip(paths, headers, strict=True):
            _, tab = await loop.create_connection(lambda p=path, h=own: Tab(self, p, h), "127.0.0.1", port)  # type: ignore[misc]
            self.tabs.append(tab)
        while not all(tab.position >= 0 if shake else tab.open for tab in self.tabs):  # noqa: ASYNC110
            await asyncio.sleep(0.01)

    def want(self, position: int) -> None:
        """Begin to wait for a position in all tabs."""
        self.wanted, self.times, self.bytes, self.messages = position, [], 0, 0
        self.missing = set(self.tabs)
        self.done.clear()

    async def answer(self, question: dict[str, Any]) -> Any:
        if "port" in question:
            await self.open(**question)
            return len(self.tabs)
        if "want" in question:
            self.want(question["want"])
            return True
        if "record" in question:
            found, self.recorded = self.recorded, [] if question["record"] else None
            return found or []
        if "positions" in question:
            return [tab.position for tab in self.tabs]
        if "read" in question:
            for tab in self.tabs:
                (tab.transport.resume_reading if question["read"] else tab.transport.pause_reading)()
            return True
        await asyncio.wait_for(self.done.wait(), 60)
        return {"times": self.times, "bytes": self.bytes, "messages": self.messages}


async def main() -> None:
    members, lines = Members(), asyncio.StreamReader(limit=1 << 24)
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
    while line := await lines.readline():
        print(json.dumps(await members.answer(json.loads(line))), flush=True)


class Crowd:
    """The crowd as the benchmark sees it."""

    def __init__(self, process: Process) -> None:
        self.process = process

    @classmethod
    async def open(
        cls, port: int, paths: list[str], headers: list[dict[str, str]] | None = None, *, first_message: bool = True
    ) -> Crowd:
        """Open one tab for each path and wait until all are live."""
        crowd = cls(await Process.start("tests.benchmarks.crowd"))
        given = headers or [{"Host": f"127.0.0.1:{port}"}] * len(paths)
        assert await crowd.process.ask(port=port, paths=paths, headers=given, shake=first_message) == len(paths)
        return crowd

    async def want(self, position: int) -> None:
        """Have all tabs note when they reach a position."""
        await self.process.ask(want=position)

    async def arrived(self) -> dict[str, Any]:
        """Wait for all tabs; return `times` (sorted, monotonic), `bytes` and `messages` since `want`."""
        answer: dict[str, Any] = await self.process.ask(arrived=True)
        return answer

    async def record(self, on: bool) -> list[tuple[int, float]]:
        """Begin to note every message's position and time, or end; return what was noted until now."""
        return [(position, at) for position, at in await self.process.ask(record=on)]

    async def positions(self) -> list[int]:
        """Return where each tab stands."""
        return list(await self.process.ask(positions=True))

    async def read(self, on: bool) -> None:
        """Have all tabs read on, or stop."""
        await self.process.ask(read=on)


if __name__ == "__main__":
    uvloop.run(main())
