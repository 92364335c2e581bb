"""Links from notes to practices: of what one may read, by whoever may change the note; joined and split they stay."""

from __future__ import annotations

import pytest

from app.domain.errors import Full, NotAllowed, NotFound
from app.domain.notes.joining import JoinNote, SplitNote
from app.domain.notes.linking import MOST_LINKS, LinkNote, public, readable
from app.domain.notes.writing import WriteNote
from app.domain.practices.beginning import BeginPractice
from tests.domain.play import MEETING, Play, talking
from tests.domain.test_quotes import neighbour


def linked(play: Play, count: int = 1) -> Play:
    """Let Luca begin practices and write two notes."""
    for _ in range(count):
        play.do(BeginPractice("en"), "Luca")
    for words in ("First", "Second"):
        play.do(WriteNote(MEETING, words), "Luca")
    return play


def test_a_note_is_linked_to_what_one_may_read_and_leaves_with_what_is_on_the_board() -> None:
    play = linked(talking(), 2)
    note = play.meeting.notes.by_number[1]
    play.do(LinkNote(MEETING, 1, 1), "Luca")
    assert play.do(LinkNote(MEETING, 1, 1), "Luca") == []
    with pytest.raises(NotAllowed):
        play.give(LinkNote(MEETING, 1, 2), neighbour(play))
    play.give(WriteNote(MEETING, "Theirs"), neighbour(play))
    with pytest.raises(NotFound):
        play.give(LinkNote(MEETING, 3, 2), neighbour(play))
    for nothing in (0, 9, -1):
        with pytest.raises(NotFound):
            play.do(LinkNote(MEETING, 1, nothing), "Luca")
    assert readable(play.programme, neighbour(play)) == []
    assert public(play.programme, note) == []
    play.programme.practices.by_number[1].on_board = True
    assert [each.number for each in public(play.programme, note)] == [1]
    play.do(LinkNote(MEETING, 1, 1, linked=False), "Luca")
    assert note.practices == []


def test_links_stay_with_notes_that_are_joined_and_split() -> None:
    play = linked(talking(), MOST_LINKS + 1)
    notes = play.meeting.notes.by_number
    for note, practice in ((1, 1), (2, 2), (2, 1)):
        play.do(LinkNote(MEETING, note, practice), "Luca")
    play.do(JoinNote(MEETING, 2, 1), "Lina")
    play.do(SplitNote(MEETING, 1, "First\n\nSecond"), "Lina")
    assert [notes[number].practices for number in (1, 3)] == [[1, 2], [1, 2]]
    for practice in range(3, MOST_LINKS + 1):
        play.do(LinkNote(MEETING, 1, practice), "Luca")
    with pytest.raises(Full):
        play.do(LinkNote(MEETING, 1, MOST_LINKS + 1), "Luca")
    assert notes[3].practices == [1, 2]
    assert play.folded() == play.programme
