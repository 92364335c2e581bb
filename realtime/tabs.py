"""One tab: who watches, which panels, and what it still has to get while its socket takes nothing.

Holds keys, never HTML: the newest HTML of a panel is the hub's.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from realtime.wire import Wire

Key = tuple[str, str]


@dataclass(slots=True, eq=False)
class Tab:
    """One open page of a person. `watching` says anew which panels it may watch; `page` is the page's random id."""

    person: str
    page: str
    language: str
    wire: Wire
    watch: tuple[Key, ...]
    watching: Callable[[], tuple[Key, ...]]
    pending: dict[Key, None] = field(default_factory=dict)
    behind: bool = False
    epoch_due: bool = False
    parked_since: float | None = None

    def park(self, keys: tuple[Key, ...], now: float) -> None:
        """Remember which panels to send once the socket takes them (`now`: `time.monotonic`)."""
        self.pending.update(dict.fromkeys(keys))
        self.behind = True
        if self.parked_since is None:
            self.parked_since = now

    def rewatch(self) -> tuple[Key, ...]:
        """Ask anew what the tab may watch; return the panels that are new to it."""
        before = set(self.watch)
        self.watch = self.watching()
        after = set(self.watch)
        for key in [key for key in self.pending if key not in after]:
            del self.pending[key]
        return tuple(key for key in self.watch if key not in before)

    def unpark(self) -> tuple[Key, ...]:
        """Hand out what the tab missed and forget it."""
        keys = tuple(self.pending)
        self.pending.clear()
        self.behind = False
        self.parked_since = None
        return keys
