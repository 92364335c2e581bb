"""The bare program that the figures are compared with: uvloop, and one ready frame written to each socket."""

from __future__ import annotations

import asyncio
import json
import sys
import time
from dataclasses import dataclass
from typing import cast

import uvloop

from realtime.wire import text_frame
from tests.benchmarks.crowd import Crowd
from tests.benchmarks.process import Process

SWITCH = b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n"


class Socket(asyncio.Protocol):
    """One open socket."""

    def __init__(self, sockets: list[asyncio.Transport]) -> None:
        self.sockets = sockets

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        if data.startswith(b"GET"):
            self.transport.write(SWITCH)
            self.sockets.append(self.transport)


async def main() -> None:
    sockets: list[asyncio.Transport] = []
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Socket(sockets), "127.0.0.1", 0, backlog=2048)
    print(server.sockets[0].getsockname()[1], flush=True)
    lines = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
    while line := await lines.readline():
        question = json.loads(line)
        head = b"%d\n" % question["position"]
        frame = text_frame(head + b"x" * (question["size"] - len(head)))
        print("true", flush=True)
        for transport in sockets:
            transport.write(frame)


@dataclass(slots=True)
class Bare:
    """The bare program with a crowd of its own."""

    process: Process
    crowd: Crowd
    tabs: int
    position: int = 0

    @classmethod
    async def start(cls, tabs: int) -> Bare:
        process = await Process.start("tests.benchmarks.bare")
        port = int(await process.said())
        return cls(process, await Crowd.open(port, ["/"] * tabs, first_message=False), tabs)

    async def write(self, size: int) -> tuple[float, float]:
        """Write one frame with this payload to all; return seconds to the last tab, and of processor time."""
        self.position += 1
        await self.crowd.want(self.position)
        cpu, began = self.process.cpu(), time.monotonic()
        await self.process.ask(position=self.position, size=size)
        arrived = await self.crowd.arrived()
        return arrived["times"][-1] - began, self.process.cpu() - cpu

    async def end(self) -> None:
        await self.process.end()
        await self.crowd.process.end()


if __name__ == "__main__":
    uvloop.run(main())
