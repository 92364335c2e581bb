"""A room calls for help: claimed by one, answered in words, seen by the other, over on entry; all by keyboard and text.

And an announcement is written, read and corrected. Through the real platform, in a browser.
"""

from __future__ import annotations

import re

import pytest
from playwright.async_api import Browser, Page, expect

from app.domain.announcements import Announce, WithdrawNews
from app.domain.help import CallForHelp
from app.domain.helping import ClaimHelp
from tests.browser.entering import HALF, entered
from tests.browser.test_board import CEILING, board, talking
from tests.serving import MEETING

pytestmark = pytest.mark.browser
PLACED = """(calls, end) => calls.map((call) => ({
  words: call.querySelector('.help-words').getBoundingClientRect().width,
  gap: Math.abs(call.getBoundingClientRect()[end]
    - [...call.querySelectorAll('.ways > *')].at(-1).getBoundingClientRect()[end]),
}))"""
"""How wide a call's words stand, and how far its last button is from the row's end; pixels."""


async def typed(page: Page, words: str, then: str = "Enter") -> None:
    """Type where the focus is, and press a key."""
    await page.keyboard.type(words)
    await page.keyboard.press(then)


async def test_a_call_is_claimed_answered_seen_by_the_others_and_over_on_entry(chromium: Browser) -> None:
    async with talking(chromium) as (server, browser):
        eleni, paolo = [await board(server, browser, name) for name in ("Eleni", "Paolo")]
        rui, dana = [await board(server, browser, name, "console") for name in ("Rui", "Dana")]
        await expect(rui.locator("#help")).to_be_hidden()
        await eleni.locator("#calling > summary").focus()
        await eleni.keyboard.press("Enter")
        await eleni.keyboard.press("Tab")
        await typed(eleni, "Ana cannot hear us", "Tab")
        await eleni.keyboard.press("Tab")
        await eleni.keyboard.press("Enter")
        await expect(eleni.locator("#help")).to_contain_text("The team knows: Sound, picture or call.", timeout=CEILING)
        await expect(eleni.locator("#calling")).not_to_have_attribute("open", re.compile(""))
        await expect(eleni.locator("#calling > summary")).to_be_focused()
        await expect(eleni.locator("#calling input[name=words]").first).to_have_value("")
        await expect(paolo.locator("#help")).to_contain_text("The team knows")
        for page in (rui, dana):
            await expect(page).to_have_title(re.compile(r"^\(1\) help · Room 1 · "))
            await expect(page.locator("#polite")).to_contain_text("Room 1 · Sound, picture or call")
        await expect(rui.locator("#room-1")).to_contain_text("needs help")
        await rui.get_by_role("button", name="I go").click()
        await expect(dana.locator("#call-1")).to_contain_text("Rui P. goes", timeout=CEILING)
        await expect(dana.get_by_role("button", name="I go instead")).to_be_visible()
        await expect(rui.get_by_role("button", name="I go instead")).to_be_hidden()
        await expect(eleni.locator("#help")).to_contain_text("Rui P. is coming.")
        await answered_while_others_call(server, rui)
        await expect(eleni.locator("#help")).to_contain_text("try your headset's other plug", timeout=CEILING)
        await expect(eleni.locator("#polite")).to_contain_text("try your headset's other plug", timeout=CEILING)
        await rui.get_by_role("button", name="I am there: Room 1").click()
        await expect(dana.locator("#call-1")).to_have_count(0, timeout=CEILING)
        await expect(dana).to_have_title(re.compile(r"^\(1\) help · Room 2 · "))
        await expect(paolo.locator("#help")).to_be_hidden()
        await eleni.get_by_role("button", name="I have read it").click()
        await expect(eleni.locator("#help")).to_be_hidden()
        await dana.locator("#helped > summary").click()
        await expect(dana.locator("#helped")).to_contain_text("Rui P. goes")


async def answered_while_others_call(server: object, rui: Page) -> None:
    """What is being typed stays although the queue above changes."""
    await rui.locator("#call-1-answer > summary").click()
    await rui.get_by_role("link", name="In your own words").click()
    await rui.keyboard.type("try your headset's ")
    await server.do(CallForHelp(MEETING, "language", "slowly"), "Hadeel")  # type: ignore[attr-defined]
    await expect(rui.locator("#call-2")).to_be_visible(timeout=CEILING)
    await typed(rui, "other plug")


