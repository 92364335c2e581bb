"""A thousand in two hundred rooms type two letters a second each: nothing is lost, and commands are answered."""

from __future__ import annotations

import asyncio
import re
import time
from collections import Counter
from collections.abc import AsyncIterator

from tests.benchmarks.door import Door
from tests.benchmarks.figure import Figure, at_most
from tests.benchmarks.meeting import Meeting, meeting
from tests.benchmarks.notes import waited
from tests.benchmarks.texts import rooms, talk, writer
from tests.benchmarks.writers import desks

NAMES = ("text-1000", "text-1000-lost", "text-1000-clock")
ROOMS, IN_A_ROOM, EVERY, SECONDS = 200, 5, 0.5, 12.0


async def run() -> AsyncIterator[Figure]:
    """Let 200 rooms of five type two letters a second each, and give commands beside it."""
    async with meeting(ROOMS * IN_A_ROOM) as target:
        await talk(target, IN_A_ROOM)
        seats = await rooms(target)
        quiet = await waited(target)
        given = [
            writer(target, person, room, "abcdefgh"[nth])
            for room, people in seats.items()
            for nth, person in enumerate(people)
        ]
        process = await desks(target.port, given)
        typing = asyncio.create_task(process.ask(seconds=SECONDS, each=EVERY))
        took = await commands(target)
        found = await typing
        lost = 0
        door, nth = target.door(), 0
        for room, people in seats.items():
            page = await door.get(f"{target.base}/reports/2-1-{room}?language=en")
            kept_there = re.search(r"<dt>Key point 1</dt>\s*<dd[^>]*>([a-h]*)</dd>", page)
            there = Counter(kept_there[1] if kept_there else "")
            for letter, _ in zip("abcdefgh", people, strict=False):
                lost += abs(found["typed"][nth] - there[letter])
                nth += 1
        await process.end()
    kept = found["kept"]
    p95 = kept[len(kept) * 95 // 100]
    said = f"p95 {p95 * 1e3:.1f} ms of {len(kept)} letters; one command alone {quiet * 1e3:.2f} ms"
    yield at_most("text-1000", p95 / quiet, f"x durable-ack until a letter is kept ({said})", 40)
    yield at_most("text-1000-lost", lost + found["unsaved"], "letters lost or doubled", 0)
    slow = sorted(took)[len(took) * 95 // 100]
    yield at_most("text-1000-clock", slow / quiet, f"x a command alone meanwhile (p95 {slow * 1e3:.1f} ms)", 20)


async def commands(target: Meeting) -> list[float]:
    """Each second somebody is lost, then found, and all rooms get a minute more; return the wait for each answer."""
    person, moderator, took = target.door(target.people[0]), target.door(), []
    deeds: tuple[tuple[Door, str, dict[str, int]], ...] = (
        (person, f"{target.base}/lost", {}),
        (person, f"{target.base}/found", {}),
        (moderator, f"{target.base}/rounds/2/time", {"minutes": 1}),
    )
    began = time.monotonic() + 1
    for nth in range(int(SECONDS - 2) * len(deeds)):
        await asyncio.sleep(max(0.0, began + nth / len(deeds) - time.monotonic()))
        door, path, fields = deeds[nth % len(deeds)]
        await door.ready()
        at = time.perf_counter()
        await door.post(path, **fields)
        took.append(time.perf_counter() - at)
    return took
