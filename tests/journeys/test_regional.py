"""The regional meeting from its doors to its close, by the agenda's own template, with all that may go wrong.

Thirty people, seven of the team and the organiser. It begins some minutes late; two moderators press at once; somebody
is lost, somebody comes late, a network falls, a room cannot hear, nobody shares a language, the server is killed. Four
practices are pitched, six tables report, themes are gathered and voted on, and the files hold each word once.
"""

from __future__ import annotations

import asyncio
import re
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.async_api import Page, expect

from tests.journeys.capture import (
    ITEMS,
    a_practice_of_two,
    everything_once,
    four_pitches,
    marks_are_given,
    six_reports,
    themes_are_gathered,
)
from tests.journeys.coming import everybody_comes, set_up
from tests.journeys.hall import CEILING, go, press
from tests.journeys.played import LATE, Meeting, a_house

FIELDS = ("Migration", "Gender", "Art", "Media", "Education", "Youth")

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("dead", [30.0, pytest.param(420.0, marks=pytest.mark.long)])
async def test_the_regional_meeting_runs_from_doors_to_close_whatever_goes_wrong(tmp_path: Path, dead: float) -> None:
    """`dead`: seconds for which a rapporteur's network is away."""
    # Four minutes, and what the set-up takes: less than the reserve has.
    starts = datetime.now(ZoneInfo("Africa/Tunis")) - timedelta(minutes=4)
    async with a_house(tmp_path / "data") as meeting:
        await set_up(meeting, starts.strftime("%Y-%m-%dT%H:%M"))
        await the_usual_agenda(meeting)
        await everybody_comes(meeting, "Who is here?", "Welcome and how we talk")
        await the_agenda_catches_up(meeting)
        await two_press_at_once(meeting)
        await somebody_asks_for_the_floor(meeting)
        await a_practice_of_two(meeting)
        await press(meeting.console)
        await four_pitches(meeting)
        await the_cafe_is_planned(meeting)
        await round_one(meeting)
        await round_two_and_a_dead_server(meeting)
        said = await the_last_round(meeting, dead)
        await notes_are_sorted(meeting)
        await themes_are_gathered(meeting, STARRED)
        await to_the_close(meeting)
        await go(meeting.console, f"{meeting.base}/notes")
        await everything_once(meeting.console, [*NOTED, *said.values(), *ITEMS], "Pay the bus fare")


async def the_usual_agenda(meeting: Meeting) -> None:
    """The organiser takes the regional meeting's agenda by one press."""
    olga = meeting.hall.consoles["Olga B."]
    await olga.get_by_role("link", name="Agenda").first.click()
    await olga.locator("#templates > summary").click()
    await olga.locator("#templates").get_by_role("button", name="Regional meeting").click()
    await expect(olga.locator(".blocks > li")).to_have_count(13, timeout=CEILING)
    await expect(olga.locator(".plan .about").first).to_contain_text("220 minutes in all")
    await olga.get_by_role("link", name="To the console").click()


async def the_agenda_catches_up(meeting: Meeting) -> None:
    """It is late from the start; the reserve is offered first and taken."""
    await meeting.console.locator("#catching-up > summary").click()
    await expect(meeting.console.locator("#catching-up summary")).to_contain_text("min behind")
    await meeting.console.get_by_role("button", name="of the reserve").click()
    for console in meeting.hall.consoles.values():
        await expect(console.locator("#drift")).to_contain_text("on time", timeout=CEILING)


async def two_press_at_once(meeting: Meeting) -> None:
    """Both moderators press the same step in the same instant: it happens once, and neither skips a part."""
    buttons = [meeting.hall.consoles[name].locator("#step button.big") for name in ("Dana O.", "Nils F.")]
    for button in buttons:
        await expect(button).to_be_enabled(timeout=CEILING)
    await asyncio.gather(*(button.evaluate("button => button.click()") for button in buttons))
    for console in meeting.hall.consoles.values():
        await expect(console.locator("#step")).to_contain_text("Gallery of the workshops", timeout=CEILING)
        await expect(console.locator("#phase")).to_contain_text("Who is here?")
    await expect(meeting.hall.screens["screen"].locator("#stage h1")).to_have_text("Who is here?")


