"""The page of notes: which sheets stand on it for whom, what may be done to each note, and where the clock is."""

from __future__ import annotations

from typing import Any

from app.domain.attendance import Leave
from app.domain.duties import TakeDuty
from app.domain.formats.rooms.ending import CloseRooms
from app.domain.formats.rooms.moving import MovePeople
from app.domain.meetings import CloseMeeting
from app.domain.messages import SYSTEM, Event
from app.domain.notes.exports import ExportNotes
from app.domain.notes.quotes import AnswerQuote
from app.domain.notes.shelf import LATE_FOR
from app.domain.notes.sorting import HoldNote, StarNote
from app.domain.notes.writing import ChangeNote, NoteWritten, WriteNote
from app.domain.reports import named
from app.domain.texts.words import NoteWords
from app.panels.notes import watch
from app.panels.notes.sheet import sheet as cut
from app.panels.panel import PANELS, touched
from tests.domain.cafes import hosts, running, tables
from tests.domain.play import ENGLISH, MEETING, Play, live, talking
from tests.panels.board.test_place import view


def sheet(play: Play, place: str, audience: str = "team") -> Any:
    return cut(view(play), f"{MEETING}/{audience}/{place}")


def watched(play: Play, name: str) -> list[str]:
    """Return the sheets of somebody's page: who reads them how, and which place."""
    keys = watch(play.programme, play.meeting, play.id(name))
    return [of.partition("/")[2] for panel, of in keys if panel == "notes.sheet"]


def yours(play: Play, name: str) -> Any:
    return PANELS["board.yours"].slice(view(play), f"{MEETING}/{play.id(name)}")


def test_a_plenary_that_is_over_stands_there_only_with_notes_and_without_a_clock() -> None:
    for said in (False, True):
        play = live(*ENGLISH)
        assert sheet(play, "1-1-0").writing
        if said:
            play.do(WriteNote(MEETING, "Ask first"), "Dana")
        play.draft(2)
        for _ in range(3):
            play.step()
        assert sheet(play, "2-1-1").clock is not None
        found = sheet(play, "1-1-0")
        assert (found is not None) == said
        assert not said or found.clock is None


def test_above_the_sheets_stands_the_clock_of_ones_own_room_and_on_them_those_of_all_for_the_team() -> None:
    play = talking()
    room = play.room_of("Luca")
    assert ("board.clock", f"{MEETING}/2/{room}") in watch(play.programme, play.meeting, play.id("Luca"))
    assert ("board.clock", f"{MEETING}/0/0") in watch(play.programme, play.meeting, play.id("Dana"))
    clocks = {audience: sheet(play, f"2-1-{room}", audience).clock is not None for audience in ("sort", "read", "team")}
    assert clocks == {"sort": False, "read": False, "team": True}
    moved_away(play, "Luca")
    assert ("board.clock", f"{MEETING}/2/{3 - room}") in watch(play.programme, play.meeting, play.id("Luca"))


def moved() -> tuple[Play, str, str]:
    """Let Luca write in a room beside a neighbour, and move him; return the place and Luca's id."""
    play = talking()
    luca, room = play.id("Luca"), play.room_of("Luca")
    neighbour = next(person for person in play.round.members(room) if person != luca)
    play.do(WriteNote(MEETING, "Ask who is not in the room"), "Luca")
    play.give(WriteNote(MEETING, "Pay the bus"), neighbour)
    play.do(MovePeople(MEETING, 2, (luca,), 3 - room, anyway=True))
    return play, f"2-1-{room}", luca


def test_who_wrote_in_a_room_that_is_not_theirs_any_more_has_their_own_notes_of_it() -> None:
    play, place, luca = moved()
    assert yours(play, "Luca") == 1
    now = f"2-1-{play.room_of('Luca')}"
    assert sorted(watched(play, "Luca")) == sorted([f"read/{now}", f"{luca}/{place}"])
    found = sheet(play, place, luca)
    assert ([line.text for line in found.lines], found.mine, found.writing, found.sorts) == (
        ["Ask who is not in the room"],
        True,
        False,
        False,
    )
    assert found.clock is None
    assert found.changes
    play.do(CloseRooms(MEETING, 2))
    play.do(CloseMeeting(MEETING))
    assert f"{luca}/{place}" in watched(play, "Luca")
    assert [line.number for line in sheet(play, place, luca).lines] == [1]
    assert sheet(play, now, luca) is None
    assert not sheet(play, place, luca).changes


