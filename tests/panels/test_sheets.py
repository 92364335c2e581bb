"""The page of notes: which plenaries stand on it, and where the clock does."""

from __future__ import annotations

from typing import Any

from app.domain.notes.writing import WriteNote
from app.panels.notes.sheet import sheet as cut
from tests.domain.play import ENGLISH, MEETING, Play, live
from tests.panels.board.test_place import view


def sheet(play: Play, place: str) -> Any:
    return cut(view(play), f"{MEETING}/team/{place}")


def test_a_plenary_that_is_over_stands_there_only_with_notes_and_without_a_clock() -> None:
    for said in (False, True):
        play = live(*ENGLISH)
        assert sheet(play, "1-1-0").writing
        if said:
            play.do(WriteNote(MEETING, "Ask first"), "Dana")
        play.draft(2)
        for _ in range(3):
            play.step()
        assert sheet(play, "2-1-1").clock is not None
        found = sheet(play, "1-1-0")
        assert (found is not None) == said
        assert not said or found.clock is None
