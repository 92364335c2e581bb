"""The board on a real phone page: a change of room cannot be missed and takes nothing away; held lists; the clock.

Through the real platform: one server and one browser for the module's tests.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from app.domain.attendance import Arrive
from app.domain.formats.rooms.drafting import DraftRooms
from app.domain.formats.rooms.moving import MovePeople
from app.domain.formats.rooms.running import AddTime
from app.domain.meetings import CloseMeeting, DescribeMeeting
from app.domain.steps import TakeStep
from realtime.clock import Clock
from tests.domain.play import ENGLISH
from tests.serving import MEETING, Serving, serving

pytestmark = pytest.mark.browser
CEILING = 30_000
SPIES = """
window.shaken = 0; window.tones = 0;
Object.defineProperty(navigator, "vibrate", { value: () => { window.shaken += 1; return true; } });
const start = OscillatorNode.prototype.start;
OscillatorNode.prototype.start = function (...given) { window.tones += 1; return start.apply(this, given); };
"""
FIELD = """() => {
  const field = document.createElement("textarea");
  field.id = "typing";
  document.querySelector("main").after(field);
  document.querySelector("details.settings").open = true;
  field.value = "half a sentence";
  field.focus();
  field.setSelectionRange(5, 5);
}"""
LETTERS = """(where) => [...document.querySelectorAll(where)]
  .filter((part) => part.innerText && part.checkVisibility())
  .map((part) => parseFloat(getComputedStyle(part).fontSize))"""
WALL_FILLED = """() => {
  const wall = document.querySelector(".walls").getBoundingClientRect();
  const names = [...document.querySelectorAll(".wall li")];
  const lowest = Math.max(...names.map((one) => one.getBoundingClientRect().bottom));
  return lowest <= wall.bottom ? (lowest - wall.top) / wall.height : 0;
}"""
"""How far down the names reach on the part of the screen that is theirs."""
FOLDED = """() => {
  const words = document.querySelector(".wall .room-words");
  words.append(" and what is said there at more length than any wall has on one line for it");
  return [1, 2].map(() => {
    document.dispatchEvent(new CustomEvent("htmx:after:swap"));
    return words.classList.contains("folded");
  });
}"""
"""Whether a long heading is folded, and still is when something else on the screen has changed."""
KEPT = """() => {
  const field = document.activeElement;
  return [field.id, field.value, field.selectionStart, document.querySelector("details.settings").open, scrollY];
}"""


@asynccontextmanager
async def talking(browser: Browser, clock: Clock | None = None) -> AsyncIterator[tuple[Serving, Browser]]:
    """Serve a meeting in its first round, ten people in two rooms, with a browser beside it."""
    with tempfile.TemporaryDirectory() as folder:
        async with serving(Path(folder), clock=clock) as server:
            await step(server)
            for name in ENGLISH:
                await server.do(Arrive(MEETING), name)
            await step(server)
            seats = tuple((server.id(name), place % 2 + 1) for place, name in enumerate(ENGLISH))
            await server.do(DraftRooms(MEETING, 2, seats, len(seats)), "Dana")
            for _ in range(3):
                await step(server)
            yield server, browser


async def step(server: Serving) -> None:
    await server.do(TakeStep(MEETING, server.state.meetings[MEETING].step), "Dana")


async def board(server: Serving, browser: Browser, name: str, path: str = "board", **how: object) -> Page:
    """Open somebody's page, live."""
    visitor = await server.visitor(name)
    context = await browser.new_context(viewport={"width": 360, "height": 740}, **how)  # type: ignore[arg-type]
    cookies = [{"name": one.name, "value": one.value or "", "url": server.url} for one in visitor.http.cookies.jar]
    await context.add_cookies(cookies)  # type: ignore[arg-type]
    await context.add_init_script(SPIES)
    page = await context.new_page()
    await page.goto(f"{server.url}{visitor.base}/{path}")
    if how.get("java_script_enabled", True):
        await expect(page.locator("html")).to_have_attribute("data-connection", "live", timeout=CEILING)
    return page


async def move(server: Serving, name: str, room: int) -> None:
    await server.do(MovePeople(MEETING, 2, (server.id(name),), room, anyway=True), "Dana")


