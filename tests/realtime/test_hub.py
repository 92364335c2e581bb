"""A message on its way, and what happens beside it: a tab leaves, one is drawn for first, signals come in between."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

import uvloop
from websockets.asyncio.client import connect

from realtime.panes import Panes
from realtime.streams import Batch, Stream
from realtime.tabs import Key
from tests.realtime.conftest import until
from tests.realtime.test_sockets import address, heard
from tests.realtime.toy import AMAL, DANA, NUNO, RUI, Book, Said, Say
from tests.realtime.toyserver import Toy, serving

ROWS: tuple[Key, ...] = tuple(("mine", str(number)) for number in range(40))


class Slow(Toy):
    """Draws so slowly that others run after each panel."""

    def draw(self, key: Key, language: str) -> str:
        time.sleep(0.003)
        return super().draw(key, language)


class Polled(Toy):
    """Somebody polls after each commit, before its push."""

    async def committed(self, stream: Stream[Book, Say, Said], batch: Batch[Said]) -> None:
        await self.hub.since(self.watching(AMAL), NUNO, "en", None, None)
        await super().committed(stream, batch)


class Restless(Toy):
    """While a panel is drawn its signals change again, twice."""

    draws = 0

    def draw(self, key: Key, language: str) -> str:
        self.draws += 1
        if self.draws < 3:
            self.hub.touch([key])
        return f"{self.draws}"


class Signals(Toy):
    """What a panel shows is a signal, which changes without a position."""

    signal = "here"
    draws = 0

    def draw(self, key: Key, language: str) -> str:
        self.draws += 1
        return self.signal


def test_a_tab_that_goes_while_a_message_is_on_its_way_takes_it_from_nobody(path: Path) -> None:
    # On the service's own loop: its transports raise where a closed one is written to.
    uvloop.run(leaving(path))


async def leaving(path: Path) -> None:
    async with serving(Slow(path)) as toy:
        toy.watched = {AMAL: ROWS, RUI: ROWS}
        async with connect(address(toy, RUI)) as rui, connect(address(toy, AMAL)) as amal:
            await heard(rui)
            await heard(amal)
            toy.filler = "changed"
            on_its_way = asyncio.create_task(toy.hub.publish(0, ROWS))
            await asyncio.sleep(0)
            [tab] = toy.hub.tabs_of(RUI)
            tab.wire.abort()
            await until(lambda: toy.hub.tabs_of(RUI) == [])
            assert not on_its_way.done()
            await on_its_way
            assert await heard(amal) == ("0", "".join(toy.draw(row, "en") for row in ROWS))


async def test_a_panel_that_was_drawn_for_one_before_its_push_is_pushed_to_all(path: Path) -> None:
    async with serving(Polled(path)) as toy:
        mine = ("mine", AMAL)
        toy.watched = {AMAL: (mine,)}
        async with connect(address(toy, AMAL, f"&since=0&epoch={toy.book.epoch}")) as amal:
            assert await heard(amal) == ("0", "")
            for position in (1, 2):
                await toy.book.perform(Say(f"amal {position}"), actor=DANA)
                assert await heard(amal) == (str(position), toy.draw(mine, "en"))


async def test_a_panel_that_looks_as_before_is_left_out_but_not_for_who_sees_it_first(path: Path) -> None:
    async with serving(Toy(path)) as toy:
        mine = ("mine", AMAL)
        toy.watched = {AMAL: (mine,), NUNO: ()}
        async with connect(address(toy, AMAL)) as amal, connect(address(toy, NUNO)) as nuno:
            await heard(amal)
            await heard(nuno)
            for panels in (toy.draw(mine, "en"), ""):
                await toy.hub.publish(0, [mine])
                assert await heard(amal) == ("0", panels)
            toy.watched[NUNO] = (mine,)
            await toy.hub.publish(0, [mine], rewatch=[NUNO])
            assert await heard(nuno) == ("0", toy.draw(mine, "en"))


async def test_what_is_touched_is_drawn_before_any_of_it_is_sent_and_not_again_on_its_way(path: Path) -> None:
    async with serving(Restless(path)) as toy:
        toy.watched = {AMAL: (("mine", AMAL),)}
        async with connect(address(toy, AMAL, f"&since=0&epoch={toy.book.epoch}")) as amal:
            assert await heard(amal) == ("0", "")
            toy.hub.touch([("mine", AMAL)])
            assert [await heard(amal) for _ in range(3)] == [("0", "1"), ("0", "2"), ("0", "3")]


async def test_of_what_is_touched_only_news_is_sent(path: Path) -> None:
    async with serving(toy := Signals(path)):
        mine = ("mine", AMAL)
        toy.watched = {AMAL: (mine,)}

        async def touched(signal: str) -> None:
            toy.signal, before = signal, toy.draws
            toy.hub.touch([mine])
            await until(lambda: toy.draws > before)

        async with connect(address(toy, AMAL, f"&since=0&epoch={toy.book.epoch}")) as amal:
            assert await heard(amal) == ("0", "")
            for signal in ("asleep", "asleep", "here"):
                await touched(signal)
            assert [await heard(amal) for _ in range(2)] == [("0", "asleep"), ("0", "here")]


def test_what_one_poll_alone_has_seen_otherwise_is_sent_to_all_when_it_is_touched_next() -> None:
    signal, mine = "here", ("mine", AMAL)
    panes = Panes(lambda key, language: signal)
    panes.touch([mine])
    assert (panes.again(mine, "en"), panes.again(mine, "en")) == ("here", "")
    signal = "asleep"
    assert panes.shown(mine, "en") == "asleep"
    signal = "here"
    assert panes.again(mine, "en") == "here"


async def test_a_page_only_just_drawn_gets_of_signals_what_it_does_not_know(path: Path) -> None:
    async with serving(toy := Signals(path)):
        rows = [("mine", name) for name in (AMAL, NUNO, RUI)]
        toy.watched = {AMAL: tuple(rows)}
        toy.hub.touch(rows)
        toy.known = {rows[0], rows[2]}
        async with connect(address(toy, AMAL, f"&since=0&epoch={toy.book.epoch}")) as amal:
            assert await heard(amal) == ("0", toy.signal)
            toy.hub.touch(rows)
            toy.signal = "asleep"
            assert await heard(amal) == ("0", "asleep" * 3)
