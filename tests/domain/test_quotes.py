"""Quotes wait for their speaker's own yes; what a note says of its voice; interpreted notes."""

from __future__ import annotations

import pytest

from app.domain.attendance import Leave
from app.domain.errors import Conflict, Invalid, NotAllowed
from app.domain.formats.rooms.ending import CloseRooms
from app.domain.formats.rooms.moving import MovePeople
from app.domain.meetings import CloseMeeting
from app.domain.notes import Note
from app.domain.notes import attribution as attributing
from app.domain.notes.attribution import voice_of
from app.domain.notes.exports import leaving
from app.domain.notes.quotes import AnswerQuote, speakers, waiting
from app.domain.notes.sorting import HoldNote
from app.domain.notes.writing import ChangeNote, WriteNote, reads_held
from tests.domain.play import MEETING, Play, talking
from tests.domain.test_notes import place_of, wrote


def neighbour(play: Play, name: str = "Luca") -> str:
    """Return who sits beside somebody."""
    return next(person for person in play.round.members(play.room_of(name)) if person != play.id(name))


def quoted(play: Play, **more: object) -> tuple[Note, str]:
    """Let Luca quote his neighbour; return the note and the neighbour's id."""
    speaker = neighbour(play)
    return wrote(play, "Luca", "Put the desk next to the market", kind="quote", speaker=speaker, **more), speaker


def test_a_quote_leaves_its_room_once_its_speaker_said_yes() -> None:
    play = talking()
    note, speaker = quoted(play)
    assert (note.held, leaving(play.meeting), waiting(play.meeting, speaker)) == (True, [], [note])
    for other in ("Luca", "Dana"):
        with pytest.raises(NotAllowed, match="not-your-words"):
            play.do(AnswerQuote(MEETING, note.number), other)
    play.give(AnswerQuote(MEETING, note.number), speaker)
    assert play.give(AnswerQuote(MEETING, note.number), speaker) == []
    assert (note.held, leaving(play.meeting)) == (False, [note])
    assert play.folded() == play.programme


def test_a_quote_that_was_refused_is_held_for_good_and_yes_can_become_no_but_not_no_yes() -> None:
    play = talking()
    note, speaker = quoted(play)
    play.give(AnswerQuote(MEETING, note.number), speaker)
    play.do(CloseRooms(MEETING, 2))
    play.do(CloseMeeting(MEETING))
    play.give(AnswerQuote(MEETING, note.number, approved=False), speaker)
    assert (leaving(play.meeting), waiting(play.meeting, speaker)) == ([], [])
    with pytest.raises(Conflict):
        play.give(AnswerQuote(MEETING, note.number), speaker)


@pytest.mark.parametrize("change", [{"text": "Other words"}, {"speaker": "Luca"}, {"speaker": ""}])
def test_nobody_gets_round_a_no(change: dict[str, str]) -> None:
    play = talking()
    note, speaker = quoted(play)
    play.give(AnswerQuote(MEETING, note.number, approved=False), speaker)
    now = play.id("Luca") if change.get("speaker") else change.get("speaker")
    changed = ChangeNote(MEETING, note.number, change.get("text", note.text), "quote", speaker=now)
    with pytest.raises(Conflict, match="quote-refused"):
        play.do(changed, "Luca")
    with pytest.raises(Conflict, match="quote-stays-quote"):
        play.do(ChangeNote(MEETING, note.number, note.text, "tip"), "Luca")
    with pytest.raises(Conflict, match="quote-refused"):
        play.give(AnswerQuote(MEETING, note.number), speaker)


def test_another_wording_another_speaker_and_another_attribution_wait_again() -> None:
    play = talking()
    note, speaker = quoted(play)
    for attribution in (None, "stakeholder"):
        play.give(AnswerQuote(MEETING, note.number), speaker)
        play.do(ChangeNote(MEETING, note.number, "Other words", "quote", attribution=attribution), "Luca")
        assert note.held
    play.give(AnswerQuote(MEETING, note.number), speaker)
    play.do(ChangeNote(MEETING, note.number, "Other words", "quote", language="fr"), "Luca")
    assert (note.held, note.language) == (False, "fr")
    play.do(ChangeNote(MEETING, note.number, "Other words", "quote", speaker=play.id("Luca")), "Luca")
    assert note.held
    with pytest.raises(NotAllowed, match="not-your-words"):
        play.give(AnswerQuote(MEETING, note.number), speaker)
    play.do(AnswerQuote(MEETING, note.number), "Luca")
    assert leaving(play.meeting) == [note]
    assert play.folded() == play.programme


def test_yes_is_said_to_the_wording_that_was_seen() -> None:
    play = talking()
    note, speaker = quoted(play)
    play.do(ChangeNote(MEETING, note.number, "Other words", "quote"), "Luca")
    with pytest.raises(Conflict, match="note-changed-meanwhile"):
        play.give(AnswerQuote(MEETING, note.number, version=1), speaker)


