"""Solving a seating problem beside the server: a process of its own, so that the longest search holds up nobody.

As `python -m app.web.solving SECONDS` it is that process: a pickled (problem, seed) comes in, a solution goes out.
"""

from __future__ import annotations

import asyncio
import pickle
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from app.domain.errors import Conflict
from app.seating import Problem, Solution, solve

ENOUGH, LONGEST = 4.0, 30.0
"""Seconds after which a search ends with the best so far, and after which it is given up."""
WAITING = 10
"""Searches that may wait for their turn; one more is told to come back."""


class Searches:
    """What costs much in one programme, searches and lists, one after the other."""

    def __init__(self) -> None:
        self._running = asyncio.Lock()
        self.waiting = 0

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait for one's turn. Raises `Conflict` where too many wait."""
        if self.waiting > WAITING:
            raise Conflict("try-again")
        self.waiting += 1
        try:
            async with self._running:
                yield
        finally:
            self.waiting -= 1


async def solved(problem: Problem, seed: int) -> Solution:
    """Solve in a process of its own; the same seed gives the same plan. Raises `Conflict` if it takes too long."""
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "app.web.solving", f"{ENOUGH:g}"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        async with asyncio.timeout(LONGEST):
            said, _ = await child.communicate(pickle.dumps((problem, seed)))
    except TimeoutError:
        raise Conflict("try-again") from None
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    solution: Solution = pickle.loads(said)  # noqa: S301 (our own child's pipe)
    return solution


def main(seconds: float) -> None:
    """Solve what comes in; look at the clock between two steps."""
    problem, seed = pickle.load(sys.stdin.buffer)  # noqa: S301 (only our own server's pipe)
    ends = time.monotonic() + seconds
    pickle.dump(solve(problem, seed=seed, stop=lambda: time.monotonic() > ends), sys.stdout.buffer)


if __name__ == "__main__":
    main(float(sys.argv[1]))
