"""A whole meeting in real pages: thirty people and a team, two rounds, a latecomer, a drop-out, a kill -9, the plenary.

The moderator, one participant on a phone and the plenary screen are Chromium pages; the others come through the same
doors without a browser.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, async_playwright, expect

from app.cli.demo import free_port
from app.demo.doors import Doors
from app.demo.people import REGIONAL, TEAM
from app.demo.person import Person
from app.rosters import COLUMNS, written
from tests.browser.conftest import FLAGS

pytestmark = [pytest.mark.browser, pytest.mark.alone]
CEILING = 60_000
ENVIRONMENT = {"DIALOGUE_CDN": "none"}


async def dialogue(*words: str) -> str:
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "app.cli", *words, stdout=PIPE)
    said, _ = await process.communicate()
    assert process.returncode == 0
    return said.decode()


async def served(folder: Path, port: int) -> Process:
    """Start the server; return it once it answers."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "app.cli", "serve", "--data", str(folder), "--port", str(port)),
        stdout=PIPE,
        stderr=DEVNULL,
        env={**os.environ, **ENVIRONMENT},
    )
    assert process.stdout is not None
    assert (await asyncio.wait_for(process.stdout.readline(), 60)).startswith(b"Open")
    return process


def listed() -> bytes:
    lines = [
        (row.reference, row.name, row.organisation, row.type, row.country, ";".join(row.languages), "", row.role, "")
        for row in (*TEAM[:7], *REGIONAL)
    ]
    return written(COLUMNS, lines)


async def entered(browser: Browser, link: str, width: int, height: int) -> Page:
    """Come in by a personal link as a person does; return the page one ends up on."""
    page = await (await browser.new_context(viewport={"width": width, "height": height})).new_page()
    await page.goto(link)
    await page.locator("button.strong").click()
    await page.locator("input[name=acknowledged]").check()
    await page.locator("button.strong").click()
    await page.wait_for_url(re.compile(r"/(board|console)$"))
    return page


async def press(console: Page) -> None:
    """Press the one big button until it does something else; it rests a moment after it changed."""
    button = console.locator("#step button.big")
    before = await button.get_attribute("id")
    for _ in range(20):
        if await button.count() == 0 or await button.get_attribute("id") != before:
            return
        await button.click()
        try:
            await expect(console.locator(f"#{before}")).to_have_count(0, timeout=3_000)
        except AssertionError:
            continue
        return
    raise AssertionError(f"the button {before} does nothing")


async def prepared(console: Page) -> None:
    """Draw rooms of at most five for ten minutes."""
    form = console.locator("#prepare form")
    if not await form.is_visible():
        await console.locator("#prepare summary").click()
    await form.locator("[name=size]").fill("5")
    await form.locator("[name=minutes]").fill("10")
    await form.locator("[name=question]").fill("What made it possible?")
    await form.locator("button.strong").click()
    await expect(console.locator("#step button.big")).to_have_count(1, timeout=CEILING)


async def test_a_meeting_of_thirty_from_the_list_to_the_plenary(tmp_path: Path) -> None:
    people, data, port = tmp_path / "people.csv", tmp_path / "data", free_port()
    people.write_bytes(listed())
    await dialogue("new", "Regional meeting", "--people", str(people), "--data", str(data), "--json")
    links = {one["name"]: one["link"] for one in json.loads(await dialogue("links", "--data", str(data), "--json"))}
    links = {name: re.sub(r":\d+/", f":{port}/", link) for name, link in links.items()}
    server = await served(data, port)
    crowd: list[Person] = []
    try:
        async with async_playwright() as drivers, Doors(f"http://127.0.0.1:{port}") as doors:
            browser = await drivers.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
            console = await entered(browser, links["Dana O."], 1366, 768)
            await press(console)  # the doors
            amal = await entered(browser, links["Amal R."], 360, 740)
            await expect(amal.locator("#place h1")).to_have_text("The doors are open", timeout=CEILING)
            screen = await (await browser.new_context()).new_page()
            await screen.goto(links["Regional meeting"])
            await screen.locator("button.strong").click()
            crowd = [Person(doors, links[row.name]) for row in REGIONAL[1:29]]
            for person in crowd:
                await person.come_in()
                person.open()
            await press(console)  # the meeting
            await expect(amal.locator("#place h1")).to_have_text("Plenary", timeout=CEILING)
            await prepared(console)
            for _ in range(3):  # show, open, start
                await press(console)
            await expect(amal.locator("#place h1")).to_contain_text("Room", timeout=CEILING)
            await expect(screen.locator(".wall")).to_have_count(6, timeout=CEILING)
            await in_mid_round(console, amal, crowd, Person(doors, links[REGIONAL[29].name]))

            server.send_signal(signal.SIGKILL)
            await server.wait()
            server = await served(data, port)
            room = await amal.locator("#place h1").inner_text()
            await expect(amal.locator("html")).to_have_attribute("data-connection", "live", timeout=CEILING)
            await expect(console.locator("html")).to_have_attribute("data-connection", "live", timeout=CEILING)
            await expect(amal.locator("#place h1")).to_have_text(room)
            for _ in range(2):  # one minute left; now
                await press(console)
            await expect(amal.locator("#place h1")).to_have_text("Plenary", timeout=CEILING)
            await prepared(console)
            for _ in range(3):
                await press(console)
            await expect(amal.locator("#place h1")).to_contain_text("Room", timeout=CEILING)
            await browser.close()
    finally:
        for person in crowd:
            await person.close()
        if server.returncode is None:
            server.kill()
            await server.wait()


async def in_mid_round(console: Page, amal: Page, crowd: list[Person], late: Person) -> None:
    """More time, somebody who comes late and gets a room, somebody who leaves."""
    time = amal.locator("#clock time")
    ends = await time.get_attribute("data-ends")
    await console.get_by_role("button", name="+5").first.click()
    await expect(time).not_to_have_attribute("data-ends", ends or "", timeout=CEILING)
    await late.come_in()
    crowd.append(late)
    late.open()
    board = ""
    for _ in range(200):
        board = (await late.get(f"{late.base}/board")).text
        if "You are in" in board and "Room " in board:
            break
        await asyncio.sleep(0.1)
    assert "You are in" in board
    assert (await crowd[3].post(f"{crowd[3].base}/leaving")).status_code == 204
    await expect(console.locator(".person.gone")).to_have_count(1, timeout=CEILING)
