"""A person's own place in words: every state of a meeting, what comes next, and being moved in mid-talk."""

from __future__ import annotations

from typing import Any

from app.domain.attendance import Arrive, Leave, MarkGone
from app.domain.formats.rooms.moving import MovePeople
from app.domain.formats.rooms.running import AddTime
from app.domain.lost import SayFound, SayLost
from app.domain.meetings import CreateMeeting
from app.domain.messages import SYSTEM
from app.panels.board.place import FINISH
from app.panels.panel import PANELS, View, touched
from tests.domain.play import ENGLISH, MEETING, Play, live, programme, talking
from tests.panels.console.desk import Signs


def cut(play: Play, name: str, panel: str = "place") -> Any:
    """Return a slice of somebody's own board."""
    return PANELS[f"board.{panel}"].slice(view(play), f"{MEETING}/{play.id(name)}")


def view(play: Play) -> View:
    return View(play.programme, Signs(), play.now)


def test_before_the_doors_and_after_the_end_it_says_so() -> None:
    play = programme()
    assert cut(play, "Amal").state == "planned"
    assert not cut(play, "Amal", "lost").heard
    play.step()
    assert cut(play, "Amal").state == "expected"
    assert cut(play, "Amal", "lost").heard
    play.arrive("Amal")
    assert cut(play, "Amal").state == "doors"
    play.step()
    assert (cut(play, "Amal").state, cut(play, "Amal").next) == ("plenary", None)


def test_a_closed_meeting_names_the_next_one() -> None:
    play = talking("Eleni", "Hadeel", "Paolo")
    play.do(CreateMeeting("The third workshop", play.now + 86_400), "Olga")
    while play.meeting.phase != "closed":
        play.step()
    found = cut(play, "Eleni")
    assert found.state == "closed"
    assert found.coming is not None
    assert found.coming.name.text == "The third workshop"


def test_shown_rooms_are_what_comes_next() -> None:
    play = live(*ENGLISH)
    play.draft(2)
    assert cut(play, "Eleni").next is None
    play.step()
    found = cut(play, "Eleni")
    assert found.state == "plenary"
    assert found.next is not None
    assert found.next.number == play.round.seats[play.id("Eleni")]
    assert found.next.sign
    assert found.next.colour


def test_somebody_moved_in_mid_talk_has_ten_seconds_and_nobody_else_has() -> None:
    play = talking()
    play.wait(60)
    there = 3 - play.room_of("Eleni")
    before = cut(play, "Eleni").mark
    events = play.do(MovePeople(MEETING, 2, (play.id("Eleni"),), there, anyway=True))
    found = cut(play, "Eleni")
    assert found.now.number == there
    assert found.mark != before
    assert found.finish_until == play.now + FINISH
    assert ("board.place", f"{MEETING}/{play.id('Eleni')}") in touched(events, play.programme)
    assert all(cut(play, name).finish_until is None for name in ENGLISH if name != "Eleni")
    play.arrive("Maya")
    assert cut(play, "Maya").finish_until is None


def test_a_room_with_more_time_says_that_the_others_go_on_without_it() -> None:
    play = talking()
    room = play.room_of("Eleni")
    other = next(name for name in ENGLISH if play.room_of(name) != room)
    play.do(AddTime(MEETING, 2, 5, (room,)))
    play.wait(20 * 60 + 61)
    while play.meeting.on is not None and play.meeting.on.format != "plenary":
        play.step()
    assert cut(play, "Eleni").longer == (play.room_of("Eleni") == room)
    assert not cut(play, other).longer


def test_who_fell_silent_is_asked_and_who_left_is_believed() -> None:
    play = talking()
    play.do(Leave(MEETING), "Eleni")
    assert (cut(play, "Eleni").state, cut(play, "Eleni").unheard) == ("gone", False)
    play.give(MarkGone(MEETING, play.id("Ana"), "silent"), SYSTEM)
    assert (cut(play, "Ana").state, cut(play, "Ana").unheard) == ("gone", True)
    play.do(Arrive(MEETING), "Ana")
    assert (cut(play, "Ana").state, cut(play, "Ana").unheard) == ("room", False)


def test_im_lost_is_said_and_taken_back() -> None:
    play = talking()
    play.do(SayLost(MEETING), "Eleni")
    assert cut(play, "Eleni", "lost").asked
    play.do(SayFound(MEETING), "Eleni")
    assert not cut(play, "Eleni", "lost").asked