async def test_a_change_of_room_cannot_be_missed_and_takes_nothing_away(chromium: Browser) -> None:
    async with talking(chromium) as (server, browser):
        page = await board(server, browser, "Eleni")
        await expect(page.locator("#place h1")).to_contain_text("Room 1")
        await page.locator("body").click(position={"x": 5, "y": 300})
        await page.evaluate(FIELD)
        await page.evaluate("scrollTo(0, 120)")
        kept = await page.evaluate(KEPT)
        await move(server, "Eleni", 2)
        await expect(page.locator("#place h1")).to_contain_text("Room 2", timeout=CEILING)
        await expect(page.locator("#alert")).to_have_text("You are in: Room 2.")
        await expect(page.locator("#place .finish")).to_be_visible()
        await expect(page).to_have_title(re.compile("^● Room 2 · "))
        assert await page.evaluate("[window.shaken, window.tones]") == [1, 1]
        assert await page.evaluate(KEPT) == kept
        await page.keyboard.type("!")
        assert await page.evaluate("document.activeElement.value") == "half !a sentence"
        await expect(page).to_have_title(re.compile("^Room 2 · "))
        await sixty_pushes(server, page)
        await moved_while_reading_further_down(server, page)


async def moved_while_reading_further_down(server: Serving, page: Page) -> None:
    """The card comes where one reads, stays under a finger and after a second move, goes with the next key."""
    heading = page.locator("#place h1")
    await page.evaluate("scrollTo(0, document.body.scrollHeight)")
    await expect(heading).not_to_be_in_viewport()
    await move(server, "Eleni", 1)
    await expect(heading).to_contain_text("Room 1", timeout=CEILING)
    await expect(heading).to_be_in_viewport()
    await page.locator("#call").dispatch_event("pointerdown")
    await move(server, "Eleni", 2)
    await expect(heading).to_contain_text("Room 2", timeout=CEILING)
    await expect(heading).to_be_in_viewport()
    await page.keyboard.type("?")
    await expect(heading).not_to_be_in_viewport()


async def sixty_pushes(server: Serving, page: Page) -> None:
    """Push sixty times; focus, caret, reading position and opened details stay as they were."""
    kept = await page.evaluate(KEPT)
    meeting = server.state.meetings[MEETING]
    for number in range(30):
        await server.do(AddTime(MEETING, 2, 1 if number % 2 else -1), "Dana")
        await server.do(
            DescribeMeeting(MEETING, meeting.name, meeting.starts_at + number + 1, "UTC", "regional"), "Dana"
        )
    await expect(page.locator("html")).to_have_attribute(
        "data-position", str(server.live.stream.position), timeout=CEILING
    )
    assert await page.evaluate(KEPT) == kept


async def test_held_lists_wait_but_a_change_of_room_does_not(chromium: Browser) -> None:
    async with talking(chromium) as (server, browser):
        page = await board(server, browser, "Eleni")
        await expect(page.locator("#company li")).to_have_count(5)
        hold = page.locator("[data-hold]")
        await hold.click()
        await move(server, "Hadeel", 1)
        await expect(hold).to_contain_text("New: 1", timeout=CEILING)
        await expect(page.locator("#company li")).to_have_count(5)
        await move(server, "Eleni", 2)
        await expect(page.locator("#place h1")).to_contain_text("Room 2", timeout=CEILING)
        await hold.click()
        await expect(page.locator("#company li")).to_have_count(5, timeout=CEILING)
        await expect(page.locator("#company")).to_contain_text("(you)")


async def test_the_clock_can_be_hidden_and_asked(chromium: Browser) -> None:
    async with talking(chromium) as (server, browser):
        page = await board(server, browser, "Eleni")
        await page.locator(".settings summary").click()
        await page.locator("[data-clock=hidden]").click()
        await expect(page.locator("#clock .digits")).to_be_hidden()
        await page.locator("[data-how-long]").click()
        await expect(page.locator("#polite")).to_contain_text("Time left: 20 minutes")
        await expect(page.locator("[data-answer]")).to_contain_text("Time left: 20 minutes")
        await page.locator("[data-clock=minutes]").click()
        await expect(page.locator("#clock .digits")).to_have_text("20 min")
        await page.locator("[data-clock=seconds]").click()
        await step(server)
        await expect(page.locator("#clock")).to_contain_text("Last minute: 0:", use_inner_text=True, timeout=CEILING)
        await expect(page.locator("#clock")).not_to_contain_text("Time left", use_inner_text=True)
        await step(server)
        await server.do(CloseMeeting(MEETING), "Dana")
        await expect(page.locator("#place h1")).to_have_text("The meeting is over")
        await expect(page.locator("[data-how-long]")).to_be_hidden()  # nothing is left to ask about
        await expect(page.locator("[data-hold]")).to_be_hidden()


async def test_without_script_the_board_says_until_when_and_its_buttons_work(chromium: Browser) -> None:
    async with talking(chromium) as (server, browser):
        page = await board(server, browser, "Eleni", java_script_enabled=False)
        await expect(page.locator("#clock")).to_contain_text("Until")
        await expect(page.locator("[data-how-long]")).to_be_hidden()
        await page.get_by_role("button", name="I'm lost").click()
        await expect(page.locator("#lost")).to_contain_text("The team knows and will help you.")
        assert server.id("Eleni") in server.state.meetings[MEETING].lost


