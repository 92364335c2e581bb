"""The practices that a room's report mentions: its own links, by who may write it, and those of its notes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.errors import Full, NotFound
from app.domain.notes.linking import MOST_LINKS, LinkNote
from app.domain.notes.sorting import HoldNote
from app.domain.practices.beginning import BeginPractice
from app.domain.practices.choosing import ShowPractice
from app.domain.reports.mentions import LinkReport, mentioned
from tests.domain.play import MEETING, Play, talking
from tests.domain.test_linking import linked
from tests.domain.test_quotes import neighbour


def there(play: Play) -> tuple[int, int, int]:
    """Return where Luca talks."""
    return play.meeting.notes.by_number[1].place


def numbers(play: Play) -> list[int]:
    return [each.number for each in mentioned(play.programme, play.meeting, there(play))]


def test_a_report_mentions_what_it_and_its_notes_are_linked_to_once_everybody_may_read_it() -> None:
    play = linked(talking(), 2)
    report = LinkReport(MEETING, "-".join(map(str, there(play))), 2)
    play.do(report, "Luca")
    assert play.do(report, "Luca") == []
    play.do(LinkNote(MEETING, 1, 1), "Luca")
    play.do(LinkNote(MEETING, 1, 2), "Luca")
    assert numbers(play) == []
    play.do(ShowPractice(1), "Luca")
    play.do(ShowPractice(2), "Luca")
    assert numbers(play) == [2, 1]
    play.do(HoldNote(MEETING, 1), "Luca")
    assert numbers(play) == [2]
    play.do(replace(report, linked=False), "Luca")
    assert numbers(play) == []
    assert play.folded() == play.programme


def test_who_does_not_write_a_report_links_it_to_nothing() -> None:
    play = linked(talking())
    report = LinkReport(MEETING, "-".join(map(str, there(play))), 1)
    with pytest.raises(NotFound):  # they may not even read it
        play.give(report, neighbour(play))
    with pytest.raises(NotFound):
        play.do(report, "Vera")
    for wrong in (replace(report, place="9-1-1"), replace(report, place="x"), replace(report, practice=9)):
        with pytest.raises(NotFound):
            play.do(wrong, "Luca")
    for _ in range(MOST_LINKS):
        play.do(BeginPractice("en"), "Luca")
    for number in range(1, MOST_LINKS + 1):
        play.do(replace(report, practice=number), "Luca")
    with pytest.raises(Full):
        play.do(replace(report, practice=MOST_LINKS + 1), "Luca")
