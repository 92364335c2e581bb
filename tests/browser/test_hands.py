"""By hand on the console: swap, pin, together, apart, merge who is alone, reopen a room, the same rooms again."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from app.domain.attendance import MarkGone
from app.domain.formats.rooms.ending import CloseRooms
from app.domain.formats.rooms.round import Round, the_round
from app.domain.roles import ChangeRole
from app.web.sessions import hashed
from tests.browser.entering import CEILING
from tests.browser.test_console import console, meeting
from tests.serving import MEETING, Serving

pytestmark = pytest.mark.browser
LAPTOP = {"width": 1366, "height": 768}


def first_round(server: Serving) -> Round:
    return the_round(server.state.meetings[MEETING], 2)


async def pick(page: Page, *people: str) -> None:
    """Tick people by id."""
    for person in people:
        await page.locator(f'input[name="people"][value="{person}"]').check()


async def way(page: Page, name: str) -> None:
    """Press one of the further ways to treat who is picked."""
    if await page.locator("#more-ways:not([open])").count():
        await page.locator("#more-ways summary").click()
    await page.locator("#more-ways").get_by_role("button", name=name).click()


async def another_role(server: Serving, page: Page) -> None:
    """Both pages of a browser whose person has another role ask for another session, and go on as that role."""
    second = await page.context.new_page()
    await second.goto(page.url)
    pages = (page, second)
    for each in pages:
        await expect(each.locator("html")).to_have_attribute("data-connection", "live", timeout=CEILING)
        await each.evaluate("() => { document.documentElement.dataset.old = ''; }")
    before = {cookie["value"] for cookie in await page.context.cookies()}
    await server.do(ChangeRole(server.id("Dana"), "tech"), "Olga")
    for each in pages:
        await expect(each.locator("html[data-old]")).to_have_count(0, timeout=CEILING)
        await expect(each.locator("html")).to_have_attribute("data-connection", "live", timeout=CEILING)
    after = {cookie["value"] for cookie in await page.context.cookies()}
    assert not {hashed(value) for value in before - after} & set(server.state.devices)
    (device,) = [server.state.devices[hashed(value)] for value in after - before]
    assert not device.stale


async def test_everything_by_hand_without_dragging(tmp_path: Path, chromium: Browser) -> None:
    async with meeting(tmp_path, chromium, speaking="en", size=3) as (server, browser):
        page = await console(server, browser, "Dana", LAPTOP)
        await page.locator(".moving label").first.click()
        await page.locator("[name=anyway]").evaluate("box => { box.checked = true; }")
        body = first_round(server)
        await time_is_given(page, body)
        one, other = body.members(1)[0], body.members(2)[0]
        await pick(page, one, other)
        await way(page, "Swap these two")
        await expect(page.locator(f'#room-2 input[value="{one}"]')).to_have_count(1, timeout=CEILING)
        assert (body.seats[one], body.seats[other]) == (2, 1)

        apart = (body.members(4)[0], body.members(5)[0])
        for name, told, pair in (("Keep apart", "apart", apart), ("Keep together", "together", body.members(5)[:2])):
            await pick(page, *pair)
            await way(page, name)
            await expect(page.locator("#wishes")).to_contain_text(f"{told.capitalize()}:", timeout=CEILING)
            await expect(page.locator("#quick-found")).to_contain_text(f"Noted for the next draw: {told} – ")
        await asked(page, body, *apart)
        await pick(page, body.members(6)[0])
        await page.locator("#moving [name=room]").fill("6")
        await way(page, "Pin to this room")
        await expect(page.locator("#wishes")).to_contain_text("stays in Room 6", timeout=CEILING)
        await expect(page.locator("#quick-found")).to_contain_text("Noted for the next draw: Room 6 – ")
        await extras(server, page)

        for person in body.members(3)[1:]:
            await server.live.stream.perform(MarkGone(MEETING, person), actor=server.id("Dana"))
        await page.locator("#attention").get_by_role("button", name="Merge into: Room").click()
        await expect(page.locator("#room-3")).to_have_count(0, timeout=CEILING)
        await expect(page.locator("#attention")).not_to_contain_text("is alone")
        await again(server, page)
        await another_role(server, page)


async def time_is_given(page: Page, body: Round) -> None:
    """The clock of all rooms, and of one: it is said first what that does."""
    for label, minutes in (("−1", -1), ("+1", 1), ("+2", 2), ("+5", 5)):
        ends, shown = ends_of(body, 1), await page.locator("#round time").get_attribute("data-ends")
        await page.locator("#pace").get_by_role("button", name=label).click()
        await expect(page.locator("#round time")).not_to_have_attribute("data-ends", shown or "", timeout=CEILING)
        assert [ends_of(body, room) - ends for room in body.rooms] == [60 * minutes] * len(body.rooms)
    menu, ends = page.locator("#room-2-more"), ends_of(body, 2)
    await menu.locator("summary").click()
    effect = menu.locator(".effect")
    await expect(effect).to_contain_text("what comes next begins without this room, its people follow")
    stamps = await effect.locator("time").evaluate_all("all => all.map((each) => Date.parse(each.dateTime) / 1000)")
    assert stamps == [int(ends) + more for more in (60, 120, 300, 0)]
    await menu.get_by_role("button", name="+5").click()
    await expect(page.locator("#round .others")).to_contain_text("Room 2", timeout=CEILING)
    assert (ends_of(body, 2), ends_of(body, 1)) == (ends + 300, ends)
    await page.keyboard.press("Escape")


def ends_of(body: Round, room: int) -> float:
    clock = body.rooms[room].clock
    assert clock is not None
    return clock.ends_at


async def extras(server: Serving, page: Page) -> None:
    """A room's own call with interpretation, captions and dial-in, typed in its form."""
    said = {"url": "https://meet.example.org/3", "interpretation": "https://interpret.example.org/3",
            "captions": "In the call: CC", "dial_in": "+216 00 000 003"}  # fmt: skip
    await page.locator("#room-settings > summary").click()
    await page.locator("#room-3-settings > summary").click()
    form = page.locator("#room-3-settings form").last
    for field, value in said.items():
        await form.locator(f"[name={field}]").fill(value)
    await form.get_by_role("button", name="Save the call").click()
    await page.locator("#room-3-more > summary").click()
    await expect(page.locator("#room-3-more")).to_contain_text("meet.example.org", timeout=CEILING)
    await page.keyboard.press("Escape")
    call = server.state.meetings[MEETING].room_calls[3]
    assert {field: getattr(call, field) for field in said} == said
    await page.locator("#room-settings > summary").click()


