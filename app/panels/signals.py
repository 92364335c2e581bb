"""What the server knows but never writes down: who answered lately, who has seen what, whether it can write.

A read-only face of `realtime.presence` for slices, so that panels depend on values and not on sockets.
"""

from __future__ import annotations

from typing import Protocol


class Signals(Protocol):
    """Signals of one programme; instants are UTC seconds on the service clock."""

    def last(self, person: str) -> float | None:
        """When a tab of the person last answered, None if never since the start."""

    def seen(self, person: str) -> int:
        """The newest position drawn in a visible tab of the person; 0 if none."""

    @property
    def trouble(self) -> str | None:
        """Why commands cannot be written now ('disk-full', …), None when they can."""
