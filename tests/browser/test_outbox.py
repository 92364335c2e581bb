"""Notes on a phone: kept at once, sent once, whatever happens to the network, the page or the server meanwhile."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from app.domain.formats.rooms.ending import CloseRooms
from app.domain.formats.rooms.moving import MovePeople
from app.domain.formats.rooms.round import the_round
from app.domain.notes.shelf import MOST_OF_ONE
from app.domain.notes.writing import WriteNote
from tests.browser.entering import CEILING, PHONE, entered
from tests.serving import MEETING, Serving, serving

pytestmark = pytest.mark.browser
WATCH_OUTBOX = """() => {
  const list = document.getElementById("outbox");
  let sent = 0;
  window.outboxShown = [];
  document.addEventListener("submit", () => (sent = performance.now()), true);
  const shown = () => list.hidden || outboxShown.push(performance.now() - sent);
  new MutationObserver(shown).observe(list, { attributes: true });
}"""


@asynccontextmanager
async def rooms(folder: Path, browser: Browser) -> AsyncIterator[tuple[Serving, Browser]]:
    """Serve a meeting whose rooms talk, with a browser beside it."""
    async with serving(folder) as server:
        await server.rooms_talk(12, 5)
        yield server, browser


async def board(server: Serving, browser: Browser, name: str) -> Page:
    """Open somebody's board on a phone of their own, live."""
    return await entered(server, browser, server.id(name), "board?language=en", PHONE)


def two_of_a_room(server: Serving) -> tuple[str, str]:
    """Return the first names of two people of one room."""
    body = the_round(server.state.meetings[MEETING], 2)
    one, other = body.members(1)[:2]
    return tuple(server.state.people[each].name.split()[0] for each in (one, other))  # type: ignore[return-value]


async def at_board(server: Serving, browser: Browser) -> tuple[str, Page, Locator]:
    """Return somebody's name whose room talks, their board and its field for notes."""
    one, _ = two_of_a_room(server)
    page = await board(server, browser, one)
    return one, page, page.get_by_label("A note for everybody here")


def kept(server: Serving) -> list[tuple[str, int, bool]]:
    """Return what notes the server keeps: text, room, late."""
    notes = server.state.meetings[MEETING].notes.by_number.values()
    return [(note.text, note.place[2], note.late) for note in notes]


async def test_a_note_is_on_the_neighbours_board_and_enter_begins_the_next(tmp_path: Path, chromium: Browser) -> None:
    async with rooms(tmp_path, chromium) as (server, browser):
        one, other = two_of_a_room(server)
        writer, reader = await board(server, browser, one), await board(server, browser, other)
        await expect(reader.get_by_text("Who takes the notes?")).to_be_visible()
        await writer.get_by_role("button", name="I take the notes").click()
        await expect(reader.locator("#taker")).to_contain_text("takes the notes.", timeout=CEILING)
        await expect(reader.get_by_role("button", name="Let somebody else write")).to_be_hidden()
        await writer.get_by_role("button", name="Let somebody else write").click()
        await reader.get_by_role("button", name="I take the notes").click(timeout=CEILING)
        await expect(reader.get_by_text("You take the notes.")).to_be_visible(timeout=CEILING)
        await expect(reader.get_by_text("Who takes the notes?")).to_be_hidden()
        field = writer.get_by_label("A note for everybody here")
        await writer.evaluate(WATCH_OUTBOX)
        await field.fill("Ask who is not in the room")
        await writer.get_by_label("Kind of note").select_option("tip")
        await field.press("Enter")
        await expect(reader.locator("#notes li")).to_contain_text("Ask who is not in the room", timeout=CEILING)
        await expect(reader.locator("#notes .note-about")).to_contain_text("Tip")
        await expect(field).to_be_focused()
        await expect(field).to_have_value("")
        assert all(after > 350 for after in await writer.evaluate("outboxShown")), "taken at once: nothing jumps"
        assert await reader.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