async def test_those_who_stay_in_plenary_see_how_long_the_rooms_talk(chromium: Browser) -> None:
    async with talking(chromium) as (server, browser):
        await server.do(Arrive(MEETING), "Vera")
        page = await board(server, browser, "Vera")
        await expect(page.locator("#place h1")).to_have_text("Plenary")
        await expect(page.locator("#clock")).to_contain_text("This round ends in:")
        await expect(page.locator("#clock .digits")).to_have_text(re.compile("^(20:00|19:5.)$"))


async def test_after_the_end_board_and_screen_say_thanks_and_offer_nothing_that_is_over(chromium: Browser) -> None:
    async with talking(chromium) as (server, browser):
        page, screen = await board(server, browser, "Eleni"), await board(server, browser, "Dana", "screen")
        over = ".tools, .agenda, .rules, #lost button, #company, #call a"
        await expect(page.locator(".tools")).to_be_visible()
        await expect(screen.locator(".qr")).to_be_visible()
        while server.state.meetings[MEETING].phase != "closed":
            await step(server)
        await expect(page.locator("#place")).to_contain_text("Thank you for taking part.", timeout=CEILING)
        await expect(page.locator(over).filter(visible=True)).to_have_count(0)
        await page.locator(".settings summary").click()
        left = page.locator(".settings > :not(summary)").filter(visible=True)
        await expect(left).to_have_text(["Your name and devices"])
        await expect(screen.locator("#stage")).to_contain_text("Thank you for taking part.", timeout=CEILING)
        await expect(screen.locator(".qr, .present").filter(visible=True)).to_have_count(0)


async def test_boards_and_screens_stay_within_the_window_and_no_letter_is_small(chromium: Browser) -> None:
    """At 320 pixels, with a name of eighty letters without a space; the screen shows all names unscrolled."""
    async with talking(chromium) as (server, browser):
        paula = await server.visitor("Paolo")
        form = {"shown": "W" * 80, "line": "x" * 80, "language": "en", "acknowledged": "yes", "once": "a"}
        assert (await paula.post(f"{paula.base}/welcome", form)).status_code == 303
        form |= {"shown": "أمل بنت عبد الرحمن الشريف الإدريسي", "once": "b"}
        eleni = await server.visitor("Eleni")
        assert (await eleni.post(f"{eleni.base}/welcome", form)).status_code == 303
        page = await board(server, browser, "Eleni")
        await page.set_viewport_size({"width": 320, "height": 640})
        assert await page.evaluate("document.documentElement.scrollWidth") <= 320
        assert min(await page.evaluate(LETTERS, "body *")) >= 18
        screen = await board(server, browser, "Dana", "screen")
        await screen.set_viewport_size({"width": 1920, "height": 1080})
        await expect(screen.locator(".wall li")).to_have_count(10)
        arabic = screen.locator(".wall bdi", has_text="أمل")
        whole = "one => one.scrollHeight <= one.clientHeight + 1 && getComputedStyle(one).direction"
        assert await arabic.evaluate(whole) == "rtl"
        assert await screen.evaluate("[document.documentElement.scrollHeight, scrollY]") == [1080, 0]
        assert min(await screen.evaluate(LETTERS, ".wall li")) >= 36
        assert await screen.evaluate(WALL_FILLED) > 0.7
        assert await screen.evaluate(FOLDED) == [True, True]


async def test_the_printed_list_has_rooms_and_names_and_nothing_to_press(chromium: Browser) -> None:
    async with talking(chromium) as (server, browser):
        page = await board(server, browser, "Dana", "list")
        await page.emulate_media(media="print")
        await page.evaluate("document.documentElement.dataset.printing = 'everybody'")
        rooms = page.locator(".wall")
        await expect(rooms.locator("h3").filter(visible=True)).to_have_text(["Room 1 5", "Room 2 5"])
        names = [server.state.people[server.id(name)].name for name in sorted(ENGLISH)]
        assert sorted(await rooms.locator("li").filter(visible=True).all_inner_texts()) == names
        await expect(page.locator("nav, button, .button, #errands, .skip").filter(visible=True)).to_have_count(0)
        own = await board(server, browser, "Eleni")
        await own.emulate_media(media="print")
        await expect(own.locator('a[href^="tel:"]').filter(visible=True)).to_have_count(1)
        await expect(own.locator("nav, button").filter(visible=True)).to_have_count(0)
