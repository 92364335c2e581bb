"""What is asked of a room by the clock and the team: of whom, until when, and that each change reaches its boards."""

from __future__ import annotations

from typing import Any

from app.domain.agenda import AddBlock
from app.domain.attendance import Arrive, Leave
from app.domain.capture import SetCapture
from app.domain.duties import LeaveDuty, TakeDuty
from app.domain.formats.rooms.ending import CloseRooms, EndRooms
from app.domain.formats.rooms.running import AddTime, StartRooms
from app.domain.meetings import CloseMeeting
from app.domain.messages import SYSTEM
from app.domain.notes.missing import ExplainNoNotes, NudgeRoom
from app.domain.notes.writing import WriteNote
from app.domain.reports import FIELDS, named
from app.domain.texts.words import NoteWords
from app.panels.board.prompts import key
from app.panels.panel import PANELS, touched
from tests.domain.play import ENGLISH, MEETING, Play, live, talking
from tests.panels.board.test_place import view


def prompt(play: Play, name: str = "Luca") -> Any:
    return PANELS["board.prompt"].slice(view(play), key(play.meeting, play.id(name)))


def panel(play: Play, which: str, name: str = "Luca") -> Any:
    return PANELS[f"board.{which}"].slice(view(play), f"{MEETING}/2/{play.room_of(name)}")


def reported(play: Play, field: str) -> list[Any]:
    text = named(play.meeting, (2, 1, play.room_of("Luca")))
    words = {**dict.fromkeys(FIELDS, ""), **getattr(play.programme.texts.get(text), "words", {}), field: "So"}
    return play.give(NoteWords(text, words, {field: (play.id("Luca"),)}, play.id("Luca")), SYSTEM)


def test_nobody_is_asked_for_anything_while_the_room_has_time() -> None:
    play = talking()
    assert (prompt(play).line, prompt(play).why, prompt(play).field) == (False, False, "")
    assert panel(play, "taker").late is False
    play.wait(181)
    assert panel(play, "taker").late
    play.do(TakeDuty(MEETING), "Luca")
    assert not panel(play, "taker").late
    assert panel(play, "clock").halved is None
    play.wait(10 * 60)
    assert panel(play, "clock").halved is not None


def test_in_the_last_five_minutes_the_empty_fields_are_asked_one_at_a_time() -> None:
    play = talking()
    play.do(SetCapture(MEETING, 2, ("tip",), ("key1", "tip", "question")))
    reported(play, "key1")
    play.wait(15 * 60)
    assert (prompt(play).field, prompt(play).more, prompt(play).only) == ("tip", 1, "")
    (taken,) = play.do(TakeDuty(MEETING), "Luca")
    assert ("board.prompt", key(play.meeting, play.id("Luca"))) in touched([taken], play.programme)
    assert prompt(play).only == play.id("Luca")
    events = play.do(Leave(MEETING), "Luca")
    assert ("board.prompt", key(play.meeting, play.id("Luca"))) in touched(events, play.programme)
    assert prompt(play).only == ""
    play.do(Arrive(MEETING), "Luca")
    assert prompt(play).only == play.id("Luca")
    play.do(LeaveDuty(MEETING), "Luca")
    events = reported(play, "tip")
    assert ("board.prompt", key(play.meeting, play.id("Luca"))) in touched(events, play.programme)
    assert (prompt(play).field, prompt(play).more, prompt(play).only) == ("question", 0, "")
    reported(play, "question")
    assert prompt(play).field == ""
    play.do(EndRooms(MEETING, 2))
    assert prompt(play).field == ""


def test_in_a_room_of_five_minutes_the_empty_fields_are_asked_at_its_middle() -> None:
    play = live(*ENGLISH)
    play.draft(2)
    for _ in range(2):
        play.step()
    play.do(StartRooms(MEETING, 2, minutes=5))
    play.wait(149)
    assert prompt(play).field == ""
    play.wait(1)
    assert prompt(play).field == "key1"


def test_in_a_room_that_is_cut_to_five_minutes_they_are_asked_at_once() -> None:
    play = talking()
    for _ in range(15):
        assert prompt(play).field == ""
        (cut,) = play.do(AddTime(MEETING, 2, -1))
    assert prompt(play).field == "key1"
    assert ("board.prompt", key(play.meeting, play.id("Luca"))) in touched([cut], play.programme)


def test_a_nudge_is_over_with_the_first_note_or_with_words_of_the_report() -> None:
    for writes in (False, True):
        play = talking()
        (nudged,) = play.do(NudgeRoom(MEETING, 2, play.room_of("Luca")), "Lina")
        keys = touched([nudged], play.programme)
        assert ("board.prompt", key(play.meeting, play.id("Luca"))) in keys
        assert ("console.room", f"{MEETING}/drive/{play.room_of('Luca')}") in keys
        assert prompt(play).line
        play.now += 1
        if writes:
            play.do(WriteNote(MEETING, "A line"), "Luca")
        else:
            reported(play, "tip")
        assert not prompt(play).line


def test_a_room_without_notes_is_asked_why_until_one_of_it_said_so() -> None:
    play = talking()
    room = play.room_of("Luca")
    play.do(CloseRooms(MEETING, 2))
    assert prompt(play).why
    (said,) = play.do(ExplainNoNotes(MEETING, 2, room), "Luca")
    assert ("board.prompt", key(play.meeting, play.id("Luca"))) in touched([said], play.programme)
    assert not prompt(play).why


def test_a_room_is_asked_why_in_the_plenary_after_it_and_no_more_once_something_else_was_on() -> None:
    play = talking()
    play.do(AddBlock(MEETING, "harvest"))
    play.do(CloseRooms(MEETING, 2))
    while play.kind() == "begin-plenary":
        play.step()
        assert prompt(play).why
    (begun,) = play.step()
    assert play.meeting.on is not None
    assert play.meeting.on.format == "harvest"
    assert ("board.prompt", key(play.meeting, play.id("Luca"))) in touched([begun], play.programme)
    assert not prompt(play).why
    play.do(AddBlock(MEETING, "plenary"))
    while play.meeting.on.format != "plenary":
        play.step()
    assert not prompt(play).why


def test_a_room_with_notes_or_a_report_is_not_asked_why_nor_anybody_after_the_meeting() -> None:
    play = talking()
    reported(play, "tip")
    other = next(name for name in ("Eleni", "Paolo", "Hadeel", "Ana") if play.room_of(name) != play.room_of("Luca"))
    play.do(CloseRooms(MEETING, 2))
    assert not prompt(play).why
    assert prompt(play, other).why
    play.do(CloseMeeting(MEETING))
    assert not prompt(play, other).why