def test_who_took_the_notes_sorts_them_after_the_room_closed_and_reads_nothing_held_back() -> None:
    play = talking()
    place = f"2-1-{play.room_of('Luca')}"
    neighbour = next(person for person in play.round.members(play.room_of("Luca")) if person != play.id("Luca"))
    play.do(TakeDuty(MEETING), "Luca")
    for words in ("Ask who is not in the room", "Stays here"):
        play.give(WriteNote(MEETING, words), neighbour)
    play.give(HoldNote(MEETING, 2), neighbour)
    assert watched(play, "Luca") == [f"sort/{place}"]
    play.do(CloseRooms(MEETING, 2))
    assert watched(play, "Luca") == [f"kept/{place}"]
    found = sheet(play, place, "kept")
    assert [line.text for line in found.lines] == ["Ask who is not in the room", ""]
    assert (found.sorts, found.writing, found.here, found.drives) == (True, False, False, False)
    (starred,) = play.do(StarNote(MEETING, 1), "Luca")
    keys = touched([starred], play.programme)
    assert ("notes.sheet", f"{MEETING}/kept/{place}") in keys
    assert sheet(play, place, "kept").lines[0].starred


def test_a_late_note_and_what_is_done_to_it_reach_its_authors_own_page() -> None:
    play, place, luca = moved()
    block, part, room = (int(each) for each in place.split("-"))
    for command in (
        WriteNote(MEETING, "Typed before", block=block, part=part, room=room),
        ChangeNote(MEETING, 3, "Typed before the move"),
        HoldNote(MEETING, 3),
    ):
        assert ("notes.sheet", f"{MEETING}/{luca}/{place}") in touched(play.do(command, "Luca"), play.programme)
    assert yours(play, "Luca") == 2
    assert yours(play, "Dana") == 0


def test_who_may_hold_back_and_let_go_is_said_by_the_note() -> None:
    play, place, luca = moved()
    assert [sheet(play, place, audience).drives for audience in ("drive", "team", "sort", "read", luca)] == [
        True, False, False, False, False,
    ]  # fmt: skip
    play.do(HoldNote(MEETING, 1), "Luca")
    play.do(HoldNote(MEETING, 2), "Dana")
    assert [line.held for line in sheet(play, place, "read").lines] == ["author", "team"]
    assert [(line.text, line.authors) for line in sheet(play, place, "drive").lines] == [("", ""), ("", "")]
    play.do(WriteNote(MEETING, "For the team", block=2, room=1), "Lina")
    play.do(HoldNote(MEETING, 3), "Lina")
    assert sheet(play, "2-1-1", "team").lines[-1].authors == play.id("Lina")


def test_that_nobody_writes_is_said_once_the_rapporteur_sits_elsewhere_or_is_gone() -> None:
    for leave in (lambda play: moved_away(play, "Luca"), lambda play: play.do(Leave(MEETING), "Luca")):
        play = talking()
        room = play.room_of("Luca")
        place = f"2-1-{room}"
        play.do(TakeDuty(MEETING), "Luca")
        play.do(WriteNote(MEETING, "Ask first"), "Luca")
        card = room_card(play, room)
        assert (sheet(play, place).takers, card.writers, card.silent) == (("Luca D.",), ("Luca D.",), False)
        touched_by = touched(leave(play), play.programme)
        card = room_card(play, room)
        assert (sheet(play, place).takers, card.writers, card.silent) == ((), (), True)
        assert ("notes.sheet", f"{MEETING}/team/{place}") in touched_by
        play.do(CloseRooms(MEETING, 2))
        assert sheet(play, place).takers == ("Luca D.",)
        assert not sheet(play, place).writing


def room_card(play: Play, room: int) -> Any:
    return PANELS["console.room"].slice(view(play), f"{MEETING}/drive/{room}")


def moved_away(play: Play, name: str) -> list[Event]:
    """Move somebody to the other room."""
    return play.do(MovePeople(MEETING, 2, (play.id(name),), 3 - play.room_of(name), anyway=True))


def test_it_is_said_how_often_notes_were_taken_out_and_the_newest_hundred_are_listed() -> None:
    play = talking()
    for _ in range(103):
        play.do(ExportNotes(MEETING), "Lina")
    found = PANELS["notes.status"].slice(view(play), MEETING)
    assert (found.count, len(found.exports)) == (103, 100)  # type: ignore[attr-defined]


def test_newcomers_at_a_table_read_all_that_was_written_there_in_earlier_rounds() -> None:
    play = running()
    first, block = tables(play), play.meeting.current
    for name, table in first.items():
        play.do(WriteNote(MEETING, f"{name} at {table}"), name)
    play.wait(13 * 60)
    for name, table in tables(play).items():
        own = {f"{play.id(name)}/{block}-1-{first[name]}"} if first[name] != table else set()
        how = "sort" if name in hosts(play) else "read"
        assert set(watched(play, name)) == {f"{how}/{block}-2-{table}", f"{how}/{block}-1-{table}", *own}
        found = sheet(play, f"{block}-1-{table}", "read")
        assert (found.writing, found.clock, found.sorts) == (False, None, False)
        assert {line.text for line in found.lines} == {f"{one} at {table}" for one in first if first[one] == table}


