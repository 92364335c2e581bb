"""The plenary screen on a projector: the fullest practice is there whole, in letters that can be read from afar."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from app.domain.agenda import AddBlock
from app.domain.attendance import Arrive
from app.domain.formats.pitches.order import PickPitch
from app.domain.formats.pitches.turning import BeginPitches, CallPitch, StartPitch
from app.domain.meetings import OpenDoors, StartMeeting
from app.domain.practices.beginning import BeginPractice
from app.domain.practices.choosing import ChooseForPractice, ShowPractice
from app.domain.practices.fields import limits
from app.web.filling import fill
from tests.browser.entering import CEILING, entered
from tests.serving import MEETING, serving
from tests.web.test_practices import photo, sent

pytestmark = pytest.mark.browser
PROJECTOR = {"width": 1920, "height": 1080}
SAID = {"en": "Rehearsing neighbourhood councils ", "ar": "مجالس الأحياء تتدرب على التشاور المحلي "}
FIELDS = ("title", "subtitle", "city", "lead_org", "tip")
WHOLE = """() => {
  const part = document.querySelector("#practice > div");
  const box = part.getBoundingClientRect();
  const inside = [...part.children].every((one) => {
    const at = one.getBoundingClientRect();
    return at.top >= box.top - 1 && at.bottom <= box.bottom + 1 && at.left >= 0 && at.right <= innerWidth;
  });
  return inside && part.scrollHeight <= part.clientHeight + 1;
}"""
ABOVE = """() => {
  const at = (each) => document.querySelector(each).getBoundingClientRect();
  const [clock, photo] = [at("#stage .time"), at("#practice img")];
  return photo.height > 100 && clock.bottom <= photo.top + 1;
}"""
SMALLEST = """() => Math.min(...[...document.querySelectorAll("#practice > div > *")]
  .map((one) => parseFloat(getComputedStyle(one).fontSize)))"""


@pytest.mark.parametrize("language", ["en", "ar"])
async def test_the_fullest_practice_is_on_the_wall_whole(tmp_path: Path, chromium: Browser, language: str) -> None:
    async with serving(tmp_path) as server:
        await server.do(BeginPractice(language), "Amal")
        await server.do(ChooseForPractice(1, "country", ("MA",)), "Amal")
        most = limits(pitch=False)
        words = {name: (SAID[language] * 9)[: most[name] - 1] + "." for name in FIELDS}
        await fill(server.live, f"practice/1/{language}", words, server.id("Amal"))
        await server.do(ShowPractice(1), "Amal")
        amal = await server.visitor("Amal")
        assert (await sent(amal, f"/p/{server.programme}/practices/1", photo()))[0] == 303
        await server.do(OpenDoors(MEETING), "Dana")
        await server.do(StartMeeting(MEETING), "Dana")
        page = await entered(server, chromium, server.id("Dana"), f"screen?language={language}", PROJECTOR)
        await server.do(AddBlock(MEETING, "pitches"), "Dana")
        block = server.state.meetings[MEETING].last_block
        await server.do(Arrive(MEETING), "Amal")
        for command in (
            PickPitch(MEETING, 1),
            BeginPitches(MEETING, block),
            CallPitch(MEETING, block),
            StartPitch(MEETING, block),
        ):
            await server.do(command, "Dana")
        await expect(page.locator("#practice h2")).to_be_visible(timeout=CEILING)
        await expect(page.locator("#stage .countdown time")).to_be_visible(timeout=CEILING)
        await page.wait_for_function(ABOVE, timeout=CEILING)
        await page.wait_for_function(WHOLE, timeout=CEILING)
        assert await page.evaluate(SMALLEST) >= 18
        await page.context.close()
