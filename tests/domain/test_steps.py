"""Steps: one next step, stale presses refused by name, ten seconds to take an act back."""

from __future__ import annotations

import pytest

from app.domain.agenda import AddBlock, RemoveBlock
from app.domain.calling import NameRoom, SetRoomCall
from app.domain.errors import Conflict, Stale
from app.domain.formats.rooms.ending import EndRooms
from app.domain.formats.rooms.moving import MovePeople
from app.domain.formats.rooms.opening import OpenRooms, PublishRooms
from app.domain.formats.rooms.running import AddTime, PauseRooms
from app.domain.meetings import CloseMeeting, OpenDoors
from app.domain.places import PLENARY, Place, Spot
from app.domain.steps import TakeBack, TakeStep
from tests.domain.play import ENGLISH, MEETING, Play, live, programme, talking


def take_back(play: Play, by: str = "Dana") -> None:
    assert play.meeting.last_act is not None
    play.do(TakeBack(MEETING, play.meeting.last_act.number), by)


def test_a_press_on_a_step_that_is_past_is_refused_and_says_who_was_faster() -> None:
    play = programme()
    leaves = play.meeting.step
    play.do(TakeStep(MEETING, leaves), "Nils")
    with pytest.raises(Stale) as refused:
        play.do(TakeStep(MEETING, leaves), "Dana")
    assert refused.value.facts == {"who": play.id("Nils"), "what": "DoorsOpened", "at": int(play.now)}


def test_a_step_that_never_was_is_refused() -> None:
    with pytest.raises(Conflict):
        live().do(TakeStep(MEETING, 99))
    with pytest.raises(Conflict):
        live().do(TakeBack(MEETING, 99))


def test_the_clock_can_make_a_press_stale_too() -> None:
    play = talking()
    leaves = play.meeting.step
    play.wait(20 * 60 + 1)
    with pytest.raises(Stale) as refused:
        play.do(TakeStep(MEETING, leaves))
    assert refused.value.facts["who"] == ""
    assert play.kind() == "close-rooms"


def test_more_time_makes_a_press_stale_but_a_move_does_not() -> None:
    play = talking()
    leaves = play.meeting.step
    play.do(MovePeople(MEETING, 2, (play.id("Eleni"),), 2))
    assert play.meeting.step == leaves
    play.do(AddTime(MEETING, 2, 1), "Nils")
    with pytest.raises(Stale):
        play.do(TakeStep(MEETING, leaves))


def test_rooms_must_be_made_before_they_are_shown() -> None:
    play = live(*ENGLISH)
    with pytest.raises(Conflict, match="form-first"):
        play.step()
    play.draft(2)
    leaves = play.meeting.step
    play.draft(2, size=4)
    with pytest.raises(Stale):
        play.do(TakeStep(MEETING, leaves))


def test_a_closed_meeting_has_no_next_step() -> None:
    play = live(*ENGLISH)
    play.do(CloseMeeting(MEETING))
    assert play.kind() == ""
    with pytest.raises(Conflict, match="no-next-step"):
        play.step()


def test_an_opening_is_taken_back_and_everybody_is_in_plenary_again() -> None:
    play = live(*ENGLISH)
    play.draft(2)
    play.step()
    play.step()
    assert play.room_of("Eleni") == 1
    play.now += 10
    take_back(play, "Nils")
    assert play.place("Eleni") == Place(PLENARY, Spot("room", 2, 1))
    assert play.kind() == "open-rooms"
    assert play.folded() == play.programme


def test_after_ten_seconds_it_is_too_late() -> None:
    play = live(*ENGLISH)
    play.draft(2)
    play.step()
    play.now += 10.1
    with pytest.raises(Conflict, match="too-late-to-take-back"):
        take_back(play)


def test_an_act_is_not_taken_back_once_a_later_one_was_made() -> None:
    play = talking()
    assert play.meeting.last_act is not None
    number = play.meeting.last_act.number
    play.do(PauseRooms(MEETING, 2), "Nils")
    with pytest.raises(Stale) as refused:
        play.do(TakeBack(MEETING, number))
    assert refused.value.facts["who"] == play.id("Nils")


def test_a_take_back_is_not_taken_back() -> None:
    play = talking()
    take_back(play)
    with pytest.raises(Conflict, match="too-late-to-take-back"):
        take_back(play)


def test_what_the_clock_did_is_not_taken_back() -> None:
    play = talking()
    play.wait(20 * 60 + 1)
    with pytest.raises(Conflict, match="too-late-to-take-back"):
        take_back(play)


