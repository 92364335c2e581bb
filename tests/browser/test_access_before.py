"""Nobody is kept out before a meeting: set-up, people and links, the door; in one language each every day."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.scenes.access import by_turns, everywhere, told
from tests.scenes.aside import Aside
from tests.scenes.beginning import beginning, founding
from tests.scenes.scene import Scene
from tests.serving import serving

pytestmark = pytest.mark.browser


async def across(scenes: AsyncIterator[Scene]) -> AsyncIterator[Scene]:
    """Give the first of three screens in the first of three languages, and so on."""
    number = 0
    async for scene in scenes:
        if number % 4 == 0:
            yield scene
        number += 1


def test_nothing_keeps_people_out_of_the_set_up(browser: Browser) -> None:
    with Aside() as aside:
        found = everywhere(aside, browser, across(founding()))
    assert not found, told(found)


@pytest.mark.long
def test_nothing_keeps_people_out_of_the_set_up_in_any_language(browser: Browser) -> None:
    with Aside() as aside:
        found = everywhere(aside, browser, founding())
    assert not found, told(found)


def test_nothing_keeps_people_out_at_the_door(browser: Browser, tmp_path: Path) -> None:
    with Aside() as aside, aside.entered(serving(tmp_path)) as server:
        found = everywhere(aside, browser, by_turns(beginning(server)))
    assert not found, told(found)


@pytest.mark.long
def test_nothing_keeps_people_out_at_the_door_in_any_language(browser: Browser, tmp_path: Path) -> None:
    with Aside() as aside, aside.entered(serving(tmp_path)) as server:
        found = everywhere(aside, browser, beginning(server))
    assert not found, told(found)
