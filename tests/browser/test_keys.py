"""The console's keys: a list of them, letters that go to places and press nothing, and that can be switched off."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from app.domain.meetings import OpenDoors, StartMeeting
from tests.browser.entering import CEILING, HALF
from tests.browser.test_console import console
from tests.browser.test_outbox import rooms
from tests.serving import MEETING, serving

pytestmark = pytest.mark.browser


async def test_a_letter_goes_to_its_place_but_not_out_of_a_field_nor_when_switched_off(
    tmp_path: Path, chromium: Browser
) -> None:
    async with serving(tmp_path) as server:
        await server.do(OpenDoors(MEETING), "Dana")
        await server.do(StartMeeting(MEETING), "Dana")
        page = await console(server, chromium, "Dana", HALF)
        step = server.state.meetings[MEETING].step
        await page.keyboard.press("n")
        await expect(page.locator("#step .big")).to_be_focused()
        await page.keyboard.press("w")
        field = page.locator("#announcing [name=text]")
        await expect(field).to_be_focused()
        await page.keyboard.type("none of these was a key: n h a r")
        await expect(field).to_have_value("none of these was a key: n h a r")
        for key, code, place in (
            ("a", "KeyQ", "#attention"),
            ("\u0634", "KeyA", "#attention"),
            (",", "KeyM", "#step .big"),
        ):
            await page.locator("#step .big").focus()
            said = {"key": key, "code": code, "bubbles": True}
            await page.locator("#step .big").dispatch_event("keydown", said)
            await expect(page.locator(place)).to_be_focused()
        await page.locator("#step .big").focus()
        await page.keyboard.press("?")
        await expect(page.locator("#keys")).to_be_visible()
        await page.keyboard.press("w")
        await expect(field).not_to_be_focused()
        await page.get_by_label("Letters go to these places").uncheck()
        await page.get_by_role("button", name="Close this list").click()
        await page.reload()
        await expect(page.locator("html")).to_have_attribute("data-connection", "live", timeout=CEILING)
        await page.locator("main").focus()
        await page.keyboard.press("n")
        await expect(page.locator("main")).to_be_focused()
        await page.keyboard.press("?")
        await expect(page.locator("#keys")).to_be_visible()
        assert server.state.meetings[MEETING].step == step


async def test_the_bar_for_moving_people_opens_and_closes_without_a_mouse(tmp_path: Path, chromium: Browser) -> None:
    async with rooms(tmp_path, chromium) as (server, browser):
        page = await console(server, browser, "Dana", HALF)
        opener, quick = page.locator("#picking"), page.locator("#quick")
        await page.keyboard.press("m")
        await expect(opener).to_be_focused()
        await page.keyboard.press("Space")
        await page.locator("#step .big").focus()
        await page.keyboard.press("m")
        await expect(quick).to_be_focused()
        await page.locator(".moving-bar .done").press("Enter")
        await expect(opener).to_be_focused()
        await expect(quick).to_be_hidden()
