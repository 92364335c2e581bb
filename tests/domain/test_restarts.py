"""Alarms fire once and in order; after a restart missed notices are dropped and missed ends get their grace again."""

from __future__ import annotations

from app.domain.alarms import due, ring
from app.domain.formats.plenary import Plenary, PlenaryTold, SetPlenaryClock
from app.domain.formats.rooms.drafting import DraftRooms
from app.domain.formats.rooms.ending import EndRooms, GraceGiven, RoomsTold
from app.domain.formats.rooms.running import AddTime, PauseRooms, ResumeRooms
from app.domain.meetings import CloseMeeting
from app.domain.messages import SYSTEM
from app.domain.restarts import NoteRestart, ServerRestarted
from app.domain.steps import TakeBack
from tests.domain.play import MEETING, START, Play, live, talking


def restart(play: Play, after: float) -> list[object]:
    """The server is down for some seconds: alarms of that time are missed."""
    down = play.now
    play.now += after
    return list(play.give(NoteRestart(down), SYSTEM))


def signals(play: Play) -> dict[str, float]:
    return {key.split("/", 3)[3]: at - START for key, at in due(play.programme).items()}


def test_one_alarm_for_all_rooms_that_share_a_clock() -> None:
    play = talking()
    assert signals(play) == {"writer/1": 180, "half/1": 600, "five/1": 900, "one/1": 1140, "up/1": 1200}
    play.do(AddTime(MEETING, 2, 5, (2,)))
    found = signals(play)
    assert found["up/1"] == 1200
    assert found["up/2"] == 1500


def test_a_changed_clock_has_new_keys_and_old_ones_ring_in_vain() -> None:
    play = talking()
    before = due(play.programme)
    play.do(AddTime(MEETING, 2, 1))
    assert before.keys().isdisjoint(due(play.programme))
    assert all(ring(play.programme, key) is None for key in before)
    play.do(PauseRooms(MEETING, 2))
    assert due(play.programme) == {}
    play.do(ResumeRooms(MEETING, 2))
    assert len(due(play.programme)) == 5


def test_an_act_taken_back_has_new_keys_too() -> None:
    play = talking()
    before = due(play.programme)
    play.do(PauseRooms(MEETING, 2))
    play.do(TakeBack(MEETING, play.meeting.acts))
    assert before.keys().isdisjoint(due(play.programme))
    assert sorted(before.values()) == sorted(due(play.programme).values())


def test_alarms_that_were_overtaken_do_nothing() -> None:
    play = talking()
    commands = [ring(play.programme, key) for key in due(play.programme)]
    play.do(AddTime(MEETING, 2, 1))
    assert [play.give(command, SYSTEM) for command in commands if command] == [[]] * 5


def test_unknown_keys_ring_in_vain() -> None:
    play = talking()
    assert [ring(play.programme, key) for key in ("m9/2/1/up/1", "m1/9/1/up/1", "m1/2/1/up/9")] == [None] * 3
    play.do(EndRooms(MEETING, 2, 0))
    play.do(CloseMeeting(MEETING))
    assert due(play.programme) == {}
    assert ring(play.programme, "m1/2/1/up/1") is None


def test_missed_notices_are_dropped() -> None:
    play = talking()
    events = restart(play, 15 * 60 + 10)
    assert [each.signal for each in events if isinstance(each, RoomsTold) and each.missed] == ["writer", "half", "five"]
    assert signals(play) == {"one/1": 1140, "up/1": 1200}
    assert play.meeting.restart is not None
    assert (play.meeting.restart.down_since, play.meeting.restart.rooms) == (START, ())
    play.do(AddTime(MEETING, 2, 1))
    assert play.meeting.restart is None


def test_a_room_whose_end_was_missed_gets_its_grace_again() -> None:
    play = talking()
    events = restart(play, 3600)
    assert any(isinstance(each, GraceGiven) for each in events)
    assert [room.state for room in play.round.rooms.values()] == ["closing", "closing"]
    assert play.meeting.restart is not None
    assert play.meeting.restart.rooms == ((2, 1), (2, 2))
    play.wait(59)
    assert play.round.state == "closing"
    play.wait(1)
    assert play.round.state == "closed"
    assert play.folded() == play.programme


def test_a_grace_that_was_missed_is_given_again() -> None:
    play = talking()
    play.wait(20 * 60 + 30)
    restart(play, 300)
    assert signals(play) == {"up/1": 20 * 60 + 30 + 300 + 60}


def test_pairs_have_a_shorter_grace() -> None:
    play = live("Eleni", "Paolo")
    play.do(DraftRooms(MEETING, 2, ((play.id("Eleni"), 1), (play.id("Paolo"), 1)), 2))
    for _ in range(3):
        play.step()
    play.wait(20 * 60 + 29)
    assert play.round.state == "closing"
    play.wait(1)
    assert play.round.state == "closed"


def test_a_held_clock_and_a_short_stop_miss_nothing() -> None:
    play = talking()
    (told,) = restart(play, 5)
    assert isinstance(told, ServerRestarted)
    play.do(PauseRooms(MEETING, 2))
    (told,) = restart(play, 3600)
    assert isinstance(told, ServerRestarted)


def test_a_restart_says_nothing_where_no_meeting_is_live() -> None:
    play = live()
    play.do(CloseMeeting(MEETING))
    assert restart(play, 60) == []


def test_the_plenary_may_have_a_clock() -> None:
    play = live()
    play.do(SetPlenaryClock(MEETING, 1, 10))
    rung = play.wait(601)
    assert [key.rpartition("/")[2] for key in rung] == ["five", "half", "one", "up"]
    assert due(play.programme) == {}
    body = play.meeting.blocks[1].body
    assert isinstance(body, Plenary)
    play.do(SetPlenaryClock(MEETING, 1, 0))
    assert body.clock is None


def test_a_plenary_drops_what_it_missed_and_keeps_the_rest() -> None:
    play = live()
    play.do(SetPlenaryClock(MEETING, 1, 10))
    key = next(iter(due(play.programme)))
    events = restart(play, 400)
    assert {each.signal for each in events if isinstance(each, PlenaryTold)} == {"half", "five"}
    command = ring(play.programme, key)
    assert command is None or play.give(command, SYSTEM) == []
    play.do(SetPlenaryClock(MEETING, 1, 5))
    assert ring(play.programme, key) is None
