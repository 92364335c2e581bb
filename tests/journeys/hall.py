"""The people's pages in one meeting, by first name: each a Chromium page, and what all of them are expected to show."""

from __future__ import annotations

import re
from contextlib import suppress

import pytest
from playwright.async_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Page,
    Playwright,
    TimeoutError,
    expect,
)

from tests.browser.conftest import FLAGS

CEILING = 60_000
PHONE, LAPTOP, PROJECTOR = (360, 740), (1366, 768), (1920, 1080)


class Hall:
    """Who is in, with the pages they look at."""

    def __init__(self, drivers: Playwright) -> None:
        self._drivers = drivers
        self._browsers: list[Browser] = []
        self.boards: dict[str, Page] = {}
        self.consoles: dict[str, Page] = {}
        self.screens: dict[str, Page] = {}
        self.wrong: list[str] = []

    @property
    def pages(self) -> dict[str, Page]:
        return {**self.boards, **self.consoles, **self.screens}

    async def browser(self) -> Browser:
        """Start a browser: a process of its own."""
        started = await self._drivers.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        self._browsers.append(started)
        return started

    async def page(self, browser: Browser, size: tuple[int, int]) -> Page:
        """Open an empty page on a device of its own; what its policy stops and its scripts throw is kept in `wrong`."""
        width, height = size
        device = await browser.new_context(viewport={"width": width, "height": height}, locale="en-US")
        device.set_default_timeout(CEILING)
        self._watch(device)
        return await device.new_page()

    def _watch(self, device: BrowserContext) -> None:
        def said(message: ConsoleMessage) -> None:
            if "Content Security Policy" in message.text or "Content-Security-Policy" in message.text:
                self.wrong.append(message.text)

        device.on("console", said)
        device.on("weberror", lambda error: self.wrong.append(str(error.error)))

    async def enter(self, browser: Browser, name: str, link: str, size: tuple[int, int]) -> Page:
        """Come in by a personal link as a person does: press, read, tick, press."""
        page = await self.page(browser, size)
        await go(page, link)
        await expect(page.locator("main button.strong")).to_contain_text(name)
        await page.locator("main button.strong").click()
        await page.wait_for_url(re.compile(r"/(welcome|board|console)$"), wait_until="commit")
        if page.url.endswith("welcome"):
            await page.locator("input[name=acknowledged]").check()
            await page.locator("main button.strong").click()
            await page.wait_for_url(re.compile(r"/(board|console)$"), wait_until="commit")
        (self.boards if page.url.endswith("board") else self.consoles)[name] = page
        return page

    async def show(self, browser: Browser, link: str) -> Page:
        """Open the plenary screen by its own link."""
        page = self.screens["screen"] = await self.page(browser, PROJECTOR)
        await go(page, link)
        await page.locator("main button.strong").click()
        await page.wait_for_url(re.compile(r"/screen$"), wait_until="commit")
        return page

    async def see(self, board: str, console: str, step: str, screen: str, present: int = 0, of: int = 30) -> None:
        """Wait until every board, console and screen says this; `step`: what comes next, or what was done last."""
        for page in self.boards.values():
            await expect(page.locator("#place h1")).to_contain_text(board, timeout=CEILING)
        for page in self.consoles.values():
            await expect(page.locator("#phase h2")).to_contain_text(console, timeout=CEILING)
            await expect(page.locator(".console-next")).to_contain_text(step, timeout=CEILING)
            if present:
                await expect(page.locator("#top")).to_contain_text(f"{present} of {of} present", timeout=CEILING)
        for page in self.screens.values():
            await expect(page.locator("#stage h1")).to_contain_text(screen, timeout=CEILING)

    async def live(self) -> None:
        """Wait until every page is connected."""
        for page in self.pages.values():
            await expect(page.locator("html")).to_have_attribute("data-connection", "live", timeout=CEILING)

    async def close(self) -> None:
        """Close what was not crashed."""
        for browser in self._browsers:
            if browser.is_connected():
                await browser.close()


async def go(page: Page, url: str) -> None:
    """Load a page: a busy machine's Chromium may never tell of its end, so what follows waits for what it shows."""
    await page.goto(url, wait_until="commit")


async def crash(browser: Browser) -> None:
    """Let a browser's process die in the middle of everything, as a laptop's does."""
    session = await browser.new_browser_cdp_session()
    with pytest.raises(Error, match="closed"):
        await session.send("Browser.crash")
    assert not browser.is_connected()


async def press(console: Page) -> None:
    """Press the one big button until it does something else; it rests a moment after it changed."""
    button = console.locator("#step button.big")
    await expect(button).to_have_count(1, timeout=CEILING)
    await expect(button).to_be_enabled(timeout=CEILING)
    before = await button.get_attribute("id")
    for _ in range(20):
        with suppress(TimeoutError):  # it went while we looked: the press before was taken, but slowly
            await console.locator(f"#{before}").click(timeout=3_000)
        try:
            await expect(console.locator(f"#{before}")).to_have_count(0, timeout=3_000)
        except AssertionError:
            continue
        return
    raise AssertionError(f"the button {before} does nothing")
