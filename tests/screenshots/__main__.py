"""`make screenshots`: every screen, on a phone, half a laptop, a laptop and a projector, in English, French and Arabic.

They go to tests/screenshots/out; README's picture, tests/screenshots/board.png, is made anew. With names of scenes
(`python -m tests.screenshots board-room console-rooms`) only those are taken.
"""

from __future__ import annotations

import io
import shutil
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from app import logs
from tests.browser.conftest import FLAGS
from tests.scenes.aside import Aside
from tests.scenes.beginning import beginning, founding
from tests.scenes.day import day
from tests.scenes.kept import kept
from tests.scenes.meeting import meeting
from tests.scenes.practices import practices
from tests.scenes.scene import Scene, named, opened, resized
from tests.serving import serving

HERE = Path(__file__).resolve().parent
OUT = HERE / "out"
LANGUAGES = ("en", "fr", "ar")
WHOLE = ("printed", "unfolded", "people", "list", "notes", "paper", "choosing", "settings")
"""Screens whose picture is the whole page, not the window alone."""


def taken(browser: Browser, scenes: Iterable[Scene]) -> None:
    """Take these screens in all their languages at their sizes."""
    for scene in scenes:
        for language in LANGUAGES:
            if language in scene.languages:
                with opened(browser, scene, language, scene.sizes.split()[0]) as page:
                    photographed(page, scene, language)


def photographed(page: Page, scene: Scene, language: str) -> None:
    """Take one screen at its sizes."""
    whole = any(word in scene.name for word in WHOLE)
    for size in scene.sizes.split():
        resized(page, size)
        page.screenshot(path=OUT / f"{scene.name}-{size}-{language}.png", full_page=whole, animations="disabled")
    if scene.name == "board-room" and language == "en":
        resized(page, "phone")
        page.screenshot(path=HERE / "board.png", animations="disabled")


def main(*names: str) -> None:
    """Play everything and take the pictures."""
    if not names:
        shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(exist_ok=True)
    logs.start(io.StringIO())
    with sync_playwright() as drivers, Aside() as aside:
        browser = drivers.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        taken(browser, named(aside.each(founding()), *names))
        for stories in ((beginning, meeting), (day,), (kept,), (practices,)):
            with tempfile.TemporaryDirectory() as folder, aside.entered(serving(Path(folder))) as server:
                for story in stories:
                    taken(browser, named(aside.each(story(server)), *names))
        browser.close()
    print(f"{len(list(OUT.glob('*.png')))} pictures in tests/screenshots/out")


if __name__ == "__main__":
    main(*sys.argv[1:])
