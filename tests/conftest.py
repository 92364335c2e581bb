"""What all tests share: log lines are checked for facts they may not carry, and hypothesis has no deadline."""

from __future__ import annotations

import io

import pytest
from hypothesis import settings

from app import logs

settings.register_profile("house", deadline=None, print_blob=True)
settings.load_profile("house")


@pytest.fixture(autouse=True)
def log_lines() -> io.StringIO:
    """Collect this test's log lines; one with a fact that is not on the list raises."""
    lines = io.StringIO()
    logs.start(lines, strict=True)
    return lines
