"""The page of notes: all of it by keyboard for who takes them, and an author's own notes, there and after the end."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from playwright.async_api import Browser, Route, expect

from app.domain.duties import TakeDuty
from app.domain.formats.rooms.ending import CloseRooms
from app.domain.meetings import CloseMeeting
from app.domain.notes.exports import leaving
from app.domain.notes.sorting import HoldNote
from app.domain.notes.writing import WriteNote
from app.i18n import LANGUAGES
from tests.browser.entering import CEILING, PHONE, device, entered
from tests.browser.test_outbox import board, rooms, two_of_a_room
from tests.serving import MEETING

pytestmark = pytest.mark.browser
LINES = """() => [...document.querySelectorAll("[data-note]")].map((note) => {
  const pressed = [...note.querySelectorAll("button, a.button, summary")].filter((one) => one.checkVisibility());
  return new Set(pressed.map((one) => Math.round(one.getBoundingClientRect().top / 10))).size;
})"""
"""On how many lines the buttons of each note stand."""
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


async def test_who_takes_the_notes_writes_next_and_nobody_elses_focus_moves(tmp_path: Path, chromium: Browser) -> None:
    async with rooms(tmp_path, chromium) as (server, browser):
        one, other = two_of_a_room(server)
        writer, reader = await board(server, browser, one), await board(server, browser, other)
        await reader.get_by_role("link", name="Notes and report").focus()
        await writer.get_by_role("button", name="I take the notes").press("Enter")
        await expect(writer.get_by_label("A note for everybody here")).to_be_focused(timeout=CEILING)
        await expect(writer.get_by_text("You take the notes.")).to_be_visible(timeout=CEILING)
        await writer.keyboard.type("Ask first")
        await writer.keyboard.press("Enter")
        await expect(reader.locator("#notes li")).to_contain_text("Ask first", timeout=CEILING)
        await expect(reader.get_by_role("link", name="Notes and report")).to_be_focused()
        await writer.get_by_role("button", name="Let somebody else write").click()
        await expect(writer.get_by_role("button", name="I take the notes")).to_be_visible(timeout=CEILING)
        await reader.get_by_role("button", name="I take the notes").click()
        await expect(reader.get_by_label("A note for everybody here")).to_be_focused(timeout=CEILING)


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


async def test_on_a_phone_the_buttons_of_a_note_take_two_lines_in_every_language(
    tmp_path: Path, chromium: Browser
) -> None:
    async with rooms(tmp_path, chromium) as (server, browser):
        one, _ = two_of_a_room(server)
        await server.do(TakeDuty(MEETING), one)
        for words in ("First", "Second"):
            await server.do(WriteNote(MEETING, words), one)
        await server.do(HoldNote(MEETING, 2), one)
        for language in LANGUAGES:
            page = await entered(server, browser, server.id(one), f"notes?language={language}", PHONE)
            assert all(lines <= 2 for lines in await page.evaluate(LINES)), language


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
