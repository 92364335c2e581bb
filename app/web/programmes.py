"""All programmes of a server, open from its start: alarms ring whether or not anybody looks."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any

from app.domain import counting
from app.domain.errors import NotFound
from app.domain.restarts import NoteRestart
from app.rendering import Rendering
from app.web.programme import Live
from realtime.alarms import Alarms
from realtime.clock import Clock
from realtime.log import Log, Unavailable
from realtime.streams import Busy, Stream, Streams
from realtime.texts import Texts

LOOK = 2.0
"""Service seconds between two looks at who has answered."""


class Programmes:
    """Each by its name, opened when it is first asked for."""

    def __init__(
        self,
        platform: Stream[Any, Any, Any],
        streams: Streams[Any, Any, Any],
        log: Log,
        rendering: Rendering,
        clock: Clock,
        texts: Texts,
    ) -> None:
        self._platform = platform
        self._streams = streams
        self._log = log
        self._rendering = rendering
        self._clock = clock
        self._texts = texts
        self._bells = Alarms(clock, self._ring)
        self._open: dict[str, Live] = {}
        self._opening = asyncio.Lock()
        self._looking: asyncio.Task[None] | None = None

    async def open(self) -> None:
        """Open all programmes: note that the server was down, then set the alarms."""
        for programme in self._platform.state.programmes:
            await self.get(programme)
        self._looking = asyncio.create_task(self._look())

    async def close(self) -> None:
        """Let nothing happen by itself any more."""
        if self._looking is not None:
            self._looking.cancel()
            await asyncio.gather(self._looking, return_exceptions=True)
        await self._bells.close()
        for live in self._open.values():
            await live.noting.close()
            await live.hub.close()

    async def restored(self) -> None:
        """Begin again with what a backup held."""
        for name in [name for name in self._open if name not in self._platform.state.programmes]:
            await self._open.pop(name).hub.close()
        for live in self._open.values():
            live.start()
            await live.noting.restored()
        for programme in self._platform.state.programmes:
            await self.get(programme)

    def known(self, programme: str) -> Live | None:
        """Return a programme that is open, None where there is none."""
        return self._open.get(programme)

    def all(self) -> list[Live]:
        """Return all programmes."""
        return list(self._open.values())

    async def get(self, programme: str) -> Live:
        """Return a programme, its state settled. Raises `NotFound`."""
        live = self._open.get(programme)
        if live is None:
            await self._platform.settle()
            if programme not in self._platform.state.programmes:
                raise NotFound("programme")
            async with self._opening:
                live = self._open.get(programme) or await self._load(programme)
        await live.stream.settle()
        return live

    async def _load(self, programme: str) -> Live:
        stream = await self._streams.get(programme)
        live = self._open[programme] = Live(stream, self._rendering, self._clock, self._bells, self._texts)
        live.hub.start(stream.position, stream.epoch)
        if any(meeting.phase == "live" for meeting in live.state.meetings.values()):
            last = await self._log.read(programme, stream.position - 1)
            with suppress(Unavailable, Busy):
                await live.perform(NoteRestart(last[0].at))
        with suppress(Unavailable):
            await stream.keep_only(counting.boxes(live.state))
        live.start()
        await live.noting.catch_up()
        return live

    async def _ring(self, programme: str, key: str, at: float) -> None:
        live = self._open.get(programme)
        if live is not None:
            await live.ring(key)

    async def _look(self) -> None:
        while True:
            await self._clock.sleep(LOOK)
            for live in self.all():
                with suppress(Unavailable, Busy):
                    await live.look()
