"""A room's report while it is written: all of it in sight, the time above it, drafts, the last five minutes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from app.domain.clock import FIVE
from app.domain.duties import TakeDuty
from app.domain.formats.rooms.ending import CloseRooms, GiveGrace, TellRooms
from app.domain.formats.rooms.round import the_round
from app.domain.notes.sorting import StarNote
from app.domain.notes.writing import WriteNote
from tests.browser.entering import CEILING, PHONE, entered
from tests.browser.test_outbox import rooms, two_of_a_room
from tests.serving import MEETING

pytestmark = pytest.mark.browser
LAPTOP = {"width": 1366, "height": 768}
COVERED = """() => {
  const bar = document.querySelector(".time-bar").getBoundingClientRect();
  const field = document.activeElement.getBoundingClientRect();
  return field.top < bar.bottom && field.bottom > bar.top;
}"""
"""Whether the bar with the time lies over the field that is written in."""
SHOWN = """() => [...document.querySelectorAll("[data-field]")]
  .filter((one) => one.checkVisibility() && one.closest(".field").getBoundingClientRect().height > 40)
  .map((one) => one.dataset.field)"""
"""The fields of the report that stand on the page."""


async def test_all_of_an_empty_report_is_seen_on_a_laptop_and_who_types_when_the_room_closes_is_told(
    tmp_path: Path, chromium: Browser
) -> None:
    async with rooms(tmp_path, chromium) as (server, browser):
        one, _ = two_of_a_room(server)
        page = await entered(server, browser, server.id(one), "notes?language=fr", LAPTOP)
        report = page.locator("[data-text]")
        await expect(report).to_have_attribute("data-right", "now", timeout=CEILING)
        fields = report.locator("[data-field]")
        for each in await fields.all():
            await expect(each).to_be_in_viewport(ratio=1)
            box = await each.bounding_box()
            assert box is not None
            assert box["height"] >= 44
        await page.locator("[data-field=tip]").focus()
        await page.keyboard.type("Half a")
        await expect(report.locator("[data-line]")).to_contain_text("Enregistré", timeout=CEILING)
        await server.do(CloseRooms(MEETING, 2), "Dana")
        await expect(page.locator("#notice .done")).to_contain_text(
            "Ce que vous avez écrit est conservé", timeout=CEILING
        )
        await expect(page.locator("section.report")).to_be_focused()
        await page.keyboard.type(" word more")
        assert await page.evaluate("scrollY") == 0
        await expect(page.locator("section.report")).to_contain_text("Half a")


@pytest.mark.parametrize("size", [PHONE, LAPTOP])
async def test_the_time_that_is_left_stays_in_sight_on_one_line_and_covers_no_field(
    tmp_path: Path, chromium: Browser, size: dict[str, int]
) -> None:
    async with rooms(tmp_path, chromium) as (server, browser):
        one, _ = two_of_a_room(server)
        for number in range(9):
            await server.do(WriteNote(MEETING, f"Line {number}"), one)
        page = await entered(server, browser, server.id(one), "notes?language=fr", size)
        await expect(page.locator("[data-text]")).to_have_attribute("data-right", "now", timeout=CEILING)
        clock, bar = page.locator("#clock time"), page.locator(".time-bar")
        await expect(clock).to_have_text(re.compile("^[0-9]+:[0-9]{2}$"))
        for key in ["Tab"] * 40 + ["Shift+Tab"] * 40:
            await page.keyboard.press(key)
            if await page.evaluate("document.activeElement.closest('main') !== null"):
                assert not await page.evaluate(COVERED), await page.evaluate("document.activeElement.outerHTML")
                await expect(clock).to_be_in_viewport(ratio=1)
        await page.locator("[data-note]").last.focus()
        await expect(clock).to_be_in_viewport(ratio=1)
        turn = the_round(server.state.meetings[MEETING], 2).turn
        await server.do(GiveGrace(MEETING, 2, (1, 2, 3), turn))
        await expect(bar).to_contain_text("Le temps est écoulé", timeout=CEILING)
        box = await bar.bounding_box()
        assert box is not None
        assert box["height"] < 48
        await expect(bar.locator("strong")).to_be_in_viewport(ratio=1)


async def test_a_draft_says_how_many_fields_it_filled(tmp_path: Path, chromium: Browser) -> None:
    async with rooms(tmp_path, chromium) as (server, browser):
        one, _ = two_of_a_room(server)
        await server.do(TakeDuty(MEETING), one)
        for number, kind in enumerate(("tip", "key_point"), 1):
            await server.do(WriteNote(MEETING, f"Ask {kind}", kind), one)
            await server.do(StarNote(MEETING, number), one)
        page = await entered(server, browser, server.id(one), "notes?language=en", LAPTOP)
        await expect(page.locator("[data-text]")).to_have_attribute("data-right", "now", timeout=CEILING)
        notice = page.locator("#notice")
        await page.get_by_role("button", name="Draft from starred notes").click()
        await expect(notice).to_contain_text("2 fields were filled from starred notes.", timeout=CEILING)
        await expect(page.locator("[data-field=tip]")).to_have_value("Ask tip", timeout=CEILING)
        await notice.get_by_role("button", name="Close").click()
        await expect(notice).to_be_empty()


@pytest.mark.parametrize("size", [PHONE, LAPTOP])
async def test_at_five_minutes_the_next_empty_field_comes_once_this_one_is_left(
    tmp_path: Path, chromium: Browser, size: dict[str, int]
) -> None:
    async with rooms(tmp_path, chromium) as (server, browser):
        one, _ = two_of_a_room(server)
        page = await entered(server, browser, server.id(one), "notes?language=en", size)
        report, fields = page.locator("[data-text]"), page.locator("[data-field]")
        await expect(report).to_have_attribute("data-right", "now", timeout=CEILING)
        await fields.nth(0).focus()
        await page.keyboard.type("Begun before")
        turn = the_round(server.state.meetings[MEETING], 2).turn
        await server.do(TellRooms(MEETING, 2, (1,), FIVE, turn))
        await expect(report).to_have_attribute("data-last", "", timeout=CEILING)
        assert await page.evaluate(SHOWN) == ["key1"]
        await expect(fields.nth(0)).to_be_focused()
        await page.keyboard.press("Tab")
        await expect(fields.nth(1)).to_be_focused()
        assert await page.evaluate(SHOWN) == ["key2"]
        top = await fields.nth(1).evaluate("(one) => one.getBoundingClientRect().top")
        await page.keyboard.type("A")
        assert await page.evaluate(SHOWN) == ["key2"], "nothing comes while somebody types"
        assert await fields.nth(1).evaluate("(one) => one.getBoundingClientRect().top") == top
        following = report.locator(".next-empty")
        await following.click()
        await expect(fields.nth(2)).to_be_focused()
        assert await page.evaluate(SHOWN) == ["key3"]
        await following.click()  # left empty for now
        await expect(fields.nth(3)).to_be_focused()
        assert await page.evaluate(SHOWN) == ["surprise"]
        await page.keyboard.type("A surprise")
        await following.focus()
        assert await page.evaluate(SHOWN) == ["key3"]
        await page.keyboard.press("Enter")
        await expect(fields.nth(4)).to_be_focused()
        await page.keyboard.type("Words")
        while await following.is_visible():
            await following.click()
            await page.keyboard.type("Words")
        await expect(report.get_by_text("Every field has words.")).to_be_hidden()
        await page.locator(".all-fields").focus()
        await expect(report.get_by_text("Every field has words.")).to_be_visible()
