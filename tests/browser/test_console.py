"""The console in a real browser: what counts needs no scrolling at half a laptop; two moderators at once."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, Page, expect

from app.domain.attendance import Arrive, MarkGone
from app.domain.formats.rooms.round import the_round
from app.domain.knocks import AskIn
from app.domain.lost import SayLost
from app.domain.meetings import OpenDoors, StartMeeting
from app.domain.steps import TakeStep
from tests.browser.entering import CEILING, HALF, PHONE, entered
from tests.serving import MEETING, Serving, serving

pytestmark = pytest.mark.browser
CLOCKS = "#pace :is(form > button:not(.go-on), summary)"
CUT = """[...document.querySelectorAll('.room, .room *')].filter((each) =>
  each.matches('.person *, .person, .people, .room, h3') && !each.closest('.hidden-words')
  && getComputedStyle(each).overflow !== 'visible').map((each) => each.outerHTML)"""
"""Parts of a room that would cut a name instead of folding it."""


@asynccontextmanager
async def meeting(
    folder: Path, browser: Browser, speaking: str = "", size: int = 5
) -> AsyncIterator[tuple[Serving, Browser]]:
    """Serve a meeting of up to 26 people (those who speak a language) whose rooms talk, with a browser beside it."""
    async with serving(folder) as server:
        await server.do(OpenDoors(MEETING), "Dana")
        participants = [one for one in server.state.people.values() if one.role == "participant"]
        for person in [one for one in participants if not speaking or speaking in one.languages][:26]:
            await server.live.stream.perform(Arrive(MEETING), actor=person.id)
        await server.do(StartMeeting(MEETING), "Dana")
        dana = await server.visitor("Dana")
        names = "Migration and mobility\nGender\nArt\nMedia\nEducation\nYouth"
        form = {"size": str(size), "minutes": "12", "names": names, "once": ""}
        assert (await dana.post(f"{dana.base}/rounds", form)).status_code == 204
        for _ in range(3):
            await server.do(TakeStep(MEETING, server.state.meetings[MEETING].step), "Dana")
        yield server, browser


async def console(server: Serving, browser: Browser, name: str, size: dict[str, int], language: str = "en") -> Page:
    """Open somebody's console, live."""
    return await entered(server, browser, server.id(name), f"console?language={language}", size)


async def box(page: Page, selector: str) -> dict[str, float]:
    found: Any = await page.locator(selector).first.bounding_box()
    assert found is not None, selector
    return dict(found)


async def one_row(page: Page, selector: str) -> None:
    """Fail if these buttons take more than one line."""
    boxes = await page.locator(selector).evaluate_all("all => all.map((each) => each.getBoundingClientRect().top)")
    tops = {round(top) for top in boxes}
    assert len(boxes) >= 6
    assert len(tops) == 1, f"{selector} wraps"


async def trouble(server: Serving) -> None:
    """Somebody is lost, somebody knocks, somebody is left alone."""
    await server.do(SayLost(MEETING), "Amal")
    await server.live.stream.perform(AskIn(MEETING, "Ines", "d1"), actor="-")
    body = the_round(server.state.meetings[MEETING], 2)
    for person in body.members(3)[1:]:
        await server.live.stream.perform(MarkGone(MEETING, person), actor=server.id("Dana"))


async def test_at_half_a_laptop_the_next_two_minutes_need_no_scrolling(tmp_path: Path, chromium: Browser) -> None:
    async with meeting(tmp_path, chromium) as (server, browser):
        await trouble(server)
        for language in ("en", "fr", "ar"):
            page = await console(server, browser, "Dana", HALF, language)
            shown = ("#phase h2", "#round .face", "#step .big", "#pace", "#attention", "#knocks")
            for selector in shown:
                found = await box(page, selector)
                assert found["y"] >= 0, (language, selector)
                assert found["y"] + found["height"] <= HALF["height"], (language, selector)
            await one_row(page, CLOCKS)
            rooms, help_ends = await box(page, "#rooms"), await box(page, "#knocks")
            assert rooms["y"] >= help_ends["y"] + help_ends["height"], language
            assert await page.evaluate("document.documentElement.scrollWidth") == HALF["width"]
            assert await page.evaluate(CUT) == [], language
            await page.locator("#ending summary").click()
            ways = await box(page, "#ending .menu-body")
            assert 0 <= ways["x"] <= HALF["width"] - ways["width"], language
            assert await page.evaluate("document.documentElement.scrollWidth") == HALF["width"], language
            await page.locator("#rooms .more summary").last.click()
            await expect(page.locator("#rooms .more[open] button").last).to_be_in_viewport()
            await page.context.close()


