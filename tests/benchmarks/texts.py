"""Shared text: from a keystroke to the other five of a room, and what a long text costs."""

from __future__ import annotations

import asyncio
import gc
import random
import re
import sqlite3
import time
from collections.abc import AsyncIterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from pycrdt import Doc, Text

from app.domain.reports import FIELDS
from realtime.log import Log
from realtime.texts import Texts
from tests.benchmarks.acknowledged import bare_database
from tests.benchmarks.door import Door
from tests.benchmarks.figure import Figure, at_most
from tests.benchmarks.meeting import Meeting, meeting
from tests.benchmarks.process import Process
from tests.benchmarks.writers import desks

NAMES = ("keystroke-peer", "text-memory", "text-disk", "text-open")
KEYSTROKES, RUN, PEOPLE = 20_000, 8, 6
LETTERS, APART = 300, 0.05
"""Keystrokes, and at least so many seconds from one to the next: faster than anybody types for long."""
WARM = 20
COPIES = 20
PAGE_SIZE = 4096


async def run() -> AsyncIterator[Figure]:
    """Measure all of it."""
    async for figure in peer():
        yield figure
    async for figure in long_text():
        yield figure


async def talk(target: Meeting, size: int) -> None:
    """Let rooms of this size talk for an hour."""
    door = target.door()
    await door.post(f"{target.base}/rounds", size=size, minutes=60, rounds=1)
    for deed in ("publication", "opening", "start"):
        await door.post(f"{target.base}/rounds/2/{deed}")


async def rooms(target: Meeting) -> dict[int, list[str]]:
    """Return who sits in which room, as the boards say it."""
    found: dict[int, list[str]] = {}
    for person in target.people:
        page = await target.door(person).get(f"{target.base}/notes?language=en")
        seat = re.search(r'data-text="report/m1/2-1-(\d+)"', page)
        if seat:
            found.setdefault(int(seat[1]), []).append(person)
    return found


def writer(target: Meeting, person: str, room: int, letter: str) -> list[object]:
    """Return how a writer opens the page of notes."""
    path = f"{target.base}/notes/live?page=desk{person}"
    return [path, target.headers(person), f"report/m1/2-1-{room}", letter]


async def peer() -> AsyncIterator[Figure]:
    """Measure p95 from one's keystroke to the last of the five others of a room."""
    async with meeting(30) as target:
        await talk(target, PEOPLE)
        room, people = next((room, people) for room, people in (await rooms(target)).items() if len(people) == PEOPLE)
        process = await desks(target.port, [writer(target, person, room, "x") for person in people])
        bare = await Process.start("tests.benchmarks.acknowledged")
        form, database = Door(int(await bare.said()), {"Host": "127.0.0.1"}), bare_database(target.folder / "bare.db")
        took: list[float] = []
        posted, inserted = [], []
        for n in range(LETTERS):  # turn by turn, as durable-ack has it
            due = time.monotonic() + APART
            took += await process.ask(peer=1)
            await form.ready()
            began = time.perf_counter()
            await form.post("/", once=f"once{n}")
            posted.append(time.perf_counter() - began)
            inserted.append(insert(database, n))
            await asyncio.sleep(due - time.monotonic())
        took = took[WARM:]
        database.close()
        await form.close()
        await bare.end()
        await process.end()
    p95, floor = sorted(took)[len(took) * 95 // 100], median(posted) + median(inserted)
    halves = f"form {median(posted) * 1e3:.2f} + insert {median(inserted) * 1e3:.2f} ms"
    said = f"p50 {median(took) * 1e3:.2f}, p95 {p95 * 1e3:.2f} ms; {halves}"
    yield at_most("keystroke-peer", p95 / floor, f"x bare ({said})", 5)


def insert(database: sqlite3.Connection, number: int) -> float:
    """Write one row durably; return the seconds."""
    began = time.perf_counter()
    database.execute("INSERT INTO events VALUES (?, ?, ?, ?)", (number + 1, "LettersCame", b"x" * 40, f"once{number}"))
    database.commit()
    return time.perf_counter() - began


def history() -> list[bytes]:
    """Return the changes of so many keystrokes by six people, in runs of eight on average at any place."""
    draw, changes = random.Random(11), list[bytes]()
    people: list[Doc[Text]] = [Doc() for _ in range(PEOPLE)]
    for each in people:
        each.observe(lambda event: changes.append(event.update))
    told, typed = 0, 0
    while typed < KEYSTROKES:
        one = draw.choice(people)
        field = one.get(draw.choice(list(FIELDS)), type=Text)
        at = draw.randint(0, len(field))
        for _ in range(min(KEYSTROKES - typed, draw.randint(1, 2 * RUN - 1))):
            field.insert(at, draw.choice("abcdefghij klmnop"))
            at, typed = at + 1, typed + 1
        mine, told = changes[told:], len(changes)
        for other in people:
            if other is not one:
                for change in mine:
                    other.apply_update(change)
        del changes[told:]
    return changes


def resident() -> int:
    """Return the bytes that this process holds in memory."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * PAGE_SIZE


async def long_text() -> AsyncIterator[Figure]:
    """Measure what a long text weighs in memory and, its history written as one, on the disk; and how long it opens."""
    with TemporaryDirectory() as folder:
        log = await Log.open(Path(folder) / "texts.db")
        texts = Texts(log)
        text = await texts.open("book", "report/1")
        for change in history():
            await texts.put(text, change, by="somebody")
        await texts.compact(text)
        said, size = text.words(FIELDS), text.size
        assert sum(map(len, said.values())) == KEYSTROKES
        await texts.reload()
        del text
        gc.collect()
        before, took, copies = resident(), [], []
        for _ in range(COPIES):
            await texts.reload()
            began = time.perf_counter()
            copies.append(await texts.open("book", "report/1"))
            took.append(time.perf_counter() - began)
        weight = (resident() - before) / COPIES
        assert copies[0].words(FIELDS) == said
        await texts.close()
        await log.close()
    yield at_most("text-memory", weight / 1e6, f"MB in memory of {KEYSTROKES} keystrokes", 1)
    yield at_most("text-disk", size / 1e3, "kB on the disk", 200)
    yield at_most("text-open", median(took) * 1e3, "ms to open", 50)
