"""Real pages that are left: by going on to another page and back, and by closing the tab."""

from __future__ import annotations

import asyncio

import pytest
from playwright.async_api import Browser, expect

from app.domain.attendance import CLOSED
from app.domain.presence import CLOSED_FOR
from realtime.clock import Clock
from tests.browser.test_board import CEILING, board, move, step, talking
from tests.serving import MEETING

pytestmark = pytest.mark.browser


async def test_going_back_to_a_page_shows_the_round_as_it_is_now(chromium: Browser) -> None:
    async with talking(chromium) as (server, browser):
        pages = [await board(server, browser, "Eleni"), await board(server, browser, "Dana", "console")]
        for page in pages:
            await page.goto("about:blank")
        await move(server, "Eleni", 2)
        for page in pages:
            await page.go_back()
            await expect(page.locator("html")).to_have_attribute("data-connection", "live", timeout=CEILING)
        own, console = pages
        eleni = server.id("Eleni")
        await expect(own.locator("#place h1")).to_have_text("Room 2")
        await expect(console.locator(f'#room-2 input[value="{eleni}"]')).to_have_count(1)
        await step(server)  # one minute left
        await step(server)  # now
        await expect(own.locator("#place h1")).to_have_text("Plenary", timeout=CEILING)
        await expect(console.locator("#round")).to_be_hidden(timeout=CEILING)


async def test_who_closes_the_tab_is_gone_after_two_minutes_and_back_on_the_same_seat(chromium: Browser) -> None:
    async with talking(chromium, Clock(rate=20)) as (server, browser):
        page, console = await board(server, browser, "Eleni"), await board(server, browser, "Dana", "console")
        await expect(page.locator("#place h1")).to_have_text("Room 1")
        eleni, found = server.id("Eleni"), server.state.meetings[MEETING].attendance[server.id("Eleni")]
        await page.close(run_before_unload=True)
        async with asyncio.timeout(CEILING / 1000):
            while (closed := server.live.presence.closed_at(eleni)) is None:  # noqa: ASYNC110
                await asyncio.sleep(0.02)
        assert not found.gone
        await expect(console.locator("#room-1 .tag", has_text="left")).to_have_count(1, timeout=CEILING)
        assert (found.gone, found.gone_why) == (True, CLOSED)
        assert (found.spans[-1][1] or 0) - closed >= CLOSED_FOR
        page = await board(server, browser, "Eleni")
        await expect(page.locator("#place h1")).to_have_text("Are you still there?")
        await page.get_by_role("button", name="I am back").click()
        await expect(page.locator("#place h1")).to_have_text("Room 1", timeout=CEILING)
        await expect(console.locator("#room-1 .tag", has_text="left")).to_have_count(0, timeout=CEILING)
