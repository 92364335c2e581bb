"""Shared texts: documents that several write at once, each change on the disk before anybody else sees it.

The disk is the truth: what could not be written, or broke the document in memory, is read from there again. Knows
neither people nor rights.
"""

from __future__ import annotations

import asyncio
from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple

from pycrdt import Doc

from realtime.document import MOST_COMPARED, Listener, Text
from realtime.faults import fault
from realtime.log import Log
from realtime.records import Unavailable
from realtime.updates import Change, Malformed, Vector, behind, covered, read, vector
from realtime.wire import text_frame

__all__ = ["Clash", "Gap", "Malformed", "Text", "Texts", "TooLarge"]

LARGEST = 1_000_000
"""Bytes on the disk of one text, its history included, after which nothing more is taken."""
FULL = 64_000
"""Bytes that a field says, after which nothing but removals is taken: its words are noted whole, over and over."""
COMPACT = 400
"""Changes after which a text's history is written anew as one."""
MOST_WRITERS = 1000
"""Pages that ever wrote in one text: each change is compared with how far all of them are."""
COMPARED_A_SECOND = 40_000.0
"""Signs that are there already and that one page may bring again: who repeats more waits longer."""
GATHERINGS = 4


class TooLarge(Exception):
    """The text holds as much as a text may hold."""


class Gap(Exception):
    """Something before this change is missing, and it is not `taken`, or something that there must be after it.

    `state` says what is there, so that the rest can be sent.
    """

    def __init__(self, state: bytes, *, taken: bool, changed: bool = False) -> None:
        super().__init__("gap")
        self.state, self.taken, self.changed = state, taken, changed


class Clash(Exception):
    """Other signs than these are there by the same numbers (somebody writes as another's page), or too many to tell."""


class Waiting(NamedTuple):
    """One change on its way to the disk."""

    text: Text
    number: int
    body: bytes
    by: Listener | None
    done: asyncio.Future[None]


