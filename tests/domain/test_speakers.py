"""The speaker queue: hands in order or balanced, the floor given and taken, what is kept at the end; breaks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.agenda import AddBlock, RemoveBlock
from app.domain.attendance import Leave
from app.domain.errors import Conflict, Invalid, NotAllowed
from app.domain.formats.pause import BeginBreak, Pause
from app.domain.speakers import (
    GiveFloor,
    HandRaised,
    LowerHand,
    OrderHands,
    RaiseHand,
    TakeFloor,
    balanced,
    hands,
    queue,
    seconds,
    speech,
)
from tests.domain.play import ENGLISH, MEETING, Play, live, talking


def raised(*names: str) -> Play:
    play = live()
    for name in names:
        play.do(RaiseHand(MEETING), name)
    return play


def order(play: Play) -> list[str]:
    return [play.programme.people[hand.person].name.split()[0] for hand in queue(play.programme, play.meeting)]


def test_hands_stand_in_the_order_in_which_they_were_raised_and_a_question_keeps_the_place() -> None:
    play = raised("Amal", "Nuno", "Chiara")
    play.do(RaiseHand(MEETING, "Who pays the bus?"), "Amal")
    assert play.do(RaiseHand(MEETING, "Who pays the bus?"), "Amal") == []
    assert order(play) == ["Amal", "Nuno", "Chiara"]
    play.do(LowerHand(MEETING, play.id("Nuno")), "Nuno")
    play.do(Leave(MEETING), "Chiara")
    assert order(play) == ["Amal"]
    assert hands(play.meeting)[play.id("Amal")].question == "Who pays the bus?"
    assert play.folded() == play.programme


def test_an_observer_raises_no_hand() -> None:
    play = live("Vera")
    with pytest.raises(NotAllowed, match="role"):
        play.do(RaiseHand(MEETING), "Vera")


def test_only_who_drives_takes_anothers_hand_down_and_gives_the_floor() -> None:
    play = raised("Amal")
    for command in (LowerHand(MEETING, play.id("Amal")), GiveFloor(MEETING, play.id("Amal"))):
        with pytest.raises(NotAllowed):
            play.do(command, "Nuno")
    play.do(LowerHand(MEETING, play.id("Amal")), "Dana")
    assert order(play) == []


def test_whoever_has_the_floor_is_out_of_the_queue_and_the_next_ends_their_time() -> None:
    play = raised("Amal", "Nuno")
    play.do(GiveFloor(MEETING, play.id("Amal"), 5))
    found = speech(play.meeting)
    assert found is not None
    assert (found.person, found.ends_at - found.started_at, order(play)) == (play.id("Amal"), 300.0, ["Nuno"])
    play.now += 90
    play.do(GiveFloor(MEETING, play.id("Nuno")))
    play.now += 30
    play.do(TakeFloor(MEETING))
    assert play.do(TakeFloor(MEETING)) == []
    floor = play.meeting.floor
    assert (floor.seconds, floor.turns) == (
        {play.id("Amal"): 90.0, play.id("Nuno"): 30.0},
        {play.id("Amal"): 1, play.id("Nuno"): 1},
    )
    assert play.folded() == play.programme


@pytest.mark.parametrize("minutes", [0, -1, 61, 10**9])
def test_minutes_that_cannot_be_are_refused(minutes: int) -> None:
    play = raised("Amal")
    with pytest.raises(Invalid):
        play.do(GiveFloor(MEETING, play.id("Amal"), minutes))
    assert speech(play.meeting) is None


def test_no_hand_is_raised_in_rooms_and_none_stays_up_for_the_next_plenary() -> None:
    play = talking()
    with pytest.raises(Conflict) as refused:
        play.do(RaiseHand(MEETING), "Luca")
    assert refused.value.code == "no-plenary-now"
    play = live(*ENGLISH)
    play.do(RaiseHand(MEETING), "Eleni")
    play.do(AddBlock(MEETING, "plenary", "Harvest"))
    play.draft(2)
    while play.meeting.current != play.meeting.agenda[-1]:
        play.step(anyway=True)
    assert order(play) == []
    play.do(RaiseHand(MEETING), "Paolo")
    assert order(play) == ["Paolo"]


def test_balanced_puts_who_has_not_spoken_first() -> None:
    play = raised("Amal", "Nuno")
    play.do(GiveFloor(MEETING, play.id("Amal")))
    play.do(RaiseHand(MEETING), "Amal")
    play.do(RaiseHand(MEETING), "Chiara")
    assert order(play) == ["Nuno", "Amal", "Chiara"]
    play.do(OrderHands(MEETING))
    assert order(play)[-1] == "Amal"


PEOPLE = st.lists(st.integers(0, 30).map(str), unique=True, max_size=20)


@given(PEOPLE, st.dictionaries(st.integers(0, 30).map(str), st.integers(0, 4)), st.integers(2, 5))
def test_balanced_is_everybody_once_fewest_turns_first_and_kinds_in_turn(
    people: list[str], turns: dict[str, int], kinds: int
) -> None:
    def kind(person: str) -> tuple[str, str]:
        return str(int(person) % kinds), "north" if int(person) % 2 else "south"

    found = balanced(people, turns, kind, None)
    assert sorted(found) == sorted(people)
    counts = [turns.get(person, 0) for person in found]
    assert counts == sorted(counts)
    for at, person in enumerate(found[1:], 1):
        rest = [each for each in found[at:] if turns.get(each, 0) == counts[at]]
        if kind(person) == kind(found[at - 1]):
            assert all(kind(each) == kind(found[at - 1]) for each in rest)


def test_a_break_has_a_clock_of_its_minutes_that_says_when_to_be_back() -> None:
    play = live("Amal", "Nuno")
    play.do(AddBlock(MEETING, "break", "Break", minutes=15))
    number = play.meeting.agenda[-1]
    play.do(BeginBreak(MEETING, number))
    body = play.meeting.blocks[number].body
    assert isinstance(body, Pause)
    assert body.clock is not None
    assert body.clock.ends_at == play.now + 900
    assert play.place("Amal").now.kind == "plenary"
    with pytest.raises(Conflict):
        play.do(BeginBreak(MEETING, number))
    with pytest.raises(Conflict) as refused:
        play.do(RaiseHand(MEETING), "Amal")
    assert refused.value.code == "no-plenary-now"
    play.wait(1000)
    assert body.clock.grace_until is not None
    assert play.folded() == play.programme


def test_a_hand_that_is_written_can_be_read_again() -> None:
    assert HandRaised("m1", 1, "p1", "Why?").personal == ("question",)


def test_whoever_speaks_as_the_plenary_ends_has_had_that_time() -> None:
    play = raised("Amal")
    amal = play.id("Amal")
    play.do(GiveFloor(MEETING, amal))
    play.do(RemoveBlock(MEETING, 2))
    play.do(AddBlock(MEETING, "plenary", minutes=5))
    play.wait(90)
    play.step()
    play.wait(300)
    assert seconds(play.meeting, amal) == 90
    play.do(RaiseHand(MEETING), "Eleni")
    assert (seconds(play.meeting, amal), play.meeting.floor.speech) == (90, None)
    assert play.folded() == play.programme
