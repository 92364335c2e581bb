"""What is folded on the console: fetched when it opens, anew while it is open, and a page without script."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from app.domain.attendance import Arrive
from app.domain.formats.rooms.ending import CloseRooms
from app.domain.formats.rooms.round import the_round
from app.domain.formats.rooms.running import PauseRooms
from tests.browser.entering import CEILING, HALF, device
from tests.browser.test_console import console, meeting
from tests.serving import MEETING

pytestmark = pytest.mark.browser


async def test_an_open_menu_follows_its_room(tmp_path: Path, chromium: Browser) -> None:
    async with meeting(tmp_path, chromium) as (server, browser):
        dana = await console(server, browser, "Dana", HALF)
        menu = dana.locator("#room-2-more")
        await menu.locator("summary").focus()
        await dana.keyboard.press("Enter")
        await expect(menu.get_by_role("button", name="Hold")).to_be_visible(timeout=CEILING)
        await dana.keyboard.press("Tab")
        await expect(menu.get_by_role("button", name="Hold")).to_be_focused()
        await server.do(PauseRooms(MEETING, 2, (2,)), "Nils")
        await expect(menu.get_by_role("button", name="Go on")).to_be_visible(timeout=CEILING)
        await expect(menu.get_by_role("button", name="Hold")).to_have_count(0)
        await menu.get_by_role("button", name="Go on").click()
        await expect(menu.get_by_role("button", name="Hold")).to_be_visible(timeout=CEILING)
        assert not the_round(server.state.meetings[MEETING], 2).rooms[2].paused
        await server.do(CloseRooms(MEETING, 2, (2,)), "Nils")
        await expect(menu.get_by_role("button", name="Reopen for 5 minutes")).to_be_visible(timeout=CEILING)


async def test_without_script_the_menu_is_a_page(tmp_path: Path, chromium: Browser) -> None:
    async with meeting(tmp_path, chromium) as (server, browser):
        page = await device(server, browser, server.id("Dana"), HALF, java_script_enabled=False)
        await page.goto(f"{server.url}/p/{server.programme}/m/{MEETING}/console?still")
        await page.locator("#room-2-more summary").click()
        await page.locator("#room-2-more a").click()
        await page.get_by_role("button", name="Hold").click()
        await expect(page.get_by_role("button", name="Go on")).to_be_visible(timeout=CEILING)
        assert the_round(server.state.meetings[MEETING], 2).rooms[2].paused
        await page.get_by_role("link", name="To the console").click()
        await expect(page.locator("#room-2")).to_be_visible()


async def test_an_open_list_follows_its_people_and_keeps_the_focus_near(tmp_path: Path, chromium: Browser) -> None:
    async with meeting(tmp_path, chromium) as (server, browser):
        dana = await console(server, browser, "Dana", HALF)
        asleep = dana.locator("#asleep")
        await asleep.locator("summary").click()
        amal = dana.locator(f"#asleep-{server.id('Amal')}")
        await expect(amal).to_contain_text("Room", timeout=CEILING)
        await amal.get_by_role("button", name="Not here").click()
        await expect(amal).to_have_count(0, timeout=CEILING)
        await expect(dana.locator("#asleep:focus-within")).to_have_count(1, timeout=CEILING)
        await server.do(Arrive(MEETING), "Amal")
        await expect(amal).to_have_count(1, timeout=CEILING)
        await server.do(CloseRooms(MEETING, 2), "Nils")
        await expect(amal).to_contain_text("Plenary", timeout=CEILING)
        missing = dana.locator("#missing")
        await missing.locator("summary").click()
        here = missing.get_by_role("button", name="Is here").first
        await expect(here).to_be_visible(timeout=CEILING)
        count = await missing.locator("summary").inner_text()
        await here.click()
        await expect(missing.locator("summary")).not_to_have_text(count, timeout=CEILING)
