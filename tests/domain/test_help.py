"""Calls for help: one a room, one a person elsewhere; claimed once, answered in words, over on entry, never deleted."""

from __future__ import annotations

import time

import pytest

from app.domain.attendance import Leave
from app.domain.conduct import MOST_OPEN, AnswerConduct, CloseConduct, recipients
from app.domain.errors import Refusal
from app.domain.formats.rooms.ending import CloseRooms
from app.domain.help import MOST_SAID, CallForHelp, ReadAnswers, SolveHelp
from app.domain.helping import AnswerHelp, ClaimHelp, ClearHelp, EnterRoom
from app.domain.leading import TakeLead
from app.domain.lost import ClearLost, SayFound, SayLost
from app.domain.roles import ChangeRole
from app.domain.slower import FADES
from app.domain.steps import TakeBack
from tests.domain.cafes import BLOCK, TWELVE, running
from tests.domain.play import ENGLISH, MEETING, Play, live, programme, talking
from tests.domain.seats import refused


def called(*names: str) -> Play:
    """Two rooms talk (Eleni, Paolo, Ana, Luca, Hassan are in Room 1); these people have called."""
    play = talking()
    for name in names:
        play.do(CallForHelp(MEETING, "technical", "no sound"), name)
    return play


def open_calls(play: Play) -> list[tuple[int, int, str]]:
    return [(call.number, call.room, call.kind) for call in play.meeting.help.open.values()]


def test_a_room_has_one_open_call_and_its_people_add_to_it() -> None:
    play = called("Eleni", "Paolo")
    assert play.room_of("Eleni") == play.room_of("Paolo") == 1
    assert open_calls(play) == [(1, 1, "technical")]
    (call,) = play.meeting.help.open.values()
    assert [(each.person, each.words) for each in call.said] == [
        (play.id("Eleni"), "no sound"),
        (play.id("Paolo"), "no sound"),
    ]
    assert play.do(CallForHelp(MEETING, "technical"), "Ana") == []
    play.do(CallForHelp(MEETING, "language"), "Ana")
    assert [each.kind for each in call.said] == ["technical", "technical", "language"]
    play.do(CallForHelp(MEETING), "Hadeel")
    assert open_calls(play) == [(1, 1, "technical"), (2, 2, "help")]


def test_outside_of_rooms_everybody_has_their_own_call_and_the_lost_have_one_more() -> None:
    play = live(*ENGLISH)
    for name in ("Eleni", "Paolo", "Eleni"):
        play.do(CallForHelp(MEETING), name)
    play.do(SayLost(MEETING), "Eleni")
    assert open_calls(play) == [(1, 0, "help"), (2, 0, "help"), (3, 0, "lost")]
    play.do(SayFound(MEETING), "Eleni")
    assert [(call.number, call.how) for call in play.meeting.help.past] == [(3, "found")]
    play.do(SayLost(MEETING), "Ana")
    play.do(ClearLost(MEETING, play.id("Ana")), "Lina")
    play.do(SayLost(MEETING), "Luca")
    play.do(ClearHelp(MEETING, 5), "Lina")
    play.do(SayLost(MEETING), "Hassan")
    play.do(Leave(MEETING), "Hassan")
    assert [call.how for call in play.meeting.help.past] == ["found", "done", "done", "left"]
    assert play.meeting.lost == {}


def test_two_who_claim_at_the_same_instant_one_is_told_who_has_it_and_may_take_over_knowingly() -> None:
    play = called("Eleni")
    play.do(ClaimHelp(MEETING, 1), "Rui")
    with pytest.raises(Refusal) as told:
        play.do(ClaimHelp(MEETING, 1), "Lina")
    assert (told.value.code, told.value.facts) == ("claimed-already", {"who": play.id("Rui")})
    assert play.do(ClaimHelp(MEETING, 1), "Rui") == []
    play.do(ClaimHelp(MEETING, 1, play.id("Rui")), "Lina")
    assert play.meeting.help.calls[1].claimed_by == play.id("Lina")
    assert refused(play, ClaimHelp(MEETING, 1, play.id("Rui")), "Nils") == "claimed-already"


