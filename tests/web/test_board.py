"""What the board says to those outside of the rooms that talk, or held in one: pushed, and the same when reloaded."""

from __future__ import annotations

import re
from contextlib import AsyncExitStack
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from app.domain.agenda import AddBlock
from app.domain.attendance import Arrive
from app.domain.formats.rooms.drafting import DraftRooms
from app.domain.formats.rooms.ending import CloseRooms, EndRooms
from app.domain.formats.rooms.moving import MovePeople
from app.domain.formats.rooms.opening import PublishRooms
from app.domain.formats.rooms.running import AddTime
from app.domain.programme import GROUND_RULES, SetGroundRules
from app.domain.roles import ChangeRole
from app.domain.steps import TakeStep
from app.domain.wishes import Pin
from tests.domain.play import ENGLISH
from tests.pages import LivePage
from tests.serving import MEETING, Serving, serving


async def step(server: Serving, presses: int = 1) -> None:
    for _ in range(presses):
        await server.do(TakeStep(MEETING, server.state.meetings[MEETING].step), "Dana")


async def draft(server: Serving, block: int, *others: str) -> None:
    """Draw two rooms by hand: the first five people in the first, the others in the second."""
    seats = tuple((server.id(name), 1 + (place >= 5)) for place, name in enumerate((*ENGLISH, *others)))
    await server.do(DraftRooms(MEETING, block, seats, len(seats)), "Dana")


async def talking(server: Serving) -> None:
    """Bring ten people into two rooms whose clock runs."""
    await step(server)
    for name in ENGLISH:
        await server.do(Arrive(MEETING), name)
    await step(server)
    await draft(server, 2)
    await step(server, 3)


async def says(page: LivePage, *panels: str) -> str:
    """Return the words of some panels of a page that shows the newest state, as a reload does."""
    await page.reached(page.visitor.server.live.stream.position)
    assert await page.differences() == {}
    return plain(" ".join(page.held[name] for name in panels))


def plain(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split()).replace("\u2068", "").replace("\u2069", "")


async def test_who_comes_too_late_reads_when_it_goes_on_and_what_to_do_meanwhile(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        await talking(server)
        await server.do(EndRooms(MEETING, 2, 120), "Dana")
        theo = await server.visitor("Theo")
        await server.do(Arrive(MEETING), "Theo")
        async with LivePage(theo, f"{theo.base}/board") as page:
            said = await says(page, "place", "clock")
            assert "The others are in rooms. You get a room in the next round at the latest." in said
            assert "This round ends in:" in said
            assert await says(page, "company") == "Meanwhile 11 people present How we talk What comes"
            await server.do(Arrive(MEETING), "Ilse")
            await server.do(SetGroundRules(without=GROUND_RULES), "Olga")
            assert await says(page, "company") == "Meanwhile 12 people present What comes"
            await server.do(AddBlock(MEETING, "rooms"), "Dana")
            await draft(server, 3, "Theo", "Ilse")
            await server.do(PublishRooms(MEETING, 3), "Dana")
            said = await says(page, "place")
            assert "Your room opens when this round is over." in said
            assert said.endswith("Next you go to Room 2")


async def test_who_stays_in_plenary_reads_where_the_others_are_until_they_are_back(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        await talking(server)
        await server.do(Arrive(MEETING), "Vera")
        eleni, vera = await server.visitor("Eleni"), await server.visitor("Vera")
        async with LivePage(eleni, f"{eleni.base}/board") as page, LivePage(vera, f"{vera.base}/board") as other:
            await server.do(MovePeople(MEETING, 2, (eleni.person,), 0, anyway=True), "Dana")
            said = await says(page, "place", "clock")
            assert "The others are in rooms. You can stay here. If you want a room, press “I'm lost”." in said
            assert "This round ends in:" in said
            assert "You can stay here. This round ends in:" in await says(other, "place", "clock")
            await step(server, 2)  # one minute left, now
            assert "The others" not in await says(page, "place")
            assert "The others" not in await says(other, "place")


async def test_a_room_that_starts_without_those_held_in_another_says_so_until_they_come(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        await talking(server)
        await server.do(AddBlock(MEETING, "rooms"), "Dana")
        eleni, claire = await server.visitor("Eleni"), await server.visitor("Claire")
        async with LivePage(eleni, f"{eleni.base}/board") as page, LivePage(claire, f"{claire.base}/board") as held:
            await server.do(AddTime(MEETING, 2, 5, (2,)), "Dana")
            await server.do(CloseRooms(MEETING, 2, (1,)), "Dana")
            assert "Your room has more time. The others are back in plenary." in await says(held, "place")
            seats = tuple((server.id(name), place % 2 + 1) for place, name in enumerate(ENGLISH))
            await server.do(DraftRooms(MEETING, 3, seats, len(seats)), "Dana")
            await step(server, 3)  # shown, open, clock running
            assert "You are in Room 1" in await says(page, "place")
            assert (await says(page, "company")).startswith("In this room 3 ")
            assert (await says(page, "company")).endswith("2 people are still to come from: Room 2")
            said = await says(held, "place")
            assert "You are in Room 2 Your room has more time. Your next room starts without you." in said
            await server.do(CloseRooms(MEETING, 2, (2,)), "Dana")
            assert (await says(page, "company")).startswith("In this room 5 ")
            assert "still to come" not in await says(page, "company")
            assert "Your room has more time" not in await says(held, "place")


LOSES = (Pin(MEETING, "Imane", 0), ChangeRole("Eleni", "observer"))


@pytest.mark.parametrize("deed", LOSES, ids=("unpinned", "another-role"))
async def test_a_seat_that_is_lost_without_a_move_is_gone_from_every_page(
    tmp_path: Path, deed: Pin | ChangeRole
) -> None:
    async with serving(tmp_path) as server, AsyncExitStack() as stack:
        await server.do(Pin(MEETING, server.id("Imane"), 1), "Dana")
        await talking(server)
        await server.do(Arrive(MEETING), "Imane")
        await server.do(MovePeople(MEETING, 2, (server.id("Imane"),), 1, anyway=True), "Dana")
        pages = []
        for name, path in (("Imane", "board"), ("Hadeel", "board"), ("Dana", "screen"), ("Rui", "list")):
            visitor = await server.visitor(name)
            pages.append(await stack.enter_async_context(LivePage(visitor, f"{visitor.base}/{path}")))
        assert deed.person in pages[1].held["company"]
        await server.do(replace(deed, person=server.id(deed.person)), "Olga")
        for page in pages:
            assert deed.person not in await says(page, *(name for name in page.watched() if name != "errands"))


async def test_a_board_has_the_telephone_number_once(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        amal = await server.visitor("Amal")
        for path, times in (("board", 1), ("welcome", 1)):
            html = (await amal.get(f"{amal.base}/{path}")).text
            assert html.count('href="tel:+21600000000"') == times


async def test_what_everybody_is_asked_to_do_stands_before_what_was_heard(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        nuno = await server.visitor("Nuno")
        page = (await nuno.get(f"{nuno.base}/board")).text
        order = [page.index(f'id="{each}"') for each in ("vote", "gallery", "practice", "report", "themes")]
        assert order == sorted(order)
