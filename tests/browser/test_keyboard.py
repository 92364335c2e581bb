"""Everything by keyboard: a participant from the link to the call, a moderator from the doors to the plenary.

At every stop the focus can be seen and nothing lies over it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from app.domain.attendance import Arrive
from app.domain.calling import SetCall
from app.domain.meetings import OpenDoors
from app.domain.places import where
from app.web.handing import personal_link
from tests.browser.conftest import eventually
from tests.scenes.aside import Aside
from tests.serving import MEETING, Serving, serving

pytestmark = pytest.mark.browser
MOST_STOPS = 150
CEILING = 60_000
STOP = """() => {
  const one = document.activeElement;
  if (one === document.body) return "nowhere";
  const shown = one.matches(".picking") ? one.nextElementSibling : one;
  const style = getComputedStyle(shown), box = shown.getBoundingClientRect();
  if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) return `not seen: ${one.outerHTML}`;
  const points = [[0.5, 0.5], [0.1, 0.2], [0.9, 0.2], [0.1, 0.8], [0.9, 0.8]];
  const hits = points.map(([x, y]) => document.elementFromPoint(box.x + x * box.width, box.y + y * box.height));
  return hits.some((hit) => hit && (shown.contains(hit) || hit.closest("label")?.contains(shown))) ? ""
    : `covered: ${one.outerHTML}`;
}"""


class Keys:
    """A page and a keyboard, no mouse."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def reach(self, css: str) -> None:
        """Press Tab until this has the focus."""
        for _ in range(MOST_STOPS):
            if self.at(css):
                return
            self.page.keyboard.press("Tab")
            stop = self.page.evaluate(STOP)
            assert stop in ("", "nowhere"), stop
        raise AssertionError(f"{css} cannot be reached by Tab")

    def at(self, css: str) -> bool:
        """Say whether this has the focus."""
        return bool(self.page.evaluate("(css) => document.activeElement.matches(css)", css))

    def press(self, css: str, key: str = "Enter") -> None:
        """Reach something and press a key on it."""
        self.reach(css)
        self.page.keyboard.press(key)

    def type(self, css: str, text: str) -> None:
        """Reach a field and replace what is in it."""
        self.reach(css)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)


@contextmanager
def at_home(browser: Browser, folder: Path, width: int, height: int) -> Iterator[tuple[Aside, Serving, Keys]]:
    """Serve a meeting and open an empty page."""
    with Aside() as aside, aside.entered(serving(folder)) as server:
        context = browser.new_context(viewport={"width": width, "height": height})
        try:
            yield aside, server, Keys(context.new_page())
        finally:
            context.close()


def test_a_participant_needs_no_mouse(browser: Browser, tmp_path: Path) -> None:
    with at_home(browser, tmp_path, 360, 740) as (aside, server, keys):
        aside.run(server.do(SetCall(MEETING, "https://127.0.0.1:9/call"), "Dana"))
        aside.run(server.do(OpenDoors(MEETING), "Dana"))
        page = keys.page
        page.goto(personal_link(server.house, server.state, server.id("Amal")))
        keys.press("main button.strong")
        page.wait_for_url("**/welcome")
        keys.press("[name=acknowledged]", "Space")
        keys.press("main button.strong")
        page.wait_for_url("**/board")
        expect(page.locator("#place h1")).to_have_text("The doors are open", timeout=CEILING)
        with page.expect_popup() as call:
            keys.press("#call a.button")
        call.value.close()
        keys.press("#lost button")
        expect(page.locator("#lost")).to_contain_text("The team knows", timeout=CEILING)
        keys.press("#lost button")
        expect(page.locator("#lost button")).to_contain_text("I'm lost", timeout=CEILING)


def test_a_moderator_needs_no_mouse(browser: Browser, tmp_path: Path) -> None:
    with at_home(browser, tmp_path, 1366, 768) as (aside, server, keys):
        page, amal = keys.page, server.id("Amal")
        page.goto(personal_link(server.house, server.state, server.id("Dana")))
        keys.press("main button.strong")
        page.wait_for_url("**/welcome")
        keys.press("[name=acknowledged]", "Space")
        keys.press("main button.strong")
        page.wait_for_url("**/console")
        stepped(keys)
        for person in [one for one in server.state.people.values() if one.role == "participant"]:
            aside.run(server.live.stream.perform(Arrive(MEETING), actor=person.id))
        stepped(keys)
        prepared(keys)
        for _ in range(3):  # show, open, start
            stepped(keys)
        before = where(server.state, server.state.meetings[MEETING], amal).now.room
        moved(keys, "ama", before % 6 + 1)
        ticked(keys)
        for _ in range(2):  # one minute left; now
            stepped(keys)
        expect(page.locator("#step")).to_contain_text("Close the meeting", timeout=CEILING)


def stepped(keys: Keys) -> None:
    """Press the one big button by Enter until it is another; it rests a moment after it changed."""
    button = keys.page.locator("#step button.big")
    expect(button).to_have_count(1, timeout=CEILING)
    before = button.get_attribute("id")

    def gone() -> bool:
        if keys.page.locator(f"#{before}").count():
            keys.press("#step .big")
        return not keys.page.locator(f"#{before}").count()

    eventually(gone, f"{before} does something", CEILING / 1000)


def prepared(keys: Keys) -> None:
    """Draw rooms; the big link unfolds the form and puts the focus into it."""
    expect(keys.page.locator("#step a.big")).to_have_count(1, timeout=CEILING)
    keys.press("#step a.big")
    assert keys.at("#prepare [name=size]")
    keys.type("#prepare [name=minutes]", "10")
    keys.press("#prepare button.strong")
    expect(keys.page.locator("#step button.big")).to_contain_text("Show the rooms", timeout=CEILING)


def moved(keys: Keys, name: str, room: int) -> None:
    """Move somebody by three letters and a room number, even without a shared language."""
    keys.press("#picking", "Space")
    keys.type("#quick", f"{name} {room}")
    keys.press("#more-ways > summary")
    keys.press("[name=anyway]", "Space")
    keys.press("#hands button.strong")
    expect(keys.page.locator(f"#room-{room}")).to_contain_text("Amal R.", timeout=CEILING)
    keys.press("#picking", "Space")


def ticked(keys: Keys) -> None:
    """Tick somebody off on the list; the focus goes to the next row, not to the top of the page."""
    page = keys.page
    page.goto(page.url.replace("/console", "/list"))
    expect(page.locator("html")).to_have_attribute("data-connection", "live", timeout=CEILING)
    first, second = page.locator("#errands li").all()[:2]
    gone, following = [f"#{row.get_attribute('id')}" for row in (first, second)]
    keys.press(f"{gone} button")
    expect(page.locator(gone)).to_have_count(0, timeout=CEILING)
    expect(page.locator(following)).to_be_focused()
    page.go_back()
    expect(page.locator("html")).to_have_attribute("data-connection", "live", timeout=CEILING)
