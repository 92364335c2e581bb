"""What speaks against rooms is asked about first, at every door to it; who was told goes on, and is asked no more."""

from __future__ import annotations

import pytest

from app.domain.attendance import Leave
from app.domain.formats.rooms.drafting import RepeatRooms
from app.domain.formats.rooms.mending import MergeRooms, merge_into
from app.domain.formats.rooms.moving import MovePeople, SwapPeople
from app.domain.formats.rooms.opening import OpenRooms, PublishRooms
from app.domain.messages import Command
from app.domain.steps import TakeStep
from app.domain.wishes import Group, Pin
from tests.domain.play import ENGLISH, MEETING, Play, live, talking
from tests.domain.seats import doubts, plan, refusal, second_round

ROOMS = ("Eleni Hadeel Paolo Dimitra Ana", "Noura Luca Fatma Hassan Claire")


def drafted() -> Play:
    play = live(*ENGLISH)
    play.do(plan(play, *ROOMS))
    return play


def codes(play: Play, command: Command) -> list[tuple[str, str]]:
    """Return each doubt with the people it names."""
    found = doubts(play, command)
    return [(each.code, str(each.facts.get("people", each.facts.get("person")))) for each in found]


def ids(play: Play, *names: str) -> str:
    return ",".join(sorted(map(play.id, names)))


def wish(play: Play, kind: str, *names: str) -> None:
    play.do(Group(MEETING, kind, tuple(map(play.id, names))))


def test_wishes_made_after_the_draw_are_asked_about_when_rooms_are_shown_and_never_again() -> None:
    play = drafted()
    wish(play, "together", "Eleni", "Luca")
    wish(play, "apart", "Noura", "Hassan")
    play.do(Pin(MEETING, play.id("Paolo"), 2))
    asked = [
        ("pin-broken", play.id("Paolo")),
        ("together-broken", ids(play, "Eleni", "Luca")),
        ("apart-broken", ids(play, "Noura", "Hassan")),
    ]
    assert codes(play, PublishRooms(MEETING, 2)) == codes(play, TakeStep(MEETING, play.meeting.step)) == asked
    play.do(TakeStep(MEETING, play.meeting.step, anyway=True))
    play.step()
    assert play.round.state == "open"


def test_a_wish_made_between_showing_and_opening_is_asked_about_at_the_opening() -> None:
    play = drafted()
    wish(play, "apart", "Noura", "Hassan")
    play.do(PublishRooms(MEETING, 2, anyway=True))
    wish(play, "together", "Eleni", "Luca")
    assert codes(play, OpenRooms(MEETING, 2)) == [("together-broken", ids(play, "Eleni", "Luca"))]
    play.do(SwapPeople(MEETING, 2, play.id("Eleni"), play.id("Claire")))
    play.do(OpenRooms(MEETING, 2))


def test_a_move_in_the_draft_that_mends_it_is_asked_about_nothing_and_then_nothing_is() -> None:
    play = drafted()
    play.do(Pin(MEETING, play.id("Paolo"), 2))
    wish(play, "apart", "Noura", "Hassan")
    play.do(SwapPeople(MEETING, 2, play.id("Paolo"), play.id("Noura")))
    play.step()
    play.step()


def test_what_somebody_did_by_hand_knowingly_is_not_asked_about_again_but_other_doubts_are() -> None:
    play = drafted()
    wish(play, "together", "Eleni", "Hadeel")
    play.do(Pin(MEETING, play.id("Paolo"), 2))
    move = MovePeople(MEETING, 2, (play.id("Eleni"),), 2)
    assert codes(play, move) == [("together-broken", ids(play, "Eleni", "Hadeel"))]
    play.do(MovePeople(MEETING, 2, (play.id("Eleni"),), 2, anyway=True))
    assert codes(play, PublishRooms(MEETING, 2)) == [("pin-broken", play.id("Paolo"))]


def test_a_new_draw_forgets_what_was_accepted() -> None:
    play = drafted()
    wish(play, "apart", "Noura", "Claire")
    play.do(MovePeople(MEETING, 2, (play.id("Luca"),), 1, anyway=True))
    play.do(PublishRooms(MEETING, 2, anyway=True))
    assert play.round.accepted
    play = drafted()
    assert not play.round.accepted


@pytest.mark.parametrize("kind", ["apart", "together", "pin"])
def test_moves_and_swaps_ask_about_every_wish(kind: str) -> None:
    play = talking()
    one, other = play.round.members(1)[0], play.round.members(2)[0]
    if kind == "pin":
        play.do(Pin(MEETING, one, 1))
    else:
        mate = play.round.members(2)[1] if kind == "apart" else play.round.members(1)[1]
        play.do(Group(MEETING, kind, (one, mate)))
    for command in (MovePeople(MEETING, 2, (one,), 2), SwapPeople(MEETING, 2, one, other)):
        (doubt,) = doubts(play, command)
        assert doubt.code == f"{kind}-broken"
    play.do(SwapPeople(MEETING, 2, one, other, anyway=True))
    assert play.round.seats[one] == 2


