"""Practices on pages: every change is told to the card, the owner, the boards and the screen that show it."""

from __future__ import annotations

from typing import Any

from app.domain.agenda import AddBlock
from app.domain.attendance import Arrive, Leave
from app.domain.choices import SetFields
from app.domain.formats.gallery.alone import BeginGallery, OpenSheet
from app.domain.formats.pause import BeginBreak
from app.domain.formats.pitches.missed import HearMissed
from app.domain.formats.pitches.order import DrawPitches, PickPitch, ShiftPitch
from app.domain.formats.pitches.turning import AskPresenter, BeginPitches, CallPitch, LeavePitchOut, StartPitch
from app.domain.formats.rooms.ending import CloseRooms
from app.domain.formats.vote.items import AddItem
from app.domain.formats.vote.marking import OpenVote
from app.domain.practices.beginning import AskForPitches, BeginPractice
from app.domain.practices.choosing import ChooseForPractice, ShowPractice, TranslatePractice
from app.domain.practices.handing import HandPracticeOver
from app.domain.practices.photos import AddPhoto, DescribePhoto, RemovePhoto
from app.domain.practices.remarks import AnswerRemark, TakeInterest
from app.domain.practices.shelf import key
from app.domain.practices.showing import PinPractice
from app.domain.practices.states import MovePractice
from app.domain.steps import TakeBack
from app.domain.texts.words import NoteWords
from app.panels.board.practice import practice as on_board
from app.panels.board.turn import Turn
from app.panels.panel import PANELS, touched
from app.panels.presented import Presented
from app.panels.screen.practice import practice as on_wall
from app.panels.screen.stage import walls
from tests.domain.play import MEETING, live, talking
from tests.panels.board.test_place import cut
from tests.panels.console.desk import Desk


def desk() -> Desk:
    """Return the desk of a meeting with two practices on the board and pitches planned."""
    made = Desk(live("Eleni", "Paolo", "Nuno", "Dana", "Lina"))
    made.here()
    for number, name in ((1, "Eleni"), (2, "Paolo")):
        made.do(BeginPractice("en"), name)
        noted(made, number, title=f"Practice {number}")
        made.do(ShowPractice(number), name)
    made.do(AddBlock(MEETING, "pitches"))
    return made


def noted(desk: Desk, number: int, **words: str) -> None:
    desk.do(NoteWords(key(number, "en"), words, {}, desk.play.id("Eleni")), "")


def test_every_change_of_a_practice_is_told_to_all_that_show_it() -> None:
    found = desk()
    found.do(AskForPitches((found.play.id("Nuno"), found.play.id("Eleni"))), "Olga")
    found.do(PinPractice(MEETING, 1))
    found.do(PickPitch(MEETING, 1))
    for what, values in (("fields", ("art",)), ("country", ("GR",)), ("maturity", ("good",)), ("kind", ("learning",))):
        found.do(ChooseForPractice(1, what, values), "Eleni")
    noted(found, 1, title="Another name", tip="Begin")
    found.do(TakeInterest(1), "Nuno")
    found.do(AddPhoto(1, "abc", 3, 2, "A counter"), "Eleni")
    found.do(DescribePhoto(1, 1, "A desk"), "Eleni")
    found.do(ChooseForPractice(1, "sensitivity", ("high",)), "Eleni")
    found.do(ChooseForPractice(1, "removed", ("face", "name")), "Eleni")
    found.do(RemovePhoto(1, 1), "Eleni")
    found.do(SetFields(("art", ""), en=("Arts", "Sea"), without=("media",)), "Olga")
    found.do(TranslatePractice(1, "ar"), "Eleni")
    found.do(AskPresenter(MEETING, "Who pays?"), "Nuno")
    found.do(AnswerRemark(1, 1, "The city"), "Eleni")
    found.do(MovePractice(1, "en", "draft"), "Eleni")
    found.do(HandPracticeOver(1, found.play.id("Nuno")), "Eleni")
    found.do(HandPracticeOver(1, found.play.id("Eleni")), "Dana")
    found.do(PinPractice(MEETING, 2))
    found.do(ShowPractice(2, shown=False), "Paolo")
    found.do(MovePractice(1, "ar", "withdrawn"), "Eleni")
    found.do(MovePractice(1, "en", "withdrawn"), "Eleni")