def test_ending_now_by_mistake_gives_the_rooms_and_their_clock_back() -> None:
    play = talking()
    play.wait(300)
    ends = play.round.rooms[1].clock
    assert ends is not None
    before = ends.ends_at
    play.do(EndRooms(MEETING, 2, 0))
    assert play.place("Eleni").now == PLENARY
    assert len(play.meeting.agenda) == 3
    play.wait(5)
    take_back(play)
    clock = play.round.rooms[1].clock
    assert clock is not None
    assert clock.ends_at == before
    assert play.room_of("Eleni") == 1
    assert play.meeting.agenda == [1, 2]
    assert play.wait(20 * 60)[-1].endswith("up/1")
    assert play.folded() == play.programme


def test_a_pause_taken_back_costs_no_time() -> None:
    play = talking()
    play.do(PauseRooms(MEETING, 2))
    play.now += 8
    take_back(play)
    clock = play.round.rooms[2].clock
    assert clock is not None
    assert clock.paused_at is None
    assert clock.ends_at == clock.started_at + 1200


def test_taking_back_moves_only_those_whose_place_changed() -> None:
    play = talking()
    play.now += 60
    play.do(MovePeople(MEETING, 2, (play.id("Eleni"),), 2))
    play.now += 5
    take_back(play)
    moved = {person for person, at in play.meeting.moved_at.items() if at == play.now}
    assert moved == {play.id("Eleni")}
    play.do(PauseRooms(MEETING, 2))
    play.now += 5
    take_back(play)
    assert play.now not in play.meeting.moved_at.values()


def test_who_came_in_the_ten_seconds_keeps_a_place() -> None:
    play = live(*ENGLISH)
    play.draft(2)
    play.step()
    play.step()
    play.arrive("Petra")
    room = play.room_of("Petra")
    assert room
    take_back(play)
    assert play.place("Petra") == Place(PLENARY, Spot("room", 2, room))


def test_a_block_planned_in_the_ten_seconds_stays() -> None:
    play = talking()
    play.do(EndRooms(MEETING, 2, 0))
    play.do(AddBlock(MEETING, "rooms", "Second"), "Nils")
    take_back(play)
    assert [block.title for block in play.meeting.blocks.values()] == ["", "", "Second"]


def test_a_draft_is_taken_back_to_the_draft_before() -> None:
    play = live(*ENGLISH)
    play.draft(2, size=5)
    seats = dict(play.round.seats)
    play.draft(2, size=3)
    assert play.round.seats != seats
    take_back(play)
    assert play.round.seats == seats
    assert sorted(play.round.rooms) == [1, 2]


def test_names_and_calls_of_rooms_given_in_the_ten_seconds_stay() -> None:
    play = live(*ENGLISH)
    play.draft(2, size=5)
    play.draft(2, size=3)
    play.do(NameRoom(MEETING, 1, "Media"))
    play.do(SetRoomCall(MEETING, 2, words="Table 2"))
    take_back(play)
    assert (play.round.rooms[1].name, play.round.rooms[2].call.words) == ("Media", "Table 2")


def test_a_closed_meeting_is_opened_again_by_taking_back() -> None:
    play = live(*ENGLISH)
    play.do(CloseMeeting(MEETING))
    take_back(play)
    assert play.meeting.phase == "live"


def test_steps_out_of_order_are_refused() -> None:
    play = live(*ENGLISH)
    with pytest.raises(Conflict, match="doors-open-already"):
        play.do(OpenDoors(MEETING))
    with pytest.raises(Conflict, match="wrong-state"):
        play.do(PublishRooms(MEETING, 2))
    with pytest.raises(Conflict, match="wrong-state"):
        play.do(OpenRooms(MEETING, 2))
    with pytest.raises(Conflict, match="block-begun"):
        play.do(RemoveBlock(MEETING, 1))


def test_rooms_that_still_talk_are_ended_before_the_meeting() -> None:
    play = talking()
    play.do(AddTime(MEETING, 2, 5, (1,)))
    play.wait(20 * 60 + 61)
    assert play.place("Eleni").now == Spot("room", 2, 1)
    assert play.place("Paolo").now in (PLENARY, Spot("room", 2, 1))
    assert play.meeting.current == 3
    assert play.kind() == "end-rooms"
    with pytest.raises(Conflict, match="rooms-still-on"):
        play.do(CloseMeeting(MEETING))
    play.step()
    play.wait(121)
    assert play.kind() == "close-meeting"
    assert play.folded() == play.programme
