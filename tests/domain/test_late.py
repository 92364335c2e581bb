"""Latecomers, drop-outs and returns (domain.md §4)."""

from __future__ import annotations

import pytest

from app.domain import places
from app.domain.attendance import Arrive, Leave, MarkGone
from app.domain.formats.rooms import mending
from app.domain.formats.rooms.drafting import RepeatRooms
from app.domain.formats.rooms.ending import CloseRooms
from app.domain.formats.rooms.opening import PublishRooms
from app.domain.formats.rooms.round import the_round
from app.domain.formats.rooms.running import AddTime
from app.domain.formats.rooms.seatable import seatable
from app.domain.places import LOBBY, PLENARY, Place
from app.domain.wishes import Group, Pin
from tests.domain.play import ENGLISH, MEETING, live, talking
from tests.domain.seats import plan, room, second_round


@pytest.mark.parametrize(("passed", "placed"), [(0, True), (900, True), (901, False), (1230, False)])
def test_a_latecomer_is_placed_while_a_quarter_of_the_round_is_left(passed: float, placed: bool) -> None:
    play = talking()
    play.wait(passed)
    play.arrive("Petra")
    assert play.place("Petra").now == (room(play.room_of("Petra")) if placed else LOBBY)
    assert (play.room_of("Petra") > 0) is placed


def test_a_latecomer_goes_to_the_smallest_room_that_understands_them() -> None:
    play = live(*ENGLISH, "Amal", "Omar", "Idris")
    play.do(plan(play, "Eleni Hadeel Paolo Dimitra", "Ana Noura Luca Fatma Hassan Claire", "Amal Omar Idris"))
    for _ in range(3):
        play.step()
    play.arrive("Petra", "Karim")
    assert [play.room_of("Petra"), play.room_of("Karim")] == [1, 3]


def test_a_latecomer_whom_nobody_would_understand_waits_and_is_counted() -> None:
    play = talking()
    play.arrive("Omar")
    assert play.place("Omar") == Place(LOBBY, PLENARY)
    assert places.unplaced(play.programme, play.meeting) == [play.id("Omar")]


def test_latecomers_respect_pins_companions_and_those_to_be_apart() -> None:
    play = talking()
    play.do(Pin(MEETING, play.id("Petra"), 2))
    play.do(Group(MEETING, "together", (play.id("Sofia"), play.id("Eleni"))))
    play.do(Group(MEETING, "apart", (play.id("Theo"), play.id("Eleni"))))
    play.arrive("Petra", "Sofia", "Theo")
    assert [play.room_of(name) for name in ("Petra", "Sofia", "Theo")] == [2, 1, 2]


def test_a_latecomer_waits_rather_than_sit_apart_from_a_companion_or_in_another_room_than_pinned() -> None:
    play = talking()
    play.do(Pin(MEETING, play.id("Petra"), 2))
    play.do(Group(MEETING, "together", (play.id("Sofia"), play.id("Hadeel"))))
    play.wait(18 * 60)
    play.do(AddTime(MEETING, 2, 5, (1,)))
    assert play.room_of("Hadeel") == 2
    play.arrive("Petra", "Sofia", "Theo")
    assert [play.place(name).now for name in ("Petra", "Sofia", "Theo")] == [LOBBY, LOBBY, room(1)]


def test_a_latecomer_whose_companions_room_is_closed_waits_for_staff() -> None:
    play = talking(*ENGLISH, size=3)
    companion = play.round.members(2)[0]
    play.do(Group(MEETING, "together", (play.id("Petra"), companion)))
    play.do(CloseRooms(MEETING, 2, (2,)))
    play.arrive("Petra")
    assert play.place("Petra").now == LOBBY
    assert places.unplaced(play.programme, play.meeting) == [play.id("Petra")]
    play.do(Leave(MEETING), "Petra")
    play.give(Leave(MEETING), companion)
    play.arrive("Petra")
    assert play.room_of("Petra") in (1, 3, 4)


def test_who_comes_while_rooms_are_drafted_or_shown_gets_a_seat_there() -> None:
    play = live(*ENGLISH)
    play.draft(2)
    play.arrive("Petra")
    play.step()
    play.arrive("Theo")
    assert {play.id("Petra"), play.id("Theo")} <= play.round.seats.keys()
    found = play.round
    assert set(seatable(play.programme, play.meeting)) == {*found.seats, *found.stayed, *found.stranded}


def test_who_comes_while_several_rounds_are_drafted_gets_a_seat_in_each() -> None:
    play = live(*ENGLISH)
    play.draft(2)
    later = [second_round(play), second_round(play)]
    for block in later:
        play.draft(block)
    play.arrive("Petra", "Omar")
    seats = [the_round(play.meeting, block).seats for block in (2, *later)]
    assert [play.id("Petra") in each for each in seats] == [True] * 3
    assert [play.id("Omar") in each for each in seats] == [False] * 3
    assert places.unplaced(play.programme, play.meeting) == []
    for _ in range(4):  # show, open, start, one minute left
        play.step()
    play.arrive("Theo")
    assert [play.id("Theo") in each for each in seats] == [False, True, True]


def test_somebody_stranded_who_is_understood_when_they_come_back_is_no_longer_stranded() -> None:
    play = live("Eleni", "Paolo", "Ana", "Omar")
    play.do(plan(play, "Eleni Paolo Ana", stranded="Omar"))
    play.do(Leave(MEETING), "Omar")
    play.do(Group(MEETING, "together", (play.id("Omar"), play.id("Salma"))))
    play.arrive("Salma", "Omar")
    assert play.round.stranded == ()
    assert play.round.seats[play.id("Omar")] == play.round.seats[play.id("Salma")]


def test_who_drops_out_and_returns_has_the_same_seat() -> None:
    play = talking()
    play.do(MarkGone(MEETING, play.id("Eleni")))
    assert play.place("Eleni").now == places.AWAY
    play.wait(18 * 60)
    play.do(Arrive(MEETING), "Eleni")
    assert play.place("Eleni").now == room(1)


def test_a_room_whose_interpreter_left_is_named() -> None:
    play = live("Eleni", "Omar", "Paolo", "Salma", "Imane")
    play.do(Pin(MEETING, play.id("Imane"), 1))
    play.do(plan(play, "Eleni Omar Imane", "Paolo Salma"))
    for _ in range(3):
        play.step()
    assert mending.speechless(play.programme, play.meeting, play.round) == []
    play.do(Leave(MEETING), "Imane")
    assert mending.speechless(play.programme, play.meeting, play.round) == [1]
    play.arrive("Imane")
    assert mending.speechless(play.programme, play.meeting, play.round) == []


def test_staff_who_come_late_hop_freely() -> None:
    play = talking()
    play.arrive("Lina", "Vera", "Imane")
    assert {play.place(name).now for name in ("Lina", "Vera", "Imane")} == {PLENARY}


def test_the_lobby_shows_the_room_of_the_next_round() -> None:
    play = talking()
    play.wait(16 * 60)
    play.arrive("Petra")
    block = second_round(play)
    play.do(RepeatRooms(MEETING, block))
    play.do(PublishRooms(MEETING, block))
    assert play.place("Petra") == Place(LOBBY, room(play.round.seats[play.id("Petra")], block))
