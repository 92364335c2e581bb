"""`make screenshots`: every screen, on a phone, half a laptop, a laptop and a projector, in English, French and Arabic.

They go to tests/screenshots/out; README's picture, tests/screenshots/board.png, is made anew.
"""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from playwright.async_api import Browser, Page, async_playwright

from app.domain.attendance import Arrive
from app.web.handing import personal_link, screen_link
from tests.browser.conftest import FLAGS
from tests.serving import MEETING, Serving, Visitor, serving

HERE = Path(__file__).resolve().parent
OUT = HERE / "out"
SIZES = {"phone": (360, 740), "half": (640, 700), "laptop": (1366, 768), "projector": (1920, 1080)}
LANGUAGES = ("en", "fr", "ar")


async def opened(browser: Browser, server: Serving, cookies: dict[str, str], size: str, path: str) -> Page:
    """Open a page in a browser of that size, with these cookies."""
    width, height = SIZES[size]
    context = await browser.new_context(viewport={"width": width, "height": height})
    await context.add_cookies([{"name": name, "value": value, "url": server.url} for name, value in cookies.items()])
    page = await context.new_page()
    await page.goto(path if path.startswith("http") else server.url + path)
    await page.wait_for_load_state("networkidle")
    return page


async def taken(browser: Browser, server: Serving, cookies: dict[str, str], path: str, name: str, sizes: str) -> None:
    """Take a screen in all languages at some sizes."""
    for language in LANGUAGES:
        for size in sizes.split():
            sign = "&" if "?" in path else "?"
            page = await opened(browser, server, cookies, size, f"{path}{sign}language={language}")
            await page.screenshot(path=OUT / f"{name}-{size}-{language}.png")
            await page.context.close()


def cookies_of(visitor: Visitor) -> dict[str, str]:
    return {each.name: each.value or "" for each in visitor.http.cookies.jar}


async def step(dana: Visitor) -> None:
    leaves = str(dana.server.state.meetings[MEETING].step)
    answer = await dana.post(f"{dana.base}/steps", {"leaves": leaves, "once": ""})
    assert answer.status_code == 204, answer.text


async def play(server: Serving, browser: Browser) -> None:
    """Play a meeting and take its screens on the way."""
    dana, amal, olga = [await server.visitor(name) for name in ("Dana", "Amal", "Olga")]
    team, guest, base = cookies_of(dana), cookies_of(amal), dana.base
    link = personal_link(server.house, server.state, amal.person)
    await taken(browser, server, {}, link, "door-link", "phone laptop")
    await taken(browser, server, {}, "/join", "door-code", "phone laptop")
    await taken(browser, server, {}, screen_link(server.house, server.state, MEETING), "door-screen", "laptop")
    await taken(browser, server, guest, f"{base}/welcome", "door-welcome", "phone laptop")
    await taken(browser, server, guest, f"{base}/board", "board-before", "phone laptop")
    await taken(browser, server, cookies_of(olga), f"/p/{server.programme}/people", "people", "phone laptop")
    await taken(browser, server, guest, "/nowhere", "error", "phone laptop")
    await step(dana)
    for person in list(server.state.people.values())[9:37]:
        await server.live.stream.perform(Arrive(MEETING), actor=person.id)
    await taken(browser, server, guest, f"{base}/board", "board-doors", "phone")
    await taken(browser, server, team, f"{base}/console", "console-doors", "phone half laptop")
    await step(dana)
    await taken(browser, server, guest, f"{base}/board", "board-plenary", "phone")
    form = {
        "size": "5",
        "minutes": "12",
        "question": "What made it possible?",
        "names": "Art\nYouth\nMedia",
        "once": "",
    }
    assert (await dana.post(f"{base}/rounds", form)).status_code == 204
    await taken(browser, server, team, f"{base}/console", "console-draft", "phone half laptop")
    for _ in range(3):
        await step(dana)
    await taken(browser, server, guest, f"{base}/board", "board-room", "phone half laptop")
    await taken(browser, server, team, f"{base}/console", "console-rooms", "phone half laptop")
    await taken(browser, server, team, f"{base}/screen", "screen-rooms", "laptop projector")
    await taken(browser, server, team, f"{base}/list", "list", "laptop")
    page = await opened(browser, server, guest, "phone", f"{base}/board?language=en")
    await page.screenshot(path=HERE / "board.png")


async def main() -> None:
    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        async with serving(Path(folder)) as server, async_playwright() as drivers:
            browser = await drivers.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
            await play(server, browser)
            await browser.close()
    print(f"{len(list(OUT.glob('*.png')))} pictures in tests/screenshots/out")


if __name__ == "__main__":
    asyncio.run(main())
