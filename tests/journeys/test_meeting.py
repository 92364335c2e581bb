"""A whole meeting in real pages: an empty folder, a list, links, doors, plenary, two rounds, plenary, thanks.

Thirty people and a team of seven with the organiser who set it up. Somebody comes late, somebody leaves, there is more
time, somebody is moved, a room is reopened, the moderator's browser dies, the server is killed in mid-round. Pages of
every role are Chromium's; the other people come through the same doors without a browser.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.journeys.coming import everybody_comes, set_up
from tests.journeys.hall import CEILING, LAPTOP, crash, press
from tests.journeys.played import LEAVER, ON_PAPER, PHONES, Meeting, a_house
from tests.journeys.rounds import a_room_is_reopened, more_time_and_somebody_late, opened, somebody_is_moved

pytestmark = pytest.mark.browser


async def test_a_meeting_of_thirty_from_an_empty_folder_to_the_thanks(tmp_path: Path) -> None:
    async with a_house(tmp_path / "data") as meeting:
        await set_up(meeting)
        await everybody_comes(meeting)
        await first_round(meeting)
        await more_time_and_somebody_late(meeting)
        await somebody_is_moved(meeting)
        await a_room_is_reopened(meeting)
        await the_moderator_crashes(meeting)
        await the_server_is_killed(meeting)
        await back_to_plenary(meeting)
        await second_round_and_the_end(meeting)
        assert meeting.hall.wrong == []


async def first_round(meeting: Meeting) -> None:
    """Twenty-nine people in six rooms, nobody without a place."""
    await opened(meeting, 1)
    for console in meeting.hall.consoles.values():
        await expect(console.locator("#top")).to_contain_text("0 without a place", timeout=CEILING)
    assert await meeting.hall.screens["screen"].locator(".wall li").count() == 29


async def the_moderator_crashes(meeting: Meeting) -> None:
    """Dana's browser dies; Nils takes the lead with one press; she comes back by her link and sees so."""
    hall = meeting.hall
    dana = hall.consoles.pop("Dana O.")
    await expect(dana.locator("#team")).to_contain_text("Dana O. leads")
    browser = dana.context.browser
    assert browser is not None
    await crash(browser)
    meeting.driver = "Nils F."
    await meeting.console.get_by_role("button", name="Take the lead").click()
    await hall.enter(await hall.browser(), "Dana O.", meeting.links["Dana O."], LAPTOP)
    for console in hall.consoles.values():
        await expect(console.locator("#team")).to_contain_text("Nils F. leads", timeout=CEILING)
        await expect(console.locator("#phase h2")).to_have_text("Round 1")
        await expect(console.locator("#step")).to_contain_text("End the round")


async def the_server_is_killed(meeting: Meeting) -> None:
    """Killed in mid-round: every page comes back by itself to where it was, with the time it had."""
    hall = meeting.hall
    rooms = {name: await hall.boards[name].locator("#place h1").inner_text() for name in PHONES}
    ends = await meeting.amal.locator("#clock time").get_attribute("data-ends") or ""
    await meeting.house.kill()
    for page in hall.pages.values():
        await expect(page.locator("html")).not_to_have_attribute("data-connection", "live", timeout=CEILING)
    await meeting.house.start()
    await hall.live()
    for name, room in rooms.items():
        await expect(hall.boards[name].locator("#place h1")).to_have_text(room)
    await expect(meeting.amal.locator("#clock time")).to_have_attribute("data-ends", ends)
    for console in hall.consoles.values():
        await expect(console.locator("#trouble")).to_contain_text("The server was away", timeout=CEILING)
        await expect(console.locator("#rooms .room")).to_have_count(6)
    for person in meeting.crowd.values():
        await person.connected.wait()


async def back_to_plenary(meeting: Meeting) -> None:
    """One minute left; now; everybody is in plenary again, and who left is still away."""
    for _ in range(2):
        await press(meeting.console)
    await meeting.hall.see("Plenary", "", "Close the meeting", "Plenary", 29)


async def second_round_and_the_end(meeting: Meeting) -> None:
    """Other rooms, plenary, thanks; whoever left comes back to a place."""
    leaver = meeting.crowd[LEAVER]
    assert (await leaver.post(f"{leaver.base}/arrival")).status_code == 204
    await expect(meeting.console.locator("#top")).to_contain_text("30 of 30 present", timeout=CEILING)
    await opened(meeting, 2)
    for _ in range(2):
        await press(meeting.console)
    await meeting.hall.see("Plenary", "", "Close the meeting", "Plenary", 30)
    await press(meeting.console)
    await meeting.hall.see(
        "The meeting is over", "The meeting is over", "closed the meeting", "The meeting is over", 30
    )
    for name in ON_PAPER[2:]:
        assert await meeting.crowd[name].differs() == [], name