def test_every_turn_of_the_pitches_is_told() -> None:
    found = desk()
    for number in (1, 2):
        found.do(PickPitch(MEETING, number))
    assert [turn.title.text for turn in found.cut("pitches").turns] == ["Practice 1", "Practice 2"]
    found.do(ShiftPitch(MEETING, 3, 2, -1))
    found.do(DrawPitches(MEETING, 3))
    found.play.meeting.agenda.remove(2)
    found.play.meeting.blocks.pop(2)
    step = found.play.meeting.step
    for _ in range(2):
        found.play.step()
    assert found.play.meeting.step == step + 2
    first = found.play.meeting.blocks[3].body.now  # type: ignore[attr-defined]
    shown = on_board(found.view(), MEETING)
    assert isinstance(shown, Presented)
    assert (shown.number, shown.talking) == (first, False)
    names = ("Eleni", "Paolo") if first == 1 else ("Paolo", "Eleni")
    assert [cut(found.play, name, "turn") for name in names] == [Turn(talking=False), None]
    ready = cut_here(found, "clock")
    for name in ("Nuno", names[0]):  # whoever has it tells it
        found.do(HandPracticeOver(first, found.play.id(name)), "Dana")
    found.do(StartPitch(MEETING, 3))
    assert [cut(found.play, name, "turn") for name in names] == [Turn(talking=True), None]
    begun = cut_here(found, "clock")
    assert (ready.whose, ready.pitch) == (f"ready-{first}", None)
    assert (begun.whose, begun.pitch) == (f"pitch-{first}", found.play.now)
    found.do(TakeInterest(first), "Nuno")
    noted(found, first, title="Said anew")
    found.do(Leave(MEETING), "Paolo")
    found.do(Arrive(MEETING), "Paolo")
    found.do(LeavePitchOut(MEETING, 3, first))
    assert [turn.state for turn in found.cut("pitches").turns].count("given") == 1
    assert on_board(found.view(), MEETING) is None


def test_a_scribe_who_stands_in_is_told_that_it_is_their_turn_and_everybody_who_presents() -> None:
    found = Desk(talking("Eleni", "Paolo", "Nuno"))
    found.here()
    found.do(BeginPractice("en", owner=found.play.id("Eleni")), "Paolo")
    noted(found, 1, title="Practice 1")
    found.do(ShowPractice(1), "Eleni")
    found.do(CloseRooms(MEETING, 2))
    found.do(AddBlock(MEETING, "pitches"))
    part = found.play.meeting.last_block
    found.do(PickPitch(MEETING, 1))
    found.do(Leave(MEETING), "Eleni")
    found.do(BeginPitches(MEETING, part))
    found.do(CallPitch(MEETING, part))
    eleni, paolo = (found.play.programme.people[found.play.id(name)].called for name in ("Eleni", "Paolo"))
    assert [cut(found.play, name, "turn") for name in ("Eleni", "Paolo")] == [None, Turn(talking=False, owner=eleni)]
    assert [turn.name for turn in found.cut("pitches").turns] == [paolo]
    shown = on_board(found.view(), MEETING)
    assert isinstance(shown, Presented)
    assert shown.name == paolo
    found.do(StartPitch(MEETING, part))
    assert cut(found.play, "Paolo", "turn") == Turn(talking=True, owner=eleni)
    told = {panel for panel, _ in touched(found.play.do(Arrive(MEETING), "Ana"), found.play.programme)}
    assert not told & {"board.practice", "board.turn", "screen.practice"}, "who comes is no concern of the pitch"
    found.do(Arrive(MEETING), "Eleni")
    assert [cut(found.play, name, "turn") for name in ("Eleni", "Paolo")] == [Turn(talking=True), None]


