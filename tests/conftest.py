"""What all tests share: log lines are checked for facts they may not carry, the same dice are thrown; their order.

`make test-long` throws new dice (`--hypothesis-profile=dice`): what they find becomes a test of its own.
"""

from __future__ import annotations

import io
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio
from hypothesis import settings

from app import logs

if TYPE_CHECKING:
    from playwright.async_api import Browser

settings.register_profile("dice", deadline=None, print_blob=True)
settings.register_profile("house", settings.get_profile("dice"), derandomize=True)
settings.load_profile("house")

LONGEST = (
    "test_demo", "test_rehearsal", "test_long_list", "test_fuzz", "test_addresses", "test_told", "test_bad_input",
    "test_regional", "test_access", "test_meeting", "test_access_before", "test_hidden", "test_hard_ways",
)  # fmt: skip
"""Files that take long begin first, so that two workers end together."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest files first; let tests of the one Chromium run in its loop."""
    rank = {name: number for number, name in enumerate(LONGEST)}
    items.sort(key=lambda item: rank.get(item.path.stem, len(rank)))
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest.fixture(autouse=True)
def log_lines() -> io.StringIO:
    """Collect this test's log lines; one with a fact that is not on the list raises."""
    lines = io.StringIO()
    logs.start(lines, strict=True)
    return lines


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def one_chromium() -> AsyncIterator[Browser]:
    """Start one Chromium for all asynchronous tests of a worker: a start costs more than most tests."""
    from playwright.async_api import async_playwright

    from tests.browser.conftest import FLAGS

    # Going back is as in a browser of today: Playwright's own setting would load the page anew.
    drawer = ["--disable-back-forward-cache"]
    async with async_playwright() as drivers:
        browser = await drivers.chromium.launch(
            executable_path="/usr/bin/chromium", args=FLAGS, ignore_default_args=drawer
        )
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def chromium(one_chromium: Browser) -> AsyncIterator[Browser]:
    """Lend the one Chromium to a test, whose devices are closed afterwards."""
    yield one_chromium
    for context in one_chromium.contexts:
        await context.close()
