"""Holding back one field of a room's report: who may, who lets it go again, and that it is nowhere told."""

from __future__ import annotations

import pytest

from app.domain.errors import Invalid, NotAllowed, NotFound
from app.domain.notes import exports as notes
from app.domain.notes.joining import JoinNote, SplitNote
from app.domain.notes.shelf import Note
from app.domain.notes.sorting import HoldNote, StarNote
from app.domain.notes.writing import WriteNote
from app.domain.reports import named
from app.domain.reports.drafts import DraftFields, draft
from app.domain.reports.withholding import HoldField
from app.domain.texts import may_read
from app.domain.texts.words import NoteWords
from app.domain.themes import theme as themes
from app.domain.themes.gathering import CreateTheme
from app.panels.reported import told, words
from tests.domain.play import MEETING, Play
from tests.domain.test_harvest import harvested

PLACE = (2, 1, 1)


def reported() -> tuple[Play, str, str]:
    """Return a play whose first room has a report, somebody of that room and of the other."""
    play = harvested()
    play.do(NoteWords(named(play.meeting, PLACE), {"tip": "Pay it first", "surprise": "He left"}, {}), "")
    people, body = play.programme.people, play.meeting.blocks[2].body
    own, other = (people[next(iter(body.sat(1, room)))].name for room in (1, 2))
    return play, own, other


def hold(field: str = "surprise", *, held: bool = True) -> HoldField:
    return HoldField(MEETING, *(PLACE[0], PLACE[2]), field, held=held)


def fields(play: Play) -> list[str]:
    return [said.kind for said in words(play.programme, play.meeting, PLACE)]


def test_what_is_held_back_is_told_nowhere_until_whoever_held_it_lets_it_go() -> None:
    play, own, _ = reported()
    assert fields(play) == ["surprise", "tip"]
    play.do(hold(), own)
    assert play.do(hold(), own) == []
    assert fields(play) == ["tip"]
    assert "He left" not in str(told(play.programme, play.meeting, PLACE))
    play.do(NoteWords(named(play.meeting, PLACE), {"tip": "Pay", "surprise": "She left"}, {}), "")
    assert fields(play) == ["tip"]
    with pytest.raises(NotAllowed, match="field-held-by-room"):
        play.do(hold(held=False), "Dana")
    play.do(hold(held=False), own)
    assert play.do(hold(held=False), own) == []
    assert fields(play) == ["surprise", "tip"]
    assert play.folded() == play.programme


def test_the_team_holds_together_and_both_have_to_let_go() -> None:
    play, own, _ = reported()
    play.do(hold(), "Dana")
    assert play.do(hold(), "Olga") == []
    with pytest.raises(NotAllowed, match="field-held-by-team"):
        play.do(hold(held=False), own)
    play.do(hold(), own)
    play.do(hold(held=False), "Olga")
    assert fields(play) == ["tip"]
    play.do(hold(held=False), own)
    assert fields(play) == ["surprise", "tip"]


def test_others_may_not_and_what_is_not_there_cannot_be() -> None:
    play, own, other = reported()
    for who in (other, "Vera", "Lina"):
        with pytest.raises(NotAllowed):
            play.do(hold(), who)
    with pytest.raises(Invalid, match="unknown-choice"):
        play.do(hold("nowhere"), own)
    with pytest.raises(NotFound):
        play.do(HoldField(MEETING, 2, 9, "tip"), own)


def test_the_team_does_not_watch_the_letters_of_a_report_that_holds_something_back() -> None:
    play, own, _ = reported()
    text = named(play.meeting, PLACE)
    assert may_read(play.programme, text, play.id("Dana"))
    play.do(hold(), own)
    assert not may_read(play.programme, text, play.id("Dana"))
    assert may_read(play.programme, text, play.id(own))
    play.do(hold(held=False), own)
    assert may_read(play.programme, text, play.id("Dana"))


def drafted() -> tuple[Play, str, str]:
    """The same; the surprise was drafted from a note of the first of the room, which a theme comes from."""
    play, own, other = reported()
    play.do(WriteNote(MEETING, "He left", "trend", block=2, part=1, room=1), own)
    number = max(play.meeting.notes.by_number)
    play.do(StarNote(MEETING, number), "Dana")
    play.do(DraftFields(MEETING, *PLACE, {"surprise": number}), "")
    return play, own, other


def note(play: Play) -> Note:
    return play.meeting.notes.by_number[max(play.meeting.notes.by_number)]


def test_a_note_that_is_held_back_keeps_the_field_that_was_drafted_from_it() -> None:
    play, own, _ = drafted()
    text, number = named(play.meeting, PLACE), note(play).number
    assert fields(play) == ["surprise", "tip"]
    assert play.do(HoldNote(MEETING, number), own)[0].reseats is None
    assert fields(play) == ["tip"]
    assert not may_read(play.programme, text, play.id("Dana"))
    play.do(NoteWords(text, {"tip": "Pay it first", "surprise": "He has left us"}, {}), "")
    assert fields(play) == ["tip"]  # nobody can tell from an edited sentence whose words it has
    play.do(HoldNote(MEETING, number, held=False), own)
    assert fields(play) == ["surprise", "tip"]
    assert may_read(play.programme, text, play.id("Dana"))
    assert play.folded() == play.programme


def test_a_field_that_is_held_back_keeps_the_notes_that_it_was_drafted_from() -> None:
    play, own, _ = drafted()
    play.do(CreateTheme(MEETING, "They leave", note(play).number))
    theme = max(play.meeting.themes.by_number.values(), key=lambda one: one.number)
    assert (note(play) in notes.leaving(play.meeting), theme in themes.leaving(play.meeting)) == (True, True)
    play.do(hold(), own)
    assert (note(play) in notes.leaving(play.meeting), theme in themes.leaving(play.meeting)) == (False, False)
    assert play.do(HoldNote(MEETING, note(play).number, held=False), "Dana") == []  # it is the field that is held
    assert note(play).held
    play.do(hold(held=False), own)
    assert (note(play) in notes.leaving(play.meeting), theme in themes.leaving(play.meeting)) == (True, True)
    assert play.folded() == play.programme


def test_notes_that_are_split_or_joined_take_what_was_drafted_from_them_along() -> None:
    play, own, _ = drafted()
    first = note(play).number
    play.do(SplitNote(MEETING, first, "He\n\nleft"), "Dana")
    assert note(play).number == first + 1
    play.do(HoldNote(MEETING, first + 1), own)
    assert fields(play) == ["tip"]
    play.do(HoldNote(MEETING, first + 1, held=False), own)
    play.do(WriteNote(MEETING, "And why", "trend", block=2, part=1, room=1), own)
    joined = note(play).number
    play.do(JoinNote(MEETING, first, joined), "Dana")
    assert fields(play) == ["surprise", "tip"]
    play.do(HoldNote(MEETING, joined), own)
    assert fields(play) == ["tip"]
    assert play.folded() == play.programme


def test_nothing_is_drafted_twice_nor_into_a_field_that_is_held_back() -> None:
    play, _, _ = drafted()
    known = play.meeting.notes.of(PLACE)
    assert note(play) not in draft(known, {"surprise": "He left"}).values()
    assert draft(known, {})["surprise"] is note(play)  # nobody wants the words that were taken out to be lost
    assert "surprise" not in draft(known, {}, {"surprise"})
    other = play.meeting.notes.of((2, 1, 2))[0].number
    assert play.do(DraftFields(MEETING, *PLACE, {"tip": other, "nowhere": note(play).number}), "") == []