async def somebody_asks_for_the_floor(meeting: Meeting) -> None:
    """A hand, a question in writing, the floor with a clock, on the wall too."""
    amal, nuno, wall = meeting.amal, meeting.hall.boards["Nuno F."], meeting.hall.screens["screen"]
    await amal.get_by_role("button", name="Raise my hand").click()
    await expect(meeting.console.locator("#queue")).to_contain_text("1 hand is up", timeout=CEILING)
    await nuno.locator(".raising [name=question]").fill("Who pays the bus?")
    await nuno.get_by_role("button", name="Raise my hand").click()
    await expect(nuno.locator("#hand")).to_contain_text("Before you: 1 person", timeout=CEILING)
    await meeting.console.locator("#queue li").first.get_by_role("button", name="Speak, 2 min").click()
    await expect(wall.locator("#speaker")).to_contain_text("Amal R.", timeout=CEILING)
    await expect(nuno.locator("#hand")).to_contain_text("You are next", timeout=CEILING)
    await expect(amal.locator("#speaker time")).to_be_visible()
    await expect(amal.get_by_text("You have the floor.")).to_be_visible()
    await expect(amal.locator(".raising")).to_be_hidden()
    await expect(nuno.get_by_text("You have the floor.")).to_be_hidden()


async def the_cafe_is_planned(meeting: Meeting) -> None:
    """Six tables for those who came; nobody shares a language, so each table keeps one."""
    console = meeting.console
    await console.locator("#step a.big").click()
    form = console.locator("#prepare-tables form")
    await form.locator("[name=tables]").fill("6")
    await form.locator("[name=topics]").fill("\n".join(FIELDS))
    await form.locator("button.strong").click()
    await expect(console.locator("#cafe .table")).to_have_count(6, timeout=CEILING)
    async with console.expect_response("**/plan") as answer:
        await console.get_by_role("button", name="One language a table").click()
    await reached(console, int((await (await answer.value).all_headers())["x-position"]))
    await expect(console.locator("#cafe .mixed")).to_contain_text("Tables keep one language each", timeout=CEILING)
    await expect(console.locator("#cafe .table .tag")).to_have_count(12, timeout=CEILING)  # a host and a language each
    await expect(console.locator("#cafe .stranded")).to_have_count(0)
    await press(console)
    await expect(meeting.amal.locator("#place .next")).to_contain_text("Table", timeout=CEILING)
    await press(console)
    await expect(meeting.amal.locator("#place h1")).to_contain_text("Table", timeout=CEILING)
    await press(console)


async def round_one(meeting: Meeting) -> None:
    """A host lets go of the notes and nobody writes, a network falls, somebody is lost, a room cannot hear."""
    console, amal, nuno = meeting.console, meeting.amal, meeting.hall.boards["Nuno F."]
    await expect(console.locator("#phase h2")).to_contain_text("round 1 of 3", timeout=CEILING)
    await expect(console.locator("#rooms .room > p").first).to_contain_text("writes", timeout=CEILING)
    await expect(console.locator("#rooms .room > p .warn")).to_have_count(0)
    writing = " ".join(await console.locator("#rooms .room > p").all_inner_texts())
    host = next(person for name, person in meeting.crowd.items() if f"{name} writes" in writing)
    await host.post(f"{host.base}/duty/leaving")
    await expect(console.locator("#rooms .room > p .warn")).to_contain_text("nobody writes", timeout=CEILING)
    await host.post(f"{host.base}/duty")
    await expect(console.locator("#rooms .room > p .warn")).to_have_count(0, timeout=CEILING)
    await nuno.context.set_offline(True)
    await wrote(nuno, "Ask who is not in the room")
    await expect(nuno.locator("#outbox")).to_contain_text("Ask who", timeout=CEILING)
    await wrote(amal, "Pay the bus fare")
    await expect(amal.locator("#notes li")).to_contain_text("Pay the bus fare", timeout=CEILING)
    await nuno.context.set_offline(False)
    await expect(nuno.locator("#notes li")).to_contain_text("Ask who", timeout=CEILING)
    await expect(nuno.locator("#outbox")).to_be_hidden(timeout=CEILING)
    await nuno.get_by_role("button", name="I'm lost").click()
    await expect(console.locator("#help")).to_contain_text("Nuno F.", timeout=CEILING)
    await nuno.get_by_role("button", name="I have found the way").click()
    await amal.locator("#calling > summary").click()
    await amal.get_by_role("button", name="Sound, picture or call").click()
    rui = meeting.hall.consoles["Rui P."]
    await expect(rui).to_have_title(re.compile(r"^\(1\) help"), timeout=CEILING)
    await rui.get_by_role("button", name="I go").click()
    await expect(amal.locator("#help")).to_contain_text("Rui P. is coming.", timeout=CEILING)
    await rui.locator("#help").get_by_role("button", name=re.compile("^I am there")).click()
    await expect(amal.locator("#help")).to_be_hidden(timeout=CEILING)


