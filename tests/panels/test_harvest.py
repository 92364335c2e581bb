"""Harvest and themes on every page: told of each change, counts to all, names of helpers to few, nothing held back."""

from __future__ import annotations

from typing import Any

from app.domain.agenda import AddBlock
from app.domain.formats.gallery.alone import BeginGallery, OpenSheet
from app.domain.formats.harvest.holding import EndHold
from app.domain.formats.harvest.reading import EchoReport
from app.domain.notes.sorting import HoldNote, StarNote
from app.domain.notes.writing import ChangeNote, WriteNote
from app.domain.practices.beginning import BeginPractice
from app.domain.practices.choosing import ShowPractice
from app.domain.practices.showing import PinPractice
from app.domain.roles import ChangeRole
from app.domain.steps import TakeBack, TakeStep
from app.domain.texts.words import NoteWords
from app.domain.themes.gathering import CreateTheme, MergeThemes, RemoveTheme, RenameTheme, ShiftTheme, ShowThemes
from app.domain.themes.sources import PutNote, PutReport
from app.panels.panel import PANELS
from tests.domain.play import MEETING, Play
from tests.domain.test_harvest import block, harvested
from tests.domain.test_themes import noted
from tests.panels.board.test_place import cut, view
from tests.panels.console.desk import Desk


def shared(play: Play, panel: str) -> Any:
    return PANELS[panel].slice(view(play), MEETING)


def press(desk: Desk) -> None:
    desk.do(TakeStep(MEETING, desk.play.meeting.step))


def texts(told: Any) -> list[str]:
    return [one.text for one in told.said]


def test_the_starred_notes_of_a_room_are_read_until_its_report_has_words() -> None:
    desk = Desk(harvested())
    told = shared(desk.play, "board.report").told
    assert (texts(told), told.notes, told.place) == (["Staff leave", "Pay the bus"], True, (2, 1, 1))
    desk.do(StarNote(MEETING, 1, starred=False), "Dana")
    desk.do(ChangeNote(MEETING, 3, "Pay the bus ticket"), "Dana")
    assert texts(shared(desk.play, "screen.report").reading.told) == ["Pay the bus ticket"]
    desk.do(NoteWords("report/m1/2-1-1", {"tip": "Pay it first", "key1": "Buses"}, {}), "")
    told = shared(desk.play, "board.report").told
    assert (texts(told), told.notes) == (["Buses", "Pay it first"], False)
    desk.do(NoteWords("report/m1/2-1-2", {"surprise": "Nobody knew"}, {}), "")
    press(desk)
    assert texts(shared(desk.play, "board.report").told) == ["Nobody knew"]
    press(desk)
    found = shared(desk.play, "board.report")
    assert (found.told, found.hold) == (None, desk.play.now + 120)
    desk.play.wait(120)
    assert shared(desk.play, "screen.report") is None
    assert shared(desk.play, "board.report").cleared


def test_the_question_stays_on_boards_for_its_two_minutes_though_the_next_part_begins() -> None:
    desk = Desk(harvested())
    desk.do(AddBlock(MEETING, "plenary", title="Next"))
    for _ in range(3):
        press(desk)
    assert desk.play.meeting.on.title == "Next"  # type: ignore[union-attr]
    assert shared(desk.play, "board.report").hold == desk.play.now + 120
    assert shared(desk.play, "screen.report") is None
    desk.play.wait(120)
    assert shared(desk.play, "board.report") is None


def test_everybody_sees_counts_and_only_the_team_and_that_room_who_can_help() -> None:
    desk = Desk(harvested())
    body = desk.play.meeting.blocks[2].body
    own, other = (desk.play.programme.people[next(iter(body.sat(1, room)))].name for room in (1, 2))
    desk.do(EchoReport(MEETING, block(desk.play), "help"), other)
    desk.do(EchoReport(MEETING, block(desk.play), "same"), other)
    counts = shared(desk.play, "board.echoes")
    assert (counts.same, counts.different, counts.help) == (1, 0, 1)
    assert shared(desk.play, "screen.report").counts == counts
    helper = desk.play.programme.people[desk.play.id(other)].called
    assert cut(desk.play, own, "echo").helpers == (helper,)
    assert (cut(desk.play, other, "echo").helpers, cut(desk.play, other, "echo").pressed) == ((), ("same", "help"))
    assert desk.cut("harvest").rows[0].helpers == desk.cut("harvest", drives=False).rows[0].helpers == (helper,)
    assert cut(desk.play, "Vera", "echo").block == 0
    desk.do(ChangeRole(desk.play.id(other), "observer"), "Olga")
    assert cut(desk.play, other, "echo").block == 0
    press(desk)
    assert cut(desk.play, own, "echo").pressed == ()
    desk.do(TakeBack(MEETING, desk.play.meeting.acts))
    assert shared(desk.play, "board.echoes") == counts


