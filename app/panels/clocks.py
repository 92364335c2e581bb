"""A clock as pages show it: when it ends, or how much is left while it is held. Instants, never ticks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.clock import RECAP, Timer, remaining


@dataclass(frozen=True, slots=True)
class Face:
    """`ends_at` UTC seconds; `left` seconds while held, else None; `grace_until` once the time is up."""

    ends_at: float
    left: int | None
    grace_until: float | None
    duration: float

    @property
    def left_words(self) -> str:
        """What is left of a held clock, as "7:32"."""
        minutes, seconds = divmod(self.left or 0, 60)
        return f"{minutes}:{seconds:02}"


def face(timer: Timer | None) -> Face | None:
    """Return a clock's face, None where no clock runs."""
    if timer is None:
        return None
    left = None if timer.paused_at is None else int(remaining(timer, timer.paused_at))
    return Face(timer.ends_at, left, timer.grace_until, timer.duration)


def recap(timer: Timer | None) -> Face | None:
    """Return the face of the recap that a clock begins with, None once it is over or nobody tells anything."""
    if timer is None or not timer.recap or RECAP in timer.told or timer.grace_until is not None:
        return None
    until = timer.started_at + timer.recap
    left = None if timer.paused_at is None else int(max(0.0, until - timer.paused_at))
    return Face(until, left, None, timer.recap) if until < timer.ends_at else None


def recapped_at(timer: Timer) -> float | None:
    """Return when all began to talk after a recap (UTC seconds); None where there was none, before and in grace."""
    over = timer.recap and RECAP in timer.told and timer.grace_until is None
    return timer.started_at + timer.recap if over else None


def common(timers: Sequence[Timer | None]) -> Timer | None:
    """Return a clock of those that show what most show; of two as frequent the one that ends later."""
    running = {shows(timer): timer for timer in timers if timer is not None}
    counted = Counter(shows(timer) for timer in timers if timer is not None)
    best = max(counted, key=lambda found: (counted[found], found[0]), default=None)
    return running[best] if best is not None else None


def shows(timer: Timer | None) -> tuple[float, float | None, float | None]:
    """Return what makes two clocks show the same; cheap, as every room asks for all of them."""
    return (timer.ends_at, timer.paused_at, timer.grace_until) if timer is not None else (0.0, None, None)
