"""One clock with a rate, injected everywhere.

Anchored to the wall clock once, at its start; from then on it follows the machine's count of seconds since boot, so
that a jump of the wall clock moves nothing.
"""

from __future__ import annotations

import asyncio
import time


def since_boot() -> float:
    """Return seconds since boot; a laptop's sleep counts where the system can tell."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot is None else time.clock_gettime(boot)


class Clock:
    """Service time: `rate` service seconds pass in one real second (1 in service; rehearsals and tests choose)."""

    def __init__(self, rate: float = 1.0, start: float | None = None) -> None:
        """Start at `start` (UTC seconds), by default at the wall clock's instant."""
        self.rate = rate
        self._zero = since_boot()
        self._start = time.time() if start is None else start

    def now(self) -> float:
        """Return the service instant in UTC seconds."""
        return self._start + (since_boot() - self._zero) * self.rate

    async def sleep(self, seconds: float) -> None:
        """Sleep for service seconds."""
        await asyncio.sleep(max(0.0, seconds) / self.rate)
