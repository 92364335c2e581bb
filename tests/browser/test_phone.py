"""What a phone shows first: what must be ticked, the way to practices, and the way to the part of a long page."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator

from app.domain.notes.writing import WriteNote
from tests.browser.entering import PHONE, device, entered
from tests.serving import MEETING, serving

pytestmark = pytest.mark.browser


async def bottom(found: Locator) -> float:
    """Return where something ends, in pixels from the top of the page."""
    box = await found.bounding_box()
    assert box is not None
    return box["y"] + box["height"]


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
async def test_what_must_be_ticked_at_the_door_is_in_sight(tmp_path: Path, chromium: Browser, language: str) -> None:
    async with serving(tmp_path) as server:
        page = await device(server, chromium, server.id("Amal"), PHONE)
        await page.goto(f"{server.url}/p/{server.programme}/m/{MEETING}/welcome?language={language}")
        assert await bottom(page.locator(".tick")) < PHONE["height"]


async def test_the_way_to_practices_comes_before_what_the_room_wrote(tmp_path: Path, chromium: Browser) -> None:
    async with serving(tmp_path) as server:
        await server.rooms_talk(4, 4)
        first = next(one for one in server.state.people.values() if server.state.meetings[MEETING].is_present(one.id))
        for number in range(12):
            await server.live.stream.perform(WriteNote(MEETING, f"Tip {number}", "tip"), actor=first.id)
        page = await entered(server, chromium, first.id, "board?language=en", PHONE)
        assert await bottom(page.locator(".to-practices")) < await bottom(page.locator("#notes li").first)


async def test_the_organisers_page_of_practices_leads_to_its_parts_and_its_long_list_is_last(
    tmp_path: Path, chromium: Browser
) -> None:
    async with serving(tmp_path) as server:
        page = await device(server, chromium, server.id("Olga"), PHONE)
        await page.goto(f"{server.url}/p/{server.programme}/practices")
        assert await bottom(page.locator("nav.parts")) < PHONE["height"]
        assert await bottom(page.locator("#bring")) < await bottom(page.locator("#asking"))
        await page.locator("nav.parts a[href='#bring']").click()
        assert 0 <= await page.locator("#bring").evaluate("found => found.getBoundingClientRect().top") < 100
        await page.set_viewport_size({"width": 1366, "height": 768})
        rows = await page.locator(".invited li").evaluate_all("all => new Set(all.map(one => one.offsetTop)).size")
        assert rows <= (await page.locator(".invited li").count() + 1) // 2
