"""Nobody is kept out of a meeting: board, console and screen in all their states.

Every day each screen is looked at in one of its languages, by turns; in all of them by `make test-long`.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.scenes.access import by_turns, everywhere, looked_at, told
from tests.scenes.aside import Aside
from tests.scenes.meeting import meeting
from tests.scenes.scene import Scene
from tests.serving import serving

pytestmark = pytest.mark.browser


def test_nothing_keeps_people_out_of_a_meeting(browser: Browser, tmp_path: Path) -> None:
    with Aside() as aside, aside.entered(serving(tmp_path)) as server:
        found = everywhere(aside, browser, by_turns(meeting(server)))
    assert not found, told(found)


@pytest.mark.long
def test_nothing_keeps_people_out_of_a_meeting_in_any_language(browser: Browser, tmp_path: Path) -> None:
    with Aside() as aside, aside.entered(serving(tmp_path)) as server:
        found = everywhere(aside, browser, meeting(server))
    assert not found, told(found)


def test_a_page_that_keeps_people_out_is_found(browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 640})
    page.set_content('<img src="data:," width="400"><button>?</button><input>')
    found = " ".join(looked_at(page, Scene("bad", ""), "fr"))
    page.close()
    for fault in ("image-alt", "html-has-lang", "label", "wider than 320 px", "small target"):
        assert fault in found
