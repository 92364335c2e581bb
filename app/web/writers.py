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
        self._telling: dict[str, asyncio.TimerHandle] = {}

    def at(self, text: Text, person: str, field: str) -> None:
        """Hear that somebody writes in a field, or ('') no more."""
        there = self._where.setdefault(text.name, {})
        before = there.get(person, ("", 0.0))[0]
        if field:
            there[person] = field, self._clock.now() + STAYS
        else:
            there.pop(person, None)
        if before != field and text.name not in self._telling:
            wait = EVERY / self._clock.rate
            self._telling[text.name] = asyncio.get_running_loop().call_later(wait, self._tell, text)

    def frame(self, name: str) -> bytes:
        """Return the frame that says who writes where in a text."""
        now = self._clock.now()
        there = {person: at for person, at in self._where.get(name, {}).items() if at[1] > now}
        self._where[name] = there
        if not there:
            self._where.pop(name)
        said = [{"who": person, "name": self._called(person), "at": field} for person, (field, _) in there.items()]
        return text_frame(f"text {name} who\n{json.dumps(said)}".encode())

    def _tell(self, text: Text) -> None:
        self._telling.pop(text.name, None)
        frame = self.frame(text.name)
        for listener in list(text.listeners):
            listener(frame)