def test_what_was_missed_is_told_with_who_is_back_until_it_is_planned_again() -> None:
    found = desk()
    for number in (1, 2):
        found.do(PickPitch(MEETING, number))
    found.do(AddBlock(MEETING, "break"))
    for name in ("Eleni", "Paolo"):
        found.do(Leave(MEETING), name)
    found.do(BeginPitches(MEETING, 3))
    found.do(BeginBreak(MEETING, 4))
    after = found.cut("pitches")
    assert (after.block, [turn.present for turn in after.missed]) == (0, [False, False])
    found.do(Arrive(MEETING), "Eleni")
    assert [turn.present for turn in found.cut("pitches").missed] == [True, False]
    found.do(HearMissed(MEETING))
    again = found.cut("pitches")
    assert (len(again.turns), again.missed) == (2, ())


def test_those_who_help_see_the_pitches_and_may_not_change_them() -> None:
    found = desk()
    found.do(PickPitch(MEETING, 1))
    assert (found.cut("pitches").drives, found.cut("pitches", drives=False).drives) == (True, False)


def test_what_the_team_put_on_the_screen_waits_for_a_vote_and_is_back_after_it() -> None:
    found = desk()
    found.do(PinPractice(MEETING, 1))
    assert isinstance(on_board(found.view(), MEETING), Presented)
    found.do(AddBlock(MEETING, "vote"))
    for line in ("Schools", "Media", "Coasts"):
        found.do(AddItem(MEETING, 0, line))
    found.do(OpenVote(MEETING, found.play.meeting.last_block))
    assert on_board(found.view(), MEETING) is None
    found.do(TakeBack(MEETING, found.play.meeting.acts))
    assert isinstance(on_board(found.view(), MEETING), Presented)


def test_whose_practice_it_is_has_no_button_of_interest_and_is_not_named_where_the_name_is_left_out() -> None:
    found = desk()
    found.do(PinPractice(MEETING, 1))
    shown = on_board(found.view(), MEETING)
    assert isinstance(shown, Presented)
    assert shown.owner == found.play.id("Eleni")
    found.do(ChooseForPractice(1, "sensitivity", ("high",)), "Eleni")
    found.do(ChooseForPractice(1, "removed", ("face", "place", "name")), "Eleni")
    shown = on_board(found.view(), MEETING)
    assert isinstance(shown, Presented)
    assert shown.owner == ""
    found.do(PickPitch(MEETING, 1))
    found.play.meeting.agenda.remove(2)
    found.play.meeting.blocks.pop(2)
    for _ in range(2):
        found.play.step()
    shown = on_board(found.view(), MEETING)
    assert isinstance(shown, Presented)
    assert shown.pitched
    assert found.play.id("Eleni") not in repr(shown)
    assert cut(found.play, "Eleni", "turn") == Turn(talking=False)


def cut_here(desk: Desk, panel: str) -> Any:
    return PANELS[f"board.{panel}"].slice(desk.view(), f"{MEETING}/0/0")


def test_every_visit_of_a_gallery_walk_is_told() -> None:
    found = desk()
    found.do(AddBlock(MEETING, "gallery"))
    found.do(BeginGallery(MEETING, 4))
    found.do(TakeBack(MEETING, found.play.meeting.acts))
    found.do(BeginGallery(MEETING, 4))
    for name, number in (("Nuno", 1), ("Nuno", 2), ("Paolo", 2)):
        found.do(OpenSheet(MEETING, number), name)
    noted(found, 1, title="Said anew")
    found.do(TranslatePractice(2, "fr"), "Paolo")
    found.do(ShowPractice(2, shown=False), "Paolo")


def test_rooms_have_the_wall_before_what_is_pinned_and_a_pitch_before_coming_rooms() -> None:
    found = Desk(live("Eleni", "Paolo", "Nuno", "Ana", "Dana", "Lina"))
    found.play.draft(2, 3)
    found.play.step()
    found.here()
    found.do(BeginPractice("en"), "Eleni")
    found.do(ShowPractice(1), "Eleni")
    found.do(PinPractice(MEETING, 1))
    assert on_wall(found.view(), MEETING) is None
    assert walls(found.view(), MEETING)
    assert on_board(found.view(), MEETING) is not None
    found.do(AddBlock(MEETING, "pitches"))
    found.do(PickPitch(MEETING, 1))
    block = found.play.meeting.last_block
    for command in (BeginPitches(MEETING, block), CallPitch(MEETING, block)):
        found.do(command)
    assert on_wall(found.view(), MEETING) is not None
    assert walls(found.view(), MEETING) == []
