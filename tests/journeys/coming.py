"""From an empty folder to a plenary of twenty-nine: the set-up page, the list, the links, the doors."""

from __future__ import annotations

import re

from playwright.async_api import expect

from tests.journeys.hall import CEILING, LAPTOP, PHONE, go, press
from tests.journeys.played import LIST, ON_PAPER, PHONES, TEAM, Meeting


async def set_up(meeting: Meeting, starts: str = "2026-12-01T10:00") -> None:
    """The set-up page, the list (preview, then import), the links from the people page; `starts` in Tunis."""
    hall = meeting.hall
    browser = await hall.browser()
    page = await hall.page(browser, LAPTOP)
    await go(page, await meeting.house.set_up_link())
    fields = {"name": "Regional meeting", "starts": starts, "zone": "Africa/Tunis", "organiser": "Olga B."}
    for field, value in fields.items():
        await page.locator(f"[name={field}]").fill(value)
    await page.locator("main button.strong").click()
    own = await page.locator("#own-link").inner_text()
    await page.context.close()

    olga = await hall.enter(browser, "Olga B.", own, LAPTOP)
    await olga.get_by_role("link", name="People and links").click()
    file = {"name": "people.csv", "mimeType": "text/csv", "buffer": LIST}
    await olga.locator("[name=file]").set_input_files(file)  # type: ignore[arg-type]
    await olga.get_by_role("button", name="See what it changes").click()
    await expect(olga.locator("#preview tr.new")).to_have_count(37, timeout=CEILING)
    await olga.locator("#preview button.strong").click()
    await expect(olga.locator("h2:has-text('Everybody') .count")).to_have_text("38", timeout=CEILING)
    await olga.get_by_role("button", name="Show all personal links").click()
    await expect(olga.locator("#handed > ul > li")).to_have_count(38, timeout=CEILING)
    for each in await olga.locator("#handed > ul > li").all():
        meeting.links[await each.locator("strong").inner_text()] = await each.locator("code").inner_text()
    meeting.links = {name.strip("\u2068\u2069"): link for name, link in meeting.links.items()}
    assert len(meeting.links) == 38
    await hall.show(browser, await olga.locator("code[id^=screen-]").inner_text())
    await olga.get_by_role("link", name="To the meeting").click()
    await olga.wait_for_url(re.compile("/console$"), wait_until="commit")


async def everybody_comes(meeting: Meeting, step: str = "Prepare rooms", title: str = "Plenary") -> None:
    """The team opens the doors; thirty come, less one who is late; the plenary begins, with its title on the wall."""
    hall = meeting.hall
    first, second = await hall.browser(), hall.consoles["Olga B."].context.browser
    assert second is not None
    await hall.enter(first, "Dana O.", meeting.links["Dana O."], LAPTOP)
    for name, _, _ in TEAM[1:]:
        await hall.enter(second, name, meeting.links[name], LAPTOP)
    assert set(hall.consoles) == {"Olga B.", "Dana O.", "Nils F.", "Lina H.", "Rui P.", "Edda W."}
    await hall.see("Not open yet", "The doors are closed", "Open the doors", "Regional meeting")
    await press(meeting.console)
    for name in PHONES:
        await hall.enter(second, name, meeting.links[name], PHONE)
    for name in ON_PAPER[2:29]:
        await meeting.arrive(name)
    for name in ("Imane K.", "Vera N."):
        await hall.boards[name].locator("#place button:has-text('I am here')").click()
    await hall.see("The doors are open", "The doors are open", "Start the meeting", "The doors are open", 29)
    await press(meeting.console)
    await hall.see("Plenary", "Plenary", step, title, 29)
