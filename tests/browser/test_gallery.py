"""A gallery walk in groups in a real browser: chosen on the agenda, drawn on the console, carried on on phones."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from app.domain.agenda import AddBlock, RemoveBlock
from app.domain.attendance import Arrive
from app.domain.formats.gallery.groups import the_walk
from app.domain.meetings import OpenDoors, StartMeeting
from app.domain.practices.beginning import BeginPractice
from app.domain.practices.choosing import ShowPractice
from app.web.filling import fill
from tests.browser.entering import CEILING, HALF, NARROW, PHONE, entered
from tests.serving import MEETING, Serving, serving

pytestmark = pytest.mark.browser

SHEETS = {"Hadeel": ("ar", "مكتب الأيام الأولى"), "Nuno": ("fr", "Guides du quartier"), "Eleni": ("en", "Night Map")}


async def hung(server: Serving) -> int:
    """Have twelve people in a live meeting with three sheets on the board, and a gallery next; return its block."""
    await server.do(OpenDoors(MEETING), "Dana")
    speaking = [one for one in server.state.people.values() if one.role == "participant" and "en" in one.languages]
    for person in dict.fromkeys([*map(server.id, SHEETS), *(one.id for one in speaking[:12])]):
        await server.live.stream.perform(Arrive(MEETING), actor=person)
    for number, (who, (language, title)) in enumerate(SHEETS.items(), 1):
        await server.do(BeginPractice(language), who)
        await fill(server.live, f"practice/{number}/{language}", {"title": title, "subtitle": title}, who)
        await server.do(ShowPractice(number), who)
    await server.do(StartMeeting(MEETING), "Dana")
    await server.do(RemoveBlock(MEETING, 2), "Dana")
    await server.do(AddBlock(MEETING, "gallery", minutes=25), "Dana")
    return server.state.meetings[MEETING].last_block


async def test_groups_go_from_sheet_to_sheet_and_phones_say_which_is_now_and_which_is_next(
    tmp_path: Path, chromium: Browser
) -> None:
    async with serving(tmp_path) as server:
        block = await hung(server)
        agenda = await entered(server, chromium, server.id("Dana"), "agenda?language=en", PHONE)
        await agenda.get_by_role("button", name="In groups, 5 minutes at each sheet").click()
        await expect(agenda.locator(f"#block-{block} [aria-current=true]")).to_contain_text(
            "5 minutes", timeout=CEILING
        )
        assert await agenda.evaluate(NARROW)
        dana = await entered(server, chromium, server.id("Dana"), "console?language=en", HALF)
        step = dana.locator("#step .big")
        await step.click()
        await dana.locator("#draft").get_by_role("button", name="Draw the groups").click()
        await expect(step).to_contain_text("Show the rooms", timeout=CEILING)
        await expect(dana.locator("#draft")).to_contain_text("3 sheets go round; each group sees: 3")
        pages = [await entered(server, chromium, server.id(who), f"board?language={language}", PHONE)
                 for who, language in (("Ana", "en"), ("Hadeel", "ar"))]  # fmt: skip
        stands = [page.locator("#stand") for page in pages]
        await expect(stands[0]).to_be_hidden()
        for label in ("Open the rooms", "Start the clock", "End this sheet"):
            await step.click()
            await expect(step).to_contain_text(label, timeout=CEILING)
        await expect(stands[0]).to_contain_text("Sheet 1 of 3", timeout=CEILING)
        await expect(stands[1]).to_contain_text("البطاقة 1 من 3", timeout=CEILING)
        walk = the_walk(server.state.meetings[MEETING], block)
        titles = {number: title for number, (_, title) in enumerate(SHEETS.values(), 1)}
        first = walk.sheet(walk.seats[server.id("Ana")])
        await expect(stands[0].locator("h2")).to_have_text(titles[first])
        await expect(pages[0].locator("#clock")).to_contain_text("Time left:")
        await step.click()
        await expect(step).to_contain_text("On to the next sheet", timeout=CEILING)
        await step.click()
        await expect(stands[0]).to_contain_text("Sheet 2 of 3", timeout=CEILING)
        await expect(stands[0].locator("h2")).not_to_have_text(titles[first])
        assert [await page.evaluate(NARROW) for page in pages] == [True, True]
