"""The main thread: list, door, doors, plenary, rooms and back, on the domain alone."""

from __future__ import annotations

from app.domain.places import LOBBY, PLENARY, Place, Spot
from tests.domain.play import ENGLISH, live, programme, talking


def test_the_big_button_leads_through_a_whole_meeting() -> None:
    play = programme()
    seen = []
    for _ in range(2):
        seen.append(play.kind())
        play.step()
        play.arrive(*ENGLISH)
    seen.append(play.kind())
    play.draft(2)
    for _ in range(3):
        seen.append(play.kind())
        play.step()
    seen.append(play.kind())
    play.step()
    seen.append(play.kind())
    play.wait(60)
    seen.append(play.kind())
    play.step()
    seen.append(play.kind())
    play.step()
    assert seen == [
        "open-doors",
        "start-meeting",
        "make-rooms",
        "publish-rooms",
        "open-rooms",
        "start-rooms",
        "end-rooms",
        "end-rooms-now",
        "close-rooms",
        "close-meeting",
    ]
    assert play.meeting.phase == "closed"
    assert play.folded() == play.programme


def test_people_are_told_where_they_are_and_where_they_go() -> None:
    play = live(*ENGLISH)
    assert play.place("Eleni") == Place(PLENARY)
    play.draft(2)
    assert play.place("Eleni") == Place(PLENARY)
    play.step()
    room = Spot("room", 2, 1)
    assert play.place("Eleni") == Place(PLENARY, room)
    play.step()
    assert play.place("Eleni") == Place(room, PLENARY)
    play.step()
    assert play.place("Eleni") == Place(room, PLENARY)


def test_before_the_start_people_wait_in_the_lobby() -> None:
    play = programme()
    play.arrive("Amal")
    assert play.meeting.attendance == {}
    play.step()
    play.arrive("Amal")
    assert play.place("Amal") == Place(LOBBY, PLENARY)


def test_a_round_ends_by_itself_with_signals_and_a_grace() -> None:
    play = talking()
    signals = [key.rpartition("/")[0].rpartition("/")[2] for key in play.wait(20 * 60 + 60)]
    assert signals == ["writer", "half", "five", "one", "up", "up"]
    assert play.round.state == "closed"
    assert play.place("Eleni") == Place(PLENARY)
    assert play.meeting.on is not None
    assert play.meeting.on.format == "plenary"
    assert play.folded() == play.programme
