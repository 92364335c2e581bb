"""The page on which themes are gathered: one form makes findings and changes them, and never the one for the other."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from app.domain.findings.making import MakeFinding
from app.domain.notes.sorting import StarNote
from app.domain.notes.writing import WriteNote
from app.domain.themes.gathering import CreateTheme
from tests.browser.entering import CEILING
from tests.browser.test_outbox import board, rooms, two_of_a_room
from tests.serving import MEETING, Serving

pytestmark = pytest.mark.browser


async def gathering(server: Serving, browser: Browser) -> Page:
    """Open the page with one theme, one note that waits, and one lesson."""
    one, _ = two_of_a_room(server)
    for number, words in enumerate(("Buses stop at six", "Nobody has the key"), 1):
        await server.do(WriteNote(MEETING, words, "trend"), one)
        await server.do(StarNote(MEETING, number), "Dana")
    await server.do(CreateTheme(MEETING, "Buses", 1), "Dana")
    lesson = MakeFinding(MEETING, "lesson", "Ask for the key", theme=1, limits="In towns", sizes=("small",))
    await server.do(lesson, "Dana")
    page = await board(server, browser, "Lina")
    await page.goto(page.url.rpartition("/")[0] + "/harvest")
    await expect(page.locator("html")).to_have_attribute("data-connection", "live", timeout=CEILING)
    return page


async def test_a_finding_is_changed_another_made_and_a_source_added(tmp_path: Path, chromium: Browser) -> None:
    async with rooms(tmp_path, chromium) as (server, browser):
        page = await gathering(server, browser)
        findings, form = server.state.findings.by_number, page.locator("#finding-form")
        await page.locator("#finding-1").get_by_text("Change", exact=True).click()
        await expect(form.get_by_label("When it may not hold")).to_have_value("In towns")
        await expect(form.get_by_label("Direction, of a trend")).to_be_hidden()
        await page.locator("#finding .more > summary").click()
        await expect(form.get_by_label("small towns and villages")).to_be_checked()
        await form.get_by_label("In one sentence").fill("Ask the caretaker for the key")
        await form.get_by_role("button", name="Save").click()
        await expect(page.locator("#finding-1 .note-text")).to_have_text(
            "Ask the caretaker for the key", timeout=CEILING
        )
        await expect(page.locator("#finding")).not_to_have_attribute("open", "")

        await page.locator("#pool-2").get_by_text("Make something of it").click()
        await expect(form.get_by_label("In one sentence")).to_have_value("Nobody has the key")
        await expect(form.get_by_label("Direction, of a trend")).to_be_visible()
        await form.get_by_role("button", name="Save").click()
        await expect(page.locator("#finding-2 .note-text")).to_have_text("Nobody has the key", timeout=CEILING)
        assert (findings[1].choices, findings[2].kind, findings[2].choices) == ({"sizes": ("small",)}, "trend", {})
        assert [(source.kind, source.number) for source in findings[2].sources] == [("note", 2)]

        await page.locator("#finding-2").get_by_text("Add a source").click()
        await page.locator("#sourcing").get_by_label("Find").fill("bus")
        await expect(page.locator("#origins li:visible")).to_have_count(2)
        await page.locator("#origins button[name=theme]").click()
        async with asyncio.timeout(CEILING / 1000):
            while len(findings[2].sources) < 2:  # noqa: ASYNC110 (the page has no word for it)
                await asyncio.sleep(0.01)
        await expect(page.locator("#finding-2")).to_contain_text("2 sources", timeout=CEILING)