class Texts:
    """All shared texts of one log, read when first asked for. `changed(text)` is called after each commit."""

    def __init__(self, log: Log, changed: Callable[[Text], None] = lambda text: None) -> None:
        self._log = log
        self._changed = changed
        self._open: dict[tuple[str, str], asyncio.Task[Text]] = {}
        self._waiting: list[Waiting] = []
        self._work = asyncio.Event()
        self._task = asyncio.create_task(self._run())

    async def close(self) -> None:
        """Write what waits, and stop."""
        while self._waiting:  # noqa: ASYNC110 (the writer has no end to wait for)
            await asyncio.sleep(0.001)
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)

    async def open(self, stream: str, name: str) -> Text:
        """Return a text, empty where nothing was written yet."""
        key = (stream, name)
        loading = self._open.get(key)
        if loading is None or (loading.done() and (loading.exception() or loading.result().broken)):
            former = loading.result().listeners if loading and loading.done() and not loading.exception() else {}
            loading = self._open[key] = asyncio.create_task(self._load(stream, name, former))
        return await asyncio.shield(loading)

    async def names(self, stream: str) -> dict[str, int]:
        """Return the texts of a stream that hold something, each with the number of its newest change."""
        found = await self._log.rows("SELECT name, max(number) FROM texts WHERE stream = ? GROUP BY name", (stream,))
        return {str(name): int(number) for name, number in found}

    async def put(
        self, text: Text, body: bytes, *, by: str, state: bytes = b"", listener: Listener | None = None
    ) -> bool:
        """Take a change, on the disk when this returns; say whether it changed anything, or was there already.

        `state`: of which writers how much there must be then. `listener` is not sent what is its own. Raises
        `Malformed`, `TooLarge`, `Clash`, `Gap` and `Unavailable`.
        """
        change, claimed = read(body), vector(state)
        again = covered(change.overlap(text.known()))
        if again:
            await asyncio.sleep(min(again, MOST_COMPARED) / COMPARED_A_SECOND)
        if text.broken:
            raise Unavailable("io-error")
        weigh(text, body, change, claimed)
        try:
            changed = text.take(body, by)
        except Malformed:
            told_if_broken(text)
            raise
        now = text.known()
        if behind(now, change.ends):  # its parts wait for each other
            spoil(text)
            raise Malformed
        if changed:
            await self._written(text, body, listener)
        elif text.waiting:  # the same is on its way to the disk
            await self._written(text, b"", None)
        if behind(now, claimed):
            raise Gap(text.state(), taken=True, changed=changed)
        return changed

    def brings(self, text: Text, body: bytes) -> bool:
        """Say whether a change brings signs that are not there yet, and can be put in. Raises `Malformed`."""
        change = read(body)
        return behind(text.known(), change.ends) and not change.misses(text.known())

    async def rewrite(self, text: Text, words: Mapping[str, str], *, by: str) -> None:
        """Let fields say something else, as an edit like any other."""
        await self.put(text, text.rewrite(words), by=by)

    async def forget(self, text: Text) -> None:
        """Let a text go that nobody has open; what it holds is on the disk, written as one."""
        if not text.listeners and not text.waiting:
            await self.compact(text)
            if not text.listeners and not text.waiting:
                text.broken = True  # whoever holds it still asks anew
                self._open.pop((text.stream, text.name), None)

    async def compact(self, text: Text) -> None:
        """Write a text's history anew as one change, under the number of its newest."""
        if text.rows < 2 or text.waiting or text.broken:
            return
        body, head = text.document.get_update(), text.head
        text.rows, text.size = 1, len(body)
        await self._log.write("REPLACE INTO texts (stream, name, number, body) VALUES (?, ?, ?, ?)",
                            (text.stream, text.name, head, body))  # fmt: skip
        await self._log.write(
            "DELETE FROM texts WHERE stream = ? AND name = ? AND number < ?", (text.stream, text.name, head)
        )

    async def reload(self) -> None:
        """Read every text from the disk again, after a restore."""
        texts = [task.result() for task in self._open.values() if task.done() and not task.exception()]
        self._open.clear()
        for text in texts:
            spoil(text)

    # The writer.

    async def _load(self, stream: str, name: str, listeners: dict[Listener, None]) -> Text:
        rows = await self._log.rows(
            "SELECT number, body FROM texts WHERE stream = ? AND name = ? ORDER BY number", (stream, name)
        )
        text = Text(stream, name, Doc(), listeners=listeners)
        for number, body in rows:
            text.document.apply_update(body)
            text.head, text.size, text.rows = int(number), text.size + len(body), text.rows + 1
        return text

    async def _written(self, text: Text, body: bytes, listener: Listener | None) -> None:
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        if body:
            text.head += 1
            text.size += len(body)
            text.rows += 1
        text.waiting += 1
        self._waiting.append(Waiting(text, text.head if body else 0, body, listener, done))
        self._work.set()
        await done

    async def _run(self) -> None:
        while True:
            await self._work.wait()
            self._work.clear()
            for _ in range(GATHERINGS):  # those at the door share the commit
                await asyncio.sleep(0)
            batch, self._waiting = self._waiting, []
            if batch:
                await self._write(batch)

    async def _write(self, batch: Sequence[Waiting]) -> None:
        rows = [(each.text.stream, each.text.name, each.number, each.body) for each in batch if each.body]
        failed: Exception | None = None
        try:
            if rows:
                await self._log.write(insertion(len(rows)), [value for row in rows for value in row])
        except Unavailable as error:
            failed = error
        except Exception as error:
            fault("a text cannot be written", error)
            failed = Unavailable("io-error")
        for text in {each.text: None for each in batch} if failed is not None else ():
            spoil(text)
        for each in batch:
            each.text.waiting -= 1
            if failed is not None:
                each.done.set_exception(failed)
            elif not each.done.done():
                each.done.set_result(None)
        if failed is None:
            await asyncio.sleep(0)
            await self._tell(batch)

    async def _tell(self, batch: Sequence[Waiting]) -> None:
        told: dict[Text, list[Waiting]] = {}
        for each in batch:
            if each.body:
                told.setdefault(each.text, []).append(each)
        for text, changes in told.items():
            whose = {each.by for each in changes}
            own = whose.pop() if len(whose) == 1 else None
            frame = news(text.name, [each.body for each in changes])
            for listener in list(text.listeners):
                if listener is not own:
                    listener(frame)
            try:
                self._changed(text)
            except Exception as error:
                fault("a change was not noted", error, stream=text.stream)
            if text.rows >= COMPACT:
                with suppress(Unavailable):
                    await self.compact(text)


def weigh(text: Text, body: bytes, change: Change, claimed: Vector) -> None:
    """Raise `TooLarge`, `Clash` and `Gap` where a change cannot be put in as it is."""
    known = text.known()
    there = bool(claimed) and not behind(known, claimed)
    if not there and (text.size + len(body) > LARGEST or len(known.keys() | change.ends) > MOST_WRITERS):
        raise TooLarge
    if text.longest > FULL and behind(known, change.ends):
        raise TooLarge
    if text.denies(body, change):
        raise Clash
    if change.misses(known):
        raise Gap(text.state(), taken=False)  # else it would wait in memory, on no disk


def spoil(text: Text) -> None:
    """Have a text read from the disk again before it is used; whoever has it open asks anew."""
    text.broken = True
    told_if_broken(text)


def told_if_broken(text: Text) -> None:
    """Have whoever has a broken text open ask for it anew."""
    if text.broken:
        for listener in list(text.listeners):
            listener(anew(text.name))


def insertion(rows: int) -> str:
    """Return the one statement that writes so many changes."""
    values = ",".join(["(?,?,?,?)"] * rows)
    return f"INSERT INTO texts (stream, name, number, body) VALUES {values}"  # noqa: S608 (numbers only)


def news(name: str, bodies: Sequence[bytes]) -> bytes:
    """Return the frame that brings changes of a text."""
    return text_frame(f"text {name} news\n".encode() + b"\n".join(map(b64encode, bodies)))


def anew(name: str) -> bytes:
    """Return the frame that has a page ask for a text anew."""
    return text_frame(f"text {name} anew\n".encode())
