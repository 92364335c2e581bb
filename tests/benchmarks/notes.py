"""A thousand people in two hundred rooms write: from a note's POST until it is on the room's other boards.

Notes come as they would if each wrote one every twenty seconds, whether or not the one before was answered. Compared
with the quiet wait for one command on the disk, in the same run; at the end every note is on the team's page once.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections import Counter
from collections.abc import AsyncIterator
from statistics import median

from tests.benchmarks.crowd import Crowd
from tests.benchmarks.figure import Figure, at_most
from tests.benchmarks.meeting import Meeting, meeting

NAMES = ("notes-1000", "notes-1000-lost")
PEOPLE, IN_A_ROOM, EVERY = 1000, 5, 20.0
SECONDS = 12.0
QUIET = 60
GOAL = 20.0
WORDS = "Ask who is not in the room, then change the clock: note {number}"


async def run() -> AsyncIterator[Figure]:
    """Measure the quiet wait, then the writing."""
    async with meeting(PEOPLE) as target:
        door = target.door()
        await door.post(f"{target.base}/rounds", size=IN_A_ROOM, minutes=60, rounds=1)
        for deed in ("publication", "opening", "start"):
            await door.post(f"{target.base}/rounds/2/{deed}")
        quiet = await waited(target)
        boards = await Crowd.open(target.port, *target.boards(PEOPLE))
        await boards.record(True)
        count = int(SECONDS * PEOPLE / EVERY)
        began = time.monotonic()
        sent = await asyncio.gather(*(note(target, number, began) for number in range(count)))
        await asyncio.sleep(2)
        arrived = await boards.record(False)
        await boards.process.end()
        page = await door.get(f"{target.base}/notes")
    seen = Counter(int(number) for number in re.findall(r"change the clock: note (\d+)<", page))
    wrong = sum(seen[number] != 1 for number in range(count))
    late = sorted(waits(sent, arrived))
    p95 = late[len(late) * 95 // 100]
    said = f"p95 {p95 * 1e3:.1f} ms of {len(late)} notes; one command alone {quiet * 1e3:.2f} ms"
    yield at_most("notes-1000", p95 / quiet, f"x durable-ack ({said})", GOAL)
    yield at_most("notes-1000-lost", wrong, "notes lost or doubled", 0)


async def waited(target: Meeting) -> float:
    """Return the median wait of one client's command while nobody else gives one."""
    door, took = target.door(target.people[0]), []
    for number in range(QUIET):
        await door.ready()
        began = time.perf_counter()
        await door.post(f"{target.base}/{'lost' if number % 2 == 0 else 'found'}", once=f"quiet{number}")
        took.append(time.perf_counter() - began)
    return median(took)


async def note(target: Meeting, number: int, began: float) -> tuple[float, int]:
    """Write one note when its turn comes; return when it was posted and the position that it has."""
    door = target.door(target.people[number])
    await asyncio.sleep(max(0.0, began + number * EVERY / PEOPLE - time.monotonic()))
    await door.ready()
    posted = time.monotonic()
    answer = await door.post(f"{target.base}/notes", text=WORDS.format(number=number), once=f"note{number}")
    return posted, int(answer["x-position"])


def waits(sent: list[tuple[float, int]], arrived: list[tuple[int, float]]) -> list[float]:
    """Return for each note how long the last board took that its message went to (or that of its batch)."""
    last: dict[int, float] = {}
    for position, at in arrived:
        last[position] = max(at, last.get(position, 0.0))
    positions = sorted(last)
    found = []
    for posted, position in sent:
        reached = next((each for each in positions if each >= position), None)
        assert reached is not None, "a note reached no board"
        found.append(last[reached] - posted)
    return found
