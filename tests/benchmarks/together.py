"""A hundred clients at once: how many commands share a commit, and what the disk's sync costs all of them.

The clients are a process of their own. Commits are counted in the log: what one commit wrote bears one instant.
"""

from __future__ import annotations

import asyncio
import json
import sqlite3
import sys
import time
from collections.abc import AsyncIterator
from statistics import median

import uvloop

from app.web.house import DATABASE
from tests.benchmarks.door import Door
from tests.benchmarks.figure import Figure, at_least
from tests.benchmarks.meeting import Meeting, meeting
from tests.benchmarks.process import Process

NAMES = ("group-commit",)
CLIENTS = 100
SECONDS = 4.0
RUNS = 3


async def run() -> AsyncIterator[Figure]:
    """Measure with the disk's sync and without, by turns."""
    rates: dict[str, list[float]] = {"FULL": [], "OFF": []}
    shared = []
    for _ in range(RUNS):
        for synchronous, found in rates.items():
            async with meeting(CLIENTS, synchronous=synchronous) as target:
                before = counted(target)
                found.append(await load(target))
                after = counted(target)
            if synchronous == "FULL":
                shared.append((after[0] - before[0]) / (after[1] - before[1]))
    full, off = median(rates["FULL"]), median(rates["OFF"])
    yield at_least("group-commit", median(shared), "commands a commit", 25)
    yield at_least("group-commit-rate", 100 * full / off, f"% of synchronous OFF ({full:.0f} a second)", 85)


def counted(target: Meeting) -> tuple[int, int]:
    """Return how many commands and how many commits the programme's log holds."""
    with sqlite3.connect(target.folder / DATABASE) as log:
        asked = "SELECT count(*) FILTER (WHERE nth = 0), count(DISTINCT at) FROM events WHERE stream = ?"
        commands, commits = log.execute(asked, (target.programme,)).fetchone()
    return commands, commits


async def load(target: Meeting, seconds: float = SECONDS) -> float:
    """Let a hundred people press "I'm lost" and "I have found the way" as fast as answers come; return the rate."""
    process = await Process.start("tests.benchmarks.together")
    headers = [target.headers(each) for each in target.people[:CLIENTS]]
    rate = await process.ask(port=target.port, base=target.base, headers=headers, seconds=seconds)
    await process.end()
    return float(rate)


async def main() -> None:
    """Press until the time is over; say how many answers came in a second."""
    asked = json.loads(sys.stdin.readline())
    doors = [Door(asked["port"], headers) for headers in asked["headers"]]
    await asyncio.gather(*(door.ready() for door in doors))
    began = time.monotonic()

    async def press(door: Door, number: int) -> int:
        count = 0
        while time.monotonic() < began + asked["seconds"]:
            await door.post(f"{asked['base']}/{'found' if count % 2 else 'lost'}", once=f"{number}/{count}")
            count += 1
        return count

    counts = await asyncio.gather(*(press(door, number) for number, door in enumerate(doors)))
    print(json.dumps(sum(counts) / (time.monotonic() - began)), flush=True)
    await asyncio.sleep(60)


if __name__ == "__main__":
    uvloop.run(main())
