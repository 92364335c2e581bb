"""A gallery walk: the sheets of the board, opened one by one, what few have opened first."""

from __future__ import annotations

import pytest

from app.domain.agenda import AddBlock
from app.domain.errors import Conflict
from app.domain.formats.gallery.alone import BeginGallery, OpenSheet, walk
from app.domain.practices.beginning import BeginPractice
from app.domain.practices.choosing import ShowPractice
from app.domain.steps import TakeBack
from tests.domain.play import MEETING, Play, live


def begun() -> Play:
    """Return a meeting in a walk of three sheets, a fourth not being on the board."""
    play = live("Eleni", "Paolo", "Nuno")
    for number, name in enumerate(("Eleni", "Paolo", "Nuno", "Nuno"), 1):
        play.do(BeginPractice("en"), name)
        if number < 4:
            play.do(ShowPractice(number), name)
    play.do(AddBlock(MEETING, "gallery", minutes=15))
    play.do(BeginGallery(MEETING, 3))
    return play


def test_what_few_have_opened_hangs_first_and_each_counts_once() -> None:
    play = begun()
    found = walk(play.meeting)
    assert found is not None
    assert (sorted(found.seen), found.clock.ends_at) == ([1, 2, 3], play.now + 900)  # type: ignore[union-attr]
    for name, number in (("Eleni", 3), ("Nuno", 3), ("Eleni", 2), ("Eleni", 3)):
        play.do(OpenSheet(MEETING, number), name)
    assert (found.shelf(), found.toured(play.id("Eleni"))) == ([1, 2, 3], [3, 2])
    assert play.do(OpenSheet(MEETING, 4), "Eleni") == []
    assert play.folded() == play.programme


def test_outside_of_a_walk_nothing_is_counted_and_another_format_is_none() -> None:
    play = begun()
    play.do(TakeBack(MEETING, play.meeting.acts))
    assert walk(play.meeting) is None
    assert play.do(OpenSheet(MEETING, 1), "Nuno") == []
    with pytest.raises(Conflict, match="other-format"):
        play.do(BeginGallery(MEETING, 1))


def test_it_is_the_next_step_where_it_is_planned() -> None:
    play = live("Eleni")
    play.do(AddBlock(MEETING, "gallery", minutes=15))
    play.meeting.agenda.remove(2)
    play.meeting.blocks.pop(2)
    assert play.kind() == "begin-gallery"
    play.step()
    assert play.place("Eleni").now.kind == "plenary"
