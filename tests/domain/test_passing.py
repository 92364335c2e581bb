"""The right to pass: out of rooms at once, not drawn, not missed, back as a latecomer; no reason is asked."""

from __future__ import annotations

import pytest

from app.domain.attendance import Arrive, Leave
from app.domain.formats.rooms.moving import MovePeople
from app.domain.formats.rooms.seatable import seatable
from app.domain.passing import TakePart
from app.domain.places import LOBBY, PLENARY, unplaced
from app.domain.steps import TakeBack
from app.domain.wishes import STAY, Pin
from tests.domain.play import ENGLISH, MEETING, Play, live, programme, talking
from tests.domain.seats import refused


def staying() -> Play:
    """Two rooms talk, and Eleni of Room 1 stays in plenary."""
    play = talking()
    play.do(TakePart(MEETING, STAY), "Eleni")
    return play


def test_who_stays_leaves_the_room_for_the_plenary_at_once_and_is_not_missed() -> None:
    play = staying()
    assert play.place("Eleni").now == PLENARY
    assert play.id("Eleni") not in play.round.seats
    assert unplaced(play.programme, play.meeting) == []


def test_who_takes_part_again_is_placed_as_a_latecomer() -> None:
    play = staying()
    play.do(TakePart(MEETING), "Eleni")
    assert play.place("Eleni").now.kind == "room"
    assert play.meeting.wishes.passing == {}
    play.do(TakePart(MEETING, STAY), "Eleni")
    play.wait(1000)
    play.do(TakePart(MEETING), "Eleni")
    assert play.place("Eleni").now == LOBBY  # less than a quarter of the round is left


def test_who_stays_is_not_drawn_neither_when_pinned_and_the_rooms_open_without_asking() -> None:
    play = live(*ENGLISH)
    play.do(Pin(MEETING, play.id("Eleni"), 1))
    play.do(TakePart(MEETING, STAY), "Eleni")
    assert play.id("Eleni") not in seatable(play.programme, play.meeting)
    play.draft(2)
    for _ in range(3):
        play.step()
    assert play.place("Eleni").now == PLENARY


def test_a_draft_gives_up_the_seat_too() -> None:
    play = live(*ENGLISH)
    play.draft(2)
    play.do(TakePart(MEETING, STAY), "Paolo")
    assert play.id("Paolo") not in play.round.seats
    play.do(TakePart(MEETING), "Paolo")
    assert play.id("Paolo") in play.round.seats


def test_nobody_moves_them_and_taking_a_step_back_does_not_seat_them_again() -> None:
    play = staying()
    assert refused(play, MovePeople(MEETING, 2, (play.id("Eleni"),), 2)) == "stays-by-choice"
    play = talking()
    act = play.meeting.acts
    play.do(TakePart(MEETING, STAY), "Eleni")
    play.do(TakeBack(MEETING, act))
    play.step()
    assert play.place("Eleni").now == PLENARY


def test_it_holds_when_they_leave_and_come_back_or_come_late() -> None:
    play = staying()
    play.do(Leave(MEETING), "Eleni")
    play.do(Arrive(MEETING), "Eleni")
    assert play.place("Eleni").now == PLENARY
    play.do(TakePart(MEETING, STAY), "Maya")
    play.arrive("Maya")
    assert play.place("Maya").now == PLENARY


@pytest.mark.parametrize("how", ["listen", "text"])
def test_who_only_listens_or_writes_keeps_their_seat(how: str) -> None:
    play = talking()
    before = play.place("Eleni")
    play.do(TakePart(MEETING, how), "Eleni")
    assert play.place("Eleni") == before
    assert play.meeting.wishes.passing == {play.id("Eleni"): how}
    assert play.do(TakePart(MEETING, how), "Eleni") == []


def test_another_way_is_refused_and_the_log_says_it_all() -> None:
    play = staying()
    assert refused(play, TakePart(MEETING, "sing"), "Ana") == "unknown-choice"
    assert play.folded() == play.programme
    assert programme().do(TakePart(MEETING, "text"), "Amal")
