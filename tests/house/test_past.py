"""The fictitious programme's past: what its workshops found, each with where it comes from."""

from __future__ import annotations

from collections import Counter

import pytest

from app.demo.programme import REGIONAL, WORKSHOP, written
from app.demo.themes import GATHERED
from app.domain.themes.theme import notes_of
from app.panels.board.before import earlier
from app.panels.panel import View
from tests.panels.console.desk import Signs

NOW = 1_800_000_000.0


@pytest.mark.parametrize(("live", "tips", "lessons", "trends"), [(WORKSHOP, 17, 7, 5), (REGIONAL, 18, 9, 6)])
def test_the_workshops_have_found_something_and_say_where(live: str, tips: int, lessons: int, trends: int) -> None:
    programme = written("abc234", NOW, live).programme
    findings = programme.findings.by_number.values()
    assert Counter(one.kind for one in findings) == {"tip": tips, "lesson": lessons, "trend": trends}
    assert all(one.sources for one in findings)
    assert any({source.kind for source in one.sources} == {"note", "practice"} for one in findings)


@pytest.mark.parametrize(("live", "workshops"), [(WORKSHOP, ("m1", "m2")), (REGIONAL, ("m1", "m2", "m3"))])
def test_the_boards_of_the_regional_meeting_show_what_each_workshop_had_in_common(
    live: str, workshops: tuple[str, ...]
) -> None:
    programme = written("abc234", NOW, live).programme
    told = earlier(View(programme, Signs(), NOW), REGIONAL)
    assert len(told) == len(workshops)
    for name, before in zip(workshops, told, strict=True):
        assert [theme for theme, _ in before.themes] == [theme for theme, _ in GATHERED[name]]
        assert all(rooms > 1 for _, rooms in before.themes), before.themes
        meeting = programme.meetings[name]
        for theme, (_, beginnings) in zip(meeting.themes.listed(), GATHERED[name], strict=True):
            assert len(notes_of(meeting, theme)) == len(beginnings), theme.name
