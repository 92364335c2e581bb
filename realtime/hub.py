"""The hub of one stream: which tabs watch which panels, and one message per tab for every change.

Draws each panel once per language that somebody watches, encodes one frame per group of alike tabs, and waits for
nobody. Knows keys and HTML, not what they mean. Positions only grow; a message never overtakes one before it.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Container, Iterable, Mapping

from realtime import closing
from realtime.clock import Clock
from realtime.panes import Draw, Panes
from realtime.tabs import Key, Tab
from realtime.watchers import Groups, Watchers
from realtime.wire import Push, framed, head, message, nothing, text_frame

__all__ = ["Hub", "Key"]

SLICE = 0.002
BEAT = 10.0
SILENT = 25.0  # looked for at each beat: a socket that died is found within 40 s
SILENT_AT_LEAST = 5.0
PARKED = 60.0
TOUCHES = 0.25
SHARE = 50


Known = Callable[[Key], bool]
"""Whether a page shows a volatile panel as it looks now."""


async def at_once() -> None:
    """Settle nothing: for hubs whose drawing never sees unsettled state."""


class Hub:
    """Delivers the panels of one stream. `settle` is awaited before anything is drawn outside `publish`.

    `draw(key, language)` returns one whole partial; it is pure, fast and synchronous.
    """

    def __init__(self, draw: Draw, clock: Clock, settle: Callable[[], Awaitable[None]] = at_once) -> None:
        self._clock = clock
        self._settle = settle
        self._panes = Panes(draw)
        self._watchers = Watchers()
        self._turn = asyncio.Lock()
        # Whom no frame may be pushed to: parked, behind, closed, or gone while a message is on its way.
        self._held: dict[Push, Tab] = {}
        self._resumed: dict[Tab, None] = {}
        self._wake = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []
        self.position = 0
        self.epoch = ""

    def start(self, position: int, epoch: str) -> None:
        """Begin at a position; begin again after a restore, then every tab gets everything."""
        self.position, self.epoch = position, epoch
        self._panes.start(position)
        self._watchers.forget_positions()
        if not self._tasks:
            self._tasks = [asyncio.create_task(self._pump()), asyncio.create_task(self._beat())]
        for tab in self._watchers.tabs():
            tab.epoch_due = True
            self._resume(tab)

    async def close(self) -> None:
        """Stop beating; the sockets are the server's to close."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks = []

    # Tabs.

    async def attach(self, tab: Tab, since: int | None, epoch: str | None, known: Known | None = None) -> None:
        """Take a tab in and send what changed since its position, or everything.

        `known`: of a page only just drawn, which volatile panels it need not get again.
        """
        await self._settle()
        tab.watch = tab.watching()
        self._watchers.add(tab)
        tab.wire.on_flow = lambda: self._flow(tab)
        self._hold(tab)
        text = self._text(tab.watch, tab.person, tab.language, since, epoch, known)
        if known is not None:  # a page of many panels, most of which look the same for hours
            self._panes.seen([key for key in tab.watch if self._watchers.alone(tab, key)], tab.language)
        tab.wire.write(text_frame(text.encode()))

    def detach(self, tab: Tab) -> None:
        """Forget a tab."""
        self._resumed.pop(tab, None)
        self._held[tab.wire.push] = tab  # a message on its way may name it still
        tab.wire.on_flow = nothing
        for key in self._watchers.remove(tab):
            self._panes.forget(key)

    def tabs_of(self, person: str) -> list[Tab]:
        """Return a person's tabs, the oldest first."""
        return self._watchers.of(person)

    def watched(self) -> list[Key]:
        """Return the panels that somebody watches now."""
        return list(self._watchers.watched)

    def __len__(self) -> int:
        return len(self._watchers)

    async def since(
        self, watch: tuple[Key, ...], person: str, language: str, since: int | None, epoch: str | None
    ) -> str:
        """Return what a poll gets: the same message as a resuming tab."""
        await self._settle()
        return self._text(watch, person, language, since, epoch)

    def _text(
        self,
        watch: tuple[Key, ...],
        person: str,
        language: str,
        since: int | None,
        epoch: str | None,
        known: Known | None = None,
    ) -> str:
        whole = since is None or epoch != self.epoch or since > self.position
        keys = watch
        if since is not None and not whole and not self._watchers.rewatched(person, since):
            keys = tuple(key for key in watch if self._panes.changed(key, since, known))
        drawn = [self._panes.shown(key, language) for key in keys]
        return message(self.position, drawn, epoch=self.epoch if whole else None)

    # Pushing.

    async def publish(
        self,
        position: int,
        keys: Iterable[Key],
        *,
        rewatch: Iterable[str] | None = (),
        actors: frozenset[str] = frozenset(),
    ) -> None:
        """Send one message with everything that changed to each tab that watches some of it.

        `rewatch`: whose tabs may now watch other panels, None for everybody's. Tabs of `actors` get the position at
        least. To be awaited by the stream's writer, so that the state stands still meanwhile.
        """
        changed = tuple(dict.fromkeys(keys))
        self.position = position
        self._panes.change(changed, position)
        async with self._turn:
            new = self._watchers.rewatch(rewatch, position)
            first = {key for keys in new.values() for key in keys}
            await self._send(self._groups(changed, new, actors), position, first)

    def touch(self, keys: Iterable[Key]) -> None:
        """Draw volatile panels anew, at the present position and at most four times a second."""
        self._panes.touch(keys)
        self._wake.set()

    def _groups(self, keys: Iterable[Key], new: Mapping[Tab, tuple[Key, ...]], actors: frozenset[str]) -> Groups:
        # Within a turn nothing else is on its way: who is gone is named no more.
        self._held = {push: tab for push, tab in self._held.items() if tab in self._watchers}
        return self._watchers.groups(keys, new, actors)

    async def _send(self, groups: Groups, position: int, first: Container[Key]) -> None:
        # Short messages first: nobody's own panel waits until a list of hundreds of rows is drawn.
        since = time.perf_counter()
        for (language, keys), pushes in sorted(groups.items(), key=lambda group: len(group[0][1])):
            drawn = []
            for key in keys:
                drawn.append(self._panes.push(key, language, first=key in first))
                since = await breathe(since)
            await self._deliver(pushes, keys, framed(position, drawn))

    async def _deliver(self, pushes: list[Push], keys: tuple[Key, ...], frame: bytes) -> None:
        since = time.perf_counter()
        for start in range(0, len(pushes), SHARE):
            self._write(pushes[start : start + SHARE], keys, frame)
            since = await breathe(since)

    def _write(self, pushes: list[Push], keys: tuple[Key, ...], frame: bytes) -> None:
        # Nothing of a tab is looked at but its push: of thousands, every look is out of the processor's cache.
        if self._held:
            for tab in [self._held[push] for push in pushes if push in self._held]:
                tab.park(keys, time.monotonic())
            pushes = [push for push in pushes if push not in self._held]
        for push in pushes:
            push(frame)

    # What happens between publications.

    def _flow(self, tab: Tab) -> None:
        self._hold(tab)
        if not tab.wire.parked:
            self._resume(tab)

    def _hold(self, tab: Tab) -> None:
        if tab.behind or tab.wire.parked or not tab.wire.open:
            self._held[tab.wire.push] = tab
        else:
            self._held.pop(tab.wire.push, None)

    def _resume(self, tab: Tab) -> None:
        self._resumed[tab] = None
        self._wake.set()

    async def _pump(self) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            await self._settle()
            async with self._turn:
                await self._settle()
                self._send_missed()
                volatile = self._panes.touched(self._watchers.watched)
                for pushes, keys, frame in self._drawn_now(volatile):
                    await self._deliver(pushes, keys, frame)
            await asyncio.sleep(TOUCHES if volatile else 0)

    def _drawn_now(self, keys: list[Key]) -> list[tuple[list[Push], tuple[Key, ...], bytes]]:
        # Whole, before anything is sent: the state stands still only until somebody else runs.
        groups = self._groups(keys, {}, frozenset())
        wanted = dict.fromkeys((language, key) for language, alike in groups for key in alike)
        drawn = {each: self._panes.again(each[1], each[0]) for each in wanted}
        found = []
        for (language, alike), pushes in groups.items():
            new = [drawn[language, key] for key in alike if drawn[language, key]]
            if new:
                found.append((pushes, alike, framed(self.position, new)))
        return found

    def _frame(self, language: str, keys: tuple[Key, ...], epoch: str | None = None) -> bytes:
        return framed(self.position, [self._panes.draw(key, language) for key in keys], epoch=epoch)

    def _send_missed(self) -> None:
        while self._resumed:
            tab, _ = self._resumed.popitem()
            if not tab.wire.parked and (tab.behind or tab.epoch_due):
                keys, epoch = tab.unpark(), None
                if tab.epoch_due:
                    self._watchers.ask_anew(tab)
                    keys, epoch, tab.epoch_due = tab.watch, self.epoch, False
                self._hold(tab)
                tab.wire.write(self._frame(tab.language, keys, epoch))

    async def _beat(self) -> None:
        while True:
            await self._clock.sleep(BEAT)
            async with self._turn:
                await self._beat_once()

    async def _beat_once(self) -> None:
        frame = text_frame(head(self.position, beat=True).encode())
        since = now = time.monotonic()
        silent = now - max(SILENT / self._clock.rate, SILENT_AT_LEAST)
        for tab in self._watchers.tabs():
            if tab.wire.heard_at < silent:
                tab.wire.close(closing.COME_BACK, "silent")
            elif not tab.wire.parked:
                tab.wire.write(frame)
            elif tab.parked_since is None:
                tab.parked_since = now
            elif now - tab.parked_since > PARKED / self._clock.rate:
                tab.wire.abort()
            since = await breathe(since)


async def breathe(since: float) -> float:
    """Let others run every 2 ms; return since when we run."""
    if time.perf_counter() - since < SLICE:
        return since
    await asyncio.sleep(0)
    return time.perf_counter()
