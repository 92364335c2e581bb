"""How nodes tell each other that a stream has grown. One process alone needs the memory version only.

Carries positions, never events: those are read from the log.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

Told = Callable[[str, int], None]


class Backplane(Protocol):
    """What a backplane can do; `subscribe` returns what ends the subscription."""

    async def tell(self, stream: str, position: int) -> None: ...

    def subscribe(self, told: Told) -> Callable[[], None]: ...


class MemoryBackplane:
    """Tells all subscribers in this process, the teller too: who is there already does nothing."""

    def __init__(self) -> None:
        self._subscribers: list[Told] = []

    async def tell(self, stream: str, position: int) -> None:
        """Tell that `stream` has reached `position`."""
        for told in list(self._subscribers):
            told(stream, position)

    def subscribe(self, told: Told) -> Callable[[], None]:
        """Call `told(stream, position)` from now on; the answer ends it."""
        self._subscribers.append(told)
        return lambda: self._subscribers.remove(told)