async def test_what_is_written_without_a_network_comes_once_to_the_room_it_was_begun_in(
    tmp_path: Path, chromium: Browser
) -> None:
    async with rooms(tmp_path, chromium) as (server, browser):
        one, page, field = await at_board(server, browser)
        await field.type("Begun in room one")
        await server.do(MovePeople(MEETING, 2, (server.id(one),), 2, anyway=True), "Dana")
        await expect(page.locator("#notes")).to_have_attribute("data-place", "2-1-2", timeout=CEILING)
        await expect(field).to_have_value("Begun in room one")
        await page.context.set_offline(True)
        await field.press("Enter")
        await field.fill("Written in room two")
        await field.press("Enter")
        await field.fill("Not finis")
        await expect(page.locator("#outbox li")).to_have_count(2)
        assert kept(server) == []
        await page.context.set_offline(False)
        await expect(page.locator("#outbox")).to_be_hidden(timeout=CEILING)
        assert kept(server) == [("Begun in room one", 1, True), ("Written in room two", 2, False)]
        await page.reload()
        await expect(page.get_by_label("A note for everybody here")).to_have_value("Not finis")


async def test_a_note_that_comes_back_to_be_mended_still_belongs_to_the_room_it_was_begun_in(
    tmp_path: Path, chromium: Browser
) -> None:
    async with rooms(tmp_path, chromium) as (server, browser):
        one, page, field = await at_board(server, browser)
        await page.route("**/notes", lambda route: route.abort())
        await field.fill("Pasted\tfrom a table")
        await field.press("Enter")
        await server.do(MovePeople(MEETING, 2, (server.id(one),), 2, anyway=True), "Dana")
        await expect(page.locator("#notes")).to_have_attribute("data-place", "2-1-2", timeout=CEILING)
        await page.unroute("**/notes")
        await expect(field).to_have_value("Pasted\tfrom a table", timeout=CEILING)
        await field.fill("Pasted from a table")
        await field.press("Enter")
        await expect(page.locator("#yours")).to_contain_text("1", timeout=CEILING)
        assert kept(server) == [("Pasted from a table", 1, True)]


async def test_words_that_were_begun_stay_in_sight_when_the_room_closes(tmp_path: Path, chromium: Browser) -> None:
    async with rooms(tmp_path, chromium) as (server, browser):
        one, other = two_of_a_room(server)
        pages = [await board(server, browser, name) for name in (one, other)]
        fields = [page.get_by_label("A note for everybody here") for page in pages]
        await fields[0].type("Half a sen")
        await server.do(CloseRooms(MEETING, 2), "Dana")
        await expect(fields[1]).to_be_hidden(timeout=CEILING)
        await expect(pages[0].locator("#notes")).to_be_hidden(timeout=CEILING)
        await expect(fields[0]).to_have_value("Half a sen")
        await fields[0].type("tence")
        await fields[0].press("Enter")
        await expect(fields[0]).to_be_hidden(timeout=CEILING)
        assert kept(server) == [("Half a sentence", 1, True)]


async def test_the_page_of_notes_too_sends_each_note_to_the_place_it_was_begun_in(
    tmp_path: Path, chromium: Browser
) -> None:
    async with rooms(tmp_path, chromium) as (server, browser):
        one, _ = two_of_a_room(server)
        pages = [await entered(server, browser, server.id(name), "notes?language=en", PHONE) for name in (one, "Lina")]
        for page, place in zip(pages, ("2-1-1", "2-1-0"), strict=True):
            await expect(page.locator(f"[data-writing='{place}']")).to_have_count(1)
            await page.context.set_offline(True)
            field = page.locator("#note textarea")
            await field.fill(f"Begun at {place}")
            await field.press("Enter")
            await expect(page.locator("#outbox")).to_be_visible()
        await server.do(MovePeople(MEETING, 2, (server.id(one),), 2, anyway=True), "Dana")
        await server.do(CloseRooms(MEETING, 2), "Dana")
        for page in pages:
            await page.context.set_offline(False)
            await expect(page.locator("#outbox")).to_be_hidden(timeout=CEILING)
        assert set(kept(server)) == {("Begun at 2-1-1", 1, True), ("Begun at 2-1-0", 0, True)}


