"""From letters to words: some seconds after people pause, and when a room ends, what its text says goes into the log.

Nothing here is needed to keep the letters; they are on the disk before. After a crash the words are noted anew.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.domain import texts
from app.domain.errors import NotFound
from app.domain.texts.versions import KeepVersions
from app.domain.texts.words import NoteWords
from realtime.faults import fault
from realtime.log import Unavailable
from realtime.streams import Busy
from realtime.texts import Text

if TYPE_CHECKING:
    from app.web.programme import Live

PAUSE, LONGEST = 3.0, 30.0
"""Seconds without a letter after which words are noted; seconds after which they are noted while people type on.

Where the log takes nothing (a disk that is full), they are noted so many seconds later.
"""


@dataclass(slots=True)
class Due:
    """One text with letters that are not noted as words: since when, the last one's time, and what rings."""

    text: Text
    since: float
    last: float
    bell: asyncio.TimerHandle


class Noting:
    """The words of one programme's texts that wait to be noted."""

    def __init__(self, live: Live) -> None:
        self._live = live
        self._due: dict[str, Due] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def changed(self, text: Text) -> None:
        """Hear that a text has new letters on the disk."""
        now = self._live.clock.now()
        due = self._due.get(text.name)
        if due is None:
            self._due[text.name] = Due(text, now, now, self._ring(text.name, PAUSE))
        else:
            due.last, due.text = now, text

    def ended(self) -> None:
        """Note, and keep a version of, the texts whose writing has ended and that have something new."""
        state = self._live.state
        known = [name for name, words in state.texts.items() if words.begun_at is not None]
        over = [name for name in dict.fromkeys((*self._due, *known)) if not texts.is_open(state, name)]
        if over:
            self._begin(self.keep(over))

    async def keep(self, names: Iterable[str]) -> None:
        """Note what these texts say, and keep it as a version."""
        wanted = tuple(names)
        for name in wanted:
            await self.note(name)
        await self._live.perform(KeepVersions(wanted))

    async def note(self, name: str) -> None:
        """Note what a text says now, if there is anything new."""
        due = self._due.pop(name, None)
        if due is None:
            return
        due.bell.cancel()
        try:
            with suppress(NotFound):
                await self._noted(due.text)
        except (Unavailable, Busy):
            if name not in self._due:
                due.bell = self._ring(name, LONGEST)
                self._due[name] = due
            raise

    async def note_all(self, begin: str) -> None:
        """Note what all texts say whose names begin so."""
        for name in [name for name in self._due if name.startswith(begin)]:
            await self.note(name)

    def let_go(self, text: Text) -> None:
        """Note what a text says, and keep it in memory no longer."""

        async def done() -> None:
            await self.note(text.name)
            await self._live.texts.forget(text)

        self._begin(done())

    async def catch_up(self) -> None:
        """Note what was typed before a stop and not noted any more."""
        await self._live.stream.settle()
        heads = await self._live.texts.names(self._live.state.id)
        known = self._live.state.texts
        for name in [name for name, head in heads.items() if name not in known or head > known[name].upto]:
            with suppress(NotFound, Unavailable, Busy):
                await self._noted(await self._live.text(name))

    async def restored(self) -> None:
        """Note what a backup held that was not noted when it was made; what waited here is of texts that are gone."""
        for due in self._due.values():
            due.bell.cancel()
        self._due.clear()
        await self.catch_up()

    async def close(self) -> None:
        """Note everything, at the stop."""
        for name in list(self._due):
            with suppress(Unavailable, Busy):
                await self.note(name)
        for due in self._due.values():
            due.bell.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _noted(self, text: Text) -> None:
        fields = texts.limits(self._live.state, text.name)
        words, upto, who = text.words(fields), text.head, text.taken()
        text.late.clear()
        last = next((people[-1] for people in reversed(who.values()) if people), "")
        try:
            await self._live.perform(NoteWords(text.name, words, who, last, upto))
        except (Unavailable, Busy):
            text.untaken(who)
            raise

    def _ring(self, name: str, seconds: float) -> asyncio.TimerHandle:
        wait = max(0.0, seconds) / self._live.clock.rate
        return asyncio.get_running_loop().call_later(wait, self._look, name)

    def _look(self, name: str) -> None:
        due = self._due.get(name)
        if due is None:
            return
        now = self._live.clock.now()
        rest = min(due.last + PAUSE, due.since + LONGEST) - now
        if rest > 0:
            due.bell = self._ring(name, rest)
        else:
            self._begin(self.note(name))

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        async def done() -> None:
            try:
                await work
            except (Unavailable, Busy) as error:
                fault("words were not noted", error, stream=self._live.state.id)

        task = asyncio.create_task(done())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
