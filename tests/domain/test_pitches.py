"""Pitches: picked from the board, drawn across shores, one after the other with a swap, missing presenters skipped."""

from __future__ import annotations

from itertools import pairwise

import pytest

from app.domain.agenda import AddBlock
from app.domain.attendance import Leave
from app.domain.errors import Conflict, Full
from app.domain.formats.pitches import Pitches, shown
from app.domain.formats.pitches.missed import HearMissed, missed
from app.domain.formats.pitches.order import DrawPitches, PickPitch, ShiftPitch, drawn, shore
from app.domain.formats.pitches.pitches import MOST, SWAP, TALK
from app.domain.formats.pitches.turning import AskPresenter, BeginPitches, CallPitch, LeavePitchOut, StartPitch
from app.domain.formats.plenary import BeginPlenary
from app.domain.practices.beginning import BeginPractice
from app.domain.practices.choosing import ShowPractice
from app.domain.practices.showing import PinPractice
from app.domain.practices.states import MovePractice
from app.domain.steps import TakeBack, TakeStep
from tests.domain.play import MEETING, Play, live

NAMES = ("Eleni", "Paolo", "Hadeel", "Noura")
BLOCK = 3


def planned(*names: str) -> Play:
    """Return a live meeting with pitches planned after its plenary, of these people (practice 1, 2, …)."""
    play = live(*NAMES, "Nuno")
    play.do(AddBlock(MEETING, "pitches", minutes=20))
    for number, name in enumerate(names or NAMES, 1):
        play.do(BeginPractice("en"), name)
        play.do(ShowPractice(number), name)
        play.do(PickPitch(MEETING, number))
    play.meeting.agenda.remove(2)  # the rooms that stand between
    play.meeting.blocks.pop(2)
    return play


def body(play: Play, block: int = BLOCK) -> Pitches:
    found = play.meeting.blocks[block].body
    assert isinstance(found, Pitches)
    return found


def seen(play: Play) -> int:
    practice = shown(play.programme, play.meeting)
    return practice.number if practice else 0


def test_each_is_called_has_a_minute_to_come_forward_and_four_to_speak() -> None:
    play = planned()
    assert play.kind() == "begin-pitches"
    play.step()
    assert (play.kind(), seen(play)) == ("call-pitch", 0)
    for number in (1, 2, 3, 4):
        play.step()
        assert (play.kind(), seen(play), body(play).talking) == ("start-pitch", number, False)
        rung = play.wait(SWAP)
        assert (body(play).talking, seen(play)) == (True, number), rung
        assert body(play).clock is not None
        assert body(play).clock.ends_at == play.now + TALK  # type: ignore[union-attr]
        play.wait(TALK)
        assert body(play).clock.grace_until is not None  # type: ignore[union-attr]
    assert (body(play).left, play.kind()) == ([], "close-meeting")
    assert play.meeting.blocks[BLOCK].state == "on"


def test_a_presenter_who_is_there_already_starts_at_once() -> None:
    play = planned()
    play.step()
    play.step()
    play.now += 5
    play.do(StartPitch(MEETING, BLOCK))
    assert body(play).clock.ends_at == play.now + TALK  # type: ignore[union-attr]
    with pytest.raises(Conflict, match="no-pitch-called"):
        play.do(StartPitch(MEETING, BLOCK))
    play.wait(SWAP)
    assert body(play).now == 1


def test_a_missing_presenter_is_skipped_and_has_a_turn_when_back() -> None:
    play = planned()
    play.do(Leave(MEETING), "Eleni")
    play.step()
    play.step()
    assert seen(play) == 2
    play.arrive("Eleni")
    play.step()
    play.step()
    assert seen(play) == 1
    for name in ("Hadeel", "Noura"):
        play.do(Leave(MEETING), name)
    play.step()
    with pytest.raises(Conflict, match="nobody-to-pitch"):
        play.do(CallPitch(MEETING, BLOCK))
    for number in (3, 4):
        play.do(LeavePitchOut(MEETING, BLOCK, number))
    assert (body(play).left, seen(play)) == ([], 1)
    with pytest.raises(Conflict, match="pitch-had-its-turn"):
        play.do(LeavePitchOut(MEETING, BLOCK, 3))


def test_with_only_missing_presenters_left_the_next_part_is_offered_until_they_come() -> None:
    play = planned()
    play.do(AddBlock(MEETING, "break", minutes=10))
    for name in ("Eleni", "Paolo", "Hadeel", "Noura"):
        play.do(Leave(MEETING), name)
    play.step()
    assert (play.kind(), body(play).left) == ("begin-break", [1, 2, 3, 4])
    play.arrive("Eleni")
    assert play.kind() == "call-pitch"
    play.step()
    play.do(Leave(MEETING), "Eleni")
    assert play.kind() == "start-pitch"
    play.step()
    with pytest.raises(Conflict, match="step-changed"):
        play.do(TakeStep(MEETING, play.meeting.step, does="call-pitch"))
    play.do(TakeStep(MEETING, play.meeting.step, does="begin-break"))
    assert play.meeting.blocks[BLOCK].state == "over"