async def round_two_and_a_dead_server(meeting: Meeting) -> None:
    """Everybody but the hosts travels; somebody comes late; the server is killed, and every page comes back."""
    console, amal = meeting.console, meeting.amal
    for _ in range(3):
        await press(console)
    await expect(console.locator("#phase h2")).to_contain_text("round 2 of 3", timeout=CEILING)
    late = await meeting.arrive(LATE)
    await expect(console.locator("#top")).to_contain_text("30 of 30 present", timeout=CEILING)
    await expect(console.locator("#top")).to_contain_text("0 without a place", timeout=CEILING)
    assert "Table " in (await late.get(f"{late.base}/board")).text
    table = await amal.locator("#place h1").text_content() or ""
    await wrote(amal, "Promise a date before you ask")
    await expect(amal.locator("#notes li").first).to_contain_text("Promise a date", timeout=CEILING)
    await meeting.house.kill()
    await wrote(amal, "Written while the server was away")
    await meeting.house.start()
    await meeting.hall.live()
    await expect(amal.locator("#notes")).to_contain_text("Written while the server was away", timeout=CEILING)
    await expect(amal.locator("#notes")).to_contain_text("Promise a date")
    await expect(amal.locator("#place h1")).to_have_text(table)
    for person in meeting.crowd.values():
        await person.connected.wait()


async def the_last_round(meeting: Meeting, dead: float) -> dict[str, str]:
    """The last round, its reports, everybody back; then a break with the hour of return on every screen."""
    console = meeting.console
    for _ in range(3):
        await press(console)
    await expect(console.locator("#phase h2")).to_contain_text("round 3 of 3", timeout=CEILING)
    said = await six_reports(meeting, dead)
    await press(console)
    await expect(meeting.amal.locator("#clock")).to_contain_text("We go on at", timeout=CEILING)
    await expect(meeting.hall.screens["screen"].locator("#stage")).to_contain_text("We go on at", timeout=CEILING)
    return said


NOTED = ("Ask who is not in the room", "Promise a date before you ask", "Written while the server was away")
STARRED = NOTED[:2]


async def notes_are_sorted(meeting: Meeting) -> None:
    """One note is held back, so that it shows in its room alone; two get a star."""
    page = meeting.console
    await go(page, f"{meeting.base}/notes")
    await meeting.hall.live()
    held = page.locator(".sheet [data-note]", has_text="Pay the bus fare")
    await held.focus()
    await held.press("h")
    await expect(held).to_have_count(0, timeout=CEILING)
    for words in STARRED:
        note = page.locator(".sheet [data-note]", has_text=words)
        await note.focus()
        await note.press("s")
        await expect(note.locator(".star")).to_be_visible(timeout=CEILING)
    await go(page, f"{meeting.base}/console")


PARTS = [
    *("What we keep", "Town hall and civil society: who starts?", "Break"),
    *("Meeting each other, two by two", "Commitments, and what next", "Close"),
]
"""The parts that the big button begins on the way to the end; between them it leads through the reports."""


async def to_the_close(meeting: Meeting) -> None:
    """An announcement that everybody sees, then part after part by the big button to the thanks."""
    console = meeting.console
    await console.locator("#announce > summary").click()
    await console.locator("#announcing textarea[name=text]").fill("The bus leaves at five")
    await console.locator("#announcing button.strong").click()
    for board in meeting.hall.boards.values():
        await expect(board.locator("#news")).to_contain_text("The bus leaves at five", timeout=CEILING)
    titles = []
    for _ in range(30):
        titles.append((await console.locator("#step button.big span").inner_text()).split(" · ")[0])
        await press(console)
        if titles[-1] == "What first?":
            await marks_are_given(meeting)
        if await console.locator("#phase[data-on=closed]").count():
            break
    assert [each for each in titles if each in PARTS] == PARTS
    assert "Report 6 of 6" in titles
    await meeting.hall.see(
        "The meeting is over", "The meeting is over", "closed the meeting", "The meeting is over", 30
    )
    assert meeting.hall.wrong == []


async def reached(page: Page, position: int) -> None:
    """Wait until a page shows what its own command did."""
    async with asyncio.timeout(CEILING / 1000):
        while int(await page.locator("html").get_attribute("data-position") or 0) < position:
            await page.wait_for_timeout(50)


async def wrote(board: Page, words: str) -> None:
    """Write a note and press Enter."""
    field = board.get_by_label("A note for everybody here")
    await field.fill(words)
    await field.press("Enter")
