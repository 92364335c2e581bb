"""Tabs on real sockets: first frame, resume, pushes, slow readers, closings, and a server that stops."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from realtime import closing
from realtime.wire import RELOAD
from tests.realtime.conftest import until
from tests.realtime.toy import AMAL, DANA, NUNO, RUI, Say
from tests.realtime.toyserver import ALL, Toy, serving


@pytest.fixture
async def toy(path: Path) -> AsyncIterator[Toy]:
    async with serving(Toy(path)) as served:
        yield served


def address(toy: Toy, person: str, query: str = "") -> str:
    return f"ws://127.0.0.1:{toy.port}/live?person={person}{query}"


async def heard(tab: ClientConnection) -> tuple[str, str]:
    text = await asyncio.wait_for(tab.recv(), 20)
    assert isinstance(text, str)
    head, _, panels = text.partition("\n")
    return head, panels


async def heard_until(tab: ClientConnection, position: int) -> list[str]:
    got = []
    while True:
        head, panels = await heard(tab)
        got.append(panels)
        if int(head.split()[0]) >= position:
            return got


async def test_the_first_frame_is_everything_and_pushes_follow_in_each_language(toy: Toy) -> None:
    async with connect(address(toy, AMAL)) as amal, connect(address(toy, NUNO, "&l=ar")) as nuno:
        head, panels = await heard(amal)
        assert head == f"0 {toy.book.epoch}"
        assert panels.count("<hx-partial") == 2
        await heard(nuno)
        await toy.book.perform(Say("dana says hello"), actor=DANA)
        assert await heard(amal) == ("1", toy.draw(ALL, "en"))
        assert await heard(nuno) == ("1", toy.draw(ALL, "ar"))


@pytest.mark.parametrize(
    ("since", "epoch", "head", "panels"),
    [
        (2, "right", "2", 0),
        (1, "right", "2", 2),
        (0, "right", "2", 2),
        (None, "right", "2 E", 2),
        (2, "wrong", "2 E", 2),
        (3, "right", "2 E", 2),
        (2, None, "2 E", 2),
    ],
)
async def test_a_page_comes_back_with_its_position_and_gets_what_changed_since(
    toy: Toy, since: int | None, epoch: str | None, head: str, panels: int
) -> None:
    await toy.book.perform(Say("amal one"), actor=AMAL)
    await toy.book.perform(Say("amal two"), actor=AMAL)
    await until(lambda: toy.hub.position == 2)
    query = "" if since is None else f"&since={since}"
    query += {"right": f"&epoch={toy.book.epoch}", "wrong": "&epoch=other", None: ""}[epoch]
    async with connect(address(toy, AMAL, query)) as amal:
        got_head, got = await heard(amal)
    assert got_head == head.replace("E", toy.book.epoch)
    assert got.count("<hx-partial") == panels


async def test_a_poll_answers_with_the_same_message_as_a_socket(toy: Toy) -> None:
    await toy.book.perform(Say("amal one"), actor=AMAL)
    await until(lambda: toy.hub.position == 1)
    for since in (None, 0, 1):
        query = "" if since is None else f"&since={since}&epoch={toy.book.epoch}"
        async with connect(address(toy, AMAL, query)) as amal:
            pushed = await asyncio.wait_for(amal.recv(), 20)
        assert await toy.hub.since(toy.watching(AMAL), AMAL, "en", since, toy.book.epoch) == pushed


async def test_only_watchers_get_a_panel_and_the_commander_gets_the_position(toy: Toy) -> None:
    toy.watched = {AMAL: (("mine", AMAL),), NUNO: (("mine", NUNO),), DANA: (("mine", DANA),)}
    async with (
        connect(address(toy, AMAL)) as amal,
        connect(address(toy, NUNO)) as nuno,
        connect(address(toy, DANA)) as dana,
    ):
        for tab in (amal, nuno, dana):
            await heard(tab)
        await toy.book.perform(Say("amal is greeted"), actor=DANA)
        await toy.book.perform(Say("nuno is greeted"), actor=DANA)
        assert await heard(amal) == ("1", toy.draw(("mine", AMAL), "en"))
        assert await heard(nuno) == ("2", toy.draw(("mine", NUNO), "en"))
        assert [await heard(dana), await heard(dana)] == [("1", ""), ("2", "")]


async def test_a_tab_whose_watch_set_changes_gets_the_new_panels_at_once_and_later_ones_only(toy: Toy) -> None:
    toy.watched = {AMAL: (("mine", AMAL),)}
    async with connect(address(toy, AMAL)) as amal:
        await heard(amal)
        toy.watched = {AMAL: (("mine", NUNO),)}
        await toy.hub.publish(0, [], rewatch=[AMAL])
        assert await heard(amal) == ("0", toy.draw(("mine", NUNO), "en"))
        await toy.book.perform(Say("amal is not watched now"), actor=DANA)
        await toy.book.perform(Say("nuno is"), actor=DANA)
        assert await heard(amal) == ("2", toy.draw(("mine", NUNO), "en"))


async def test_a_page_that_was_away_while_its_watch_set_changed_gets_all(toy: Toy) -> None:
    await toy.book.perform(Say("dana one"), actor=DANA)
    await toy.hub.publish(2, [ALL], rewatch=[AMAL])
    assert (await toy.hub.since(toy.watching(AMAL), AMAL, "en", 1, toy.book.epoch)).count("<hx-partial") == 2
    assert (await toy.hub.since(toy.watching(NUNO), NUNO, "en", 1, toy.book.epoch)).count("<hx-partial") == 1
    assert (await toy.hub.since(toy.watching(AMAL), AMAL, "en", 2, toy.book.epoch)).count("<hx-partial") == 0


async def test_volatile_panels_are_pushed_at_the_same_position_few_times_and_always_resumed(toy: Toy) -> None:
    async with connect(address(toy, AMAL)) as amal:
        await heard(amal)
        began = time.monotonic()
        for _ in range(100):
            toy.hub.touch([ALL])
            await asyncio.sleep(0.006)
        passed = time.monotonic() - began
        got = 0
        while True:
            try:
                assert await asyncio.wait_for(amal.recv(), 0.6) == "0\n" + toy.draw(ALL, "en")
                got += 1
            except TimeoutError:
                break
        assert 1 <= got <= 4 * passed + 2
    assert (await toy.hub.since(toy.watching(AMAL), AMAL, "en", 0, toy.book.epoch)).count("<hx-partial") == 1


def stuck(toy: Toy, person: str) -> socket.socket:
    """Open a tab that never reads, with a small buffer in its kernel."""
    opened = socket.create_connection(("127.0.0.1", toy.port))
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    opened.sendall(
        f"GET /live?person={person} HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
    )
    opened.setblocking(False)
    return opened


async def test_a_tab_that_stops_reading_holds_one_copy_and_gets_the_newest_when_it_reads_again(path: Path) -> None:
    async with serving(Toy(path, filler=4000)) as toy:
        slow = stuck(toy, RUI)
        await until(lambda: len(toy.hub) == 1)
        [tab] = toy.hub.tabs_of(RUI)
        async with connect(address(toy, AMAL)) as amal:
            await heard(amal)
            for n in range(1, 501):
                await toy.book.perform(Say(f"dana {n}"), actor=DANA)
                await heard_until(amal, n)
        assert tab.wire.parked
        assert list(tab.pending) == [ALL]
        assert tab.wire._protocol.transport.get_write_buffer_size() < 64 * 1024  # type: ignore[attr-defined]
        got = bytearray()

        def read_on() -> bool:
            with suppress(BlockingIOError):
                got.extend(slow.recv(1 << 20))
            return b"dana 500" in got

        await until(read_on)
        assert got.count(b"<hx-partial") < 100
        slow.close()


async def test_a_tab_that_is_parked_for_long_is_cut(path: Path) -> None:
    async with serving(Toy(path, filler=4000, rate=60)) as toy:
        slow = stuck(toy, RUI)
        await until(lambda: len(toy.hub) == 1)
        [tab] = toy.hub.tabs_of(RUI)
        for n in range(1, 501):
            await toy.book.perform(Say(f"dana {n}"), actor=DANA)
        assert tab.wire.parked
        await until(lambda: len(toy.hub) == 0)
        slow.close()


async def test_half_open_sockets_are_closed_and_answering_ones_are_not(path: Path) -> None:
    async with (
        serving(Toy(path, rate=4)) as toy,
        connect(address(toy, AMAL)) as silent,
        connect(address(toy, NUNO)) as answering,
    ):
        began = toy.clock.now()

        async def answer() -> None:
            async for _ in answering:
                await answering.send("0 v")

        answers = asyncio.create_task(answer())
        closed = await closing_of(silent)
        assert closed == (closing.COME_BACK, "silent")
        assert 20 < toy.clock.now() - began <= 40
        await until(lambda: toy.hub.tabs_of(AMAL) == [])
        assert len(toy.hub) == 1
        answers.cancel()


async def closing_of(tab: ClientConnection) -> tuple[int, str]:
    """Read to the end and return how it was closed."""
    try:
        while True:
            await asyncio.wait_for(tab.recv(), 30)
    except ConnectionClosed:
        return tab.close_code or 0, tab.close_reason or ""


async def test_heartbeats_carry_the_position(path: Path) -> None:
    async with serving(Toy(path, rate=50)) as toy:
        await toy.book.perform(Say("dana one"), actor=DANA)
        async with connect(address(toy, AMAL)) as amal:
            assert (await heard(amal))[0] == f"1 {toy.book.epoch}"
            assert await heard(amal) == ("1 beat", "")


async def test_what_is_written_to_a_person_comes_to_their_tabs_alone_and_a_close_with_its_code(toy: Toy) -> None:
    async with (
        connect(address(toy, AMAL)) as one,
        connect(address(toy, AMAL)) as two,
        connect(address(toy, NUNO)) as other,
    ):
        for page in (one, two, other):
            await heard(page)
        for tab in toy.hub.tabs_of(AMAL):
            tab.wire.write(RELOAD)
            tab.wire.close(closing.SIGNED_OUT, closing.REASONS[closing.SIGNED_OUT])
        for page in (one, two):
            assert await heard(page) == ("reload", "")
            assert await closing_of(page) == (4001, "signed out")
        await until(lambda: len(toy.hub) == 1)
        assert toy.hub.tabs_of(AMAL) == []


async def test_after_a_restore_every_tab_gets_everything_under_the_new_epoch(toy: Toy, path: Path) -> None:
    backup = path.with_name("backup")
    await toy.book.perform(Say("amal one"), actor=AMAL)
    await toy.log.backup(backup)
    await toy.book.perform(Say("amal two"), actor=AMAL)
    async with connect(address(toy, AMAL)) as amal:
        await heard(amal)
        await toy.log.restore(backup)
        await toy.streams.reload()
        toy.watched = {AMAL: (ALL, ("mine", NUNO))}
        toy.hub.start(toy.book.position, toy.book.epoch)
        head, panels = await heard(amal)
        assert head == f"1 {toy.log.epoch}"
        assert panels == toy.draw(ALL, "en") + toy.draw(("mine", NUNO), "en")
        await toy.book.perform(Say("nuno is watched now"), actor=DANA)
        assert await heard(amal) == ("2", toy.draw(ALL, "en") + toy.draw(("mine", NUNO), "en"))


async def test_a_server_that_stops_says_come_back_and_is_quick(toy: Toy) -> None:
    async with connect(address(toy, AMAL)) as amal:
        await heard(amal)
        began = time.monotonic()
        toy.server.should_exit = True
        assert (await closing_of(amal))[0] == closing.COME_BACK
        assert time.monotonic() - began < 2
