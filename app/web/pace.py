"""How fast somebody may write shared text (security.md): who wants more is read more slowly, and loses nothing."""

from __future__ import annotations

import asyncio
import time

from realtime.clock import Clock

CHANGES_A_SECOND, BYTES_A_SECOND, READ_A_SECOND = 30.0, 64_000.0, 2_000_000.0
"""What one page may say, write and be handed."""
BURST = 1.0
"""Seconds of that which may come at once."""


class Pace:
    """What one page, or the forms of one person, have used up."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._paid = 0.0

    async def slowed(self, changes: int, size: int) -> None:
        """Wait until so many changes of so many bytes may be said; what is said next waits for them."""
        self.pay(max(changes / CHANGES_A_SECOND, size / BYTES_A_SECOND))
        wait = self._paid - time.monotonic()
        if wait > 0:
            await asyncio.sleep(wait)

    def pay(self, cost: float) -> None:
        """Note that so many seconds of what may be said and heard are used up."""
        self._paid = max(self._paid, time.monotonic() - BURST) + cost / self._clock.rate