async def test_an_answer_that_is_lost_doubles_nothing_and_a_refused_note_is_back_in_the_field(
    tmp_path: Path, chromium: Browser
) -> None:
    async with rooms(tmp_path, chromium) as (server, browser):
        _, page, field = await at_board(server, browser)

        lost: list[bool] = []

        async def lose(route: object) -> None:
            if not lost:
                await route.fetch()  # type: ignore[attr-defined]
                lost.append(True)
                await route.abort()  # type: ignore[attr-defined]
            else:
                await route.continue_()  # type: ignore[attr-defined]

        await page.route("**/notes", lose)
        await field.fill("Only once")
        await field.press("Enter")
        await expect(page.locator("#notes li")).to_have_count(1, timeout=CEILING)
        await expect(page.locator("#outbox")).to_be_hidden(timeout=CEILING)
        assert (lost, kept(server)) == ([True], [("Only once", 1, False)])
        await page.evaluate("document.querySelector('#note textarea').removeAttribute('maxlength')")
        await field.fill("é" * 300)
        await field.press("Enter")
        await expect(page.locator("#notice")).to_contain_text("280", timeout=CEILING)
        await expect(field).to_have_value("é" * 300)
        assert len(kept(server)) == 1


async def test_a_note_that_a_full_sheet_takes_no_more_is_back_in_the_field_and_holds_up_no_other(
    tmp_path: Path, chromium: Browser
) -> None:
    async with rooms(tmp_path, chromium) as (server, browser):
        one, _ = two_of_a_room(server)
        for number in range(MOST_OF_ONE):
            await server.do(WriteNote(MEETING, f"note {number}"), one)
        page = await board(server, browser, one)
        field = page.get_by_label("A note for everybody here")
        await page.context.set_offline(True)
        await field.fill("One too many")
        await field.press("Enter")
        await page.context.set_offline(False)
        await expect(page.locator("#notice")).to_contain_text(str(MOST_OF_ONE), timeout=CEILING)
        await expect(field).to_have_value("One too many")
        await server.do(MovePeople(MEETING, 2, (server.id(one),), 2, anyway=True), "Dana")
        await expect(page.locator("#notes")).to_have_attribute("data-place", "2-1-2", timeout=CEILING)
        await field.fill("")
        await field.fill("Written in room two")
        await field.press("Enter")
        await expect(page.locator("#notes li")).to_contain_text("Written in room two", timeout=CEILING)
        await expect(page.locator("#outbox")).to_be_hidden()


async def test_two_tabs_write_two_notes_and_what_a_closed_one_had_begun_is_in_the_next(
    tmp_path: Path, chromium: Browser
) -> None:
    async with rooms(tmp_path, chromium) as (server, browser):
        one, _ = two_of_a_room(server)
        page = await board(server, browser, one)
        other = await page.context.new_page()
        await other.goto(page.url)
        fields = [each.get_by_label("A note for everybody here") for each in (page, other)]
        for field, words in zip(fields, ("In the first", "In the second"), strict=True):
            await expect(field).to_be_visible(timeout=CEILING)
            await field.fill(words)
        await page.reload()
        await expect(fields[0]).to_have_value("In the first", timeout=CEILING)
        await expect(fields[1]).to_have_value("In the second")
        await other.close()
        await page.reload()
        await expect(fields[0]).to_have_value(re.compile("In the first"), timeout=CEILING)
        await expect(fields[0]).to_have_value(re.compile("In the second"))


async def test_a_note_that_waits_is_removed_by_its_writer_alone_who_is_asked_first(
    tmp_path: Path, chromium: Browser
) -> None:
    async with rooms(tmp_path, chromium) as (server, browser):
        one, _ = two_of_a_room(server)
        page = await board(server, browser, one)
        field = page.get_by_label("A note for everybody here")
        await page.context.set_offline(True)
        for words in ("Not this", "But this"):
            await field.fill(words)
            await field.press("Enter")
        await expect(page.locator("#outbox li")).to_have_count(2)
        first = page.locator("#outbox li", has_text="Not this").get_by_role("button", name="Remove from this device")
        page.once("dialog", lambda dialog: dialog.dismiss())
        await first.click()
        await expect(page.locator("#outbox li")).to_have_count(2)
        page.once("dialog", lambda dialog: dialog.accept())
        await first.click()
        await expect(page.locator("#outbox li")).to_have_count(1)
        await page.context.set_offline(False)
        await expect(page.locator("#outbox")).to_be_hidden(timeout=CEILING)
        assert kept(server) == [("But this", 1, False)]