def test_staying_in_plenary_breaks_no_wish_and_a_move_of_staff_is_their_new_pin() -> None:
    play = talking(*ENGLISH, "Imane")
    play.do(MovePeople(MEETING, 2, (play.id("Imane"),), 1))
    play.do(MovePeople(MEETING, 2, (play.id("Imane"),), 2))
    eleni = play.id("Eleni")
    play.do(Pin(MEETING, eleni, 1))
    play.do(MovePeople(MEETING, 2, (eleni,), 0))
    assert eleni in play.round.stayed


def test_the_room_that_loses_its_interpreter_by_a_move_is_asked_about() -> None:
    play = live("Eleni", "Omar", "Paolo", "Salma", "Imane")
    play.do(Pin(MEETING, play.id("Imane"), 1))
    play.do(plan(play, "Eleni Omar Imane", "Paolo Salma"))
    assert codes(play, MovePeople(MEETING, 2, (play.id("Imane"),), 2)) == [
        ("no-shared-language", ",".join(play.id(name) for name in ("Eleni", "Omar")))
    ]
    play.do(Leave(MEETING), "Imane")
    assert [code for code, _ in codes(play, PublishRooms(MEETING, 2))] == ["no-shared-language"]


def test_somebody_pinned_after_the_draw_who_has_no_seat_is_asked_about() -> None:
    play = live(*ENGLISH, "Imane")
    play.do(plan(play, *ROOMS))
    play.do(Pin(MEETING, play.id("Imane"), 2))
    assert codes(play, PublishRooms(MEETING, 2)) == [("pin-broken", play.id("Imane"))]


def test_somebody_who_would_be_alone_is_asked_about_when_rooms_are_shown_not_when_they_open() -> None:
    play = live("Eleni", "Hadeel", "Paolo", "Luca", "Ana")
    play.do(plan(play, "Eleni Hadeel Paolo", "Luca Ana"))
    play.do(Leave(MEETING), "Ana")
    assert codes(play, PublishRooms(MEETING, 2)) == [("alone-in-room", play.id("Luca"))]
    play.arrive("Ana")
    play.step()
    play.do(Leave(MEETING), "Ana")
    play.step()
    assert play.round.state == "open"


def test_a_room_asked_for_the_next_round_is_asked_about_when_a_wish_says_another() -> None:
    play = talking()
    eleni, luca = play.id("Eleni"), play.id("Luca")
    play.do(Pin(MEETING, eleni, 1))
    assert codes(play, MovePeople(MEETING, 2, (eleni,), 2, "next")) == [("pin-broken", eleni)]
    play.do(MovePeople(MEETING, 2, (eleni,), 1, "next"))
    wish(play, "apart", "Eleni", "Luca")
    asked = codes(play, MovePeople(MEETING, 2, (luca,), 1, "next"))
    assert asked == [("apart-broken", ids(play, "Eleni", "Luca"))]
    play.do(MovePeople(MEETING, 2, (luca,), 1, "next", anyway=True))
    assert play.round.coming == {eleni: 1, luca: 1}


def test_a_later_move_by_hand_counts_more_than_one_asked_for_the_next_round() -> None:
    play = talking()
    eleni = play.id("Eleni")
    play.do(MovePeople(MEETING, 2, (eleni,), 2, "next"))
    assert play.round.coming == {eleni: 2}
    block = second_round(play)
    play.do(RepeatRooms(MEETING, block))
    assert play.round.seats[eleni] == 2
    play.do(MovePeople(MEETING, block, (eleni,), 1))
    play.do(PublishRooms(MEETING, block))


def test_a_pin_follows_its_room_into_the_one_it_is_merged_with() -> None:
    play = drafted()
    play.do(Pin(MEETING, play.id("Eleni"), 1))
    play.do(MergeRooms(MEETING, 2, 1, 2))
    play.do(PublishRooms(MEETING, 2))
    assert play.round.seats[play.id("Eleni")] == 2


def test_merging_asks_and_the_one_tap_merge_goes_where_nobody_is_to_be_apart() -> None:
    play = talking(*ENGLISH, size=3)
    first, second = play.round.members(1)[0], play.round.members(2)[0]
    for person in play.round.members(1)[1:]:
        play.give(Leave(MEETING), person)
    assert merge_into(play.programme, play.meeting, play.round, 1) in (2, 3, 4)
    into = merge_into(play.programme, play.meeting, play.round, 1)
    assert into is not None
    play.do(Group(MEETING, "apart", (first, play.round.members(into)[0])))
    assert [each.code for each in doubts(play, MergeRooms(MEETING, 2, 1, into))] == ["apart-broken"]
    assert merge_into(play.programme, play.meeting, play.round, 1) != into
    assert second != first
    assert refusal(play, MergeRooms(MEETING, 2, 1, 1)).code == "same-room"
