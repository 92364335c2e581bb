"""What the regional meeting keeps: pitches, the reports of six tables, themes, a vote, and the files of all of it."""

from __future__ import annotations

import asyncio
import html
import io
import re
import zipfile
from pathlib import Path
from random import Random

from playwright.async_api import Page, expect
from pycrdt import Doc
from pycrdt import Text as Field

from app.demo.person import Person
from app.demo.pitching import pitch
from app.demo.reporting import REPORT, exchanged, written
from tests.journeys.hall import CEILING, go, press
from tests.journeys.played import Meeting

SAVED, UNSENT = (
    re.compile(r"^Saved \d\d:\d\d:\d\d$"),
    re.compile("^Not yet sent: [0-9]+ changes?, kept on this device$"),
)
LINE = "section[data-text] [data-line]"
REPORTED = ("key1", "key2", "surprise", "tip")
"""The fields that each table fills."""
ITEMS = ("A desk for the first ten days", "Youth budget hour", "Kitchen radio")


async def a_practice_of_two(meeting: Meeting) -> None:
    """Somebody writes a pitch on a phone while the organiser writes in it on a laptop; three more are written, too."""
    amal, olga = meeting.amal, meeting.hall.consoles["Olga B."]
    await go(amal, amal.url.replace("/board", "/practices"))
    await amal.get_by_role("button", name="Write a pitch").click()
    await amal.wait_for_url(re.compile(r"/practices/\d+$"), wait_until="commit")
    await go(olga, amal.url)
    for page in (amal, olga):
        await expect(page.locator("section[data-text]")).to_have_attribute("data-right", "now", timeout=CEILING)
    await asyncio.gather(
        amal.locator("#field-title").press_sequentially("The First Ten Days Desk"),
        olga.locator("#field-subtitle").press_sequentially("One counter for papers, school and bus"),
    )
    await expect(olga.locator("#field-title")).to_have_value("The First Ten Days Desk", timeout=CEILING)
    await expect(amal.locator("#field-subtitle")).to_have_value(
        "One counter for papers, school and bus", timeout=CEILING
    )
    await expect(amal.locator('[data-writers="subtitle"]')).to_contain_text("Olga B.", timeout=CEILING)
    for page in (amal, olga):
        await expect(page.locator(LINE)).to_have_text(SAVED, timeout=CEILING)
    await amal.get_by_role("button", name="Put it on the board").click()
    await expect(amal.get_by_role("button", name="Take it off the board")).to_be_visible(timeout=CEILING)
    await go(amal, f"{meeting.base}/board")
    chance = Random(11)
    for name in ("Eleni K.", "Hadeel M.", "Luca D."):
        assert await pitch(meeting.crowd[name], chance)
    await four_are_picked(meeting, olga)


async def four_are_picked(meeting: Meeting, olga: Page) -> None:
    """The organiser adds a part for pitches before the café, and picks all four."""
    await go(olga, f"{meeting.base}/agenda")
    await olga.locator("#adding > summary").click()
    await olga.locator("#adding [name=title]").fill("Four practices")
    await olga.locator("#adding [name=format]").select_option("pitches")
    await olga.locator("#adding button.strong").click()
    part = olga.locator(".blocks > li", has_text="Four practices")
    await expect(part).to_have_count(1, timeout=CEILING)
    order = olga.locator(".blocks > li > h2")
    for place in range(await order.count() - 2, 2, -1):
        await part.get_by_role("button", name="Earlier").click()
        await expect(order.nth(place)).to_contain_text("Four practices", timeout=CEILING)
        await olga.wait_for_timeout(600)  # within half a second it would be the second press of a double click
    await go(olga, f"{meeting.base}/practices")
    for number in range(1, 5):
        card = olga.locator(f"#card-{number}")
        await card.get_by_role("button", name="Let it be pitched").click()
        await expect(card.get_by_role("button", name="Take it out of the pitches")).to_be_visible(timeout=CEILING)
    await go(olga, f"{meeting.base}/console")


