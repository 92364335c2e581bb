"""Nobody is kept out before a meeting: set-up, people and links, the door, in three languages."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.scenes.access import everywhere, told
from tests.scenes.aside import Aside
from tests.scenes.beginning import beginning, founding
from tests.serving import serving

pytestmark = pytest.mark.browser


def test_nothing_keeps_people_out_of_the_set_up(browser: Browser) -> None:
    with Aside() as aside:
        found = everywhere(aside, browser, founding())
    assert not found, told(found)


def test_nothing_keeps_people_out_at_the_door(browser: Browser, tmp_path: Path) -> None:
    with Aside() as aside, aside.entered(serving(tmp_path)) as server:
        found = everywhere(aside, browser, beginning(server))
    assert not found, told(found)