def test_who_was_missed_is_heard_later_in_a_part_that_comes_next() -> None:
    play = planned()
    for minutes in (10, 5):
        play.do(AddBlock(MEETING, "break", minutes=minutes))
    for name in ("Paolo", "Hadeel"):
        play.do(Leave(MEETING), name)
    play.step()
    assert missed(play.programme, play.meeting) == ()
    for _ in range(2):
        play.step()
        play.step()
    assert (play.kind(), body(play).left) == ("begin-break", [2, 3])
    play.do(LeavePitchOut(MEETING, BLOCK, 3))
    play.step()
    assert missed(play.programme, play.meeting) == (2,)
    play.do(HearMissed(MEETING))
    assert play.do(HearMissed(MEETING)) == []
    again = play.meeting.last_block
    assert play.meeting.agenda == [1, 3, 4, again, 5]
    assert play.meeting.blocks[again].minutes == 5
    play.arrive("Paolo")
    assert play.kind() == "begin-pitches"
    for _ in range(2):
        play.step()
    assert seen(play) == 2
    play.step()
    play.step()
    assert (play.kind(), missed(play.programme, play.meeting)) == ("close-meeting", ())
    for block, begin in ((BLOCK, BeginPitches), (1, BeginPlenary)):
        with pytest.raises(Conflict, match="block-begun"):  # what is over stays over, and with it who was heard
            play.do(begin(MEETING, block))


def test_whoever_was_called_and_never_began_was_missed_and_joins_the_pitches_that_are_planned() -> None:
    play = planned()
    play.do(AddBlock(MEETING, "plenary"))
    for number in (2, 3, 4):
        play.do(PickPitch(MEETING, number, picked=False))
    play.step()
    play.step()
    play.do(BeginPlenary(MEETING, 4))
    play.do(AddBlock(MEETING, "pitches"))
    play.do(PickPitch(MEETING, 2))
    assert missed(play.programme, play.meeting) == (1,)
    play.do(HearMissed(MEETING))
    assert body(play, 5).order == (2, 1)
    play.do(PickPitch(MEETING, 1, picked=False))
    play.do(ShowPractice(1, shown=False), "Eleni")
    assert missed(play.programme, play.meeting) == ()


def test_what_is_left_out_while_it_is_its_turn_leaves_the_boards() -> None:
    play = planned()
    play.step()
    play.step()
    play.do(LeavePitchOut(MEETING, BLOCK, 1))
    assert (seen(play), body(play).clock) == (0, None)
    play.do(TakeBack(MEETING, play.meeting.acts))
    assert (seen(play), body(play).given) == (1, [])


def test_the_order_is_drawn_across_shores_and_the_same_seed_gives_the_same() -> None:
    play = planned("Eleni", "Paolo", "Dimitra", "Hadeel", "Noura", "Hassan")
    numbers = body(play).order
    for seed in ("a", "b", "c"):
        order = drawn(play.programme, numbers, seed)
        assert sorted(order) == sorted(numbers)
        shores = [shore(play.programme, number) for number in order]
        assert all(one != other for one, other in pairwise(shores)), shores
        assert drawn(play.programme, numbers, seed) == order
    assert len({tuple(drawn(play.programme, numbers, seed)) for seed in "abcdefgh"}) > 1
    play.do(DrawPitches(MEETING, BLOCK))
    assert sorted(body(play).order) == sorted(numbers)


def test_the_next_after_a_pitch_is_drawn_from_another_shore() -> None:
    play = planned("Eleni", "Paolo", "Dimitra", "Hadeel", "Noura")
    play.step()
    play.step()
    for number in range(12):
        play.log.append(play.log[number])  # another seed each time
        play.do(DrawPitches(MEETING, BLOCK))
        first, second = (shore(play.programme, each) for each in body(play).order[:2])
        assert first != second


def test_what_has_left_the_board_is_passed_over() -> None:
    play = planned()
    play.do(MovePractice(1, "en", "withdrawn"), "Eleni")
    play.step()
    play.step()
    assert seen(play) == 2


def test_those_to_come_are_moved_by_hand_and_those_before_stay() -> None:
    play = planned()
    play.step()
    play.step()
    play.do(ShiftPitch(MEETING, BLOCK, 4, -1))
    play.do(ShiftPitch(MEETING, BLOCK, 2, -1))
    assert body(play).order == (1, 2, 4, 3)
    with pytest.raises(Conflict, match="pitch-had-its-turn"):
        play.do(ShiftPitch(MEETING, BLOCK, 1, 1))
    play.do(DrawPitches(MEETING, BLOCK))
    assert body(play).order[0] == 1


def test_what_is_on_the_board_is_picked_once_and_no_more_than_a_dozen() -> None:
    play = planned()
    assert play.do(PickPitch(MEETING, 1)) == []
    play.do(PickPitch(MEETING, 1, picked=False))
    assert body(play).order == (2, 3, 4)
    play.do(BeginPractice("en"), "Nuno")
    with pytest.raises(Conflict, match="practice-not-on-board"):
        play.do(PickPitch(MEETING, 5))
    for number in range(5, MOST + 3):
        if number > 5:
            play.do(BeginPractice("en"), "Nuno")
        play.do(ShowPractice(number), "Nuno")
        if len(body(play).order) < MOST:
            play.do(PickPitch(MEETING, number))
    with pytest.raises(Full, match="too-many-pitches"):
        play.do(PickPitch(MEETING, MOST + 2))
    with pytest.raises(Conflict, match="no-pitches-planned"):
        live("Eleni").do(PickPitch(MEETING, 1))


def test_listeners_ask_about_what_everybody_sees() -> None:
    play = planned()
    with pytest.raises(Conflict, match="no-pitch-called"):
        play.do(AskPresenter(MEETING, "Who pays?"), "Nuno")
    play.step()
    play.step()
    play.do(AskPresenter(MEETING, "Who pays?", "en"), "Nuno")
    assert [each.text for each in play.programme.practices.by_number[1].remarks] == ["Who pays?"]
    play.do(PinPractice(MEETING, 3))
    assert seen(play) == 1
    play.do(LeavePitchOut(MEETING, BLOCK, 1))
    assert seen(play) == 3
    play.do(ShowPractice(3, shown=False), "Hadeel")
    assert seen(play) == 0
    log = play.folded()
    assert log.practices == play.programme.practices
