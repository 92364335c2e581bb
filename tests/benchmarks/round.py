"""A round is shown and opened: everybody's own "you are in …", every room's panels, the console with all rooms.

Both are measured and the slower one counts; between samples the moderator takes them back.
"""

from __future__ import annotations

import re
import time
from collections.abc import AsyncIterator
from statistics import median
from typing import NamedTuple

from tests.benchmarks.bare import Bare
from tests.benchmarks.crowd import Crowd
from tests.benchmarks.door import Door
from tests.benchmarks.figure import Figure, at_most
from tests.benchmarks.meeting import Meeting, meeting

NAMES = ("round-34", "round-1000")
SIZES = {34: (5, 14), 1000: (8, 8)}
"""People → those in a room, and samples."""
BLOCK = 2
GOAL = 8.0
DEEDS = ("publication", "opening", "undoing", "withdrawal")
COUNTED = DEEDS[:2]


class Sample(NamedTuple):
    """Seconds to the last board, and to console and screen; processor seconds; the bare program's of both; bytes."""

    board: float
    console: float
    used: float
    bare: float
    bare_used: float
    size: float


async def compared(people: int) -> dict[str, Sample]:
    """Return the medians for each deed."""
    in_a_room, samples = SIZES[people]
    found: dict[str, list[Sample]] = {each: [] for each in DEEDS}
    async with meeting(people) as target:
        door = target.door()
        await door.post(f"{target.base}/rounds", size=in_a_room, minutes=20, rounds=1)
        boards, staff = await Crowd.open(target.port, *target.boards(people)), await opened_by_staff(target)
        bare, position = await Bare.start(people), 0
        for n in range((samples + 1) * len(DEEDS)):
            deed = DEEDS[n % len(DEEDS)]
            path = await there(target, deed, door)
            for crowd in (boards, staff):
                await crowd.want(position + 1)
            await door.ready()
            used, began = target.process.cpu(), time.monotonic()
            position = int((await door.post(path))["x-position"])
            theirs, ours = await boards.arrived(), await staff.arrived()
            used = target.process.cpu() - used
            size = theirs["bytes"] // people
            times = theirs["times"][-1] - began, ours["times"][-1] - began
            if n >= len(DEEDS):
                found[deed].append(Sample(*times, used, *await bare.write(size), size))
        for each in (bare, boards.process, staff.process):
            await each.end()
    return {deed: Sample(*map(median, zip(*taken, strict=True))) for deed, taken in found.items()}


async def opened_by_staff(target: Meeting) -> Crowd:
    """Open the console and the plenary screen."""
    paths = [target.live(page, 0) for page in ("console", "screen")]
    return await Crowd.open(target.port, paths, [target.headers(target.moderator)] * 2)


async def there(target: Meeting, deed: str, door: Door) -> str:
    """Return where the moderator posts to do a deed."""
    if deed != "undoing":
        return f"{target.base}/rounds/{BLOCK}/{deed}"
    page = await door.get(f"{target.base}/console")
    (act,) = re.findall(r'action="[^"]*steps/(\d+)/undoing"', page)
    return f"{target.base}/steps/{act}/undoing"


async def run() -> AsyncIterator[Figure]:
    """Measure both sizes."""
    for people in SIZES:
        found = await compared(people)
        worst = max(COUNTED, key=lambda deed: found[deed].board / found[deed].bare)
        one = found[worst]
        said = f"{worst} {one.board * 1e3:.1f} ms, console {one.console * 1e3:.1f} ms, {one.size:.0f} bytes a board"
        yield at_most(f"round-{people}", one.board / one.bare, f"x bare ({said})", GOAL)
        yield Figure(f"round-{people}-processor", one.used / one.bare_used, "x bare", "none", ok=True)