def test_an_answer_stays_with_the_caller_until_read_also_when_the_call_is_over() -> None:
    play = called("Eleni")
    play.do(AnswerHelp(MEETING, 1, "try your headset's other plug"), "Rui")
    play.do(ClearHelp(MEETING, 1), "Rui")
    assert play.do(ClearHelp(MEETING, 1), "Lina") == []
    assert refused(play, ClaimHelp(MEETING, 1), "Lina") == "help-cleared"
    told = play.meeting.help.told
    assert [each.words for each in told[play.id("Eleni")].answers] == ["try your headset's other plug"]
    play.do(ReadAnswers(MEETING), "Eleni")
    assert told == {}
    assert play.do(ReadAnswers(MEETING), "Eleni") == []
    play.do(AnswerHelp(MEETING, 1, usual="reload"), "Rui")
    assert list(told) == [play.id("Eleni")]


def test_entering_claims_and_clears_and_how_long_all_took_is_kept() -> None:
    play = called("Eleni")
    play.wait(30)
    play.do(ClaimHelp(MEETING, 1), "Lina")
    play.wait(30)
    play.do(EnterRoom(MEETING, 1), "Rui")
    assert open_calls(play) == []
    (call,) = play.meeting.help.past
    assert call.first_claimed_at is not None
    assert call.cleared_at is not None
    assert (call.claimed_by, call.how) == (play.id("Rui"), "entered")
    assert (call.first_claimed_at - call.at, call.cleared_at - call.at) == (30, 60)
    assert play.folded().meetings[MEETING].help == play.meeting.help


def test_the_callers_and_their_room_say_that_it_is_solved_and_nobody_else() -> None:
    play = called("Eleni")
    assert refused(play, SolveHelp(MEETING, 1), "Hadeel") == "help"
    assert refused(play, SolveHelp(MEETING, 7), "Eleni") == "help"
    play.do(SolveHelp(MEETING, 1), "Paolo")
    assert play.do(SolveHelp(MEETING, 1), "Eleni") == []
    play.do(CallForHelp(MEETING), "Dana")
    assert refused(play, SolveHelp(MEETING, 2), "Nils") == "help"


def test_a_room_that_closes_in_the_same_instant_leaves_a_call_of_ones_own() -> None:
    play = called("Eleni", "Hadeel")
    play.do(CloseRooms(MEETING, 2, (1,)))
    play.do(CallForHelp(MEETING, "help", "where is everybody?"), "Paolo")
    assert open_calls(play) == [(2, 2, "technical"), (3, 0, "help")]
    assert [(call.number, call.how, call.cleared_at) for call in play.meeting.help.past] == [(1, "closed", play.now)]
    assert list(play.meeting.help.told) == [play.id("Eleni")]
    assert play.do(EnterRoom(MEETING, 1), "Rui") == []
    play.do(ClearHelp(MEETING, 3), "Rui")


def test_a_call_made_in_a_round_that_is_taken_back_is_over_and_not_lost() -> None:
    play = running()
    play.do(CallForHelp(MEETING, "technical", "no sound"), "Eleni")
    table = play.room_of("Eleni")
    play.do(CloseRooms(MEETING, BLOCK))
    guest = next(name for name in TWELVE if name != "Eleni" and play.room_of(name) == table)
    play.do(CallForHelp(MEETING, "language"), guest)
    play.do(TakeBack(MEETING, play.meeting.acts))
    assert open_calls(play) == [(1, table, "technical")]
    assert [(call.number, call.how) for call in play.meeting.help.past] == [(2, "closed")]
    assert list(play.meeting.help.told) == [play.id(guest)]
    assert play.folded() == play.programme


def test_slower_is_counted_once_each_and_fades_after_two_minutes() -> None:
    play = talking()
    for name in ("Eleni", "Paolo", "Eleni"):
        play.do(CallForHelp(MEETING, "too-fast"), name)
    play.wait(60)
    play.do(CallForHelp(MEETING, "too-fast", "please"), "Eleni")
    assert set(play.meeting.help.slower) == {play.id("Eleni"), play.id("Paolo")}
    play.wait(60)
    assert set(play.meeting.help.slower) == {play.id("Eleni")}
    play.wait(FADES)
    assert play.meeting.help.slower == {}
    assert open_calls(play) == []
    assert play.folded().meetings[MEETING].help == play.meeting.help