async def asked(page: Page, body: Round, one: str, other: str) -> None:
    """What breaks a wish is asked about first: the notice stays in sight until it is closed, or done all the same."""
    room, notice, move = body.seats[other], page.locator("#notice"), page.locator("#hands button.strong")
    await pick(page, one)
    await page.locator("#moving [name=room]").fill(str(room))
    await move.click()
    await expect(notice).to_contain_text("they are to be kept apart. Nobody was moved.", timeout=CEILING)
    await expect(notice).to_be_focused()
    await notice.get_by_role("button", name="Close").click()
    await expect(notice).to_be_empty()
    await expect(move).to_be_focused()
    await move.press("Enter")
    await expect(notice).to_be_focused()
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")  # "Do it anyway" is the next stop
    await expect(page.locator(f'#room-{room} input[value="{one}"]')).to_have_count(1, timeout=CEILING)
    await expect(notice).to_be_empty()
    await expect(page.locator("#quick-found")).to_have_text("Tick names, or type first letters and a number: ama 3")
    await expect(move).to_be_focused()


async def again(server: Serving, page: Page) -> None:
    """Close the rooms, reopen one with the same people, and draw the same rooms for another round."""
    await server.do(CloseRooms(MEETING, 2), "Dana")
    await expect(page.locator("#room-2")).to_contain_text("closed", timeout=CEILING)
    seats = dict(first_round(server).seats)
    await page.locator("#room-2-more summary").click()
    await page.get_by_role("button", name="Reopen for 5 minutes").first.click()
    await expect(page.locator("#room-2")).not_to_contain_text("closed", timeout=CEILING)
    assert first_round(server).rooms[2].talking
    await server.do(CloseRooms(MEETING, 2), "Dana")
    await page.locator("#prepare summary").click()
    await page.locator("#prepare button.strong").click()
    await expect(page.locator("#draft")).to_contain_text("only the team sees it", timeout=CEILING)
    await expect(page.locator("#preview summary")).to_contain_text("change", timeout=CEILING)
    same = page.locator("#draft").get_by_role("button", name="Same rooms as last time")
    await same.click(timeout=CEILING)
    await expect(page.locator("#draft")).to_contain_text("The same rooms as last time", timeout=CEILING)
    await expect(page.locator("#preview")).to_have_count(0)  # nobody would change place
    await expect(page.locator("#doubts")).to_contain_text("they are to be kept apart")  # and were moved knowingly
    block = max(server.state.meetings[MEETING].blocks)
    await page.locator("#step button.big:not([aria-disabled])").click(timeout=CEILING)
    await page.locator("#notice").get_by_role("button", name="Do it anyway").click(timeout=CEILING)
    await expect(page.locator("#draft")).to_contain_text("everybody sees it", timeout=CEILING)
    assert groups(server, the_round(server.state.meetings[MEETING], block).seats) == groups(server, seats)

    await page.locator("#draft").get_by_role("button", name="Draw again").click()
    await expect(page.locator("#draft")).to_contain_text("only the team sees it", timeout=CEILING)
    await expect(page.locator("#preview summary")).to_contain_text("saw another place before", timeout=CEILING)
    await expect(page.locator("#doubts")).to_have_count(0)


def groups(server: Serving, seats: dict[str, int]) -> set[frozenset[str]]:
    """Return who of those present sit together, whatever the number of their room."""
    present = [person for person in server.state.meetings[MEETING].present() if person in seats]
    found = {seats[person] for person in present}
    return {frozenset(person for person in present if seats[person] == room) for room in found}