async def test_on_a_phone_the_whole_of_it_stands_there_and_nothing_is_wider_than_the_page(
    tmp_path: Path, chromium: Browser
) -> None:
    async with meeting(tmp_path, chromium) as (server, browser):
        await trouble(server)
        for language in ("en", "fr", "ar"):
            page = await console(server, browser, "Dana", PHONE, language)
            await one_row(page, CLOCKS)
            await page.locator("#ending summary").click()
            await expect(page.locator("#ending button").last).to_be_in_viewport()
            await page.keyboard.press("Escape")
            for selector in ("#rooms article", ".moving label", "#room-settings summary", "#paste summary"):
                await page.locator(selector).first.scroll_into_view_if_needed()
                await expect(page.locator(selector).first).to_be_in_viewport()
            assert await page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
            await page.locator(".moving > label").first.click()
            bar, person = await box(page, "#moving"), await box(page, "#rooms .people label")
            assert 0 <= person["y"] <= bar["y"] - person["height"], f"{language}: the bar lies over the names to tick"
            await page.context.close()


async def test_three_letters_and_a_number_move_somebody_and_the_other_moderator_sees_who_did_it(
    tmp_path: Path, chromium: Browser
) -> None:
    async with meeting(tmp_path, chromium) as (server, browser):
        dana, nils = [await console(server, browser, name, HALF) for name in ("Dana", "Nils")]
        body = the_round(server.state.meetings[MEETING], 2)
        luca = server.id("Luca")
        room, other = [number for number in body.rooms if number != body.seats[luca]][:2]
        await dana.locator(".moving label").first.click()
        await dana.locator("[name=anyway]").evaluate("box => { box.checked = true; }")
        await dana.locator("#quick").fill(f"luc {room}")
        await expect(dana.locator("#quick-found")).to_have_text("Luca D.")
        await dana.locator("#quick").press("Enter")
        moved = nils.locator(f"#room-{room} .person", has_text="Luca D.")
        await expect(moved).to_have_count(1, timeout=CEILING)
        await expect(nils.locator("#last .last-act")).to_contain_text("Dana O. moved people")
        await nils.locator(".take-back button").click()
        await expect(moved).to_have_count(0, timeout=CEILING)
        assert body.seats[luca] != room
        await expect(dana.locator("#acts li").first).to_contain_text("Nils F. took it back")
        await dana.locator("[name=anyway]").evaluate("box => { box.checked = true; }")
        await dana.locator(".people label", has_text="Luca D.").drag_to(dana.locator(f"#room-{other} h3"))
        moved = nils.locator(f"#room-{other} .person", has_text="Luca D.")
        await expect(moved).to_have_count(1, timeout=CEILING)


async def somebody_knocks(server: Serving, browser: Browser, console_page: Page) -> None:
    """With the code somebody waits at the door; the page there goes on by itself once the team let them in."""
    context = await browser.new_context(viewport=PHONE)  # type: ignore[arg-type]
    page = await context.new_page()
    await page.goto(f"{server.url}/j/{server.state.meetings[MEETING].code}?language=en")
    await page.locator("[name=name]").fill("Walid Newcomer")
    await page.get_by_role("button", name="Ask to come in").click()
    await expect(page.locator("h1")).to_have_text("We are letting you in", timeout=CEILING)
    knock = console_page.locator("#knocks li", has_text="Walid Newcomer")
    await knock.get_by_role("button", name="Let in as new").click(timeout=CEILING)
    await expect(knock).to_have_count(0, timeout=CEILING)
    await expect(page.locator("h1")).not_to_have_text("We are letting you in", timeout=CEILING)
    assert page.url.startswith(f"{server.url}/p/{server.programme}")
    await context.close()


async def test_of_two_who_press_the_next_step_the_later_is_told_who_did_it(tmp_path: Path, chromium: Browser) -> None:
    async with meeting(tmp_path, chromium) as (server, browser):
        dana, nils = [await console(server, browser, name, HALF) for name in ("Dana", "Nils")]
        leaves = await dana.locator("#step [name=leaves]").input_value()
        await nils.evaluate("Live.held = '*'")  # what Nils sees is a moment old
        await dana.locator("#step button.big").click()
        await expect(dana.locator(f"#next-step-{leaves}")).to_have_count(0, timeout=CEILING)
        button = dana.locator("#step button.big")
        await expect(button).to_have_attribute("aria-disabled", "true")
        step = server.state.meetings[MEETING].step
        await button.click(force=True, no_wait_after=True)
        await expect(button).not_to_have_attribute("aria-disabled", "true", timeout=CEILING)
        assert server.state.meetings[MEETING].step == step
        await nils.locator("#step button.big").click()
        await expect(nils.locator("#notice")).to_contain_text("Dana O. has already taken this step.", timeout=CEILING)
        assert server.state.meetings[MEETING].step == step
        await somebody_knocks(server, browser, dana)
        await nils.locator(".take-lead button").click()
        await expect(dana.locator("#team")).to_contain_text("Nils F. leads", timeout=CEILING)
        await dana.locator(".take-lead button").press("Enter")
        await expect(dana.locator("#team")).to_contain_text("Dana O. leads", timeout=CEILING)
        await expect(dana.locator("#team")).to_be_focused()  # the button that was pressed is gone
