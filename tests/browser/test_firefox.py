"""Firefox, headless, by its own Marionette."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from marionette_driver.by import By
from marionette_driver.errors import MarionetteException
from marionette_driver.marionette import Marionette

from tests.browser.story import lived_through

# Its driver leaves sockets and files to the garbage collector, which the fixture calls.
pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::ResourceWarning")]
CEILING = 120


class Firefox:
    """A `Driver` (tests/browser/story.py)."""

    def __init__(self, marionette: Marionette) -> None:
        self._marionette = marionette

    def go(self, url: str) -> None:
        """Load a page."""
        self._marionette.navigate(url)

    def press(self, css: str) -> None:
        """Press what can be seen. Raises `LookupError`."""
        try:
            self._marionette.find_element(By.CSS_SELECTOR, css).click()
        except MarionetteException as missing:
            raise LookupError(css) from missing

    def type(self, css: str, keys: str) -> None:
        """Press keys in an element, ALT is held to their end. Raises `LookupError`."""
        try:
            self._marionette.find_element(By.CSS_SELECTOR, css).send_keys(keys)
        except MarionetteException as missing:
            raise LookupError(css) from missing

    def read(self, script: str) -> str:
        """Return what an expression says."""
        try:
            return str(self._marionette.execute_script(f"return {script}"))
        except MarionetteException:  # between two pages
            return ""


@pytest.fixture
def firefox(tmp_path: Path) -> Iterator[Firefox]:
    """Start a Firefox with a new profile, logging into the test's folder."""
    path = shutil.which("firefox-esr") or "firefox-esr"
    marionette = Marionette(
        bin=path,
        port=0,
        headless=True,
        gecko_log=str(tmp_path / "gecko.log"),
        startup_timeout=CEILING,
        socket_timeout=CEILING,
        prefs={"intl.accept_languages": "en"},
    )
    try:
        marionette.start_session()
        yield Firefox(marionette)
    finally:
        marionette.cleanup()
        del marionette
        gc.collect()


def test_a_round_and_a_killed_server_in_firefox(firefox: Firefox, tmp_path: Path) -> None:
    lived_through(firefox, tmp_path)
