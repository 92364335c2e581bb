"""The programme's settings in the browser: a refusal leaves what was typed, a change shows itself; then a copy."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.browser.entering import CEILING, device
from tests.serving import serving

pytestmark = pytest.mark.browser


async def test_a_kind_is_added_although_the_first_try_was_refused_and_the_programme_copied(
    tmp_path: Path, chromium: Browser
) -> None:
    async with serving(tmp_path) as server:
        page = await device(server, chromium, server.id("Olga"), {"width": 640, "height": 700})
        await page.goto(f"{server.url}/p/{server.programme}/settings?language=en")
        types = page.locator("#types")
        await types.get_by_label("English").last.fill("Port authority")
        leave = types.get_by_label("Leave out Civil society")
        await leave.check()
        await types.get_by_role("button", name="Save").press("Enter")
        await expect(page.locator("#notice")).to_contain_text("People on the list are of this kind", timeout=CEILING)
        await expect(types.get_by_label("English").last).to_have_value("Port authority")
        await leave.uncheck()
        await types.get_by_role("button", name="Save").press("Enter")
        await expect(types.locator(".choices li").last).to_contain_text("Port authority", timeout=CEILING)
        await expect(types.get_by_label("English").last).to_have_value("")
        await page.goto(f"{server.url}/p/{server.programme}/people?language=en")
        await page.get_by_text("Plan another meeting").click()
        planning = page.locator("#new-meeting")
        await planning.get_by_label("Name of the meeting").fill("Workshop 2")
        await planning.get_by_label("Begins (local time)").fill("2030-05-02T10:00")
        await planning.get_by_role("button", name="Plan it").click()
        await expect(page.locator("#notice")).to_have_text("The meeting is planned.", timeout=CEILING)
        await page.goto(f"{server.url}/p/{server.programme}/settings?language=en")
        await page.get_by_role("link", name="Copy for the next edition").click()
        await page.get_by_label("Name of the programme").fill("Edition 2")
        await page.get_by_role("button", name="Make the copy").click()
        await page.get_by_role("link", name="Go on").click(timeout=CEILING)
        await page.get_by_role("button").last.click()
        await expect(page.locator("h1")).to_contain_text("Welcome", timeout=CEILING)
        assert len(server.house.platform.state.programmes) == 2
