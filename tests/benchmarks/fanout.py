"""One command whose panel goes to all tabs, beside a bare program that writes the same bytes to as many sockets."""

from __future__ import annotations

import time
from statistics import median

from tests.benchmarks.bare import Bare
from tests.benchmarks.crowd import Crowd
from tests.benchmarks.figure import Figure, at_most
from tests.benchmarks.toy import ToyTarget

NAMES = ("fanout-300", "fanout-1000", "last-tab-1000")
ROUNDS = 40
WARM = 5
GOALS = {300: 2.1, 1000: 1.75}


async def compared(tabs: int) -> tuple[float, float, float, float]:
    """Return processor seconds a message and median seconds to the last tab: ours, ours, bare, bare."""
    target = await ToyTarget.start()
    crowd = await Crowd.open(target.port, target.tabs(tabs))
    bare = await Bare.start(tabs)
    used, took, bare_used, bare_took = 0.0, [], 0.0, []
    position = 0
    for n in range(ROUNDS + WARM):
        await crowd.want(position + 1)
        cpu, began = target.process.cpu(), time.monotonic()
        position = await target.command(f"hello {n}")
        arrived = await crowd.arrived()
        mine = target.process.cpu() - cpu
        seconds, theirs = await bare.write(arrived["bytes"] // tabs)
        if n >= WARM:
            used, bare_used = used + mine, bare_used + theirs
            took.append(arrived["times"][-1] - began)
            bare_took.append(seconds)
    for each in (target, bare):
        await each.end()
    await crowd.process.end()
    return used / tabs / ROUNDS, median(took), bare_used / tabs / ROUNDS, median(bare_took)


async def run() -> list[Figure]:
    """Measure all three."""
    figures = []
    for tabs, goal in GOALS.items():
        used, took, bare_used, bare_took = await compared(tabs)
        figures.append(at_most(f"fanout-{tabs}", used / bare_used, f"x bare ({used * 1e6:.1f} us)", goal))
        if tabs == 1000:
            figures.append(at_most("last-tab-1000", took / bare_took, f"x bare ({took * 1e3:.1f} ms)", 1.8))
    return figures
