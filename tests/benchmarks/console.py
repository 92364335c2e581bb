"""What a console of a thousand people has to load at first, and what a change of one room pushes to it."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

from app.demo.boards import attribute
from tests.benchmarks.crowd import Crowd
from tests.benchmarks.figure import Figure, at_most
from tests.benchmarks.meeting import Meeting, meeting
from tests.benchmarks.page import first_load

NAMES = ("console-1000", "console-1000-push")
PEOPLE, IN_A_ROOM, ROOMS = 1000, 8, 125
MOST_BYTES, MOST_PUSHED = 250_000, 4_000
ROUND = "rounds/2"
CHANGES = ("pause", "resumption", "time", "closing")
"""What is done to one room, in this order."""


async def run() -> AsyncIterator[Figure]:
    """Measure while all rooms talk."""
    async with meeting(PEOPLE) as target:
        door = target.door()
        await door.post(f"{target.base}/rounds", size=IN_A_ROOM, minutes=20, rounds=1)
        position = 0
        for deed in ("publication", "opening", "start"):
            position = int((await door.post(f"{target.base}/{ROUND}/{deed}"))["x-position"])
        page = await door.get(f"{target.base}/console")
        assert len(set(re.findall(r'<article id="room-(\d+)"', page))) == ROOMS
        size, _ = await first_load(target, "ar", "console", target.moderator)
        pushed = await one_room(target, position)
    yield at_most("console-1000", size / 1000, "kB on the wire at the first load", MOST_BYTES / 1000)
    worst = max(pushed, key=pushed.__getitem__)
    yield at_most("console-1000-push", pushed[worst] / 1000, f"kB for one room ({worst})", MOST_PUSHED / 1000)


async def one_room(target: Meeting, position: int) -> dict[str, int]:
    """Change one room's clock in several ways; return the bytes that each brings to a console in Arabic."""
    door, pushed = target.door(), {}
    page = await door.get(f"{target.base}/console?language=ar")
    socket, epoch = attribute(page, "data-live"), attribute(page, "data-epoch")
    live = f"{socket}&since={position}&epoch={epoch}&page=tab"
    console = await Crowd.open(target.port, [live], [target.headers(target.moderator)])
    for deed in CHANGES:
        await console.want(position + 1)
        position = int((await door.post(f"{target.base}/{ROUND}/{deed}", rooms=7, minutes=1))["x-position"])
        pushed[deed] = (await console.arrived())["bytes"]
    await console.process.end()
    return pushed
