"""What a participant's phone has to load at first, and what a change of round pushes to it.

Everything that a real Chromium asks for is counted as it comes over the wire, headers included; our own copies of htmx,
which are not packed, stand for the CDN's.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

from playwright.async_api import async_playwright

from tests.benchmarks.crowd import Crowd
from tests.benchmarks.figure import Figure, at_most
from tests.benchmarks.meeting import LANGUAGES, Meeting, meeting
from tests.browser.conftest import FLAGS

PEOPLE, IN_A_ROOM = 34, 5
MOST_BYTES, MOST_REQUESTS, MOST_PUSHED = 100_000, 10, 3_000
QUESTION, NAMED = "What made it possible?", "Media\nYouth\nArt\nEducation\nWomen in town halls\nNewcomers\nNeighbours"
DEEDS = ("publication", "opening", "start")


async def run() -> AsyncIterator[Figure]:
    """Measure in the language whose letters take the most bytes, while rooms are on."""
    async with meeting(PEOPLE) as target:
        pushed = await round_change(target)
        size, asked = await first_load(target, "ar", "board", target.people[0])
    yield at_most("page", size / 1000, "kB at the first load", MOST_BYTES / 1000)
    yield at_most("page-requests", asked, "requests", MOST_REQUESTS)
    worst = max(pushed, key=pushed.__getitem__)
    yield at_most("page-push", pushed[worst] / 1000, f"kB at most to a tab ({worst})", MOST_PUSHED / 1000)


async def first_load(target: Meeting, language: str, shown: str, person: str) -> tuple[int, int]:
    """Load a page with an empty cache until it is live; return bytes on the wire and requests, the socket's too."""
    name, _, value = target.sessions[person].partition("=")
    where = f"http://127.0.0.1:{target.port}"
    counted = {"bytes": 0, "requests": 0}
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        context = await browser.new_context()
        await context.add_cookies([{"name": name, "value": value, "url": where}])
        page = await context.new_page()
        wire = await context.new_cdp_session(page)
        await wire.send("Network.enable")

        def count(what: str, size: float = 0) -> None:
            counted[what] += int(size) or 1

        def finished(event: dict[str, Any]) -> None:
            count("bytes", event["encodedDataLength"])

        wire.on("Network.requestWillBeSent", lambda event: count("requests"))
        wire.on("Network.webSocketCreated", lambda event: count("requests"))
        wire.on("Network.loadingFinished", finished)
        wire.on("Network.webSocketFrameReceived", lambda event: count("bytes", len(event["response"]["payloadData"])))
        await page.goto(f"{where}{target.base}/{shown}?language={language}")
        await page.wait_for_selector('html[data-connection="live"]', timeout=60_000)
        await page.wait_for_load_state("networkidle")
        await browser.close()
    return counted["bytes"], counted["requests"]


async def round_change(target: Meeting) -> dict[str, int]:
    """Show a round, open it, start its clock; return the most bytes that each sent to one tab."""
    door, position = target.door(), 0
    await door.post(f"{target.base}/rounds", size=IN_A_ROOM, minutes=20, rounds=1, question=QUESTION, names=NAMED)
    paths, headers = target.boards(PEOPLE)
    tabs = [await Crowd.open(target.port, [path], [own]) for path, own in zip(paths[:9], headers[:9], strict=True)]
    assert len(tabs) >= len(LANGUAGES)
    most = {}
    for deed in DEEDS:
        for tab in tabs:
            await tab.want(position + 1)
        position = int((await door.post(f"{target.base}/rounds/2/{deed}"))["x-position"])
        most[deed] = max([(await tab.arrived())["bytes"] for tab in tabs])
    for tab in tabs:
        await tab.process.end()
    return most