def test_who_can_help_is_on_boards_in_the_harvest_and_the_next_break_only() -> None:
    desk = Desk(harvested())
    sat = desk.play.meeting.blocks[2].body.sat
    own, other = (desk.play.programme.people[next(iter(sat(1, room)))].name for room in (1, 2))
    for kind, title in (("plenary", "Next"), ("break", "Rest"), ("plenary", "Then"), ("break", "Tea")):
        desk.do(AddBlock(MEETING, kind, title, minutes=5))
    desk.do(EchoReport(MEETING, block(desk.play), "help"), other)
    desk.do(TakeStep(MEETING, desk.play.meeting.step))
    found = []
    while desk.play.kind() != "close-meeting":
        found.append((desk.play.meeting.on.title, len(cut(desk.play, own, "echo").helpers)))  # type: ignore[union-attr]
        press(desk)
    assert sorted(set(found)) == [("Next", 0), ("Rest", 1), ("Then", 0), ("What we keep", 1)]
    assert cut(desk.play, own, "echo").helpers == ()


def test_themes_are_gathered_and_shown_with_their_rooms() -> None:
    desk = Desk(noted())
    desk.do(CreateTheme(MEETING, "Staff leave", 1), "Lina")
    desk.do(CreateTheme(MEETING, "Buses"))
    for number in (3, 4):
        desk.do(PutNote(MEETING, number, 2))
    assert [card.number for card in shared(desk.play, "harvest.pool").cards] == [2]
    assert shared(desk.play, "board.themes") == ()
    desk.do(ShowThemes(MEETING))
    assert [(one.name, one.rooms) for one in shared(desk.play, "board.themes")] == [("Staff leave", 1), ("Buses", 2)]
    assert shared(desk.play, "screen.themes") == shared(desk.play, "board.themes")
    desk.do(ShiftTheme(MEETING, 2, -1))
    desk.do(RenameTheme(MEETING, 2, "Buses decide"))
    desk.do(PutReport(MEETING, 1, 2, 1, 2))
    desk.do(ChangeNote(MEETING, 3, "Pay the bus ticket"), "Dana")
    author = desk.play.programme.people[desk.play.meeting.notes.by_number[4].author].name
    desk.do(HoldNote(MEETING, 4), author)
    first = shared(desk.play, "board.themes")[0]
    assert (first.name, first.rooms, [one.text for one in first.notes]) == ("Buses decide", 1, ["Pay the bus ticket"])
    desk.do(MergeThemes(MEETING, 1))
    desk.do(RemoveTheme(MEETING, 2))
    assert shared(desk.play, "board.themes") == ()


def test_a_report_a_vote_a_practice_and_rooms_have_the_wall_before_themes() -> None:
    desk = Desk(harvested())
    desk.do(CreateTheme(MEETING, "Staff leave", 1), "Lina")
    desk.do(ShowThemes(MEETING))
    desk.do(BeginPractice("en"), "Amal")
    desk.do(ShowPractice(1), "Amal")
    desk.do(PinPractice(MEETING, 1))
    assert shared(desk.play, "screen.practice") is None
    assert shared(desk.play, "screen.themes") == ()
    assert len(shared(desk.play, "board.themes")) == 1
    press(desk)
    press(desk)
    assert shared(desk.play, "screen.practice") is None
    desk.do(EndHold(MEETING, desk.play.meeting.current or 0, 1), "")
    assert shared(desk.play, "screen.practice") is not None
    assert shared(desk.play, "screen.themes") == ()
    desk.do(PinPractice(MEETING))
    assert len(shared(desk.play, "screen.themes")) == 1


def test_a_gallery_has_the_wall_before_themes() -> None:
    desk = Desk(noted())
    desk.do(CreateTheme(MEETING, "Staff leave", 1), "Lina")
    desk.do(ShowThemes(MEETING))
    for number, title in ((1, "The desk"), (2, "The radio")):
        desk.do(BeginPractice("en"), "Amal")
        desk.do(NoteWords(f"practice/{number}/en", {"title": title}, {}), "")
        desk.do(ShowPractice(number), "Amal")
    assert len(shared(desk.play, "screen.themes")) == 1
    desk.do(AddBlock(MEETING, "gallery", minutes=10))
    desk.do(BeginGallery(MEETING, desk.play.meeting.last_block))
    desk.do(OpenSheet(MEETING, 2), "Amal")
    hung = [(one.title.text, one.visits) for one in shared(desk.play, "screen.gallery")]
    assert (sorted(hung), hung[-1]) == ([("The desk", 0), ("The radio", 1)], ("The radio", 1))
    assert shared(desk.play, "screen.themes") == ()
    desk.do(NoteWords("practice/1/en", {"title": "The counter"}, {}), "")
    desk.do(PinPractice(MEETING, 1))
    assert (shared(desk.play, "screen.gallery"), shared(desk.play, "screen.practice").number) == ((), 1)
    desk.do(PinPractice(MEETING))
    assert len(shared(desk.play, "screen.gallery")) == 2


def test_a_note_of_another_room_changes_nothing_that_is_read() -> None:
    desk = Desk(harvested())
    before = shared(desk.play, "board.report")
    desk.do(WriteNote(MEETING, "From the team", block=2, part=1, room=2), "Lina")
    desk.do(StarNote(MEETING, 6), "Lina")
    assert shared(desk.play, "board.report") == before