async def four_pitches(meeting: Meeting) -> None:
    """Each sheet opens on every board and on the wall when its turn comes; its clock runs; somebody asks."""
    console, amal, wall = meeting.console, meeting.amal, meeting.hall.screens["screen"]
    await press(console)
    turns = console.locator("#pitches li")
    await expect(turns).to_have_count(4, timeout=CEILING)
    await console.get_by_role("button", name="Draw the order across shores").click()
    for turn in range(4):
        await press(console)
        await expect(turns.nth(turn)).to_contain_text("gets ready", timeout=CEILING)
        await press(console)
        await expect(turns.nth(turn)).to_contain_text("speaks now", timeout=CEILING)
        title = (await turns.nth(turn).locator("bdi").first.inner_text()).strip()
        await expect(amal.locator("#practice")).to_contain_text(title, timeout=CEILING)
        await expect(wall.locator("main")).to_contain_text(title, timeout=CEILING)


async def six_reports(meeting: Meeting, dead: float) -> dict[str, str]:
    """Write all reports of the round; return their words by table and field.

    One rapporteur's network is dead for so many seconds, in which the round ends.
    """
    nuno, console = meeting.hall.boards["Nuno F."], meeting.console
    said: dict[str, str] = {}
    await takes_the_notes(meeting, nuno)
    await go(nuno, f"{meeting.base}/notes")
    await expect(nuno.locator("section[data-text]")).to_have_attribute("data-right", "now", timeout=CEILING)
    own = await nuno.locator("section[data-text]").get_attribute("data-text") or ""
    tables = {own: None, **{text: person for person in meeting.crowd.values() if (text := await report_of(person))}}
    tables[own] = None
    assert len(tables) == 6, list(tables)
    for text, person in tables.items():
        found = {name: f"Table {text.rpartition('-')[2]} reports its {name} once." for name in REPORTED}
        said |= {f"{text} {name}": words for name, words in found.items()}
        if person is not None:
            await filled(person, text, found)
    first, second, *rest = (said[f"{own} {name}"] for name in REPORTED)
    await typed(nuno, "key1", first)
    await expect(nuno.locator(LINE)).to_have_text(SAVED, timeout=CEILING)
    await nuno.context.set_offline(True)
    ends = asyncio.get_running_loop().time() + dead
    await typed(nuno, "key2", second)
    await expect(nuno.locator(LINE)).to_have_text(UNSENT, timeout=CEILING)
    for name, words in zip(REPORTED[2:], rest, strict=True):
        await typed(nuno, name, words)
    for _ in range(2):
        await press(console)
    await expect(console.locator("#step")).to_contain_text("Begin the break", timeout=CEILING)
    await asyncio.sleep(max(0.0, ends - asyncio.get_running_loop().time()))  # a dead network has no event
    await expect(nuno.locator(LINE)).to_have_text(UNSENT)
    await nuno.context.set_offline(False)
    await nuno.wait_for_function("async () => (await Unsent.all()).length === 0", timeout=CEILING)
    await go(nuno, f"{meeting.base}/board")
    return said


async def takes_the_notes(meeting: Meeting, board: Page) -> None:
    """Somebody takes the notes of their table, once its host lets go of them."""
    taker = board.locator("#taker")
    await expect(taker).to_contain_text("the notes", timeout=CEILING)
    for name, person in meeting.crowd.items():
        if name in await taker.inner_text():
            await person.post(f"{person.base}/duty/leaving")
            await board.locator(".asks button").click()
    await expect(taker).to_contain_text("You take the notes.", timeout=CEILING)


async def report_of(person: Person) -> str:
    """Return the name of the report of a person's room, '' where they sit in none."""
    found = REPORT.search((await person.get(f"{person.base}/notes")).text)
    return found[1] if found else ""


async def filled(person: Person, text: str, words: dict[str, str]) -> None:
    """Write in the fields of a report, without a browser."""
    document: Doc[Field] = Doc()
    assert await exchanged(person, text, document)
    for name, said in words.items():
        assert await written(person, text, document, name, said)


async def typed(page: Page, name: str, words: str) -> None:
    """Type in a field of a report, on a phone that shows one at a time."""
    every = page.locator("[data-turn=all]")
    if await every.get_attribute("aria-pressed") == "false":
        await every.click()
    await page.locator(f"[data-field={name}]").focus()
    await page.keyboard.type(words, delay=5)


