"""Making rooms: plans are checked whole, wishes and languages kept, the same rooms as last time."""

from __future__ import annotations

import pytest

from app.domain import places
from app.domain.attendance import Leave
from app.domain.formats.rooms import late, mending
from app.domain.formats.rooms.drafting import DraftRooms, RepeatRooms
from app.domain.formats.rooms.ending import EndRooms
from app.domain.formats.rooms.mending import MergeRooms
from app.domain.formats.rooms.moving import MovePeople
from app.domain.formats.rooms.opening import PublishRooms
from app.domain.formats.rooms.seatable import seatable
from app.domain.places import PLENARY, Place, where
from app.domain.wishes import Group, Pin
from tests.domain.play import ENGLISH, MEETING, live, talking
from tests.domain.seats import doubts, plan, refusal, room, second_round


def test_only_those_present_are_seated_and_staff_only_where_pinned() -> None:
    play = live("Amal", "Salma", "Dana", "Imane", "Vera")
    assert seatable(play.programme, play.meeting) == [play.id("Amal"), play.id("Salma")]
    play.do(Pin(MEETING, play.id("Imane"), 1))
    assert play.id("Imane") in seatable(play.programme, play.meeting)


WRONG_PLANS: list[tuple[str, tuple[str, ...], int, str]] = [
    ("not-those-present", ("Eleni Hadeel Paolo", "Amal Salma"), 6, ""),
    ("not-those-present", ("Eleni Hadeel Paolo", "Amal Salma Petra Omar"), 6, ""),
    ("not-those-present", ("Eleni Hadeel Paolo Omar", "Amal Salma"), 6, "Eleni"),
    ("not-those-present", ("Eleni Hadeel Paolo Dana", "Amal Salma Omar"), 6, ""),
    ("illegal-size", ("Eleni Hadeel Paolo", "Amal Salma Omar"), 2, ""),
    ("illegal-size", ("Eleni Hadeel Paolo Salma", "Amal"), 6, "Omar"),
    ("no-shared-language", ("Eleni Hadeel Amal", "Paolo Salma"), 6, "Omar"),
    ("nobody-to-seat", (), 6, "Eleni Hadeel Paolo Amal Salma Omar"),
    ("rooms-not-numbered", ("Eleni Hadeel Paolo", "", "Amal Salma Omar"), 6, ""),
]


@pytest.mark.parametrize(("code", "rooms", "largest", "stranded"), WRONG_PLANS)
def test_a_plan_that_is_not_legal_is_refused(code: str, rooms: tuple[str, ...], largest: int, stranded: str) -> None:
    play = live("Eleni", "Hadeel", "Paolo", "Amal", "Salma", "Omar", "Dana")
    assert refusal(play, plan(play, *rooms, largest=largest, stranded=stranded)).code == code


def test_a_person_has_one_seat_in_a_plan_and_sizes_have_bounds() -> None:
    play = live("Eleni", "Hadeel")
    eleni = play.id("Eleni")
    twice = DraftRooms(MEETING, 2, ((eleni, 1), (play.id("Hadeel"), 1), (eleni, 1)), 5)
    assert refusal(play, twice).code == "seated-twice"
    assert refusal(play, DraftRooms(MEETING, 2, ((eleni, 1),), 1)).code == "out-of-range"
    assert refusal(play, DraftRooms(MEETING, 1, (), 5)).code == "other-format"
    assert refusal(play, DraftRooms(MEETING, 77, (), 5)).code == "block"


def test_wishes_are_kept_by_every_plan() -> None:
    play = live("Eleni", "Hadeel", "Paolo", "Luca", "Ana", "Fatma")
    ok = ("Eleni Hadeel Paolo", "Luca Ana Fatma")
    play.do(Pin(MEETING, play.id("Eleni"), 2))
    assert refusal(play, plan(play, *ok)).code == "pin-broken"
    play.do(Pin(MEETING, play.id("Eleni"), 9))
    assert refusal(play, plan(play, *ok)).code == "pin-without-room"
    play.do(Pin(MEETING, play.id("Eleni"), 0))
    play.do(Group(MEETING, "together", (play.id("Hadeel"), play.id("Luca"))))
    assert refusal(play, plan(play, *ok)).code == "together-broken"
    assert refusal(play, Group(MEETING, "apart", (play.id("Luca"), play.id("Hadeel")))).code == "together-and-apart"
    play.do(Group(MEETING, "apart", (play.id("Ana"), play.id("Fatma"))))
    assert refusal(play, plan(play, "Eleni Paolo Fatma Ana", "Luca Hadeel")).code == "apart-broken"
    play.do(plan(play, "Eleni Paolo Fatma", "Luca Ana Hadeel"))


def test_an_interpreter_or_a_buddy_bridges_languages() -> None:
    play = live("Eleni", "Paolo", "Omar", "Amal", "Imane", "Salma")
    mixed = ("Eleni Omar Amal", "Paolo Salma")
    assert refusal(play, plan(play, *mixed)).code == "no-shared-language"
    play.do(Pin(MEETING, play.id("Imane"), 1))
    play.do(plan(play, "Eleni Omar Amal Imane", "Paolo Salma"))
    play.do(Pin(MEETING, play.id("Imane"), 0))
    assert play.id("Imane") not in play.round.seats
    play.do(Group(MEETING, "together", (play.id("Salma"), play.id("Omar"))))
    play.do(plan(play, "Eleni Paolo Salma Omar", largest=4, stranded="Amal"))


