"""What a room is asked: the kinds of note of its part of the agenda, a line for the team, why it has no notes."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from app.domain.capture import SetCapture
from app.domain.clock import FIVE
from app.domain.formats.rooms.ending import CloseRooms, TellRooms
from app.domain.formats.rooms.round import the_round
from app.domain.messages import SYSTEM
from tests.browser.entering import CEILING, NARROW, PHONE, entered
from tests.browser.test_outbox import board, rooms, two_of_a_room
from tests.browser.test_report import SHOWN
from tests.serving import MEETING

pytestmark = pytest.mark.browser
LAPTOP = {"width": 1366, "height": 768}


async def test_a_room_is_asked_for_its_kinds_for_a_line_and_why_it_has_none(tmp_path: Path, chromium: Browser) -> None:
    async with rooms(tmp_path, chromium) as (server, browser):
        one, other = two_of_a_room(server)
        page = await board(server, browser, one)
        console = await entered(server, browser, server.id("Dana"), "console?language=en", LAPTOP)
        kind = page.locator("#note select[name=kind]")
        await kind.select_option("lesson")
        await server.do(SetCapture(MEETING, 2, ("tip", "quote"), ("tip",)), "Dana")
        await expect(kind).to_have_value("tip", timeout=CEILING)
        assert await kind.locator("option:not([disabled])").count() == 2
        third = await board(server, browser, other)
        assert await third.locator("#note option:not([hidden])[value=lesson]").count() == 0
        await console.locator("#room-1").get_by_role("button", name="Ask for a line").click()
        asked = page.locator("#prompt").get_by_text("The team asks: please write a line.")
        await expect(asked).to_be_visible(timeout=CEILING)
        await expect(console.locator("#room-1")).to_contain_text("You asked for a line.", timeout=CEILING)
        await page.locator("#note textarea").fill("A line")
        await page.locator("#note textarea").press("Enter")
        await expect(asked).to_be_hidden(timeout=CEILING)
        await expect(console.locator("#room-1")).to_contain_text("1 note", timeout=CEILING)
        await console.locator("#room-1").get_by_role("link", name="1 note").click()
        await expect(console.locator("#sheet-2-1-1")).to_contain_text("A line")
        await console.go_back()
        silent = server.state.meetings[MEETING].blocks[2].body.seats_of(server.state.meetings[MEETING].blocks[2], 2)
        quiet = await entered(server, browser, next(iter(silent)), "board?language=en", PHONE)
        await server.do(CloseRooms(MEETING, 2), "Dana")
        await quiet.get_by_role("button", name="The language made it hard").click()
        await expect(quiet.locator("#prompt")).to_be_hidden(timeout=CEILING)
        await expect(console.locator("#room-2")).to_contain_text("no notes: The language made it hard", timeout=CEILING)
        await expect(page.locator("#prompt")).to_be_hidden()


async def test_in_the_last_five_minutes_the_empty_fields_come_one_at_a_time(tmp_path: Path, chromium: Browser) -> None:
    async with rooms(tmp_path, chromium) as (server, browser):
        one, other = two_of_a_room(server)
        await server.do(SetCapture(MEETING, 2, ("tip",), ("key1", "tip", "question")), "Dana")
        page = await entered(server, browser, server.id(one), "notes?language=en", LAPTOP)
        theirs = await board(server, browser, other)
        await expect(page.locator("#reports textarea:visible")).to_have_count(3, timeout=CEILING)
        await expect(page.locator("#reports textarea").first).to_be_editable(timeout=CEILING)
        await page.locator("[data-field=tip]").fill("Ask first")
        clock = the_round(server.state.meetings[MEETING], 2).rooms[1].clock
        assert clock is not None
        await server.live.stream.perform(TellRooms(MEETING, 2, (1,), FIVE, clock.turn), actor=SYSTEM)
        await page.get_by_label("A note for everybody here").focus()
        await expect(page.locator("[data-last]")).to_be_visible(timeout=CEILING)
        assert await page.evaluate(SHOWN) == ["key1"]
        await expect(theirs.locator("#prompt")).to_contain_text("Key point 1", timeout=CEILING)
        await page.locator("[data-field=key1]").press_sequentially("Buses")
        await page.keyboard.press("Tab")
        await expect(page.locator("[data-field=question]")).to_be_focused()
        assert await page.evaluate(SHOWN) == ["question"]
        await expect(theirs.locator("#prompt")).to_contain_text("A question for the plenary", timeout=2 * CEILING)
        await page.keyboard.type("Who pays?")
        await page.get_by_label("A note for everybody here").focus()
        assert await page.evaluate(SHOWN) == []
        await expect(theirs.locator("#prompt")).to_be_hidden(timeout=2 * CEILING)
        await page.get_by_label("Show all fields").check()
        assert len(await page.evaluate(SHOWN)) == 3
        assert await page.evaluate(NARROW)
