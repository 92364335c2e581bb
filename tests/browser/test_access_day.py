"""Nobody is kept out of the rest of a day: agenda, speakers, break, topics, notes, café, paper.

Each screen in one language by turns; all of them in all languages take too long for every day.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.scenes.access import LANGUAGES, everywhere, told
from tests.scenes.aside import Aside
from tests.scenes.day import day
from tests.scenes.scene import Scene
from tests.serving import serving

pytestmark = pytest.mark.browser


async def by_turns(scenes: AsyncIterator[Scene]) -> AsyncIterator[Scene]:
    """Give each screen one of its languages, and the next screen the next one."""
    number = 0
    async for scene in scenes:
        if not scene.print:
            yield replace(scene, languages=(scene.languages[number % len(scene.languages)],))
            number += 1


def test_nothing_keeps_people_out_of_a_day(browser: Browser, tmp_path: Path) -> None:
    with Aside() as aside, aside.entered(serving(tmp_path)) as server:
        found = everywhere(aside, browser, by_turns(day(server)), "en fr ar")
    assert not found, told(found)


@pytest.mark.long
@pytest.mark.parametrize("languages", LANGUAGES)
def test_nothing_keeps_people_out_of_a_day_in_any_language(browser: Browser, tmp_path: Path, languages: str) -> None:
    with Aside() as aside, aside.entered(serving(tmp_path)) as server:
        found = everywhere(aside, browser, day(server), languages)
    assert not found, told(found)
