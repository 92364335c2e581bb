"""Here, asleep, gone: the table of domain.md §4, and the events of coming and going."""

from __future__ import annotations

import pytest

from app.domain import presence
from app.domain.attendance import Arrive, Leave, MarkGone, MarkPresent, PressCall
from app.domain.errors import Conflict, Invalid, NotFound
from app.domain.formats.rooms.ending import EndRooms
from app.domain.lost import ClearLost, SayFound, SayLost
from app.domain.meetings import CloseMeeting
from app.domain.messages import SYSTEM
from app.domain.people import Person
from app.domain.presence import Sign
from tests.domain.play import MEETING, Play, live, programme, talking


@pytest.mark.parametrize(
    ("silent", "state"), [(0.0, "here"), (30.0, "here"), (30.1, "asleep"), (7200.0, "asleep"), (None, "asleep")]
)
def test_who_answered_in_the_last_thirty_seconds_is_here(silent: float | None, state: str) -> None:
    play = live("Amal")
    heard = None if silent is None else play.now - silent
    assert presence.state_of(play.programme, play.meeting, play.id("Amal"), heard, play.now) == state


@pytest.mark.parametrize(
    ("silent", "fades"), [(0.0, False), (25.0, False), (25.1, True), (30.0, True), (30.1, False), (None, False)]
)
def test_a_name_is_greyed_after_twenty_five_seconds(silent: float | None, fades: bool) -> None:
    assert presence.fades(None if silent is None else 1000 - silent, 1000) is fades


def test_who_never_came_is_expected_and_gone_wins_over_a_living_tab() -> None:
    play = live("Amal")
    assert presence.state_of(play.programme, play.meeting, play.id("Nuno"), play.now, play.now) == "expected"
    play.do(Leave(MEETING), "Amal")
    assert presence.state_of(play.programme, play.meeting, play.id("Amal"), play.now, play.now) == "gone"


def overdue(play: Play, sign: Sign, up_since: float = 0.0) -> str:
    return presence.overdue(play.meeting, {play.id("Amal"): sign}, play.now, up_since).get(play.id("Amal"), "")


@pytest.mark.parametrize(("closed", "why"), [(119.9, ""), (120.0, "closed"), (4000.0, "closed")])
def test_a_closed_tab_means_gone_after_two_minutes(closed: float, why: str) -> None:
    play = live("Amal")
    play.now += 5000
    assert overdue(play, Sign(play.now - 10, play.now - closed)) == why


def test_the_call_button_of_this_block_keeps_somebody() -> None:
    play = talking()
    play.arrive("Amal")
    play.do(PressCall(MEETING), "Amal")
    assert play.do(PressCall(MEETING), "Amal") == []
    play.now += 4000
    closed = Sign(play.now - 4000, play.now - 4000)
    assert overdue(play, closed) == ""
    play.do(EndRooms(MEETING, 2, 0))
    assert overdue(play, closed) == "closed"


@pytest.mark.parametrize(("silent", "why"), [(1799.0, ""), (1800.0, "silent")])
def test_thirty_minutes_of_silence_mean_gone(silent: float, why: str) -> None:
    play = live("Amal")
    play.now += 5000
    assert overdue(play, Sign(play.now - silent)) == why


def test_silence_counts_from_the_arrival_and_from_the_servers_start() -> None:
    play = live("Amal")
    play.now += 1799
    assert overdue(play, Sign()) == ""
    play.now += 1
    assert overdue(play, Sign()) == "silent"
    assert overdue(play, Sign(), up_since=play.now - 60) == ""


def test_staff_confirmation_keeps_somebody_silent_for_this_block() -> None:
    play = live("Amal")
    play.do(MarkPresent(MEETING, play.id("Amal")), "Rui")
    play.now += 4000
    assert overdue(play, Sign()) == ""
    assert overdue(play, Sign(play.now - 3000, play.now - 3000)) == "closed"
    play.do(MarkPresent(MEETING, play.id("Amal")), "Rui")
    assert overdue(play, Sign(play.now - 3000, play.now - 3000)) == ""


def test_staff_mark_anybody_present_or_absent() -> None:
    play = live()
    play.do(MarkGone(MEETING, play.id("Amal")), "Lina")
    assert play.meeting.attendance[play.id("Amal")].gone_why == "staff"
    assert play.do(MarkGone(MEETING, play.id("Amal")), "Lina") == []
    play.do(MarkPresent(MEETING, play.id("Amal")), "Lina")
    assert play.id("Amal") in play.meeting.present()
    other = live("Dana")
    other.do(MarkPresent(MEETING, other.id("Nuno")))
    assert other.place("Nuno").now.kind == "plenary"


def test_only_the_server_says_closed_or_silent() -> None:
    play = live("Amal")
    for why in ("closed", "bored"):
        with pytest.raises(Invalid):
            play.do(MarkGone(MEETING, play.id("Amal"), why))
    play.give(MarkGone(MEETING, play.id("Amal"), "silent"), SYSTEM)
    assert play.meeting.attendance[play.id("Amal")].gone_why == "silent"


def test_nobody_is_marked_present_before_the_doors_or_in_anothers_meeting() -> None:
    play = programme()
    with pytest.raises(Conflict, match="doors-not-open"):
        play.do(MarkPresent(MEETING, play.id("Amal")))
    play.step()
    play.programme.people[play.id("Amal")].meetings = {"m9"}
    with pytest.raises(NotFound):
        play.do(MarkPresent(MEETING, play.id("Amal")))
    with pytest.raises(NotFound):
        play.do(Arrive(MEETING), "Amal")


def test_attendance_keeps_spans() -> None:
    play = live("Amal")
    came = play.now
    play.now += 100
    play.do(Leave(MEETING), "Amal")
    assert play.do(Leave(MEETING), "Amal") == []
    play.now += 50
    play.arrive("Amal", "Amal")
    assert play.meeting.attendance[play.id("Amal")].spans == [(came, came + 100), (came + 150, None)]


def test_pressing_the_call_button_is_being_back() -> None:
    play = live("Amal")
    play.do(Leave(MEETING), "Amal")
    play.do(PressCall(MEETING), "Amal")
    assert play.id("Amal") in play.meeting.present()
    play.do(CloseMeeting(MEETING))
    assert play.do(PressCall(MEETING), "Amal") == []


def test_the_lost_are_marked_until_somebody_helps() -> None:
    play = live("Amal", "Nuno", "Salma")
    for name in ("Amal", "Nuno", "Salma"):
        play.do(SayLost(MEETING), name)
    assert play.do(SayLost(MEETING), "Amal") == []
    play.do(SayFound(MEETING), "Nuno")
    play.do(ClearLost(MEETING, play.id("Salma")), "Lina")
    assert list(play.meeting.lost) == [play.id("Amal")]
    assert play.do(SayFound(MEETING), "Nuno") == play.do(ClearLost(MEETING, play.id("Salma")), "Lina") == []
    play.do(Leave(MEETING), "Amal")
    assert play.meeting.lost == {}
    play.do(SayLost(MEETING), "Amal")
    assert play.id("Amal") in play.meeting.present()
    with pytest.raises(NotFound):
        play.do(ClearLost(MEETING, "p999"))
    play.do(CloseMeeting(MEETING))
    assert play.do(SayLost(MEETING), "Nuno") == []


def test_expected_are_the_participants_of_the_meeting() -> None:
    play = programme()
    assert len(presence.expected(play.programme, play.meeting)) == 30
    play.programme.people["x"] = Person("x", meetings={"m9"})
    assert "x" not in presence.expected(play.programme, play.meeting)
