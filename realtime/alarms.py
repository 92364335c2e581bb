"""Wake me at: alarms by owner and key on the service clock; each fires once, in order.

Keeps nothing: after a restart the owners set theirs again. What a missed alarm means is the owner's to decide.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping

from realtime.clock import Clock
from realtime.faults import fault

Ring = Callable[[str, str, float], Awaitable[object]]
AGAIN = 1.0


class Alarms:
    """All alarms of a process.

    `ring(owner, key, instant)` is awaited when one is due; if it raises, it is rung again a second later.
    """

    def __init__(self, clock: Clock, ring: Ring) -> None:
        self._clock = clock
        self._ring = ring
        self._owners: dict[str, Owner] = {}

    def set(self, owner: str, wanted: Mapping[str, float]) -> None:
        """Replace the owner's alarms (key → UTC seconds); one that fired for the same instant does not fire again."""
        held = self._owners.get(owner)
        if held is None:
            if not wanted:
                return
            held = self._owners[owner] = Owner(owner, self._clock, self._ring)
        held.set(wanted)

    async def close(self) -> None:
        """Let no alarm fire any more."""
        tasks = [held.task for held in self._owners.values()]
        self._owners.clear()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


class Owner:
    """The alarms of one owner, rung one after the other, so that one owner's trouble holds up nobody else."""

    def __init__(self, name: str, clock: Clock, ring: Ring) -> None:
        self._name = name
        self._clock = clock
        self._ring = ring
        self._wanted: dict[str, float] = {}
        self._fired: dict[str, float] = {}
        self._changed = asyncio.Event()
        self.task = asyncio.create_task(self._run())

    def set(self, wanted: Mapping[str, float]) -> None:
        """Replace the alarms."""
        self._wanted = dict(wanted)
        self._fired = {key: at for key, at in self._fired.items() if wanted.get(key) == at}
        self._changed.set()

    def _next(self) -> tuple[float, str] | None:
        waiting = [(at, key) for key, at in self._wanted.items() if self._fired.get(key) != at]
        return min(waiting, default=None)

    async def _run(self) -> None:
        while True:
            self._changed.clear()
            due = self._next()
            if due is None:
                await self._changed.wait()
            elif due[0] > self._clock.now():
                await self._wait(due[0])
            else:
                await self._fire(*due)

    async def _wait(self, until: float) -> None:
        # A laptop that slept wakes within seconds of the truth: the loop's own timers stand still in its sleep.
        real = min((until - self._clock.now()) / self._clock.rate, 5.0)
        try:
            await asyncio.wait_for(self._changed.wait(), max(real, 0.0))
        except TimeoutError:
            return

    async def _fire(self, at: float, key: str) -> None:
        try:
            await self._ring(self._name, key, at)
        except Exception as error:
            fault("alarm failed", error)
            await asyncio.sleep(AGAIN)
        else:
            self._fired[key] = at