def test_a_quote_of_somebody_not_on_the_list_stays_in_its_room() -> None:
    play = talking()
    note = wrote(play, "Luca", "Somebody said this", kind="quote")
    assert (note.speaker, note.held) == ("", True)
    for name in ("Luca", "Dana"):
        with pytest.raises(NotAllowed):
            play.do(AnswerQuote(MEETING, note.number), name)


def test_who_can_be_quoted_sits_or_sat_in_the_room_also_once_they_left() -> None:
    play = talking()
    speaker = neighbour(play)
    other = next(person for person in play.round.seats if play.round.seats[person] != play.room_of("Luca"))
    for stranger in (other, "p999", "Luca", play.id("Dana")):
        with pytest.raises(Invalid):
            play.do(WriteNote(MEETING, "x", "quote", speaker=stranger), "Luca")
    play.do(MovePeople(MEETING, 2, (speaker,), 3 - play.room_of("Luca"), anyway=True))
    play.give(Leave(MEETING), speaker)
    note = wrote(play, "Luca", "Said before they left", kind="quote", speaker=speaker)
    play.give(AnswerQuote(MEETING, note.number), speaker)
    assert leaving(play.meeting) == [note]
    assert play.id("Luca") in speakers(play.programme, play.meeting, (2, 1, 0))
    assert wrote(play, "Lina", "In plenary", kind="quote", speaker=play.id("Luca")).speaker == play.id("Luca")
    assert wrote(play, "Luca", "No quote", kind="tip", speaker="p999").speaker == ""


def test_a_note_whose_author_has_left_can_still_be_sorted_and_its_quote_approved() -> None:
    play = talking()
    note, speaker = quoted(play)
    play.do(Leave(MEETING), "Luca")
    play.give(AnswerQuote(MEETING, note.number), speaker)
    play.do(ChangeNote(MEETING, note.number, "Shorter", "quote"), "Lina")
    assert note.held


def test_who_reads_a_quote_that_waits() -> None:
    play = talking()
    note, speaker = quoted(play)
    assert [reads_held(play.meeting, note, person) for person in (play.id("Luca"), speaker)] == [True, True]
    assert not reads_held(play.meeting, note, play.id("Dana"))
    with pytest.raises(NotAllowed, match="quote-waits"):
        play.do(ChangeNote(MEETING, note.number, "Other", "quote"), "Dana")


def test_a_quote_held_back_by_its_writer_too_needs_both() -> None:
    play = talking()
    note, speaker = quoted(play)
    play.do(HoldNote(MEETING, note.number), "Luca")
    play.give(AnswerQuote(MEETING, note.number), speaker)
    assert leaving(play.meeting) == []
    play.do(HoldNote(MEETING, note.number, held=False), "Luca")
    assert leaving(play.meeting) == [note]


def test_a_note_says_whose_voice_it_is_only_by_its_authors_wish(monkeypatch: pytest.MonkeyPatch) -> None:
    play = talking()
    note = wrote(play, "Luca", "We tried this", attribution="stakeholder")
    assert voice_of(play.programme, play.meeting, note) is play.programme.people[play.id("Luca")]
    play.do(ChangeNote(MEETING, note.number, "We tried this", attribution="none"), "Dana")
    assert voice_of(play.programme, play.meeting, note) is None
    with pytest.raises(NotAllowed, match="author-attributes"):
        play.do(ChangeNote(MEETING, note.number, "We tried this", attribution="stakeholder"), "Dana")
    with pytest.raises(Conflict, match="no-consent-to-names"):
        play.do(ChangeNote(MEETING, note.number, "We tried this", attribution="named"), "Luca")
    with pytest.raises(Invalid):
        play.do(WriteNote(MEETING, "x", attribution="signed"), "Luca")
    play.do(ChangeNote(MEETING, note.number, "We tried this", attribution="stakeholder"), "Luca")
    quote, speaker = quoted(play, attribution="stakeholder")
    assert voice_of(play.programme, play.meeting, quote) is play.programme.people[speaker]
    monkeypatch.setattr(attributing, "attributes", lambda meeting: False)
    assert voice_of(play.programme, play.meeting, note) is None
    with pytest.raises(Invalid):
        play.do(WriteNote(MEETING, "x", attribution="stakeholder"), "Luca")


def test_a_note_that_becomes_a_quote_loses_its_authors_attribution() -> None:
    play = talking()
    note = wrote(play, "Luca", "We tried this", attribution="stakeholder")
    play.do(ChangeNote(MEETING, note.number, "We tried this", "quote", speaker=neighbour(play)), "Luca")
    assert (note.attribution, note.held) == ("none", True)


def test_only_interpreters_write_for_others_and_their_own_voice_stays_out() -> None:
    play = talking()
    with pytest.raises(NotAllowed, match="interpreters-only"):
        play.do(WriteNote(MEETING, "x", interpreted=True), "Luca")
    note = wrote(play, "Imane", "Said in Arabic", language="fr", interpreted=True)
    assert (note.place, note.interpreters) == ((2, 1, 0), [play.id("Imane")])
    with pytest.raises(NotAllowed, match="author-attributes"):
        play.do(WriteNote(MEETING, "x", interpreted=True, attribution="stakeholder"), "Imane")
    assert place_of(play, "Luca")[2] > 0
