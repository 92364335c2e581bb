"""Rounds of rooms as the journey's moderators run them: drawn, opened, prolonged, mended by hand."""

from __future__ import annotations

import re

from playwright.async_api import Page, expect

from tests.journeys.hall import CEILING, press
from tests.journeys.played import LATE, LEAVER, PHONES, Meeting


async def prepared(console: Page) -> None:
    """Draw rooms of at most five for ten minutes."""
    form = console.locator("#prepare form")
    if not await form.is_visible():
        await console.locator("#prepare summary").click()
    await form.locator("[name=size]").fill("5")
    await form.locator("[name=minutes]").fill("10")
    await form.locator("[name=question]").fill("What made it possible?")
    await form.locator("button.strong").click()
    await expect(console.locator("#step button.big")).to_contain_text("Show the rooms", timeout=CEILING)


async def opened(meeting: Meeting, number: int) -> None:
    """Draw, show, open and start a round of rooms; everybody with a seat is in a room."""
    hall = meeting.hall
    await prepared(meeting.console)
    await expect(meeting.amal.locator("#place h1")).to_have_text("Plenary")
    await press(meeting.console)
    await expect(meeting.amal.locator("#place .next")).to_contain_text("Room", timeout=CEILING)
    await press(meeting.console)
    await expect(meeting.amal.locator("#place h1")).to_contain_text("Room", timeout=CEILING)
    await press(meeting.console)
    for name in PHONES:
        await expect(hall.boards[name].locator("#place h1")).to_contain_text("Room", timeout=CEILING)
        await expect(hall.boards[name].locator("#question")).to_contain_text("What made it possible?")
        await expect(hall.boards[name].locator("#clock time")).to_be_visible(timeout=CEILING)
    for name in ("Imane K.", "Vera N."):  # never seated unless pinned
        await expect(hall.boards[name].locator("#place h1")).to_have_text("Plenary")
    for console in hall.consoles.values():
        await expect(console.locator("#phase h2")).to_have_text(f"Round {number}", timeout=CEILING)
        await expect(console.locator("#rooms .room")).to_have_count(6, timeout=CEILING)
        await expect(console.locator("#step")).to_contain_text("End the round")
    await expect(hall.screens["screen"].locator(".wall")).to_have_count(6, timeout=CEILING)


async def more_time_and_somebody_late(meeting: Meeting) -> None:
    """More time, somebody who comes late and gets a room, somebody who leaves."""
    time = meeting.amal.locator("#clock time")
    ends = await time.get_attribute("data-ends") or ""
    await meeting.console.get_by_role("group", name="Clock of all rooms").get_by_role("button", name="+5").click()
    await expect(time).not_to_have_attribute("data-ends", ends, timeout=CEILING)
    late = await meeting.arrive(LATE)
    await expect(meeting.console.locator("#top")).to_contain_text("30 of 30 present", timeout=CEILING)
    await expect(meeting.console.locator("#top")).to_contain_text("0 without a place", timeout=CEILING)
    assert "You are in" in (board := (await late.get(f"{late.base}/board")).text)
    assert "Room " in board
    leaver = meeting.crowd[LEAVER]
    assert (await leaver.post(f"{leaver.base}/leaving")).status_code == 204
    for console in meeting.hall.consoles.values():
        await expect(console.locator("#rooms .person.gone")).to_have_count(1, timeout=CEILING)
        await expect(console.locator("#top")).to_contain_text("29 of 30 present", timeout=CEILING)


async def room_of(board: Page) -> int:
    """Return the number of the room that a board shows."""
    found = re.search(r"Room (\d+)", await board.locator("#place h1").inner_text())
    assert found is not None
    return int(found[1])


async def somebody_is_moved(meeting: Meeting) -> None:
    """Three letters of a name and a room number, by the keyboard; the board cannot miss it."""
    console, amal = meeting.console, meeting.amal
    before = await room_of(amal)
    there = min({1, 2, 3} - {before, await room_of(meeting.hall.boards["Nuno F."])})
    await console.locator("label[for=picking].button").first.click()
    await console.locator("#quick").fill(f"ama {there}")
    await expect(console.locator("#quick-found")).to_contain_text("Amal R.")
    await console.locator("#more-ways > summary").click()
    await console.locator("[name=anyway]").check()
    await console.keyboard.press("Escape")
    await console.get_by_role("button", name="Move now").click()
    await expect(amal.locator("#place h1")).to_contain_text(f"Room {there}", timeout=CEILING)
    await expect(amal).to_have_title(re.compile(f"Room {there}"))
    for each in meeting.hall.consoles.values():
        await expect(each.locator(f"#room-{there}")).to_contain_text("Amal R.", timeout=CEILING)
        await expect(each.locator(f"#room-{before}")).not_to_contain_text("Amal R.", timeout=CEILING)
    await console.locator(".moving-bar .done").click()


async def a_room_is_reopened(meeting: Meeting) -> None:
    """Nuno's room is closed by mistake and opened again; the others never notice."""
    console, nuno = meeting.console, meeting.hall.boards["Nuno F."]
    room, elsewhere = await room_of(nuno), await room_of(meeting.amal)
    await console.locator(f"#room-{room}-more > summary").click()
    await console.locator(f"#room-{room}-more").get_by_role("button", name="Close now").click()
    await expect(nuno.locator("#place h1")).to_have_text("Plenary", timeout=CEILING)
    await expect(meeting.amal.locator("#place h1")).to_contain_text(f"Room {elsewhere}")
    await reopened(console, room)
    await expect(nuno.locator("#place h1")).to_contain_text(f"Room {room}", timeout=CEILING)
    for each in meeting.hall.consoles.values():
        await expect(each.locator(f"#room-{room}.closed")).to_have_count(0, timeout=CEILING)


async def reopened(console: Page, room: int) -> None:
    """Press "Reopen for 10 minutes" in a closed room's menu."""
    menu = console.locator(f"#room-{room}-more")
    button = menu.get_by_role("button", name="Reopen for 10 minutes")
    await expect(console.locator(f"#room-{room}.closed")).to_have_count(1, timeout=CEILING)
    if await menu.get_attribute("open") is None:
        await menu.locator("summary").click()
    await button.click()
