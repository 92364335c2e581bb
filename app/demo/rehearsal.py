"""A rehearsal: many simulated people through the real doors of a server, and what of it was late, lost or doubled."""

from __future__ import annotations

import asyncio
import csv
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from io import StringIO
from secrets import token_hex

from app.demo.counting import in_log, note_of, notes_in_log, notes_on_page, on_pages
from app.demo.doors import Doors
from app.demo.moderator import Moderator, words
from app.demo.person import Person, waited
from app.demo.reporting import kept, line
from realtime.records import Record

CALM, QUIET, READY, DOORS = 30.0, 2.0, 120.0, 40
"""Seconds: how long a press is watched at most, and after the last push; until all are there. People in at a time."""

MOST_STEPS, ENDING = 8, ("End the round", "End the round now", "Bring everybody back")


def line_of(person: Person) -> str:
    """Return what somebody adds to their room's report in a rehearsal."""
    return f"({person.id[:8]})"


class NoRehearsal(Exception):
    """It cannot be played; `str` is a sentence saying why."""


@dataclass
class Rehearsal:
    """One rehearsal at a server, led by the organiser whose link it has.

    `records` reads the log of that server at the end, if it is ours to read; else its pages are counted.
    """

    base: str
    organiser: str
    count: int
    rounds: int
    minutes: float
    records: Callable[[], Awaitable[Sequence[Record]]] | None = None
    people: list[Person] = field(default_factory=list)
    late: list[float] = field(default_factory=list)
    refused: int = 0
    refused_lines: int = 0
    _last: float = 0.0
    _heard: dict[Person, list[tuple[int, float]]] = field(default_factory=dict)

    async def run(self) -> dict[str, object]:
        """Play it and return the report, all but what only the log knows."""
        async with Doors(self.base) as doors:
            lead = Person(doors, self.organiser, "console", self._note)
            await lead.come_in()
            if "/m/" not in lead.base:
                raise NoRehearsal("The link opens nothing here: is it an organiser's, and not replaced by another?")
            await self._invite(doors, lead)
            moderator = Moderator(lead, minutes=max(1, round(self.minutes)))
            await self._press(moderator)
            await self._all(self._arrive)
            lead.open()
            await waited(lambda: all(each.connected.is_set() for each in self.people), READY)
            await self._press(moderator)
            for _ in range(self.rounds):
                await self._round(moderator)
            missed, doubled, notes = 0, 0, (0, 0)
            reports = await kept(lead, self.people, line_of)
            if self.records is None:
                missed, doubled = await on_pages(lead, self.people)
                notes = await notes_on_page(lead, self.people)
            await self._settled()
            different = await self._different()
            for person in (lead, *self.people):
                await person.close()
            if self.records is not None:
                records = await self.records()
                missed, doubled = in_log(self.people, records)
                notes = notes_in_log(self.people, records)
            self.people.append(lead)
        return self._report(missed + different, doubled, notes, reports)

    async def _invite(self, doors: Doors, lead: Person) -> None:
        programme = lead.base.partition("/m/")[0]
        form = {"once": token_hex(12)}
        answer = await doors.ask("POST", f"{programme}/people/links.csv", lead.cookies, form)
        rows = csv.DictReader(StringIO(answer.content.decode("utf-8-sig")))
        links = [row["link"] for row in rows if row.get("role") == "participant"]
        if answer.status_code != HTTPStatus.OK or not links:
            raise NoRehearsal("The link shows nobody to play: it must be an organiser's, of a list with people.")
        self.people = [Person(doors, link, heard=self._note) for link in links[: self.count]]

    async def _arrive(self, person: Person) -> None:
        await person.come_in()
        person.open()

    async def _all(self, deed: Callable[[Person], Awaitable[object]]) -> None:
        free = asyncio.Semaphore(DOORS)

        async def one(person: Person) -> None:
            async with free:
                await deed(person)

        await asyncio.gather(*map(one, self.people))

    async def _round(self, moderator: Moderator) -> None:
        says = ""
        for _ in range(MOST_STEPS):  # make rooms, show them, open them, start the clock
            if says == "Start the clock":
                break
            says = words(await moderator.button())
            await self._press(moderator)
        end = time.monotonic() + self.minutes * 60
        await self._all(self._wander)
        await asyncio.sleep(max(0.0, end - time.monotonic()))
        while words(await moderator.button()) in ENDING:
            await self._press(moderator)

    async def _wander(self, person: Person) -> None:
        """Get lost, find the way and write a note; one in ten closes the page and comes back."""
        if int(person.id[-2:], 16) < 26:
            await person.close()
        await person.post(f"{person.base}/lost")
        await person.post(f"{person.base}/found")
        answer = await person.post(f"{person.base}/notes", text=note_of(person), kind="tip")
        self.refused += answer.status_code != HTTPStatus.NO_CONTENT
        self.refused_lines += not await line(person, line_of(person))
        if person.connected.is_set() is False:
            person.open()

    async def _press(self, moderator: Moderator) -> None:
        self._heard.clear()
        began = self._last = time.perf_counter()
        answer = await moderator.press()
        if answer is None or "x-position" not in answer.headers:
            return
        position = int(answer.headers["x-position"])
        await waited(lambda: self._reached(position) or time.perf_counter() - self._last > QUIET, CALM)
        for heard in self._heard.values():
            first = next((at for reached, at in heard if reached >= position), None)
            if first is not None:
                self.late.append((first - began) * 1000)

    def _reached(self, position: int) -> bool:
        return all(person.position >= position for person in self.people if person.connected.is_set())

    def _note(self, person: Person, position: int) -> None:
        self._last = time.perf_counter()
        self._heard.setdefault(person, []).append((position, self._last))

    async def _settled(self) -> None:
        await waited(lambda: all(person.connected.is_set() for person in self.people), READY)
        newest = max((person.position for person in self.people), default=0)
        await waited(lambda: all(person.position >= newest for person in self.people), READY)

    async def _different(self) -> int:
        found: list[Person] = []

        async def look(person: Person) -> None:
            if await person.differs():
                found.append(person)

        await self._all(look)
        return len(found)

    def _report(self, lost: int, doubled: int, notes: tuple[int, int], reports: tuple[int, int]) -> dict[str, object]:
        late = sorted(self.late) or [0.0]
        written = sum(len(person.notes) for person in self.people)
        return {
            "people": len(self.people) - 1,
            "commands": sum(len(person.asked) for person in self.people),
            "pushes": sum(person.pushes for person in self.people),
            "latency_ms": {
                "p50": round(late[len(late) // 2], 1),
                "p95": round(late[len(late) * 95 // 100], 1),
                "max": round(late[-1], 1),
            },
            "reconnects": sum(person.reconnects for person in self.people),
            "notes": {"written": written, "refused": self.refused, "lost": notes[0], "doubled": notes[1]},
            "reports": {
                "lines": sum(len(person.reported) for person in self.people),
                "refused": self.refused_lines,
                "lost": reports[0],
                "doubled": reports[1],
            },
            "lost": lost,
            "doubled": doubled,
            "counted": "pages" if self.records is None else "log",
        }
