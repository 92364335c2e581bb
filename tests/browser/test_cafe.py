"""A World Café in a real browser: planned on the console by its form, opened, and carried to round 2 on a board."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from app.domain.agenda import RemoveBlock
from app.domain.attendance import Arrive
from app.domain.formats.cafe import the_cafe
from app.domain.meetings import OpenDoors, StartMeeting
from tests.browser.entering import CEILING, HALF, NARROW, PHONE, entered
from tests.browser.test_console import console
from tests.serving import MEETING, Serving, serving

pytestmark = pytest.mark.browser


async def board(server: Serving, browser: Browser, person: str, language: str = "en") -> Page:
    """Open somebody's board, live."""
    return await entered(server, browser, person, f"board?language={language}", PHONE)


async def test_a_cafe_goes_from_its_plan_to_round_two_and_boards_say_where_to_go(
    tmp_path: Path, chromium: Browser
) -> None:
    async with serving(tmp_path) as server:
        await server.do(OpenDoors(MEETING), "Dana")
        speaking = [one for one in server.state.people.values() if one.role == "participant" and "en" in one.languages]
        for person in speaking[:12]:
            await server.live.stream.perform(Arrive(MEETING), actor=person.id)
        await server.do(StartMeeting(MEETING), "Dana")
        await server.do(RemoveBlock(MEETING, 2), "Dana")
        dana = await console(server, chromium, "Dana", HALF)
        await expect(dana.locator("#prepare")).to_be_visible()  # no part is planned any more: rooms come next
        await expect(dana.locator("#topics")).to_be_hidden()
        await expect(dana.locator("#prepare-tables")).to_be_hidden()
        await dana.locator("#another-way > summary").click()
        await expect(dana.locator("#topics")).to_be_visible()
        await dana.locator("#prepare-tables > summary").click()
        await dana.locator("#prepare-tables [name=topics]").fill("Water\nMedia")
        await dana.locator("#prepare-tables button.strong").click()
        await expect(dana.locator("#cafe .table")).to_have_count(3, timeout=CEILING)
        await expect(dana.locator("#cafe .table").first.locator(".rounds li")).to_have_count(3)
        assert await dana.evaluate(NARROW)
        step = dana.locator("#step .big")
        await expect(step).to_contain_text("Show the tables")
        cafe = the_cafe(server.state.meetings[MEETING], server.state.meetings[MEETING].agenda[-1])
        guest = next(one for one in cafe.seats if one not in cafe.hosts.values())
        pages = [await board(server, chromium, who) for who in (cafe.hosts[1], guest)]
        host, other = (page.locator("#place") for page in pages)
        for label in ("Open the tables", "Start Round 1", "End the round"):
            await step.click()
            await expect(step).to_contain_text(label, timeout=CEILING)
        await expect(host.locator("h1")).to_contain_text("Table 1 · Water")
        await expect(host).to_contain_text("You are the host.")
        await expect(other.locator(".next")).to_contain_text(re.compile(r"Table \d"))
        ahead = await other.locator(".next .room-number").inner_text()
        await step.click()
        await expect(step).to_contain_text("To Round 2", timeout=CEILING)
        await step.click()
        await expect(dana.locator("#phase h2")).to_contain_text("round 2 of 3", timeout=CEILING)
        await expect(other.locator("h1 .room-number")).to_have_text(ahead, timeout=CEILING)
        await expect(host.locator("h1")).to_contain_text("Table 1")
        clock = pages[1].locator("#clock")
        await expect(clock).to_contain_text("Round 2 begins in:")
        await expect(clock.locator("time")).to_be_visible()
        await dana.get_by_role("button", name="Hold").first.click()
        await expect(clock).to_contain_text("The clock is held", timeout=CEILING)
        await expect(dana.locator("#round")).to_contain_text("The clock is held")
        await step.click()
        await expect(clock).to_contain_text("First the host sums up:", timeout=CEILING)
        await expect(clock.locator("time")).to_have_text(re.compile(r"[12]:\d\d"))
        await expect(dana.locator("#round")).to_contain_text("First the hosts sum up what was said before")
        await expect(other.locator(".finish")).to_have_count(0)
        assert await pages[1].evaluate(NARROW)
