"""WebKit, which iPhones have: WebKitGTK's MiniBrowser on a display of its own, by WebDriver."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.common.exceptions import WebDriverException
from selenium.webdriver import WebKitGTK
from selenium.webdriver.common.by import By
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

from tests.browser.display import display
from tests.browser.story import lived_through

# Selenium itself sets what it calls deprecated.
OLD_WAYS = "ignore:setting remote_server_addr:DeprecationWarning"
pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings(OLD_WAYS)]
CEILING = 120


class WebKit:
    """A `Driver` (tests/browser/story.py)."""

    def __init__(self, driver: WebKitGTK) -> None:
        self._driver = driver

    def go(self, url: str) -> None:
        """Load a page."""
        self._driver.get(url)

    def press(self, css: str) -> None:
        """Press what can be seen. Raises `LookupError`."""
        try:
            self._driver.find_element(By.CSS_SELECTOR, css).click()
        except WebDriverException as missing:
            raise LookupError(css) from missing

    def type(self, css: str, keys: str) -> None:
        """Press keys in an element, ALT is held to their end. Raises `LookupError`."""
        try:
            self._driver.find_element(By.CSS_SELECTOR, css).send_keys(keys)
        except WebDriverException as missing:
            raise LookupError(css) from missing

    def read(self, script: str) -> str:
        """Return what an expression says."""
        try:
            return str(self._driver.execute_script(f"return {script}"))
        except WebDriverException:  # between two pages
            return ""


def mini_browser() -> str:
    """Return WebKitGTK's own small browser, which stands beside its libraries."""
    (*_, found) = sorted(Path("/usr/lib").glob("*/webkit2gtk-4*/MiniBrowser"))
    return str(found)


@pytest.fixture
def webkit(tmp_path: Path) -> Iterator[WebKit]:
    """Start a MiniBrowser under automation; as root its sandbox has no ground to stand on."""
    environment = {**os.environ, "LANG": "C.UTF-8", "XDG_RUNTIME_DIR": str(tmp_path)}
    if os.geteuid() == 0:
        environment["WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS"] = "1"
    options = Options()
    options.binary_location = mini_browser()
    options.add_argument("--automation")
    path = shutil.which("WebKitWebDriver") or "WebKitWebDriver"
    with display() as environment["DISPLAY"]:
        driver = WebKitGTK(options, Service(path, env=environment, log_output=str(tmp_path / "webkit.log")))
        try:
            driver.set_page_load_timeout(CEILING)
            yield WebKit(driver)
        finally:
            driver.quit()


def test_a_round_and_a_killed_server_in_webkit(webkit: WebKit, tmp_path: Path) -> None:
    lived_through(webkit, tmp_path)
