"""The page of notes: all of it by keyboard for who takes them, and an author's own notes, there and after the end."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest
from playwright.async_api import Browser, Route, expect

from app.domain.clock import FIVE
from app.domain.duties import TakeDuty
from app.domain.formats.rooms.ending import CloseRooms, GiveGrace, TellRooms
from app.domain.formats.rooms.round import the_round
from app.domain.meetings import CloseMeeting
from app.domain.notes.exports import leaving
from app.domain.notes.sorting import HoldNote, StarNote
from app.domain.notes.writing import WriteNote
from tests.browser.entering import CEILING, PHONE, device, entered
from tests.browser.test_outbox import board, rooms, two_of_a_room
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
SMALL = """() => [...document.querySelectorAll("button, a.button, summary, select, input, textarea")]
  .filter((one) => one.type !== "hidden" && one.checkVisibility({ visibilityProperty: true }))
  .map((one) => (["checkbox", "radio"].includes(one.type) ? one.closest("label") : one))
  .filter((one) => one.getBoundingClientRect().height < 43.9)
  .map((one) => one.outerHTML)"""
"""What is to be pressed or filled in and lower than a thumb needs (44 px)."""


async def test_the_rapporteur_needs_no_mouse(tmp_path: Path, chromium: Browser) -> None:
    async with rooms(tmp_path, chromium) as (server, browser):
        one, other = two_of_a_room(server)
        await server.do(TakeDuty(MEETING), one)
        page = await entered(server, browser, server.id(one), "notes?language=en", PHONE)
        field = page.get_by_label("A note for everybody here")
        await field.focus()
        for kind, words in ((3, "Ask first"), (4, "Pay the bus")):
            await page.keyboard.press(f"Alt+{kind}")
            await page.keyboard.type(words)
            await page.keyboard.press("Enter")
        lines = page.locator(".sheet [data-note]")
        await expect(lines).to_have_count(2, timeout=CEILING)
        await expect(field).to_be_focused()
        notes = server.state.meetings[MEETING].notes.by_number
        assert [(note.text, note.kind) for note in notes.values()] == [("Ask first", "tip"), ("Pay the bus", "lesson")]
        await lines.nth(1).focus()
        await page.keyboard.press("s")
        await expect(lines.nth(1).locator(".star")).to_be_visible(timeout=CEILING)
        await lines.nth(1).focus()
        await page.keyboard.press("u")
        await expect(lines.nth(0)).to_contain_text("Pay the bus", timeout=CEILING)
        await lines.nth(0).focus()
        await page.keyboard.press("e")
        text = page.locator("#changing-form [name=text]")
        await expect(text).to_have_value("Pay the bus")
        await text.fill("Pay the bus fare")
        await page.locator("#changing-form button.strong").press("Enter")
        await expect(lines.nth(0)).to_contain_text("Pay the bus fare", timeout=CEILING)
        await expect(lines.nth(0)).to_be_focused()
        await page.keyboard.press("h")
        await expect(lines.nth(0)).to_contain_text("stays in this room", timeout=CEILING)
        assert notes[2].held
        await server.do(WriteNote(MEETING, "Ask the driver"), other)
        theirs = lines.filter(has_text="Ask the driver")
        await expect(theirs.get_by_role("button", name="Star")).to_be_visible(timeout=CEILING)
        await expect(theirs.locator("[data-key=h]")).to_be_hidden()
        await expect(lines.nth(0).get_by_role("button", name="Let it leave the room")).to_be_visible()
        assert await page.evaluate("document.documentElement.scrollWidth") == 360


async def test_what_is_seldom_done_to_a_note_is_folded_and_stays_unfolded_through_a_push(
    tmp_path: Path, chromium: Browser
) -> None:
    async with rooms(tmp_path, chromium) as (server, browser):
        one, other = two_of_a_room(server)
        await server.do(TakeDuty(MEETING), one)
        for words in ("First", "Second", "Third"):
            await server.do(WriteNote(MEETING, words), one)
        page = await entered(server, browser, server.id(one), "notes?language=en", PHONE)
        second = page.locator("#note-2")
        row = second.locator("button, a.button, summary")
        await expect(row.filter(visible=True)).to_have_text(["Star", "Change", "Keep it in this room", "More"])
        await second.locator("summary").press("Enter")
        await expect(row.filter(visible=True)).to_have_count(9)
        await server.do(WriteNote(MEETING, "Fourth"), other)
        await expect(page.locator("#note-4")).to_be_visible(timeout=CEILING)
        await expect(row.filter(visible=True)).to_have_count(9)
        await second.get_by_role("button", name="Up").click()
        await expect(page.locator("[data-note]").first).to_contain_text("Second", timeout=CEILING)
        await expect(second.get_by_role("button", name="Down")).to_be_visible()
        await page.locator("#note-3").focus()
        await page.keyboard.press("u")
        await expect(page.locator("[data-note]").nth(1)).to_contain_text("Third", timeout=CEILING)
        await expect(page.locator("#note-3 details")).not_to_have_attribute("open", "")
        theirs = await entered(server, browser, server.id(other), "notes?language=en", PHONE)
        await theirs.locator("#note-1").focus()
        await theirs.keyboard.press("t")
        await expect(theirs.locator("#note-1 summary")).to_be_hidden()
        await expect(theirs.locator("#splitting-form")).to_be_hidden()


async def test_without_script_a_note_is_moved_from_its_fold(tmp_path: Path, chromium: Browser) -> None:
    async with rooms(tmp_path, chromium) as (server, browser):
        one, _ = two_of_a_room(server)
        await server.do(TakeDuty(MEETING), one)
        for words in ("First", "Second"):
            await server.do(WriteNote(MEETING, words), one)
        page = await device(server, browser, server.id(one), PHONE, java_script_enabled=False)
        await page.goto(f"{server.url}/p/{server.programme}/m/{MEETING}/notes?language=en")
        await page.locator("#note-2 summary").click()
        await page.locator("#note-2").get_by_role("button", name="Up").click()
        await expect(page.locator("[data-note]").first).to_contain_text("Second")


async def test_an_author_changes_their_own_note_and_holds_it_back_after_the_meeting(
    tmp_path: Path, chromium: Browser
) -> None:
    async with rooms(tmp_path, chromium) as (server, browser):
        one, other = two_of_a_room(server)
        page = await board(server, browser, one)
        await expect(page.locator("#yours")).to_be_hidden()
        for name, words in ((one, "Ask frist"), (one, "Pay the bus"), (other, "Ask the driver")):
            await server.do(WriteNote(MEETING, words), name)
        await expect(page.locator("#yours .count")).to_have_text("2", timeout=CEILING)
        await page.get_by_role("link", name="Your notes").click()
        lines = page.locator(".sheet [data-note]")
        await expect(lines).to_have_count(3, timeout=CEILING)
        await expect(lines.filter(has_text="Ask the driver").get_by_text("Change")).to_be_hidden()
        await lines.filter(has_text="Ask frist").get_by_text("Change").click()
        await page.locator("#changing-form [name=text]").fill("Ask first")
        await page.locator("#changing-form button.strong").click()
        await expect(lines.nth(0)).to_contain_text("Ask first", timeout=CEILING)
        meeting = server.state.meetings[MEETING]
        await server.do(CloseRooms(MEETING, 2), "Dana")
        await expect(lines).to_have_count(2, timeout=CEILING)
        await expect(page.get_by_label("A note for everybody here")).to_be_hidden()
        await server.do(HoldNote(MEETING, 2), "Dana")
        await server.do(CloseMeeting(MEETING), "Dana")
        await page.get_by_role("link", name="To my board").click()
        await page.get_by_role("link", name="Your notes").click()
        await expect(lines.nth(1)).to_contain_text("The team holds this note back.")
        await expect(lines.nth(1).get_by_role("button")).to_have_count(0)
        await expect(lines.get_by_text("Change")).to_have_count(0)
        await lines.nth(0).get_by_role("button", name="Keep it in this room").click()
        await expect(lines.nth(0)).to_contain_text("stays in this room", timeout=CEILING)
        assert leaving(meeting) == [meeting.notes.by_number[3]]
        await lines.nth(0).get_by_role("button", name="Let it leave the room").click()
        await expect(lines.nth(0).get_by_role("button", name="Keep it in this room")).to_be_visible(timeout=CEILING)
        assert await page.evaluate("document.documentElement.scrollWidth") == 360


async def test_notes_are_joined_split_and_quoted_by_keyboard_and_who_is_quoted_agrees_on_their_own_board(
    tmp_path: Path, chromium: Browser
) -> None:
    async with rooms(tmp_path, chromium) as (server, browser):
        one, other = two_of_a_room(server)
        theirs = await board(server, browser, other)
        await server.do(TakeDuty(MEETING), one)
        for words in ("Ask first", "Pay the bus"):
            await server.do(WriteNote(MEETING, words), one)
        page = await entered(server, browser, server.id(one), "notes?language=en", PHONE)
        notes = server.state.meetings[MEETING].notes
        lines = page.locator(".sheet [data-note]")
        await lines.nth(1).focus()
        await page.keyboard.press("j")
        await expect(lines).to_have_count(1, timeout=CEILING)
        await expect(lines.nth(0)).to_be_focused()
        await expect(lines.nth(0)).to_have_js_property("value", 1)
        assert [note.text for note in notes.of((2, 1, 1))] == ["Ask first\nPay the bus"]
        await lines.nth(0).focus()
        await page.keyboard.press("t")
        await expect(page.locator("#splitting-form [name=text]")).to_be_focused()
        for key in ("Control+Home", "End", "Enter"):
            await page.keyboard.press(key)
        await page.locator("#splitting-form button.strong").press("Enter")
        await expect(lines).to_have_count(2, timeout=CEILING)
        assert [note.text for note in notes.of((2, 1, 1))] == ["Ask first", "Pay the bus"]
        form = page.locator("#note")
        await expect(form.get_by_label("Who said it?")).to_be_hidden()
        chosen = asyncio.Event()

        async def later(route: Route) -> None:
            await chosen.wait()
            await route.continue_()

        await page.route("**/notes/speakers*", later)
        await form.locator("textarea").focus()
        async with page.expect_response("**/notes/speakers*"):
            await page.keyboard.press("Alt+8")
            await form.get_by_label("Who said it?").select_option(server.id(other))
            chosen.set()
        await form.locator("textarea").fill("Put the desk here")
        await form.locator("textarea").press("Enter")
        await expect(lines.nth(2)).to_contain_text("waits for its speaker's yes", timeout=CEILING)
        assert leaving(server.state.meetings[MEETING]) == notes.of((2, 1, 1))[:2]
        await lines.nth(2).focus()
        await page.keyboard.press("e")
        await expect(page.locator("#changing-form [name=speaker]")).to_have_value(server.id(other), timeout=CEILING)
        await expect(theirs.locator("#quotes blockquote")).to_have_text("Put the desk here", timeout=CEILING)
        await theirs.get_by_role("button", name="Yes, I said this").click()
        await expect(lines.nth(2)).not_to_contain_text("waits", timeout=CEILING)
        assert leaving(server.state.meetings[MEETING]) == notes.of((2, 1, 1))
        for each in (page, theirs):
            assert await each.evaluate("document.documentElement.scrollWidth") == 360


async def test_all_of_an_empty_report_is_seen_on_a_laptop_and_who_types_when_the_room_closes_is_told(
    tmp_path: Path, chromium: Browser
) -> None:
    async with rooms(tmp_path, chromium) as (server, browser):
        one, _ = two_of_a_room(server)
        page = await entered(server, browser, server.id(one), "notes?language=fr", {"width": 1366, "height": 768})
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
        await expect(page.locator("#notice")).to_contain_text("Ce que vous avez écrit est conservé", timeout=CEILING)
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


async def test_all_that_is_pressed_on_the_board_and_the_page_of_notes_is_large_enough_for_a_thumb(
    tmp_path: Path, chromium: Browser
) -> None:
    async with rooms(tmp_path, chromium) as (server, browser):
        one, other = two_of_a_room(server)
        await server.do(WriteNote(MEETING, "Ask first"), one)
        await server.do(WriteNote(MEETING, "Put the desk here", "quote", speaker=server.id(other)), one)
        await server.do(HoldNote(MEETING, 1), one)
        for name, path in ((one, "board"), (other, "board"), (one, "notes")):
            page = await entered(server, browser, server.id(name), f"{path}?language=en", PHONE)
            if path == "notes":
                await expect(page.locator("[data-text]")).to_have_attribute("data-right", "now", timeout=CEILING)
            for opened in (False, True):
                await page.evaluate(
                    "(open) => document.querySelectorAll('details').forEach((one) => (one.open = open))", opened
                )
                assert await page.evaluate(SMALL) == []


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
