"""Nobody is kept out of practices: the board, a sheet to write and to read, pitches, in each language."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.scenes.access import by_turns, everywhere, told
from tests.scenes.aside import Aside
from tests.scenes.practices import practices
from tests.serving import serving

pytestmark = pytest.mark.browser


def test_nothing_keeps_people_out_of_practices(browser: Browser, tmp_path: Path) -> None:
    with Aside() as aside, aside.entered(serving(tmp_path)) as server:
        found = everywhere(aside, browser, by_turns(practices(server)))
    assert not found, told(found)


@pytest.mark.long
def test_nothing_keeps_people_out_of_practices_in_any_language(browser: Browser, tmp_path: Path) -> None:
    with Aside() as aside, aside.entered(serving(tmp_path)) as server:
        found = everywhere(aside, browser, practices(server))
    assert not found, told(found)
