"""The real platform as a process of its own, on a prepared data folder: it can be killed, stopped and started again.

People's cookies are made before the first start, past the door; everything else goes through it.
"""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
import time
from asyncio.subprocess import PIPE, Process
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from app.cli.demo import free_port
from app.demo.doors import Doors
from app.demo.person import Person
from app.domain.attendance import Arrive
from app.domain.meetings import OpenDoors
from tests.people import REGIONAL, TEAM, id_of
from tests.serving import MEETING, serving

CEILING = 60.0
ROOMY = {"forms_per_minute": 1_000_000, "signals_per_minute": 1_000_000, "sockets_per_person": 1000}


@dataclass
class Platform:
    """A data folder and the process that serves it; `cookies` of each person by first name."""

    folder: Path
    settings: dict[str, object] = field(default_factory=dict)
    script: Sequence[str] = ("-m", "app.cli", "serve")
    port: int = field(default_factory=free_port)
    programme: str = ""
    cookies: dict[str, dict[str, str]] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    process: Process | None = None
    ready: float = 0.0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def base(self) -> str:
        return f"/p/{self.programme}/m/{MEETING}"

    async def prepare(self, names: Sequence[str]) -> None:
        """Found the demo's programme, sign these people in, open the doors; everybody named has come."""
        async with serving(self.folder) as server:
            self.programme = server.programme
            await server.do(OpenDoors(MEETING), "Dana")
            for name in names:
                person = self.ids[name] = id_of(server.state, name)
                self.cookies[name] = await server.session(person)
                await server.do(Arrive(MEETING), name)

    async def start(self) -> None:
        """Start the server; return once it answers (`ready`: `time.monotonic` of that)."""
        ours = {"cdn": "none", **ROOMY, **self.settings}
        with (self.folder / "lines.log").open("ab") as lines:
            self.process = await asyncio.create_subprocess_exec(
                *(sys.executable, *self.script, "--data", str(self.folder), "--port", str(self.port)),
                stdout=PIPE,
                stderr=lines,
                env={**os.environ, **{f"DIALOGUE_{name.upper()}": str(value) for name, value in ours.items()}},
            )
        assert self.process.stdout is not None
        said = await asyncio.wait_for(self.process.stdout.readline(), CEILING)
        assert re.match(rb"Open http", said), said
        self.ready = time.monotonic()

    async def end(self, how: signal.Signals) -> float:
        """Send a signal and wait; return the seconds it took."""
        assert self.process is not None
        began = time.monotonic()
        self.process.send_signal(how)
        await asyncio.wait_for(self.process.wait(), CEILING)
        return time.monotonic() - began

    async def kill(self) -> None:
        """Kill it, if it runs."""
        if self.process is not None and self.process.returncode is None:
            await self.end(signal.SIGKILL)

    async def asked(self, *words: str) -> bytes:
        """Run another `dialogue` command on the folder; return what it prints."""
        command = (sys.executable, "-m", "app.cli", *words, "--data", str(self.folder))
        process = await asyncio.create_subprocess_exec(*command, stdout=PIPE)
        said, _ = await process.communicate()
        assert process.returncode == 0
        return said

    def person(self, doors: Doors, name: str, page: str = "board") -> Person:
        """Return a scripted page of a person, not open yet."""
        return Person(doors, "", page, cookies=dict(self.cookies[name]), base=self.base)

    def lines(self) -> list[str]:
        """Return what the processes have logged so far."""
        return (self.folder / "lines.log").read_text().splitlines()


EVERYBODY = tuple(row.name.partition(" ")[0] for row in (*TEAM, *REGIONAL))
