"""Two notes joined, one split: every word, author, star, late mark and hold stays, the stricter hold wins."""

from __future__ import annotations

import pytest

from app.domain.duties import TakeDuty
from app.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from app.domain.notes.exports import leaving
from app.domain.notes.joining import JoinNote, SplitNote
from app.domain.notes.quotes import AnswerQuote
from app.domain.notes.sorting import HoldNote, StarNote
from app.domain.notes.writing import ChangeNote, WriteNote
from tests.domain.play import MEETING, Play, talking
from tests.domain.test_notes import moved, texts, wrote
from tests.domain.test_quotes import neighbour, quoted


def both(play: Play) -> str:
    """Let Luca write note 1 and his neighbour note 2; return the neighbour's id."""
    other = neighbour(play)
    play.do(WriteNote(MEETING, "First"), "Luca")
    play.give(WriteNote(MEETING, "Second", "tip"), other)
    return other


def test_joined_notes_keep_words_authors_and_stars_and_are_split_again() -> None:
    play = talking()
    other = both(play)
    first, second = play.meeting.notes.by_number[1], play.meeting.notes.by_number[2]
    play.do(StarNote(MEETING, 2), "Lina")
    play.do(JoinNote(MEETING, 2, 1), "Lina")
    assert texts(play, "Luca") == ["First\nSecond"]
    assert (first.authors, first.starred, first.kind) == ([play.id("Luca"), other], True, "key_point")
    assert second.joined == 1
    assert leaving(play.meeting) == [first]
    for late in (ChangeNote(MEETING, 2, "x"), HoldNote(MEETING, 2), JoinNote(MEETING, 1, 2)):
        with pytest.raises(Conflict, match="note-joined-meanwhile"):
            play.do(late, "Lina")
    play.give(ChangeNote(MEETING, 1, "First\nSecond, more", first.kind), other)
    play.do(SplitNote(MEETING, 1, "First\n \nSecond, more"), "Lina")
    assert texts(play, "Luca") == ["First", "Second, more"]
    assert play.meeting.notes.by_number[3].authors == first.authors
    assert play.meeting.notes.by_number[3].starred
    assert play.folded() == play.programme


def test_the_stricter_hold_wins_and_nobody_else_lets_it_leave() -> None:
    play = talking()
    other = both(play)
    play.give(HoldNote(MEETING, 2), other)
    with pytest.raises(NotAllowed, match="held-by-author"):
        play.do(JoinNote(MEETING, 2, 1), "Lina")
    with pytest.raises(NotAllowed, match="not-your-note"):
        play.do(JoinNote(MEETING, 2, 1), "Luca")
    play.do(TakeDuty(MEETING), "Luca")
    play.do(JoinNote(MEETING, 2, 1), "Luca")
    assert leaving(play.meeting) == []
    for name in ("Luca", "Dana"):
        with pytest.raises(NotAllowed, match="held-by-author"):
            play.do(HoldNote(MEETING, 1, held=False), name)
    play.do(SplitNote(MEETING, 1, "First\n\nSecond"), "Luca")
    assert leaving(play.meeting) == []
    play.give(HoldNote(MEETING, 1, held=False), other)
    assert [note.number for note in leaving(play.meeting)] == [1]


def test_two_holds_need_two_yes() -> None:
    play = talking()
    other = both(play)
    play.do(HoldNote(MEETING, 1), "Dana")
    play.do(HoldNote(MEETING, 1), "Luca")
    play.do(HoldNote(MEETING, 1, held=False), "Dana")
    assert play.meeting.notes.by_number[1].holds == [play.id("Luca")]
    play.do(HoldNote(MEETING, 1, held=False), "Luca")
    assert len(leaving(play.meeting)) == 2
    assert other in play.meeting.notes.by_number[2].authors


def test_notes_of_two_rooms_are_not_joined_nor_one_with_itself_nor_a_quote() -> None:
    play = talking()
    play.do(WriteNote(MEETING, "Here"), "Luca")
    moved(play, "Luca")
    play.do(WriteNote(MEETING, "There"), "Luca")
    quoted(play)
    quoted(play)
    for note, to in [(1, 2), (1, 1), (2, 1)]:
        with pytest.raises(Conflict, match="notes-of-two-rooms"):
            play.do(JoinNote(MEETING, note, to), "Lina")
    for note, to in [(2, 3), (3, 2), (3, 4)]:
        with pytest.raises(Conflict, match="quote-stands-alone"):
            play.do(JoinNote(MEETING, note, to), "Luca")
    for note, to in [(9, 1), (1, 9), (1, 0), (1, -1)]:
        with pytest.raises(NotFound):
            play.do(JoinNote(MEETING, note, to), "Lina")


def test_what_is_too_long_together_stays_two() -> None:
    play = talking()
    for _ in range(2):
        play.do(WriteNote(MEETING, "x" * 140), "Luca")
    with pytest.raises(Invalid):
        play.do(JoinNote(MEETING, 2, 1), "Lina")
    assert len(texts(play, "Luca")) == 2


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("One two three", "no-empty-line"),
        ("One\ntwo three", "no-empty-line"),
        ("\n\nOne two three\n\n", "no-empty-line"),
        ("One\n\ntwo four", "split-changes-words"),
        ("One\n\ntwo", "split-changes-words"),
        ("One\n\n\u200d\n\ntwo three", "empty"),
        ("", "empty"),
        ("x" * 1_000_000, "too-long"),
        ("One\x00\n\ntwo three", "control-character"),
    ],
)
def test_splitting_at_nonsense_is_refused(said: str, code: str) -> None:
    play = talking()
    wrote(play, "Luca", "One two three")
    with pytest.raises(Invalid) as refused:
        play.do(SplitNote(MEETING, 1, said), "Luca")
    assert refused.value.code == code
    assert texts(play, "Luca") == ["One two three"]


def test_a_quote_that_is_split_waits_again_in_both_parts_and_refused_stays_refused() -> None:
    play = talking()
    note, speaker = quoted(play)
    play.give(AnswerQuote(MEETING, note.number), speaker)
    play.do(SplitNote(MEETING, note.number, "Put the desk\n\nnext to the market"), "Luca")
    assert leaving(play.meeting) == []
    for number in (1, 2):
        assert play.meeting.notes.by_number[number].speaker == speaker
    play.give(AnswerQuote(MEETING, 2), speaker)
    assert [one.text for one in leaving(play.meeting)] == ["next to the market"]
