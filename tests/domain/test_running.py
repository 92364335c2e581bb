"""The clock of the rooms, one room extended, rooms mended."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.domain import places
from app.domain.attendance import Leave
from app.domain.errors import Conflict, Invalid, NotFound
from app.domain.formats.rooms import mending
from app.domain.formats.rooms.drafting import PlanRounds, RepeatRooms
from app.domain.formats.rooms.ending import CloseRooms, EndRooms
from app.domain.formats.rooms.mending import MergeRooms, ReopenRoom
from app.domain.formats.rooms.moving import MovePeople, SwapPeople
from app.domain.formats.rooms.opening import PublishRooms
from app.domain.formats.rooms.running import AddTime, PauseRooms, ResumeRooms, StartRooms
from app.domain.messages import Command
from app.domain.places import PLENARY, Place, where
from tests.domain.play import ENGLISH, MEETING, live, talking
from tests.domain.seats import doubts, plan, refusal, room, second_round


def test_the_clock_of_some_rooms_is_held_and_goes_on() -> None:
    play = talking()
    assert refusal(play, ResumeRooms(MEETING, 2)).code == "not-paused"
    play.do(PauseRooms(MEETING, 2, (1,)))
    assert refusal(play, PauseRooms(MEETING, 2, (1,))).code == "paused-already"
    play.wait(20 * 60 + 61)
    assert [play.round.rooms[number].state for number in (1, 2)] == ["running", "closed"]
    play.do(ResumeRooms(MEETING, 2, (1,)))
    clock = play.round.rooms[1].clock
    assert clock is not None
    assert clock.ends_at == play.now + 20 * 60


def test_clocks_take_only_the_choices_there_are() -> None:
    play = talking()
    assert refusal(play, AddTime(MEETING, 2, 3)).code == "unknown-choice"
    assert refusal(play, EndRooms(MEETING, 2, 45)).code == "unknown-choice"
    assert refusal(play, StartRooms(MEETING, 2, 5)).code == "wrong-state"
    assert refusal(play, AddTime(MEETING, 2, 1, (9,))).code == "room"
    fresh = live(*ENGLISH)
    fresh.draft(2)
    fresh.step()
    fresh.step()
    assert refusal(fresh, StartRooms(MEETING, 2, 481)).code == "out-of-range"


def test_one_extended_room_keeps_its_people_while_the_next_round_starts_without_them() -> None:
    play = talking()
    block = second_round(play)
    play.do(AddTime(MEETING, 2, 5, (1,)))
    play.wait(20 * 60 + 61)
    assert [play.place(name) for name in ("Eleni", "Hadeel")] == [Place(room(1), PLENARY), Place(PLENARY)]
    play.do(RepeatRooms(MEETING, block))
    play.do(SwapPeople(MEETING, block, play.id("Eleni"), play.id("Hadeel")))
    for _ in range(3):
        play.step()
    assert play.place("Eleni") == Place(room(1), room(2, block))
    assert play.place("Hadeel") == Place(room(1, block), PLENARY)
    awaited = places.awaited(play.programme, play.meeting, room(2, block))
    assert awaited == {play.id("Eleni"): room(1)}
    assert play.id("Eleni") not in places.people_in(play.programme, play.meeting, room(2, block))
    play.wait(300)
    assert play.place("Eleni").now == room(2, block)
    assert play.folded() == play.programme


def test_somebody_held_in_an_extended_room_is_moved_out_of_it_by_hand() -> None:
    play = talking()
    block = second_round(play)
    play.do(AddTime(MEETING, 2, 5, (1,)))
    play.wait(20 * 60 + 61)
    play.do(RepeatRooms(MEETING, block))
    for _ in range(3):
        play.step()
    play.do(MovePeople(MEETING, block, (play.id("Eleni"),), 2))
    assert play.place("Eleni").now == room(2, block)


def test_a_closed_room_is_reopened_for_the_same_people_with_a_new_clock() -> None:
    play = talking()
    play.do(EndRooms(MEETING, 2, 0))
    play.do(ReopenRoom(MEETING, 2, 1, 3))
    assert play.place("Eleni").now == room(1)
    assert play.place("Hadeel").now == PLENARY
    play.wait(3 * 60 + 60)
    assert play.place("Eleni").now == PLENARY
    assert refusal(play, ReopenRoom(MEETING, 2, 1, 0)).code == "out-of-range"


def test_a_room_is_not_reopened_over_the_heads_of_a_later_round() -> None:
    play = talking()
    assert refusal(play, ReopenRoom(MEETING, 2, 1)).code == "room-not-closed"
    play.do(EndRooms(MEETING, 2, 0))
    block = second_round(play)
    play.do(RepeatRooms(MEETING, block))
    play.step()
    play.step()
    assert refusal(play, ReopenRoom(MEETING, 2, 1)).code == "rooms-still-on"


def test_somebody_alone_is_seen_and_merged_with_one_tap() -> None:
    play = talking("Eleni", "Hadeel", "Paolo", "Luca", size=2)
    alone, other = play.room_of("Eleni"), play.room_of("Hadeel")
    play.do(Leave(MEETING), "Paolo")
    assert mending.lonely(play.meeting, play.round) == {alone: play.id("Eleni")}
    assert mending.merge_into(play.programme, play.meeting, play.round, alone) == other
    play.do(MergeRooms(MEETING, 2, alone, other))
    assert play.room_of("Eleni") == other
    assert mending.lonely(play.meeting, play.round) == {}
    play.arrive("Paolo")
    assert play.room_of("Paolo") == other
    assert refusal(play, MergeRooms(MEETING, 2, alone, other)).code == "room-closed"
    assert refusal(play, MergeRooms(MEETING, 2, other, other)).code == "same-room"


def test_a_reopened_room_has_all_its_people_back_also_who_was_taken_out_of_it_meanwhile() -> None:
    play = talking()
    block = second_round(play)
    people = play.meeting.blocks[2].body.seats_of(play.meeting.blocks[2], 1)
    play.do(RepeatRooms(MEETING, block))
    play.do(CloseRooms(MEETING, 2, (2,)))
    play.step()
    play.step()
    first = next(iter(people))
    assert where(play.programme, play.meeting, first).now == room(1)
    play.give(MovePeople(MEETING, block, (first,), 2), play.id("Dana"))
    assert where(play.programme, play.meeting, first).now == room(2, block)
    play.do(CloseRooms(MEETING, block))
    play.do(CloseRooms(MEETING, 2, (1,)))
    play.do(ReopenRoom(MEETING, 2, 1))
    assert [where(play.programme, play.meeting, person).now for person in people] == [room(1)] * 5


def test_a_merge_asks_about_language_first() -> None:
    play = live("Eleni", "Paolo", "Amal", "Omar")
    play.do(plan(play, "Eleni Paolo", "Amal Omar"))
    for _ in range(3):
        play.step()
    assert [doubt.code for doubt in doubts(play, MergeRooms(MEETING, 2, 1, 2))] == ["would-share-no-language"]
    assert mending.merge_into(play.programme, play.meeting, play.round, 1) is None
    play.do(MergeRooms(MEETING, 2, 1, 2, anyway=True))
    assert play.room_of("Eleni") == 2


@pytest.mark.parametrize(
    "make",
    [
        lambda: PublishRooms(MEETING, 2),
        lambda: StartRooms(MEETING, 2),
        lambda: AddTime(MEETING, 2, 1),
        lambda: EndRooms(MEETING, 2),
        lambda: ReopenRoom(MEETING, 2, 1),
    ],
)
def test_rooms_belong_to_a_live_meeting(make: Callable[[], Command]) -> None:
    play = live(*ENGLISH)
    play.draft(2)
    play.meeting.phase = "doors"
    assert refusal(play, make()).code == "meeting-not-live"
    play.meeting.phase = "closed"
    assert refusal(play, make()).code == "meeting-closed"


def test_refusals_of_unknown_things_are_not_found() -> None:
    play = talking()
    with pytest.raises(NotFound):
        play.do(EndRooms(MEETING, 9))
    with pytest.raises(NotFound):
        play.do(EndRooms("m9", 2))
    with pytest.raises(Conflict):
        play.do(EndRooms(MEETING, 1))
    with pytest.raises(Invalid):
        play.do(MergeRooms(MEETING, 2, 1, 1))


def test_a_block_of_rooms_ends_when_the_agenda_says_with_the_way_there_the_grace_and_the_way_back() -> None:
    play = live(*ENGLISH)
    planned = play.meeting.blocks[2].minutes * 60
    play.draft(2)
    play.step()
    play.step()
    play.wait(60)
    play.step()
    play.wait(planned - 60 - 1)
    assert play.place("Eleni").now.kind == "room"
    play.wait(1)
    assert play.place("Eleni").now.kind == "plenary"


def test_who_asks_for_rooms_of_twelve_minutes_talks_for_twelve() -> None:
    play = live(*ENGLISH)
    play.do(PlanRounds(MEETING, minutes=12))
    assert play.meeting.blocks[2].minutes == 14
    play.draft(2)
    for _ in range(3):
        play.step()
    clock = play.round.rooms[1].clock
    assert clock is not None
    assert clock.duration == 12 * 60
    play.do(PlanRounds(MEETING, minutes=480))
    assert play.meeting.blocks[3].minutes == 480
