"""Announcements: to all, to a room, to the team; in languages; corrected, withdrawn, and found by latecomers."""

from __future__ import annotations

import pytest

from app.domain.announcements import MOST, Announce, WithdrawNews, heard, worded
from app.domain.errors import NotAllowed
from app.domain.formats.rooms.ending import CloseRooms
from app.domain.wording import Wording
from tests.domain.play import MEETING, Play, live, talking
from tests.domain.seats import refused


def told(play: Play, name: str) -> list[str]:
    """What stands for somebody, newest first."""
    return [each.text for each in heard(play.meeting, play.place(name).now)]


def test_each_is_told_to_whom_it_is_meant_for() -> None:
    play = talking()
    play.do(Announce(MEETING, "Lunch at one"))
    play.do(Announce(MEETING, "You are loud", to="room", room=1))
    play.do(Announce(MEETING, "Who goes to Room 2?", to="staff"))
    assert (play.room_of("Eleni"), play.room_of("Hadeel")) == (1, 2)
    assert told(play, "Eleni") == ["You are loud", "Lunch at one"]
    assert told(play, "Hadeel") == ["Lunch at one"]
    assert told(play, "Dana") == ["Lunch at one"]
    assert play.folded().meetings[MEETING].announcements == play.meeting.announcements


def test_latecomers_are_told_what_stands_and_a_room_what_was_told_to_it() -> None:
    play = talking()
    play.do(Announce(MEETING, "Lunch at one"))
    play.do(Announce(MEETING, "You are loud", to="room", room=1))
    play.arrive("Maya")
    assert told(play, "Maya") == (["You are loud"] if play.room_of("Maya") == 1 else []) + ["Lunch at one"]
    while play.meeting.phase != "closed":
        play.step()
    assert told(play, "Eleni") == []


def test_what_is_corrected_has_other_words_for_everybody_and_what_is_withdrawn_none() -> None:
    play = live("Amal", "Dana")
    play.do(Announce(MEETING, "Lunch at one", ("", "Repas à une heure", "الغداء")))
    first = play.meeting.announcements[1].position
    same = Announce(MEETING, "Lunch at one", ("left out", "Repas à une heure", "الغداء"), instead=1)
    assert play.do(same) == []
    play.do(Announce(MEETING, "Lunch at two", ("", "", "الغداء"), instead=1))
    found = play.meeting.announcements[1]
    assert worded(play.meeting, found) == Wording("Lunch at two", (("ar", "الغداء"),), "en")
    assert found.position > first
    play.do(WithdrawNews(MEETING, 1))
    assert play.do(WithdrawNews(MEETING, 1)) == []
    assert told(play, "Amal") == []
    assert refused(play, Announce(MEETING, "Lunch at three", instead=1)) == "announcement"


def test_bad_input_is_a_sentence_and_changes_nothing() -> None:
    play = talking()
    assert refused(play, Announce(MEETING, " ")) == "empty"
    assert refused(play, Announce(MEETING, "x" * 281)) == "too-long"
    assert refused(play, Announce(MEETING, "x", ("", "x" * 281))) == "too-long"
    assert refused(play, Announce(MEETING, "x", to="pizza")) == "unknown-choice"
    assert refused(play, Announce(MEETING, "x", to="room", room=9)) == "room"
    assert refused(play, Announce(MEETING, "x", instead=1)) == "announcement"
    assert refused(play, WithdrawNews(MEETING, 1)) == "announcement"
    play.do(CloseRooms(MEETING, 2, (1,)))
    assert refused(play, Announce(MEETING, "x", to="room", room=1)) == "room"
    for _ in range(MOST):
        play.do(Announce(MEETING, "x"))
    assert refused(play, Announce(MEETING, "x")) == "too-many-announcements"
    with pytest.raises(NotAllowed):
        play.do(Announce(MEETING, "x"), "Rui")
