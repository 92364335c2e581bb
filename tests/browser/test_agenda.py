"""The agenda's page by keyboard: a part is changed, moved and put aside, and a board shows it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.async_api import Browser, expect

from app.domain.templates import UseTemplate
from tests.browser.entering import CEILING, entered
from tests.serving import MEETING, serving

pytestmark = pytest.mark.browser


async def test_a_part_is_changed_in_two_languages_and_moved_without_a_mouse(tmp_path: Path, chromium: Browser) -> None:
    async with serving(tmp_path) as server:
        await server.do(UseTemplate(MEETING, "exchange"), "Dana")
        meeting = server.state.meetings[MEETING]
        second = meeting.blocks[meeting.agenda[1]]
        page = await entered(server, chromium, server.id("Dana"), "agenda?language=en", {"width": 640, "height": 700})
        card = page.locator(f"#block-{second.number}")
        later = datetime.fromtimestamp(meeting.starts_at + 5400, ZoneInfo(meeting.zone)).strftime("%H:%M")
        await card.get_by_role("link", name="Change").press("Enter")
        title = page.locator("#describing-form [name=title]")
        await expect(title).to_be_focused()
        await expect(title).to_have_value("Opening round")
        await expect(page.locator("#describing-form label [name=titles]")).to_have_count(2)  # its own language is above
        await page.keyboard.press("ControlOrMeta+A")
        await page.keyboard.type("Who are we?")
        await page.locator("#describing-form [name=titles][lang=fr]").fill("Qui sommes-nous ?")
        await page.locator("#describing-form [name=pinned]").fill(later)
        await page.locator("#describing-form [name=cue]").fill("Slide 2")
        await page.locator("#describing-form button.strong").press("Enter")
        await expect(card.locator("h2")).to_have_text("Who are we?", timeout=CEILING)
        await expect(card).to_contain_text("Slide 2")
        assert dict(second.more.titles)["fr"] == "Qui sommes-nous ?"
        assert (second.minutes, second.more.least, second.more.category) == (15, 10, "open")
        await card.get_by_role("button", name="Later").focus()
        for _ in range(2):  # however quick, each press is one place
            await page.keyboard.press("Enter")
        await expect(page.locator(".blocks > li h2").nth(3)).to_have_text("Who are we?", timeout=CEILING)
        await card.get_by_role("button", name="Put aside").press("Enter")
        await expect(page.locator("li.parked")).to_contain_text("Who are we?", timeout=CEILING)
        assert await page.evaluate("document.documentElement.scrollWidth") == 640