def test_a_report_of_conduct_reaches_the_chosen_and_no_later_lead() -> None:
    play = called()
    olga, dana, nils = play.id("Olga"), play.id("Dana"), play.id("Nils")
    assert recipients(play.programme, play.meeting, play.id("Eleni")) == (olga, dana)
    everybody = tuple(play.programme.people)
    play.do(CallForHelp(MEETING, "conduct", "he shouts", everybody), "Eleni")
    play.do(CallForHelp(MEETING, "conduct", "about Dana", (olga,)), "Eleni")
    assert [each.recipients for each in play.meeting.help.reports.values()] == [(olga, dana), (olga,)]
    assert (play.meeting.help.calls, play.meeting.help.open) == ({}, {})
    play.do(TakeLead(MEETING), "Nils")
    play.do(ChangeRole(nils, "organiser"), "Olga")
    for command in (AnswerConduct(MEETING, 1, "we talk to him"), CloseConduct(MEETING, 1)):
        assert refused(play, command, "Nils") == "help"
    assert refused(play, AnswerConduct(MEETING, 2, "words"), "Dana") == "help"
    play.do(AnswerConduct(MEETING, 1, "we talk to him"), "Dana")
    play.do(CloseConduct(MEETING, 1), "Olga")
    assert play.do(CloseConduct(MEETING, 1), "Dana") == []
    play.do(ReadAnswers(MEETING), "Eleni")
    assert play.meeting.help.reports[1].read
    play.do(ChangeRole(dana, "participant"), "Olga")
    assert refused(play, AnswerConduct(MEETING, 1, "words"), "Nils") == "help"


def test_a_report_without_anybody_to_reach_is_refused() -> None:
    play = called()
    assert refused(play, CallForHelp(MEETING, "conduct", "he shouts"), "Eleni") == "nobody-chosen"
    wrong = CallForHelp(MEETING, "conduct", "he shouts", (play.id("Rui"), "p999"))
    assert refused(play, wrong, "Eleni") == "nobody-chosen"
    assert refused(play, CallForHelp(MEETING, "conduct", "", (play.id("Olga"),)), "Olga") == "nobody-chosen"
    for _ in range(MOST_OPEN):
        play.do(CallForHelp(MEETING, "conduct", "he shouts", (play.id("Olga"),)), "Eleni")
    assert refused(play, CallForHelp(MEETING, "conduct", "", (play.id("Olga"),)), "Eleni") == "enough-said"


def test_bad_input_is_a_sentence_and_changes_nothing() -> None:
    play = called("Eleni")
    assert refused(play, CallForHelp(MEETING, "pizza"), "Eleni") == "unknown-choice"
    assert refused(play, CallForHelp(MEETING, "lost"), "Eleni") == "unknown-choice"
    assert refused(play, CallForHelp(MEETING, "help", "x" * 141), "Eleni") == "too-long"
    assert refused(play, CallForHelp(MEETING, "help", "two\nlines"), "Eleni") == "one-line-only"
    assert refused(play, AnswerHelp(MEETING, 1, "  "), "Rui") == "empty"
    assert refused(play, AnswerHelp(MEETING, 1, "x" * 141), "Rui") == "too-long"
    assert refused(play, AnswerHelp(MEETING, 1, usual="sing"), "Rui") == "unknown-choice"
    for command in (ClaimHelp(MEETING, 9), ClearHelp(MEETING, -1), EnterRoom(MEETING, 0), AnswerHelp(MEETING, 9, "a")):
        assert refused(play, command, "Rui") == "help"
    for number in range(MOST_SAID - 1):
        play.do(CallForHelp(MEETING, "help", f"again {number}"), "Eleni")
    assert refused(play, CallForHelp(MEETING, "help", "and again"), "Eleni") == "enough-said"
    assert refused(programme(), CallForHelp(MEETING), "Amal") == "doors-not-open"


def test_ten_thousand_calls_are_kept_and_cost_no_more_than_the_first() -> None:
    play = live("Eleni", "Dana")
    began = time.perf_counter()
    for number in range(10_000):
        play.do(CallForHelp(MEETING), "Eleni")
        play.do(ClearHelp(MEETING, number + 1))
    assert len(play.meeting.help.past) == 10_000
    assert time.perf_counter() - began < 20
