"""Choosing a topic on a phone, by keyboard and by tap: counts without names, a full one in a sentence, then rooms."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from app.domain.agenda import RemoveBlock
from app.domain.attendance import Arrive
from app.domain.formats.chosen.choosing import ChooseTopic
from app.domain.formats.chosen.chosen import the_chosen
from app.domain.formats.chosen.topics import AddTopic
from app.domain.meetings import OpenDoors, StartMeeting
from tests.browser.entering import CEILING, HALF, NARROW, PHONE, entered
from tests.browser.test_console import console
from tests.domain.play import ENGLISH
from tests.serving import MEETING, Serving, serving

pytestmark = pytest.mark.browser


async def board(server: Serving, browser: Browser, name: str) -> Page:
    """Open somebody's board on a phone that is touched, live."""
    return await entered(server, browser, server.id(name), "board?language=en", PHONE, has_touch=True)


async def test_topics_are_chosen_on_a_phone_and_become_rooms_by_the_big_button(
    tmp_path: Path, chromium: Browser
) -> None:
    async with serving(tmp_path) as server:
        await server.do(OpenDoors(MEETING), "Dana")
        for name in ENGLISH:
            await server.live.stream.perform(Arrive(MEETING), actor=server.id(name))
        await server.do(StartMeeting(MEETING), "Dana")
        await server.do(RemoveBlock(MEETING, 2), "Dana")
        for name, places in (("Schools", ""), ("Media", "2"), ("Coast", "")):
            await server.do(AddTopic(MEETING, 0, name, ("", "", ""), places), "Dana")
        dana = await console(server, chromium, "Dana", HALF)
        eleni, paolo = [await board(server, chromium, name) for name in ("Eleni", "Paolo")]
        step = dana.locator("#step .big")
        await expect(step).to_contain_text("Let people choose")
        await step.click()

        media = eleni.locator("#topic-2")
        await expect(media).to_contain_text("0 of 2", timeout=CEILING)
        await server.do(ChooseTopic(MEETING, server.state.meetings[MEETING].agenda[-1], 2), "Ana")
        await eleni.locator("#topic-1").focus()
        await eleni.keyboard.press("Tab")
        await eleni.keyboard.press("Enter")
        await expect(media).to_have_attribute("aria-pressed", "true", timeout=CEILING)
        await expect(media).to_be_focused()
        await expect(paolo.locator("#topic-2")).to_contain_text("2 of 2 full", timeout=CEILING)
        await paolo.locator("#topic-2").tap()
        await expect(paolo.locator("#notice")).to_contain_text("That room is full. Please choose another.")
        await paolo.locator("#topic-3").tap()
        await expect(paolo.locator("#topic-3")).to_have_attribute("aria-pressed", "true", timeout=CEILING)
        await paolo.locator("#topic-1").tap()
        await expect(eleni.locator("#topic-1")).to_contain_text("1 of 5", timeout=CEILING)
        await expect(eleni.locator("#topic-3")).to_contain_text("0 of 5")
        for page, other in ((eleni, "Paolo"), (paolo, "Eleni")):
            assert other not in await page.locator(".choosing").inner_text()
            assert await page.evaluate(NARROW)
        await expect(dana.locator("#topicrow-2")).to_contain_text("2 of 2 full")
        await expect(dana.locator("#chosen")).to_contain_text("7 have not chosen")

        for label in ("Show the rooms", "Open the rooms", "Start the clock"):
            await step.click()
            await expect(step).to_contain_text(label, timeout=CEILING)
        meeting = server.state.meetings[MEETING]
        body = the_chosen(meeting, meeting.agenda[-1])
        assert body.seats.keys() == {server.id(name) for name in ENGLISH}
        for page, room in ((eleni, "Room 2"), (paolo, "Room 1")):
            await expect(page.locator("#place h1")).to_contain_text(room, timeout=CEILING)
            await expect(page.locator(".choosing")).to_be_hidden()


async def test_topics_are_named_before_the_meeting_begins(tmp_path: Path, chromium: Browser) -> None:
    async with serving(tmp_path) as server:
        dana = await console(server, chromium, "Dana", HALF)
        await dana.locator("#another-way summary").click()
        await expect(dana.locator("#prepare")).to_be_hidden()
        await dana.locator("#topics summary").click()
        await dana.locator("#topics [name=name]").fill("Schools in the evening")
        await dana.locator("#topics button.strong").click()
        await expect(dana.locator("#topic-rows")).to_contain_text("Schools in the evening", timeout=CEILING)
        assert server.state.meetings[MEETING].phase == "planned"
