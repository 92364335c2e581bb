"""Somebody's page in a browser, past the door: a device of their own that is signed in."""

from __future__ import annotations

from collections.abc import Mapping

from playwright.async_api import Browser, Page, expect

from tests.serving import MEETING, Serving

CEILING = 20_000
"""Milliseconds that a page may take to show anything."""
HALF, PHONE = {"width": 640, "height": 700}, {"width": 360, "height": 740}
"""Half a laptop's window and a phone's, in pixels."""
NARROW = "document.documentElement.scrollWidth <= window.innerWidth"
"""Whether a page is no wider than its window."""


async def device(server: Serving, browser: Browser, person: str, size: Mapping[str, int], **how: object) -> Page:
    """Return an empty page of a person (their id) on a device of this size."""
    context = await browser.new_context(viewport=size, **how)  # type: ignore[arg-type]
    session = await server.session(person)
    await context.add_cookies([{"name": key, "value": value, "url": server.url} for key, value in session.items()])
    return await context.new_page()


async def entered(
    server: Serving, browser: Browser, person: str, path: str, size: Mapping[str, int], **how: object
) -> Page:
    """Open one of the meeting's pages ("board?language=fr") as a person, live."""
    page = await device(server, browser, person, size, **how)
    await page.goto(f"{server.url}/p/{server.programme}/m/{MEETING}/{path}")
    await expect(page.locator("html")).to_have_attribute("data-connection", "live", timeout=CEILING)
    return page
