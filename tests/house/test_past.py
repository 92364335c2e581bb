"""The fictitious programme's past: what its workshops found, each with where it comes from."""

from __future__ import annotations

from collections import Counter

import pytest

from app.demo.programme import REGIONAL, WORKSHOP, written

NOW = 1_800_000_000.0


@pytest.mark.parametrize(("live", "tips", "lessons", "trends"), [(WORKSHOP, 17, 7, 5), (REGIONAL, 18, 9, 6)])
def test_the_workshops_have_found_something_and_say_where(live: str, tips: int, lessons: int, trends: int) -> None:
    programme = written("abc234", NOW, live).programme
    findings = programme.findings.by_number.values()
    assert Counter(one.kind for one in findings) == {"tip": tips, "lesson": lessons, "trend": trends}
    assert all(one.sources for one in findings)
    assert any({source.kind for source in one.sources} == {"note", "practice"} for one in findings)
