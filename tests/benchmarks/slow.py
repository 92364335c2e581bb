"""Three of three hundred tabs stop reading while a hundred messages a second go to all: what the others notice of it.

The same tabs read on and stop by turns, so that what else the machine does falls on both alike.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from statistics import median

from tests.benchmarks.crowd import Crowd
from tests.benchmarks.door import Door
from tests.benchmarks.figure import Figure, at_most
from tests.benchmarks.meeting import QUESTION, Meeting, meeting

NAMES = ("slow-tab",)
TABS, SLOW = 300, 3
RATE, SECONDS = 100, 2.0
TURNS = 6
MEGABYTE = 1_000_000


async def run() -> AsyncIterator[Figure]:
    """Measure p99 with and without slow tabs, and the server's memory."""
    p99: dict[bool, list[float]] = {False: [], True: []}
    grown: list[int] = []
    async with meeting(TABS) as target:
        paths, headers = target.boards(TABS)
        slow = await Crowd.open(target.port, paths[:SLOW], headers[:SLOW])
        others = await Crowd.open(target.port, paths[SLOW:], headers[SLOW:])
        door = target.door()
        await pushes(target, door, others)
        for turn in range(2 * TURNS):
            stopped = turn % 2 == 1
            await slow.read(not stopped)
            before = target.process.memory()
            p99[stopped].append(await pushes(target, door, others))
            if stopped:
                grown.append(target.process.memory() - before)
        for crowd in (slow, others):
            await crowd.process.end()
    ours, bare = median(p99[True]), median(p99[False])
    said = f"({ours * 1e3:.1f} against {bare * 1e3:.1f} ms)"
    yield at_most("slow-tab", 100 * (ours / bare - 1), f"% later for the others at p99 {said}", 10)
    yield at_most("slow-tab-memory", max(0, max(grown)) / MEGABYTE, "MB more", 1)


async def pushes(target: Meeting, door: Door, others: Crowd) -> float:
    """Change the question a hundred times a second; return p99 of the seconds until a tab has a change."""
    sent: dict[int, float] = {}
    await others.record(True)
    began = time.monotonic()
    for n in range(int(RATE * SECONDS)):
        await asyncio.sleep(max(0.0, began + n / RATE - time.monotonic()))
        at = time.monotonic()
        answer = await door.post(f"{target.base}/blocks/1", title="Welcome", minutes=10, question=f"{n}. {QUESTION}")
        sent[int(answer["x-position"])] = at
    last = max(sent)
    async with asyncio.timeout(60):
        while min(await others.positions()) < last:  # noqa: ASYNC110 (it is another process)
            await asyncio.sleep(0.05)
    late = sorted(at - sent[position] for position, at in await others.record(False) if position in sent)
    return late[len(late) * 99 // 100]
