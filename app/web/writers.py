"""Who writes where in the shared texts of a programme: told to whoever has a text open, at most twice a second."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable

from realtime.clock import Clock
from realtime.texts import Text
from realtime.wire import text_frame

EVERY = 0.5
"""Seconds between two messages about one text."""
STAYS = 20.0
"""Seconds after their last letter for which somebody is said to write."""


class Writers:
    """Signals, not events: nothing of it is in the log. `called` gives a person's name."""

    def __init__(self, clock: Clock, called: Callable[[str], str]) -> None:
        self._clock = clock
        self._called = called
        self._where: dict[str, dict[str, tuple[str, float]]] = {}
        self._texts: dict[str, Text] = {}
        self._telling: dict[str, asyncio.TimerHandle] = {}
        self._stopping: dict[str, asyncio.TimerHandle] = {}

    def at(self, text: Text, person: str, field: str) -> None:
        """Hear that somebody writes in a field, or ('') no more."""
        if not field and text.name not in self._where:
            return
        self._texts[text.name] = text
        there = self._where.setdefault(text.name, {})
        before = there.get(person, ("", 0.0))[0]
        if field:
            there[person] = field, self._clock.now() + STAYS
        else:
            there.pop(person, None)
        if before != field and text.name not in self._telling:
            self._telling[text.name] = self._later(EVERY, self._tell, text.name)

    def frame(self, name: str) -> bytes:
        """Return the frame that says who writes where in a text."""
        there, now = self._where.get(name, {}), self._clock.now()
        found = {person: field for person, (field, until) in there.items() if until > now}
        said = [{"who": person, "name": self._called(person), "at": field} for person, field in found.items()]
        return text_frame(f"text {name} who\n{json.dumps(said)}".encode())

    def _tell(self, name: str) -> None:
        self._telling.pop(name, None)
        now = self._clock.now()
        there = self._where[name] = {person: at for person, at in self._where.get(name, {}).items() if at[1] > now}
        frame = self.frame(name)
        for listener in list(self._texts[name].listeners):
            listener(frame)
        if not there:
            del self._where[name], self._texts[name]
        elif name not in self._stopping:
            self._wait(name)

    def _wait(self, name: str) -> None:
        """Look again when the first of them will have stopped, unless they write on."""
        first = min(until for _, until in self._where[name].values())
        self._stopping[name] = self._later(max(EVERY, first - self._clock.now()), self._look, name)

    def _look(self, name: str) -> None:
        del self._stopping[name]
        if name in self._telling or name not in self._where:
            return
        now = self._clock.now()
        if any(until <= now for _, until in self._where[name].values()):
            self._tell(name)
        else:
            self._wait(name)

    def _later(self, seconds: float, work: Callable[[str], None], name: str) -> asyncio.TimerHandle:
        return asyncio.get_running_loop().call_later(seconds / self._clock.rate, work, name)
