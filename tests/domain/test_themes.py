"""Themes: gathered from starred notes, each with its sources, counted by rooms; what is held back is in none."""

from __future__ import annotations

import pytest

from app.domain.formats.rooms.ending import CloseRooms
from app.domain.notes.joining import JoinNote
from app.domain.notes.sorting import HoldNote, StarNote
from app.domain.notes.writing import WriteNote
from app.domain.themes.gathering import CreateTheme, MergeThemes, RemoveTheme, RenameTheme, ShiftTheme
from app.domain.themes.sources import PutNote, PutReport
from app.domain.themes.theme import MOST, FromReport, heard_in, leaving, notes_of, waiting
from app.i18n import Words
from app.panels.board.before import told
from app.panels.themed import listed
from app.web.kept import themes
from tests.domain.play import MEETING, Play, talking
from tests.domain.seats import refused


def noted() -> Play:
    """Two rooms have written five notes, four of them starred; the rooms are closed."""
    play = talking()
    members = {room: [play.programme.people[each] for each in play.round.members(room)] for room in (1, 2)}
    for room, words in ((1, "Staff leave"), (2, "Nobody stays"), (1, "Pay the bus"), (2, "Free buses"), (2, "Odd")):
        play.do(WriteNote(MEETING, words), members[room][0].name)
    for number in (1, 2, 3, 4):
        play.do(StarNote(MEETING, number))
    play.do(CloseRooms(MEETING, 2))
    return play


def gathered() -> Play:
    play = noted()
    play.do(CreateTheme(MEETING, "Staff rotation breaks partnerships", 1), "Lina")
    play.do(PutNote(MEETING, 2, 1), "Lina")
    play.do(CreateTheme(MEETING, "Buses decide who comes", 3))
    return play


def names(play: Play) -> list[str]:
    return [theme.name for theme in play.meeting.themes.listed()]


def test_a_theme_keeps_its_sources_and_counts_rooms() -> None:
    play = gathered()
    one, two = play.meeting.themes.listed()
    assert (one.notes, heard_in(play.meeting, one)) == ([1, 2], [(2, 1, 1), (2, 1, 2)])
    assert (two.notes, len(heard_in(play.meeting, two))) == ([3], 1)
    assert [note.number for note in waiting(play.meeting)] == [4]
    play.do(PutReport(MEETING, 2, 2, 1, 2))
    assert len(heard_in(play.meeting, two)) == 2
    play.do(PutReport(MEETING, 2, 2, 1, 2, put=False))
    assert len(heard_in(play.meeting, two)) == 1
    play.do(PutReport(MEETING, 2, 2, 1, 2, field="tip"))
    assert refused(play, PutReport(MEETING, 2, 2, 1, 2, field="joke")) == "unknown-choice"
    assert (two.reports, len(heard_in(play.meeting, two))) == ([FromReport((2, 1, 2), "tip")], 2)
    assert play.folded() == play.programme


def test_a_note_is_in_one_theme_and_can_be_taken_out() -> None:
    play = gathered()
    play.do(PutNote(MEETING, 1, 2))
    assert [theme.notes for theme in play.meeting.themes.listed()] == [[2], [3, 1]]
    play.do(PutNote(MEETING, 1))
    assert [note.number for note in waiting(play.meeting)] == [1, 4]


def test_themes_are_joined_renamed_ordered_and_dropped() -> None:
    play = gathered()
    play.do(ShiftTheme(MEETING, 2, -1))
    assert names(play) == ["Buses decide who comes", "Staff rotation breaks partnerships"]
    play.do(RenameTheme(MEETING, 2, "Transport"))
    play.do(MergeThemes(MEETING, 1))
    [theme] = play.meeting.themes.listed()
    assert (theme.name, theme.notes) == ("Transport", [3, 1, 2])
    play.do(RemoveTheme(MEETING, 2))
    assert len(waiting(play.meeting)) == 4
    play.do(CreateTheme(MEETING, "Again"))
    assert [theme.number for theme in play.meeting.themes.listed()] == [3]
    assert play.folded() == play.programme


def test_what_is_held_back_is_in_no_theme() -> None:
    play = gathered()
    author = play.programme.people[play.meeting.notes.by_number[1].author].name
    play.do(HoldNote(MEETING, 1), author)
    [one, _] = play.meeting.themes.listed()
    assert [note.number for note in notes_of(play.meeting, one)] == [2]
    assert len(heard_in(play.meeting, one)) == 1
    assert refused(play, PutNote(MEETING, 1, 2)) == "note-held-back"
    play.do(HoldNote(MEETING, 1, held=False), author)
    assert len(notes_of(play.meeting, one)) == 2


@pytest.mark.parametrize(
    ("command", "why"),
    [
        (CreateTheme(MEETING, "BUSES decide who comes"), "said-twice"),
        (CreateTheme(MEETING, "  "), "empty"),
        (CreateTheme(MEETING, "x" * 161), "too-long"),
        (CreateTheme(MEETING, "New", 99), "note"),
        (RenameTheme(MEETING, 9, "New"), "theme"),
        (MergeThemes(MEETING, 1), "theme"),  # there is none above
        (MergeThemes(MEETING, 1, 1), "same-theme"),
        (PutNote(MEETING, 1, 9), "theme"),
        (PutReport(MEETING, 1, 9, 1, 1), "room"),
    ],
)
def test_what_is_wrong_is_refused(command: CreateTheme, why: str) -> None:
    assert refused(gathered(), command) == why


def test_only_who_drives_and_the_central_rapporteur_gather() -> None:
    play = gathered()
    for name in ("Eleni", "Rui", "Vera", "Imane"):
        assert refused(play, CreateTheme(MEETING, "New"), name) == "role"


def test_there_is_an_end_to_themes() -> None:
    play = noted()
    for number in range(MOST):
        play.do(CreateTheme(MEETING, f"Theme {number}"))
    assert refused(play, CreateTheme(MEETING, "One more")) == "too-many-themes"


def test_a_note_joined_to_another_leaves_its_theme_with_the_words() -> None:
    play = gathered()
    play.do(JoinNote(MEETING, 3, 1), "Dana")
    one, two = play.meeting.themes.listed()
    assert next(note.text for note in notes_of(play.meeting, one)).count("\n") == 1
    assert [note.number for note in notes_of(play.meeting, two)] == [1]
    assert [note.number for note in waiting(play.meeting)] == [4]
    assert refused(play, PutNote(MEETING, 3, 1)) == "note-joined-meanwhile"


def test_a_theme_of_which_all_is_held_back_goes_nowhere_with_its_name() -> None:
    play = gathered()
    play.do(CreateTheme(MEETING, "Said in the plenary"))
    assert [theme.name for theme in leaving(play.meeting)] == names(play)
    play.do(HoldNote(MEETING, 3))
    kept = ["Staff rotation breaks partnerships", "Said in the plenary"]
    assert [theme.name for theme in leaving(play.meeting)] == kept
    assert [one.name for one in listed(play.meeting)] == kept
    assert [name for name, _ in told(play.programme, play.meeting).themes] == kept
    assert kept == [row.text.partition(" (")[0] for row in themes(Words("en"), play.meeting)]
    play.do(HoldNote(MEETING, 3, held=False))
    assert [theme.name for theme in leaving(play.meeting)] == names(play)
