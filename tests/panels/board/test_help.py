"""What a board shows of calls for help and of announcements, to whom, and that it stays tiny where there are none."""

from __future__ import annotations

from app.domain.announcements import Announce, WithdrawNews
from app.domain.conduct import AnswerConduct, CloseConduct
from app.domain.formats.rooms.ending import CloseRooms
from app.domain.formats.rooms.moving import MovePeople
from app.domain.help import CallForHelp, ReadAnswers, SolveHelp
from app.domain.helping import AnswerHelp, ClaimHelp, EnterRoom
from app.domain.lost import SayLost
from app.domain.meetings import CloseMeeting
from app.domain.messages import Event
from app.domain.wording import Wording
from app.panels.board.help import Line
from app.panels.panel import touched
from tests.domain.cafes import BLOCK, TWELVE, running
from tests.domain.play import ENGLISH, MEETING, Play, live, talking
from tests.panels.board.test_place import cut


def whose(play: Play, events: list[Event], panel: str) -> set[str]:
    """Return whose own panel these events touch, by id."""
    return {of.partition("/")[2] for name, of in touched(events, play.programme) if name == f"board.{panel}"}


def test_a_room_sees_what_becomes_of_its_call_and_another_room_does_not() -> None:
    play = talking()
    room = {play.id(name) for name in ENGLISH if play.room_of(name) == 1}
    assert whose(play, play.do(CallForHelp(MEETING, "technical", "no sound"), "Eleni"), "help") == room
    (one,) = cut(play, "Paolo", "help").calls
    assert (one.kinds, one.mine, one.coming, one.answers) == (("technical",), False, "", ())
    assert not cut(play, "Hadeel", "help")
    assert whose(play, play.do(ClaimHelp(MEETING, 1), "Rui"), "help") == room
    play.do(AnswerHelp(MEETING, 1, "the other plug"), "Rui")
    play.do(AnswerHelp(MEETING, 1, usual="reload"), "Rui")
    (one,) = cut(play, "Eleni", "help").calls
    rui = play.programme.people[play.id("Rui")].called
    assert (one.mine, one.coming) == (True, rui)
    assert one.answers == (Line(rui, "the other plug"), Line(rui, "", "reload"))
    assert whose(play, play.do(EnterRoom(MEETING, 1), "Rui"), "help") == room
    assert not cut(play, "Paolo", "help")
    assert cut(play, "Eleni", "help").over.answers == one.answers
    play.do(ReadAnswers(MEETING), "Eleni")
    assert not cut(play, "Eleni", "help")


def test_who_moves_into_a_room_that_called_sees_it_and_who_leaves_it_only_if_it_is_theirs() -> None:
    play = talking()
    play.do(CallForHelp(MEETING), "Eleni")
    events = play.do(MovePeople(MEETING, 2, (play.id("Hadeel"),), 1, anyway=True))
    assert play.id("Hadeel") in whose(play, events, "help")
    assert cut(play, "Hadeel", "help").calls
    play.do(MovePeople(MEETING, 2, (play.id("Hadeel"), play.id("Eleni")), 2, anyway=True))
    assert not cut(play, "Hadeel", "help")
    assert cut(play, "Eleni", "help").calls
    play.do(SolveHelp(MEETING, 1), "Eleni")
    assert not cut(play, "Eleni", "help")


def test_the_lost_see_who_comes_and_who_asked_for_slower_that_the_team_knows() -> None:
    play = talking()
    play.do(SayLost(MEETING), "Ana")
    assert cut(play, "Ana", "help").calls[0].kinds == ("lost",)
    assert not cut(play, "Eleni", "help")
    play.do(ClaimHelp(MEETING, 1), "Lina")
    assert cut(play, "Ana", "help").calls[0].coming == play.programme.people[play.id("Lina")].called
    play.do(CallForHelp(MEETING, "too-fast"), "Hadeel")
    assert cut(play, "Hadeel", "help").slower
    play.wait(120)
    assert not cut(play, "Hadeel", "help")
    assert whose(play, [play.log[-1][0]], "help") == {play.id("Hadeel")}


