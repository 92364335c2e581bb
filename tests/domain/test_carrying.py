"""Errands for the one who moves people inside the video tool."""

from __future__ import annotations

import pytest

from app.domain.carrying import CarryOut, Errand, errands
from app.domain.errors import NotAllowed, NotFound
from app.domain.formats.rooms.ending import EndRooms
from app.domain.formats.rooms.moving import MovePeople
from tests.domain.play import MEETING, Play, live, talking


def due(play: Play) -> list[Errand]:
    return errands(play.programme, play.meeting)


def test_shown_rooms_are_errands_before_they_open() -> None:
    play = live("Eleni", "Hadeel", "Paolo", "Luca")
    play.draft(2, 2)
    assert due(play) == []
    play.step()
    assert [each.after for each in due(play)] == [1, 1, 2, 2]


def test_only_what_changed_since_the_last_tick_is_left() -> None:
    play = talking("Eleni", "Hadeel", "Paolo", "Luca", size=2)
    eleni = play.id("Eleni")
    play.do(CarryOut(MEETING, (eleni,)), "Rui")
    assert len(due(play)) == 3
    play.do(CarryOut(MEETING), "Rui")
    assert play.do(CarryOut(MEETING), "Rui") == []
    play.do(MovePeople(MEETING, 2, (eleni,), 2))
    assert due(play) == [Errand(eleni, 1, 2, 2)]
    play.do(EndRooms(MEETING, 2, 0))
    assert {each.after for each in due(play)} == {0}
    assert play.folded() == play.programme


def test_errands_are_ticked_off_by_staff_for_people_there_are() -> None:
    play = talking()
    with pytest.raises(NotAllowed):
        play.do(CarryOut(MEETING), "Eleni")
    with pytest.raises(NotFound):
        play.do(CarryOut(MEETING, ("p999",)), "Rui")