async def test_an_announcement_is_read_counted_and_corrected(chromium: Browser) -> None:
    async with talking(chromium) as (server, browser):
        dana = await board(server, browser, "Dana", "console")
        eleni = await board(server, browser, "Eleni", "board?language=fr")
        await dana.locator("#announce > summary").click()
        await dana.locator("#announcing textarea[name=text]").fill("Lunch at one")
        await dana.locator("#announce-others > summary").click()
        await dana.locator("#announcing textarea[lang=fr]").fill("Repas à une heure")
        await dana.locator("#announcing button.strong").click()
        await expect(eleni.locator("#news")).to_contain_text("Repas à une heure", timeout=CEILING)
        await expect(eleni.locator("#polite")).to_contain_text("Repas à une heure")
        await expect(dana.locator("#announcement-1 .seen")).to_have_text("seen by 1 of 10", timeout=CEILING)
        await dana.locator("#announcement-1 > summary").click()
        await expect(dana.locator("#announcement-1")).to_contain_text("Not seen yet: Ana B.,")
        await dana.get_by_role("button", name="Correct").click()
        await expect(dana.locator("#announcing textarea[name=text]")).to_have_value("Lunch at one")
        await expect(dana.locator("#announcing textarea[lang=fr]")).to_have_value("Repas à une heure")
        await dana.locator("#announcing textarea[lang=fr]").fill("Repas à deux heures")
        await dana.locator("#announcing button.strong").click()
        await expect(eleni.locator("#news .newest")).to_contain_text("Repas à deux heures", timeout=CEILING)
        await expect(dana.locator("#announcing textarea[name=text]")).to_have_value("")
        await dana.get_by_role("button", name="Withdraw").click()
        await expect(eleni.locator("#news")).to_be_hidden(timeout=CEILING)
        assert [each.withdrawn for each in server.state.meetings[MEETING].announcements.values()] == [True]


SAID_ALOUD = """() => {
  window.saidAloud = [];
  const hear = () => { if (polite.textContent) saidAloud.push(polite.textContent); };
  new MutationObserver(hear).observe(polite, { childList: true, characterData: true, subtree: true });
}"""
COVERED = """() => {
  const [over, field] = ["#news", "#note textarea"].map((part) => document.querySelector(part).getBoundingClientRect());
  return field.top < over.bottom && field.bottom > over.top;
}"""


async def test_an_announcement_comes_over_what_is_read_further_down_until_it_is_acknowledged(chromium: Browser) -> None:
    async with talking(chromium) as (server, browser):
        eleni, paolo = [await board(server, browser, name) for name in ("Eleni", "Paolo")]
        field = eleni.locator("#note textarea")
        await field.click()
        await eleni.keyboard.type("The desk ")
        await eleni.evaluate(
            "scrollTo(0, scrollY + document.querySelector('#note textarea').getBoundingClientRect().top)"
        )
        await eleni.evaluate(SAID_ALOUD)
        await server.do(Announce(MEETING, "Lunch at one"), "Dana")
        await expect(eleni.locator("#news")).to_be_in_viewport(ratio=1, timeout=CEILING)
        assert not await eleni.evaluate(COVERED)
        await eleni.evaluate("scrollBy(0, 100)")
        assert await eleni.evaluate(COVERED)
        await eleni.keyboard.type("by the market")
        assert not await eleni.evaluate(COVERED)
        await expect(field).to_have_value("The desk by the market")
        await server.do(Announce(MEETING, "Lunch at two"), "Dana")
        await expect(eleni.locator("#news .newest")).to_contain_text("Lunch at two", timeout=CEILING)
        assert not await eleni.evaluate(COVERED)
        await eleni.locator("#news").get_by_role("button", name="I have read it").click()
        await expect(eleni.locator("#news")).not_to_be_in_viewport()
        await expect(field).to_be_focused()
        await server.do(WithdrawNews(MEETING, 2), "Dana")
        await expect(eleni.locator("#news .newest")).to_contain_text("Lunch at one", timeout=CEILING)
        await expect(eleni.locator("#news")).not_to_be_in_viewport()
        await expect(eleni.locator("#polite")).to_contain_text("Lunch at two", timeout=CEILING)
        assert " ".join(await eleni.evaluate("saidAloud")).count("Lunch at two") == 1
        await expect(paolo.locator("#news")).to_contain_text("Lunch at one", timeout=CEILING)
        await expect(paolo.get_by_role("button", name="I have read it")).to_have_count(0)


async def test_long_words_of_a_call_keep_their_width_and_its_buttons_stand_at_the_end(chromium: Browser) -> None:
    async with talking(chromium) as (server, browser):
        words = "since the Donaudampfschifffahrtsgesellschaftskapitän update nobody here hears anything"
        await server.do(CallForHelp(MEETING, "technical", words), "Eleni")
        await server.do(CallForHelp(MEETING, "language", "x" * 140), "Hadeel")
        await server.do(ClaimHelp(MEETING, 1), "Dana")
        for language, end in (("en", "right"), ("ar", "left")):
            dana = await entered(server, browser, server.id("Dana"), f"console?language={language}", HALF)
            found: list[dict[str, float]] = await dana.locator(".help-call").evaluate_all(PLACED, end)
            assert len(found) == 2
            assert all(each["words"] >= 16 * 17 for each in found), language
            assert max(each["gap"] for each in found) <= 1, language
            assert await dana.evaluate("document.documentElement.scrollWidth") == HALF["width"]
