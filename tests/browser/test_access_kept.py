"""Nobody is kept out of what a meeting keeps: reports, harvest, themes, findings, vote, and what workshops left."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.scenes.access import by_turns, everywhere, told
from tests.scenes.aside import Aside
from tests.scenes.kept import before, kept
from tests.scenes.scene import Scene
from tests.serving import Serving, serving
from tests.web.test_notes import Later

pytestmark = pytest.mark.browser


async def all_of_it(server: Serving, clock: Later) -> AsyncIterator[Scene]:
    """Give every screen; the workshop's two minutes are over before the regional meeting begins."""
    async for scene in kept(server):
        yield scene
    clock.ahead = 200
    async for scene in before(server):
        yield scene


async def in_english_and_arabic(scenes: AsyncIterator[Scene]) -> AsyncIterator[Scene]:
    """Give each screen in the two languages that are written to different sides."""
    async for scene in scenes:
        yield replace(scene, languages=("en", "ar"))


def test_nothing_keeps_people_out_of_what_is_kept(browser: Browser, tmp_path: Path) -> None:
    clock = Later()
    with Aside() as aside, aside.entered(serving(tmp_path, clock=clock)) as server:
        found = everywhere(aside, browser, by_turns(in_english_and_arabic(all_of_it(server, clock))))
    assert not found, told(found)


@pytest.mark.long
def test_nothing_keeps_people_out_of_what_is_kept_in_any_language(browser: Browser, tmp_path: Path) -> None:
    clock = Later()
    with Aside() as aside, aside.entered(serving(tmp_path, clock=clock)) as server:
        found = everywhere(aside, browser, all_of_it(server, clock))
    assert not found, told(found)
