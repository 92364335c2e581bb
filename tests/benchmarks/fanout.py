"""One command whose panels go to all boards, beside a bare program that writes the same bytes to as many sockets.

The moderator changes title and question of the plenary that is on: every board gets the question and the agenda.
"""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from statistics import median

from tests.benchmarks.bare import Bare
from tests.benchmarks.crowd import Crowd
from tests.benchmarks.figure import Figure, at_least, at_most
from tests.benchmarks.meeting import QUESTION, meeting

NAMES = ("fanout-300", "fanout-1000", "last-tab-1000")
ROUNDS = 60
WARM = 5
GOALS = {300: 2.1, 1000: 1.75}


async def compared(tabs: int) -> tuple[float, float, float, float, float]:
    """Return processor seconds a message and median seconds to the last tab, ours and bare, and bytes a message."""
    used, took, bare_used, bare_took = [], [], [], []
    async with meeting(tabs) as target:
        crowd, door = await Crowd.open(target.port, *target.boards(tabs)), target.door()
        bare, position, size = await Bare.start(tabs), 0, 0
        for n in range(ROUNDS + WARM):
            await crowd.want(position + 1)
            await door.ready()
            cpu, began = target.process.cpu(), time.monotonic()
            said = {"title": f"Welcome, {n}", "question": f"{n}. {QUESTION}"}
            answer = await door.post(f"{target.base}/blocks/1", minutes=10, **said)
            position = int(answer["x-position"])
            arrived = await crowd.arrived()
            mine = target.process.cpu() - cpu
            size = arrived["bytes"] // tabs
            seconds, theirs = await bare.write(size)
            if n >= WARM and arrived["messages"] == tabs:
                used.append(mine)
                bare_used.append(theirs)
                took.append(arrived["times"][-1] - began)
                bare_took.append(seconds)
        await bare.end()
        await crowd.process.end()
    return median(used) / tabs, median(took), median(bare_used) / tabs, median(bare_took), size


async def run() -> AsyncIterator[Figure]:
    """Measure all three."""
    for tabs, goal in GOALS.items():
        used, took, bare_used, bare_took, size = await compared(tabs)
        yield at_most(f"fanout-{tabs}", used / bare_used, f"x bare ({used * 1e6:.1f} us a message)", goal)
        yield at_least(f"fanout-{tabs}-size", size, "bytes a message", 1024)
        if tabs == 1000:
            yield at_most("last-tab-1000", took / bare_took, f"x bare ({took * 1e3:.1f} ms)", 1.8)
