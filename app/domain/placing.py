"""The rule for latecomers: into the smallest room that understands them while enough time is left (domain.md §4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

LEAST_LEFT = 180.0
LEAST_SHARE = 0.25


@dataclass(frozen=True, slots=True)
class Candidate:
    """A room as a latecomer meets it: `left` and `duration` in seconds; `left` None: its clock has not started."""

    number: int
    size: int
    understands: bool
    left: float | None = None
    duration: float = 0.0

    @property
    def worth_it(self) -> bool:
        """Whether at least three minutes and a quarter of the round are left."""
        return self.left is None or self.left >= max(LEAST_LEFT, LEAST_SHARE * self.duration)


def place(candidates: Iterable[Candidate], wanted: int | None = None) -> int | None:
    """Return the room for a latecomer, None: the lobby.

    `wanted` (a pin, a companion's room) is hard: where it is among the rooms but will not do, no other one is taken.
    """
    rooms = list(candidates)
    meant = [room for room in rooms if room.number == wanted] or rooms
    fitting = [room for room in meant if room.worth_it and room.understands]
    first = min(fitting, key=lambda room: (room.size, room.number), default=None)
    return first.number if first else None
