"""The real platform for a benchmark: a regional meeting under way, its server in a process of its own.

All middleware and limits are on; limits that a benchmark would run into are raised by settings, and printed.
"""

from __future__ import annotations

import shutil
import socket
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path

from app import logs
from app.demo.people import TEAM, crowd
from app.domain.agenda import AddBlock
from app.domain.attendance import Arrive
from app.domain.devices import SignIn
from app.domain.meetings import OpenDoors, StartMeeting
from app.domain.messages import SYSTEM, Command
from app.settings import Settings, variable
from app.web.founding import Founding, found
from app.web.house import House
from app.web.sessions import cookie_name, fresh_session, hashed
from tests.benchmarks.door import Door
from tests.benchmarks.process import Process

LANGUAGES = ("en", "fr", "ar")
RAISED = {"forms_per_minute": 10_000_000, "signals_per_minute": 10_000_000}
QUESTION = (
    "What made it possible that people who had just arrived and people who have always lived here sat down at one "
    "table, who had to agree to it, and what would you tell a town hall that wants to begin tomorrow morning?"
)
AGENDA = (
    ("plenary", "Who is here", 10),
    ("plenary", "Gallery of practices from the three workshops", 15),
    ("rooms", "Rooms, mixed again: tips and warnings", 20),
    ("plenary", "Break", 15),
    ("plenary", "Harvest and priorities", 25),
    ("plenary", "Authority and civil society: who starts?", 25),
    ("plenary", "Commitments and what happens next", 12),
)


@dataclass
class Meeting:
    """A running server whose meeting is in plenary with everybody there; `people` are the participants' ids."""

    folder: Path
    port: int
    programme: str
    process: Process
    people: list[str]
    moderator: str
    sessions: dict[str, str]
    doors: list[Door] = field(default_factory=list)

    @property
    def base(self) -> str:
        """What all paths of the meeting begin with."""
        return f"/p/{self.programme}/m/m1"

    def headers(self, person: str) -> dict[str, str]:
        """Return what a browser of that person sends with everything."""
        host = f"127.0.0.1:{self.port}"
        return {"Host": host, "Origin": f"http://{host}", "Cookie": self.sessions[person]}

    def live(self, page: str, number: int) -> str:
        """Return the socket's address of the page of tab `number`; languages take turns."""
        return f"{self.base}/{page}/live?language={LANGUAGES[number % 3]}&page=tab{number}"

    def boards(self, count: int) -> tuple[list[str], list[dict[str, str]]]:
        """Return the addresses of so many boards and the headers of their people."""
        return [self.live("board", n) for n in range(count)], [self.headers(each) for each in self.people[:count]]

    def door(self, person: str = "") -> Door:
        """Return a connection of a person, the moderator if none is named."""
        self.doors.append(Door(self.port, self.headers(person or self.moderator)))
        return self.doors[-1]


async def prepared(folder: Path, count: int) -> tuple[str, dict[str, str], list[str], str]:
    """Found the meeting, let everybody come; return programme, cookies by person, participants, moderator."""
    logs.start(StringIO())
    house = await House.open(Settings(data=folder))
    asked = Founding("Regional meeting", "Olga B.", zone="Africa/Tunis", help_phone="+216 00 000 000", demo=True)
    programme, organiser = await found(house, asked, [*TEAM[:1], *crowd(count)])
    live = await house.programmes.get(programme)

    async def do(command: Command, by: str = SYSTEM) -> None:
        await live.stream.perform(command, actor=by)

    people = [person.id for person in live.state.people.values() if person.role == "participant"]
    moderator = next(person.id for person in live.state.people.values() if person.role == "moderator")
    for format, title, minutes in AGENDA:
        await do(AddBlock("m1", format, title, QUESTION, minutes))
    await do(OpenDoors("m1"))
    sessions = {}
    for person in (*people, moderator, organiser):
        session = fresh_session()
        await do(SignIn(hashed(session)), person)
        sessions[person] = f"{cookie_name(programme, house.settings)}={session}"
        if person in people:
            await do(Arrive("m1"), person)
    await do(StartMeeting("m1"))
    await house.close()
    return programme, sessions, people, moderator


@asynccontextmanager
async def meeting(count: int, *, synchronous: str = "FULL") -> AsyncIterator[Meeting]:
    """Serve a meeting of so many people in a process of its own."""
    folder = Path(tempfile.mkdtemp(prefix="dialogue-bench-"))
    programme, sessions, people, moderator = await prepared(folder, count)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    chosen = {"data": folder, "port": port, "cdn": "none", **RAISED}
    process = await Process.start(
        "tests.benchmarks.served",
        synchronous,
        log=folder / "log",
        **{variable(name): str(value) for name, value in chosen.items()},
    )
    await process.said()
    await process.rest()
    opened = Meeting(folder, port, programme, process, people, moderator, sessions)
    try:
        yield opened
    finally:
        for door in opened.doors:
            await door.close()
        await process.end()
        shutil.rmtree(folder)
