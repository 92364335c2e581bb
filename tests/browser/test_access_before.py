"""Nobody is kept out before a meeting: set-up, people and links, the door, in each language."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.scenes.access import LANGUAGES, everywhere, told
from tests.scenes.aside import Aside
from tests.scenes.beginning import beginning, founding
from tests.serving import serving

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("languages", LANGUAGES)
def test_nothing_keeps_people_out_of_the_set_up(browser: Browser, languages: str) -> None:
    with Aside() as aside:
        found = everywhere(aside, browser, founding(), languages)
    assert not found, told(found)


@pytest.mark.parametrize("languages", LANGUAGES)
def test_nothing_keeps_people_out_at_the_door(browser: Browser, tmp_path: Path, languages: str) -> None:
    with Aside() as aside, aside.entered(serving(tmp_path)) as server:
        found = everywhere(aside, browser, beginning(server), languages)
    assert not found, told(found)
