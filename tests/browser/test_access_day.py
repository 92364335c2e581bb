"""Nobody is kept out of the rest of a day: agenda, speakers, break, topics, notes, café, paper."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.scenes.access import by_turns, everywhere, told
from tests.scenes.aside import Aside
from tests.scenes.day import day
from tests.serving import serving

pytestmark = pytest.mark.browser
EVERY_DAY = (
    "agenda-changing",
    "board-hand",
    "console-hands",
    "board-choosing",
    "console-choosing",
    "notes",
    "notes-staff",
    "board-notes",
    "paper",
)
"""One or two of each kind; the rest is looked at by `make test-long`."""


def test_nothing_keeps_people_out_of_a_day(browser: Browser, tmp_path: Path) -> None:
    with Aside() as aside, aside.entered(serving(tmp_path)) as server:
        found = everywhere(aside, browser, by_turns(day(server), *EVERY_DAY))
    assert not found, told(found)


@pytest.mark.long
def test_nothing_keeps_people_out_of_a_day_in_any_language(browser: Browser, tmp_path: Path) -> None:
    with Aside() as aside, aside.entered(serving(tmp_path)) as server:
        found = everywhere(aside, browser, day(server))
    assert not found, told(found)
