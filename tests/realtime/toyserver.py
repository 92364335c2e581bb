"""The toy as a real server process: commands by POST, panels by socket and poll, on a port of its own.

python -m tests.realtime.toyserver DATABASE      prints its port, then serves until it is told to stop
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from realtime.backplane import MemoryBackplane
from realtime.clock import Clock
from realtime.hub import Hub
from realtime.log import Log, Unavailable
from realtime.streams import Batch, Stream, Streams
from realtime.tabs import Key, Tab
from realtime.wire import EXTENSION, WireProtocol
from tests.realtime.toy import Book, Lines, Said, Say, TooLong

ALL: Key = ("all", "")


class Toy:
    """One book, live. Everybody watches the panel of all lines and the panel of their own."""

    def __init__(self, path: Path, *, filler: int = 0, rate: float = 1) -> None:
        self.path = path
        self.rate = rate
        self.server = server(self)
        self.filler = "." * filler
        self.watched: dict[str, tuple[Key, ...]] = {}
        self.known: set[Key] = set()

    @property
    def port(self) -> int:
        """The port it listens on once it is served."""
        port = self.server.servers[0].sockets[0].getsockname()[1]
        assert isinstance(port, int)
        return port

    @asynccontextmanager
    async def open(self, _app: Starlette | None = None) -> AsyncIterator[None]:
        self.log = await Log.open(self.path)
        self.clock = Clock(self.rate)
        self.streams = Streams(self.log, Lines(), self.clock, MemoryBackplane(), committed=self.committed)
        self.book: Stream[Book, Say, Said] = await self.streams.get("book")
        self.hub = Hub(self.draw, self.clock, self.book.settle)
        self.hub.start(self.book.position, self.book.epoch)
        yield
        await self.streams.close()
        await self.hub.close()
        await self.log.close()

    def draw(self, key: Key, language: str) -> str:
        name, of = key
        lines = self.book.state.lines
        mine = lines if name == "all" else [line for line in lines if line.startswith(of)]
        body = f"{language} {len(mine)} {mine[-1] if mine else '-'} {self.filler}"
        return f'<hx-partial hx-target="#{name}{of}" hx-swap="outerMorph"><p id="{name}{of}">{body}</p></hx-partial>'

    def watching(self, person: str) -> tuple[Key, ...]:
        return self.watched.get(person, (ALL, ("mine", person)))

    async def committed(self, stream: Stream[Book, Say, Said], batch: Batch[Said]) -> None:
        keys = [ALL, *(("mine", event.text.split()[0]) for event, _ in batch.entries)]
        await self.hub.publish(batch.position, keys, actors=batch.actors)

    async def say(self, request: Request) -> Response:
        given = request.query_params
        try:
            answer = await self.book.perform(
                Say(given["text"], int(given.get("times", 1))), actor=given["person"], once=given.get("once", "")
            )
        except TooLong:
            return PlainTextResponse("too long", 422)
        except Unavailable as error:
            return PlainTextResponse(error.reason, 503)
        return Response(status_code=204, headers={"X-Position": str(answer.position), "X-Epoch": answer.epoch})

    async def panels(self, request: Request) -> Response:
        given = request.query_params
        since = int(given["since"]) if "since" in given else None
        person = given["person"]
        text = await self.hub.since(self.watching(person), person, given.get("l", "en"), since, given.get("epoch"))
        return PlainTextResponse(text)

    async def live(self, socket: WebSocket) -> None:
        given = socket.query_params
        person = given["person"]
        wire = socket.scope["extensions"][EXTENSION]
        tab = Tab(person, given.get("page", "?"), given.get("l", "en"), wire, (), lambda: self.watching(person))
        await socket.accept()
        known = self.known.__contains__ if self.known else None
        await self.hub.attach(tab, int(given["since"]) if "since" in given else None, given.get("epoch"), known)
        try:
            while True:
                await socket.receive_text()
        except WebSocketDisconnect:
            self.hub.detach(tab)

    def app(self) -> Starlette:
        return Starlette(
            lifespan=self.open,
            routes=[
                Route("/say", self.say, methods=["POST"]),
                Route("/panels", self.panels),
                WebSocketRoute("/live", self.live),
            ],
        )


def server(toy: Toy, port: int = 0) -> uvicorn.Server:
    """Return a server for the toy, made as the platform's is."""
    return uvicorn.Server(
        uvicorn.Config(
            toy.app(),
            port=port,
            loop="uvloop",
            http="httptools",
            ws=WireProtocol,
            ws_ping_interval=None,
            ws_per_message_deflate=False,
            ws_max_size=65536,
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=10,
        )
    )


@asynccontextmanager
async def serving(toy: Toy) -> AsyncIterator[Toy]:
    """Serve the toy in this process."""
    task = asyncio.create_task(toy.server.serve())
    while not toy.server.started:  # noqa: ASYNC110 (uvicorn has no event for it)
        await asyncio.sleep(0.01)
    try:
        yield toy
    finally:
        toy.server.should_exit = True
        await task


async def serve(path: Path) -> None:
    """Serve until told to stop; print the port once it answers."""
    toy = Toy(path)
    task = asyncio.create_task(toy.server.serve())
    while not toy.server.started:  # noqa: ASYNC110 (uvicorn has no event for it)
        await asyncio.sleep(0.01)
    print(toy.port, flush=True)
    await task


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1])))
