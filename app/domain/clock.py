"""The clock of a room or of the plenary: instants on the server, never ticks (domain.md §4 "Clock"). Reads no clock."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

GRACE, GRACE_OF_PAIRS = 60.0, 30.0
"""Seconds to finish a sentence after the time is up."""
NOTICES = (0, 30, 60, 120)
"""Seconds of notice that an ending may be given; 0: now, without grace."""

HALF, FIVE, ONE, UP, RECAP, WRITER = "half", "five", "one", "up", "recap", "writer"
SIGNALS = (HALF, FIVE, ONE, RECAP, WRITER)
WRITER_WITHIN = 180.0
"""Seconds in which a room is asked who takes the notes; then it is told that nobody does (domain.md §8)."""
LAST = 300.0
"""Seconds before the end at which what is still empty is asked for."""
LONG = 600.0
"""Seconds from which a round has a half-time, and is told that nobody takes its notes."""


@dataclass(slots=True)
class Timer:
    """One running time. All in seconds; instants UTC. `turn` names the last change of the clock, for alarm keys.

    `recap`: for how long at its start somebody tells what was said before, 0 for none; its end is a signal.
    `halved_at`: when half-time was told, once, however the clock changed since; None: not, or nobody heard it.
    `written`: somebody is to take the notes, so that three minutes after its start are a signal.
    `long`: it had more than five minutes once, however short it became.
    """

    duration: float
    started_at: float
    ends_at: float
    paused_at: float | None = None
    notice: float | None = None
    grace_until: float | None = None
    told: set[str] = field(default_factory=set)
    turn: int = 0
    recap: float = 0.0
    halved_at: float | None = None
    written: bool = False
    long: bool = False

    @classmethod
    def start(cls, now: float, duration: float, turn: int, recap: float = 0.0, *, written: bool = False) -> Timer:
        """Return a clock that runs from now; signals that could only come at its start are taken as told.

        A `recap` that would take all of it is none.
        """
        recap = recap if recap < duration else 0.0
        timer = cls(duration, now, now + duration, turn=turn, recap=recap, written=written and duration >= LONG)
        timer.long = duration > LAST
        timer.told = {signal for signal, at in timer.instants().items() if at <= now}
        return timer

    def copy(self) -> Timer:
        """Return a clock that can be kept while this one goes on."""
        return replace(self, told=set(self.told))

    def instants(self) -> dict[str, float]:
        """Return when each signal falls: half-time and three minutes of long rounds, 5:00, 1:00, the end of a recap.

        Where five minutes is all there ever was, or less, what 5:00 asks for is asked at the middle. Of a clock that
        was cut to five minutes or less it lies in the past, be it before the start.
        """
        five = LAST if self.long else self.duration / 2
        found = {ONE: self.ends_at - 60}
        if self.duration >= LONG:
            found[HALF] = self.ends_at - self.duration / 2
        if self.written:
            found[WRITER] = self.started_at + WRITER_WITHIN
        if self.recap:
            found[RECAP] = self.started_at + self.recap
        return {FIVE: self.ends_at - five, **{signal: at for signal, at in found.items() if at > self.started_at}}

    def due(self) -> dict[str, float]:
        """Return the signals still to come, and the time being up or the grace being over (`UP`)."""
        if self.paused_at is not None:
            return {}
        if self.grace_until is not None:
            return {UP: self.grace_until}
        return {signal: at for signal, at in self.instants().items() if signal not in self.told} | {UP: self.ends_at}

    def tell(self, signal: str, at: float | None) -> None:
        """Take a signal as told; `at` None: nobody heard it."""
        self.told.add(signal)
        if signal == HALF and self.halved_at is None:
            self.halved_at = at

    def pause(self, now: float) -> None:
        """Hold the clock."""
        self.paused_at = now

    def resume(self, now: float, turn: int) -> None:
        """Go on with what was left when the clock was held."""
        if self.paused_at is not None:
            self._shift(now - self.paused_at)
        self.paused_at, self.turn = None, turn

    def extend(self, seconds: float, now: float, turn: int) -> None:
        """Give or take time, never below zero left; from grace the clock runs again from now."""
        if self.grace_until is not None:
            self.grace_until, self.ends_at = None, now
        self.notice = None
        before = self.ends_at
        here = self.paused_at if self.paused_at is not None else now
        self.ends_at = max(self.ends_at + seconds, here)
        self.duration += self.ends_at - before
        self.long = self.long or self.duration > LAST
        self._forget(here, turn)

    def end(self, notice: float, now: float, turn: int) -> None:
        """Let the time be up after `notice` seconds, or earlier if less is left; also when it was held."""
        notice = min(notice, remaining(self, now))
        self.paused_at, self.grace_until, self.notice = None, None, notice
        self.duration += now + notice - self.ends_at
        self.ends_at = now + notice
        self.told |= {signal for signal, at in self.instants().items() if at <= now} | {HALF}
        self.turn = turn

    def grace(self, until: float, turn: int) -> None:
        """The time is up; people finish their sentence until `until`."""
        self.grace_until, self.turn = until, turn

    def _shift(self, seconds: float) -> None:
        self.started_at += seconds
        self.ends_at += seconds

    def _forget(self, now: float, turn: int) -> None:
        """Signals that lie ahead again are told again, half-time only once."""
        self.told -= {signal for signal, at in self.instants().items() if at > now and signal != HALF}
        self.told |= {signal for signal, at in self.instants().items() if at <= now}
        self.turn = turn


def remaining(timer: Timer, now: float) -> float:
    """Return the seconds left on the clock, 0 when the time is up (grace not counted)."""
    here = timer.paused_at if timer.paused_at is not None else now
    return max(0.0, timer.ends_at - here)