def test_the_stranded_wait_in_plenary_and_are_counted_until_somebody_says_that_they_stay() -> None:
    play = live("Eleni", "Paolo", "Ana", "Omar")
    play.do(plan(play, "Eleni Paolo Ana", stranded="Omar"))
    play.step()
    play.step()
    assert play.place("Omar") == Place(PLENARY)
    assert play.round.stranded == (play.id("Omar"),)
    assert places.unplaced(play.programme, play.meeting) == [play.id("Omar")]
    play.do(MovePeople(MEETING, 2, (play.id("Omar"),), 0))
    assert places.unplaced(play.programme, play.meeting) == []


def test_the_same_rooms_as_last_time_for_those_who_are_there() -> None:
    play = talking()
    before = dict(play.round.seats)
    play.do(EndRooms(MEETING, 2, 0))
    play.do(Leave(MEETING), "Eleni")
    play.arrive("Petra", "Omar")
    block = second_round(play)
    play.do(RepeatRooms(MEETING, block))
    known = {person: seat for person, seat in play.round.seats.items() if person in before}
    assert known == {person: seat for person, seat in before.items() if person != play.id("Eleni")}
    assert play.round.seats[play.id("Petra")] == 1
    assert play.round.stranded == (play.id("Omar"),)


def test_the_same_rooms_obey_pins_and_what_else_they_break_is_asked_about_before_they_are_shown() -> None:
    play = talking()
    play.do(EndRooms(MEETING, 2, 0))
    block = second_round(play)
    play.do(Pin(MEETING, play.id("Imane"), 2))
    play.arrive("Imane")
    play.do(RepeatRooms(MEETING, block))
    assert play.round.seats[play.id("Imane")] == 2
    play.do(Group(MEETING, "together", (play.id("Eleni"), play.id("Hadeel"))))
    play.do(RepeatRooms(MEETING, block))
    assert [doubt.code for doubt in doubts(play, PublishRooms(MEETING, block))] == ["together-broken"]


def test_a_room_that_became_too_small_is_merged_in_the_draft_before_anybody_sees_it() -> None:
    play = talking(*ENGLISH, size=4)
    play.do(EndRooms(MEETING, 2, 0))
    for person in play.round.members(3)[1:]:
        play.give(Leave(MEETING), person)
    block = second_round(play)
    play.do(RepeatRooms(MEETING, block))
    (alone,) = play.round.members(3)
    assert mending.too_small(play.meeting, play.round) == {3: [alone]}
    moved = dict(play.meeting.last_move)
    play.do(MergeRooms(MEETING, block, 3, 1))
    assert (play.round.seats[alone], len(play.round.active())) == (1, 2)
    assert play.meeting.last_move == moved
    assert mending.too_small(play.meeting, play.round) == {}
    assert refusal(play, MergeRooms(MEETING, block, 3, 1)).code == "room-closed"
    play.step()
    play.step()
    assert where(play.programme, play.meeting, alone).now.room == 1


def test_a_merge_that_was_made_knowingly_is_not_asked_about_again_when_the_rooms_are_shown() -> None:
    play = live("Eleni", "Paolo", "Amal", "Omar")
    play.do(plan(play, "Eleni Paolo", "Amal Omar"))
    play.do(MergeRooms(MEETING, 2, 1, 2, anyway=True))
    play.do(PublishRooms(MEETING, 2))
    assert {play.place(name).next for name in ("Eleni", "Omar")} == {room(2)}
    assert play.folded() == play.programme


def test_pairs_again_are_pairs_and_not_too_small() -> None:
    play = live("Eleni", "Hadeel", "Paolo", "Luca")
    play.do(plan(play, "Eleni Hadeel", "Paolo Luca", largest=2))
    for _ in range(3):
        play.step()
    play.do(EndRooms(MEETING, 2, 0))
    play.do(RepeatRooms(MEETING, second_round(play)))
    assert (play.round.largest, mending.too_small(play.meeting, play.round)) == (2, {})


def test_there_is_no_last_time_before_the_first_round() -> None:
    play = live(*ENGLISH)
    assert refusal(play, RepeatRooms(MEETING, 2)).code == "no-round-before"
    talked = talking()
    block = second_round(talked)
    talked.do(EndRooms(MEETING, 2, 0))
    for name in ENGLISH:
        talked.do(Leave(MEETING), name)
    assert refusal(talked, RepeatRooms(MEETING, block)).code == "nobody-to-seat"


def test_seat_for_says_where_a_latecomer_would_go_without_seating_them() -> None:
    play = talking()
    assert late.seat_for(play.programme, play.meeting, play.round, play.id("Petra"), play.now) == 1
    assert late.seat_for(play.programme, play.meeting, play.round, play.id("Omar"), play.now) is None