def test_only_the_caller_of_a_report_sees_who_knows() -> None:
    play = talking()
    olga = play.programme.people[play.id("Olga")].called
    events = play.do(CallForHelp(MEETING, "conduct", "he shouts", (play.id("Olga"),)), "Eleni")
    eleni, hers = f"{MEETING}/{play.id('Eleni')}", f"{MEETING}/{play.id('Olga')}"
    assert set(touched(events, play.programme)) == {("board.help", eleni), ("console.conduct", hers)}
    play.do(AnswerConduct(MEETING, 1, "we talk to him"), "Olga")
    (one,) = cut(play, "Eleni", "help").reports
    assert (one.names, one.answers, one.closed) == ((olga,), (Line(olga, "we talk to him"),), False)
    play.do(CloseConduct(MEETING, 1), "Olga")
    assert cut(play, "Eleni", "help").reports[0].closed
    assert not cut(play, "Paolo", "help")
    play.do(ReadAnswers(MEETING), "Eleni")
    assert not cut(play, "Eleni", "help")


def test_what_was_told_in_private_is_answered_also_after_the_end() -> None:
    play = talking()
    play.do(CallForHelp(MEETING, "conduct", "he shouts", (play.id("Olga"),)), "Eleni")
    play.do(CallForHelp(MEETING, "technical"), "Eleni")
    play.do(CloseRooms(MEETING, 2))
    play.do(CloseMeeting(MEETING))
    assert play.id("Eleni") in whose(play, play.do(AnswerConduct(MEETING, 1, "we talk to him"), "Olga"), "help")
    shown = cut(play, "Eleni", "help")
    assert [each.words for each in shown.reports[0].answers] == ["we talk to him"]
    assert (shown.calls, shown.over) == ((), None)
    assert not cut(play, "Paolo", "help")
    play.do(CloseConduct(MEETING, 1), "Olga")
    play.do(ReadAnswers(MEETING), "Eleni")
    assert not cut(play, "Eleni", "help")


def test_nothing_of_it_changes_at_an_opening_unless_somebody_called_from_a_room_or_a_room_was_told() -> None:
    play = live(*ENGLISH)
    play.do(Announce(MEETING, "Lunch at one"))
    play.draft(2)
    for _ in range(3):
        events = play.step()
        assert whose(play, events, "help") == set()
        assert whose(play, events, "news") == set()


def test_the_newest_announcement_is_shown_and_those_before_it_are_found() -> None:
    play = talking()
    assert cut(play, "Eleni", "news").newest is None
    everybody = {person.id for person in play.programme.people.values()}
    assert whose(play, play.do(Announce(MEETING, "Lunch at one", ("", "Repas", ""))), "news") == everybody
    room = {play.id(name) for name in ENGLISH if play.room_of(name) == 1}
    assert whose(play, play.do(Announce(MEETING, "You are loud", to="room", room=1)), "news") == room
    assert whose(play, play.do(Announce(MEETING, "For the team", to="staff")), "news") == set()
    found = cut(play, "Eleni", "news")
    assert (found.newest.text, found.newest.place) == (Wording("You are loud", (), "en"), "room")
    assert [one.text.into("fr") for one in found.earlier] == [("Repas", "fr")]
    play.do(WithdrawNews(MEETING, 2))
    found = cut(play, "Eleni", "news")
    assert (found.newest.text.text, found.earlier) == ("Lunch at one", ())


def test_the_next_guests_of_a_table_find_neither_its_call_nor_what_it_was_told() -> None:
    play = running()
    play.do(CallForHelp(MEETING, "technical", "no sound"), "Eleni")
    table = play.room_of("Eleni")
    play.do(Announce(MEETING, "You are loud", to="room", room=table))
    sat = {name for name in TWELVE if play.room_of(name) == table}
    assert all(cut(play, name, "news").newest for name in sat)
    events = play.do(CloseRooms(MEETING, BLOCK))
    assert {play.id(name) for name in TWELVE} <= whose(play, events, "help") & whose(play, events, "news")
    assert {name for name in TWELVE if play.room_of(name) == table} - sat
    assert [name for name in TWELVE if cut(play, name, "news").newest] == []
    assert [name for name in TWELVE if cut(play, name, "help")] == ["Eleni"]
    assert cut(play, "Eleni", "help").over.closed
    play.do(ReadAnswers(MEETING), "Eleni")
    assert not cut(play, "Eleni", "help")