async def themes_are_gathered(meeting: Meeting, notes: tuple[str, ...]) -> None:
    """The central rapporteur gathers starred notes in themes; each keeps its sources; who leads has them voted on."""
    lina = meeting.hall.consoles["Lina H."]
    await go(lina, f"{meeting.base}/harvest")
    await meeting.hall.live()
    for name in ITEMS:
        await lina.locator(".new-theme [name=name]").fill(name)
        await lina.get_by_role("button", name="Add the theme").click()
        await expect(lina.locator("#themes .note-text", has_text=name)).to_have_count(1, timeout=CEILING)
    for theme, words in enumerate(notes, 1):
        waiting = lina.locator("#pool li", has_text=words)
        await waiting.get_by_role("button", name=f"Put into theme {theme}").click()
        await expect(waiting).to_have_count(0, timeout=CEILING)
        await expect(lina.locator("#themes > ol > li").nth(theme - 1)).to_contain_text(words, timeout=CEILING)
    await expect(lina.get_by_role("button", name="Put the themes to the vote")).to_be_hidden()  # she does not lead
    await go(lina, f"{meeting.base}/console")
    await go(meeting.console, f"{meeting.base}/harvest")
    async with meeting.console.expect_response("**/votes/0/themes"):
        await meeting.console.get_by_role("button", name="Put the themes to the vote").click()
    await go(meeting.console, f"{meeting.base}/console")


async def marks_are_given(meeting: Meeting) -> None:
    """Two by hand on their phones, all others through the same doors; the total stays hidden until the vote ends."""
    amal, nuno = meeting.amal, meeting.hall.boards["Nuno F."]
    for page, chosen in ((amal, (0, 1)), (nuno, (0, 2))):
        await expect(page.locator("#vote fieldset")).to_have_count(3, timeout=CEILING)
        for item in chosen:
            await page.locator("#vote fieldset").nth(item).get_by_label("One mark").check()
        await page.get_by_role("button", name="Give my marks").click()
        await expect(page.locator("#vote")).to_contain_text("Your marks are in.", timeout=CEILING)
    form = await amal.locator("#vote form").get_attribute("action") or ""
    for nth, person in enumerate(meeting.crowd.values()):
        answer = await person.post(form, marks=["1", "2"] if nth % 2 else ["1", "1"])
        assert answer.status_code == 204, answer.text
    answered = len(meeting.crowd) + 2
    await expect(meeting.console.locator("#vote")).to_contain_text(f"{answered} of", timeout=CEILING)
    await expect(amal.locator("#result")).to_be_hidden()
    await press(meeting.console)
    halves = len(meeting.crowd) // 2
    first = 2 + halves + 2 * (len(meeting.crowd) - halves)
    for board in meeting.hall.boards.values():
        lines = board.locator("#result li")
        await expect(lines.nth(0)).to_contain_text(ITEMS[0], timeout=CEILING)
        await expect(lines.nth(0)).to_contain_text(f"{first} marks")
        await expect(lines.nth(1)).to_contain_text(f"{1 + halves} marks")
        await expect(lines.nth(2)).to_contain_text("1 mark")


async def everything_once(page: Page, words: list[str], never: str) -> None:
    """Take everything out in each form: each of the words is there once, and what is held back is not."""
    for label in ("As text", "As a table", "For Word"):
        async with page.expect_download() as kept:
            await page.get_by_role("button", name=label).click()
        body = await asyncio.to_thread(Path(await (await kept.value).path()).read_bytes)
        text = words_of(body) if body.startswith(b"PK") else body.decode()
        found = {each: text.count(each) for each in words}
        assert found == dict.fromkeys(words, 1), (label, found)
        assert never not in text, label


def words_of(body: bytes) -> str:
    """Return what a Word file says."""
    with zipfile.ZipFile(io.BytesIO(body)) as file:
        return html.unescape(re.sub(r"<[^>]+>", "", file.read("word/document.xml").decode()))
