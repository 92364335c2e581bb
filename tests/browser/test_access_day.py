"""Nobody is kept out of the rest of a day: agenda, speakers, break, topics, notes, café, paper."""

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


async def by_turns(scenes: AsyncIterator[Scene]) -> AsyncIterator[Scene]:
    """Give the screens for every day one of their languages each, by turns."""
    number = 0
    async for scene in scenes:
        if scene.name in EVERY_DAY:
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