def test_after_two_weeks_no_sheet_offers_a_change() -> None:
    play, place, _ = moved()
    play.do(CloseRooms(MEETING, 2))
    play.do(CloseMeeting(MEETING))
    play.now += LATE_FOR
    assert sheet(play, place, "drive").sorts
    play.now += 1
    assert not sheet(play, place, "drive").sorts


def test_what_was_said_so_far_is_summed_up_in_three_lines_where_there_is_more() -> None:
    play = talking(*ENGLISH)
    shown = []
    for number in range(1, 7):
        (written,) = play.do(WriteNote(MEETING, f"Note {number}"), "Eleni")
        assert isinstance(written, NoteWritten)
        play.do(StarNote(MEETING, written.note), "Lina")
        block, _, room = written.place
        found: Any = PANELS["board.notes"].slice(view(play), f"{MEETING}/{block}/{room}")
        shown.append((len(found.lines), len(found.sofar)))
    assert shown == [(1, 0), (2, 0), (3, 0), (4, 3), (5, 3), (6, 3)]


def quotes(play: Play, person: str) -> Any:
    return PANELS["board.quotes"].slice(view(play), f"{MEETING}/{person}")


def test_who_is_quoted_reads_it_on_their_own_board_and_nobody_outside_the_room_does_until_they_agree() -> None:
    play = talking()
    luca, room = play.id("Luca"), play.room_of("Luca")
    speaker = next(person for person in play.round.members(room) if person != luca)
    (written,) = play.do(WriteNote(MEETING, "Put the desk here", "quote", speaker=speaker), "Luca")
    assert ("board.quotes", f"{MEETING}/{speaker}") in touched([written], play.programme)
    (asked,) = quotes(play, speaker).asked
    assert (asked.text, asked.version, quotes(play, luca).asked) == ("Put the desk here", 1, ())
    place = f"2-1-{room}"
    seen = {who: sheet(play, place, who).lines[0] for who in ("drive", "team", "kept", "read", "sort")}
    assert {who: one.text for who, one in seen.items() if one.text} == dict.fromkeys(("read", "sort"), asked.text)
    assert {one.held for one in seen.values()} == {"quote"}
    assert {who for who, one in seen.items() if one.spoken or one.speaker} == {"read", "sort"}
    (changed,) = play.do(ChangeNote(MEETING, 1, "Put it here", "quote", speaker=luca), "Luca")
    assert {f"{MEETING}/{each}" for each in (speaker, luca)} == {
        of for panel, of in touched([changed], play.programme) if panel == "board.quotes"
    }
    play.do(AnswerQuote(MEETING, 1), "Luca")
    assert sheet(play, place, "team").lines[0].text == "Put it here"
    assert [len(part) for part in (quotes(play, luca).asked, quotes(play, luca).approved)] == [0, 1]
    play.do(WriteNote(MEETING, "Never answered", "quote", speaker=speaker), "Luca")
    play.do(CloseRooms(MEETING, 2))
    (closed,) = play.do(CloseMeeting(MEETING))
    assert ("board.quotes", f"{MEETING}/{speaker}") in touched([closed], play.programme)
    assert quotes(play, speaker).asked == ()


def test_who_writes_in_the_report_alone_is_said_to_write() -> None:
    play = talking()
    room = play.room_of("Luca")
    play.do(WriteNote(MEETING, "A line"), "Luca")
    play.wait(60)
    other = next(one for one in play.round.members(room) if one != play.id("Luca"))
    text = named(play.meeting, (2, 1, room))
    events = play.give(NoteWords(text, {"tip": "Ask"}, {"tip": (other,)}, other), SYSTEM)
    card, place = room_card(play, room), f"2-1-{room}"
    assert (card.writers, card.silent) == ((play.programme.people[other].called,), False)
    assert sheet(play, place).writer == play.programme.people[other].called
    assert ("notes.sheet", f"{MEETING}/read/{place}") in touched(events, play.programme)
    gone = play.give(Leave(MEETING), other)
    assert sheet(play, place).writer == "Luca D."
    assert ("notes.sheet", f"{MEETING}/read/{place}") in touched(gone, play.programme)
    play.do(TakeDuty(MEETING), "Luca")
    events = play.give(NoteWords(text, {"tip": "Ask them"}, {"tip": (other,)}, other), SYSTEM)
    assert (sheet(play, place).takers, sheet(play, place).writer) == (("Luca D.",), "")
    assert "notes.sheet" not in {panel for panel, _ in touched(events, play.programme)}


def test_the_console_asks_a_room_for_a_line_again_once_nothing_came_for_five_minutes_whoever_takes_its_notes() -> None:
    play = talking()
    room = play.room_of("Luca")
    assert room_card(play, room).marks.asks
    play.do(TakeDuty(MEETING), "Luca")
    play.do(WriteNote(MEETING, "A line"), "Luca")
    assert not room_card(play, room).marks.asks
    play.wait(301)
    assert room_card(play, room).marks.asks
    assert room_card(play, room).writers
