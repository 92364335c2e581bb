"""When each person's tabs last answered, and what they have drawn. Only in memory, only signals.

Decides nothing about what silence means.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from realtime.clock import Clock


@dataclass(slots=True)
class Signs:
    """What one person's tabs have told."""

    last: float | None = None
    seen: int = 0
    closed_at: float | None = None
    pages: dict[str, int] = field(default_factory=dict)


class Presence:
    """The signs of life of everybody who watches one stream."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._people: dict[str, Signs] = {}

    def opened(self, person: str, page: str) -> None:
        """Note that a tab of this page opened; opening counts as answering."""
        signs = self._people.setdefault(person, Signs())
        signs.pages[page] = signs.pages.get(page, 0) + 1
        signs.closed_at = None
        signs.last = self._clock.now()

    def heard(self, person: str, page: str, position: int, visible: bool) -> None:
        """Note that a tab of this page answered, or a poll or a load came, having drawn this position."""
        signs = self._people.setdefault(person, Signs())
        signs.last = self._clock.now()
        signs.closed_at = None
        if visible and position > signs.seen:
            signs.seen = position

    def closed(self, person: str, page: str, *, goodbye: bool) -> None:
        """Note that a tab of this page is gone; without a goodbye its socket was lost and it may only sleep."""
        signs = self._people.setdefault(person, Signs())
        left = signs.pages.pop(page, 0) - 1
        if left > 0:
            signs.pages[page] = left
        if goodbye and not signs.pages:
            signs.closed_at = self._clock.now()

    def people(self) -> list[str]:
        """Return everybody who ever gave a sign."""
        return list(self._people)

    def last(self, person: str) -> float | None:
        """Return when a tab last answered, None if none has since the start."""
        signs = self._people.get(person)
        return signs.last if signs else None

    def seen(self, person: str) -> int:
        """Return the newest position drawn in a visible tab, 0 if none."""
        signs = self._people.get(person)
        return signs.seen if signs else 0

    def pages(self, person: str) -> int:
        """Return how many pages of the person are open now."""
        signs = self._people.get(person)
        return len(signs.pages) if signs else 0

    def closed_at(self, person: str) -> float | None:
        """Return when the last open page said goodbye, None while one is open, sleeps, or if none ever was."""
        signs = self._people.get(person)
        return signs.closed_at if signs else None

    def forget_positions(self) -> None:
        """Forget what was seen: after a restore positions mean something else."""
        for signs in self._people.values():
            signs.seen = 0
