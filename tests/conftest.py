"""What all tests share: log lines are checked for facts they may not carry, hypothesis has no deadline; their order."""

from __future__ import annotations

import io

import pytest
from hypothesis import settings

from app import logs

settings.register_profile("house", deadline=None, print_blob=True)
settings.load_profile("house")

LONGEST = ("test_access", "test_meeting", "test_access_before", "test_bad_input", "test_routes", "test_fuzz")
"""Files that take long begin first, so that two workers end together."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest files first."""
    rank = {name: number for number, name in enumerate(LONGEST)}
    items.sort(key=lambda item: rank.get(item.path.stem, len(rank)))


@pytest.fixture(autouse=True)
def log_lines() -> io.StringIO:
    """Collect this test's log lines; one with a fact that is not on the list raises."""
    lines = io.StringIO()
    logs.start(lines, strict=True)
    return lines
