"""Publishing, the preview, and moving people by hand."""

from __future__ import annotations

from app.domain import places
from app.domain.attendance import Leave
from app.domain.formats.rooms.drafting import RepeatRooms
from app.domain.formats.rooms.ending import CloseRooms, EndRooms
from app.domain.formats.rooms.moving import MovePeople, SwapPeople
from app.domain.formats.rooms.opening import Change, PublishRooms, WithdrawRooms, preview
from app.domain.places import PLENARY, Place
from app.domain.steps import TakeBack
from tests.domain.play import ENGLISH, MEETING, live, talking
from tests.domain.seats import doubts, plan, refusal, room, second_round


def test_who_went_away_since_the_draft_loses_the_seat() -> None:
    play = live(*ENGLISH)
    play.draft(2)
    play.do(Leave(MEETING), "Eleni")
    play.step()
    assert play.id("Eleni") not in play.round.seats


def test_published_rooms_are_withdrawn_or_opened() -> None:
    play = live(*ENGLISH)
    play.draft(2)
    assert refusal(play, WithdrawRooms(MEETING, 2)).code == "wrong-state"
    play.step()
    assert refusal(play, PublishRooms(MEETING, 2)).code == "wrong-state"
    play.do(WithdrawRooms(MEETING, 2))
    assert play.place("Eleni") == Place(PLENARY)
    play.step()
    play.step()
    assert refusal(play, plan(play, "Eleni Paolo")).code == "wrong-state"


def test_rooms_that_are_shown_are_drawn_again_hidden_and_the_preview_is_against_what_people_saw() -> None:
    play = live("Eleni", "Hadeel", "Paolo", "Luca")
    play.do(plan(play, "Eleni Hadeel", "Paolo Luca"))
    play.step()
    assert play.place("Eleni") == Place(PLENARY, room(1))
    (drawn,) = play.do(plan(play, "Paolo Hadeel", "Eleni Luca"))
    assert drawn.reseats is None  # all boards watch other panels
    assert play.place("Eleni") == Place(PLENARY)
    assert play.meeting.last_move[play.id("Luca")] == len(play.log)
    assert preview(play.meeting, play.round) == [Change(play.id("Paolo"), 2, 1), Change(play.id("Eleni"), 1, 2)]
    play.do(TakeBack(MEETING, play.meeting.acts))
    assert play.place("Eleni") == Place(PLENARY, room(1))
    play.do(plan(play, "Paolo Hadeel", "Eleni Luca"))
    play.step()
    assert play.place("Eleni") == Place(PLENARY, room(2))
    assert (play.round.shown, play.folded() == play.programme) == ({}, True)


def test_the_preview_says_who_moves_where() -> None:
    play = talking("Eleni", "Hadeel", "Paolo", "Luca", size=2)
    play.do(EndRooms(MEETING, 2, 0))
    block = second_round(play)
    play.do(RepeatRooms(MEETING, block))
    assert preview(play.meeting, play.round) == []
    play.do(SwapPeople(MEETING, block, play.id("Eleni"), play.id("Hadeel")))
    assert preview(play.meeting, play.round) == [
        Change(play.id("Hadeel"), 2, 1),
        Change(play.id("Eleni"), 1, 2),
    ]


def test_several_people_are_moved_at_once_and_have_to_see_it() -> None:
    play = talking()
    moved = ("Eleni", "Paolo")
    play.do(MovePeople(MEETING, 2, tuple(map(play.id, moved)), 2))
    assert [play.room_of(name) for name in moved] == [2, 2]
    assert play.meeting.last_move[play.id("Paolo")] == len(play.log)
    assert play.do(MovePeople(MEETING, 2, tuple(map(play.id, moved)), 2)) == []


def test_somebody_is_taken_back_to_plenary_by_hand() -> None:
    play = talking()
    play.do(MovePeople(MEETING, 2, (play.id("Eleni"),), 0))
    assert play.place("Eleni") == Place(PLENARY)
    assert places.unplaced(play.programme, play.meeting) == []


def test_a_room_that_would_share_no_language_is_asked_about_first() -> None:
    play = talking()
    play.arrive("Omar")
    omar = play.id("Omar")
    (doubt,) = doubts(play, MovePeople(MEETING, 2, (omar,), 1))
    assert (doubt.code, doubt.facts) == ("would-share-no-language", {"room": 1, "person": omar})
    play.do(MovePeople(MEETING, 2, (omar,), 1, anyway=True))
    assert play.room_of("Omar") == 1


def test_staff_moved_by_hand_are_pinned_and_keep_the_pin_until_moved_out() -> None:
    play = talking(*ENGLISH, "Imane", "Seb")
    both = (play.id("Imane"), play.id("Seb"))
    play.do(MovePeople(MEETING, 2, both, 2))
    assert [play.room_of(name) for name in ("Imane", "Seb")] == [2, 2]
    assert play.meeting.wishes.pins == dict.fromkeys(both, 2)
    play.do(MovePeople(MEETING, 2, both, 0))
    assert play.meeting.wishes.pins == {}
    assert play.place("Imane") == Place(PLENARY)


def test_staff_moved_out_of_one_round_lose_the_seat_that_hung_on_the_pin_in_another() -> None:
    play = talking(*ENGLISH, "Imane")
    imane = play.id("Imane")
    block = second_round(play)
    play.do(RepeatRooms(MEETING, block))
    play.do(MovePeople(MEETING, block, (imane,), 2))
    assert play.round.seats[imane] == 2
    play.do(MovePeople(MEETING, 2, (imane,), 0))
    assert (imane in play.round.seats, play.meeting.wishes.pins) == (False, {})


def test_a_move_at_the_next_round_waits_for_it() -> None:
    play = talking()
    eleni = play.id("Eleni")
    play.do(MovePeople(MEETING, 2, (eleni,), 2, "next"))
    assert play.room_of("Eleni") == 1
    play.do(EndRooms(MEETING, 2, 0))
    block = second_round(play)
    play.do(RepeatRooms(MEETING, block))
    assert play.round.seats[eleni] == 2


def test_a_move_at_the_next_round_changes_the_draft_that_is_there() -> None:
    play = talking()
    block = second_round(play)
    play.do(RepeatRooms(MEETING, block))
    play.do(MovePeople(MEETING, 2, (play.id("Eleni"),), 2, "next"))
    assert play.round.seats[play.id("Eleni")] == 2
    assert play.room_of("Eleni") == 1


def test_moves_that_cannot_be_are_refused() -> None:
    play = talking(*ENGLISH, "Dana")
    eleni = play.id("Eleni")

    def code(people: tuple[str, ...], to: int = 2, when: str = "now") -> str:
        return refusal(play, MovePeople(MEETING, 2, people, to, when)).code

    assert code(()) == "empty"
    assert code(("p999",)) == "person"
    assert code((play.id("Petra"),)) == "not-come-yet"
    assert code((eleni,), 7) == "room"
    assert code((eleni,), 2, "later") == "unknown-choice"
    assert code((eleni,), 0, "next") == "out-of-range"
    assert refusal(play, SwapPeople(MEETING, 2, eleni, eleni)).code == "not-in-two-rooms"
    play.do(CloseRooms(MEETING, 2, (2,)))
    assert code((eleni,)) == "room-closed"
