"""Trends, methods, priorities, tips and lessons: their sources, where they were heard, and what speaks against them."""

from __future__ import annotations

import pytest

from app.domain.findings.finding import Finding, Source, heard, leaves, result, sourced
from app.domain.findings.making import ChangeFinding, DropFinding, HearFinding, MakeFinding
from app.domain.findings.platitudes import ANY_MEETING, LATE_VERB, NO_SOURCE, NO_VERB, doubts
from app.domain.formats.vote.ending import CountVote
from app.domain.formats.vote.items import AddItem, TakeThemes
from app.domain.meetings import CreateMeeting
from app.domain.notes.sorting import HoldNote
from app.domain.practices.beginning import BeginPractice
from app.domain.practices.choosing import ShowPractice
from app.domain.themes.gathering import CreateTheme, MergeThemes, RemoveTheme
from tests.domain.play import MEETING, START, Play
from tests.domain.seats import refused
from tests.domain.test_themes import gathered

STAFF = "Municipal staff rotation breaks partnerships"


def found() -> Play:
    play = gathered()
    play.do(MakeFinding(MEETING, "trend", STAFF, theme=1, direction="growing"), "Lina")
    return play


def the(play: Play, number: int = 1) -> Finding:
    return play.programme.findings.found(number)


def test_a_finding_keeps_its_sources_and_what_a_second_meeting_hears_again_is_heard_twice() -> None:
    play = found()
    assert heard(play.programme, the(play)) == {MEETING: 2}
    play.do(CreateMeeting("Second", START + 86_400), "Olga")
    play.do(CreateTheme("m2", "Staff leave too soon"), "Dana")
    play.do(HearFinding("m2", 1, theme=1), "Dana")
    assert play.do(HearFinding("m2", 1, theme=1), "Dana") == []
    assert list(heard(play.programme, the(play))) == [MEETING, "m2"]
    play.do(ChangeFinding(MEETING, 1, STAFF + " everywhere", direction="disputed"))
    assert (the(play).direction, len(the(play).sources)) == ("disputed", 2)
    assert play.folded() == play.programme
    play.do(DropFinding(MEETING, 1))
    assert refused(play, DropFinding(MEETING, 1)) == "finding"


def test_what_was_made_of_a_theme_stays_heard_where_that_theme_is_joined_to_others() -> None:
    play = found()
    play.do(CreateTheme(MEETING, "Rotation"))
    play.do(CreateTheme(MEETING, "Staff, again"))
    first, second = play.meeting.themes.order[-2:]
    play.do(MergeThemes(MEETING, 1, into=first))
    play.do(MergeThemes(MEETING, first, into=second))
    assert heard(play.programme, the(play)) == {MEETING: 2}
    assert sourced(play.programme, the(play))
    assert play.folded() == play.programme
    play.do(RemoveTheme(MEETING, second))
    assert heard(play.programme, the(play)) == {MEETING: 0}


def test_what_is_held_back_is_no_source_any_more() -> None:
    play = found()
    play.do(HoldNote(MEETING, 1), play.programme.people[play.meeting.notes.by_number[1].author].name)
    assert heard(play.programme, the(play)) == {MEETING: 1}


def test_a_lesson_has_a_source_and_its_limits() -> None:
    play = gathered()
    lesson = "When staff change, write down who promised what"
    assert refused(play, MakeFinding(MEETING, "lesson", lesson)) == "source-missing"
    play.do(MakeFinding(MEETING, "lesson", lesson, note=2, limits="Not in small towns", action="Write it down"))
    assert the(play).more == {"action": "Write it down", "limits": "Not in small towns"}
    assert heard(play.programme, the(play)) == {MEETING: 1}


def test_what_more_is_said_is_kept_as_far_as_the_kind_has_it() -> None:
    play = gathered()
    more = {"how": "We sat in one room", "before": "Everybody reads mail", "action": "Call them", "limits": "Villages"}
    chosen = {"fields": ("youth", "art"), "types": ("cso",), "sizes": ("large", "small"), "audience": "educator"}
    play.do(MakeFinding(MEETING, "lesson", "When mail fails, call", note=1, stage="run", **more, **chosen))  # type: ignore[arg-type]
    assert the(play).more == more
    assert the(play).choices == {
        "audience": ("educator",), "types": ("cso",), "sizes": ("small", "large"), "fields": ("art", "youth"),
    }  # fmt: skip
    play.do(MakeFinding(MEETING, "tip", "Call them first", stage="run", manner="dont", before="x", audience="everyone"))
    assert (the(play, 2).more, list(the(play, 2).choices)) == ({}, ["audience", "stage", "manner"])
    play.do(ChangeFinding(MEETING, 2, "Call them first", stage="keep"))
    assert the(play, 2).choices == {"stage": ("keep",)}
    assert play.do(ChangeFinding(MEETING, 2, "Call them first", stage="keep")) == []
    assert play.folded() == play.programme


def test_a_practice_is_a_source_while_everybody_may_read_it() -> None:
    play = found()
    play.do(BeginPractice("en"), "Amal")
    assert refused(play, MakeFinding(MEETING, "lesson", "Put the desk near the market", practice=1)) == "practice"
    play.do(ShowPractice(1), "Amal")
    play.do(MakeFinding(MEETING, "lesson", "Put the desk near the market", practice=1), "Lina")
    assert heard(play.programme, the(play, 2)) == {}
    assert (sourced(play.programme, the(play, 2)), leaves(play.programme, the(play, 2), MEETING)) == (True, True)
    play.do(ShowPractice(1, shown=False), "Amal")
    assert not sourced(play.programme, the(play, 2))


def test_a_source_is_taken_away_again() -> None:
    play = found()
    play.do(HearFinding(MEETING, 1, note=3), "Lina")
    assert heard(play.programme, the(play)) == {MEETING: 2}
    play.do(HearFinding(MEETING, 1, theme=1, heard=False), "Lina")
    assert the(play).sources == [Source(MEETING, "note", 3)]
    assert play.do(HearFinding(MEETING, 1, theme=1, heard=False), "Lina") == []
    assert play.folded() == play.programme


def test_what_comes_from_held_back_notes_alone_does_not_leave() -> None:
    play = gathered()
    play.do(MakeFinding(MEETING, "trend", "People leave before it ends", note=1))
    play.do(MakeFinding(MEETING, "trend", "Nobody showed where this is from"))
    assert leaves(play.programme, the(play), MEETING)
    play.do(HoldNote(MEETING, 1), play.programme.people[play.meeting.notes.by_number[1].author].name)
    assert not leaves(play.programme, the(play), MEETING)
    assert leaves(play.programme, the(play, 2), MEETING)
    play.do(HearFinding(MEETING, 1, note=3))
    assert leaves(play.programme, the(play), MEETING)


def test_a_priority_has_the_result_of_its_vote() -> None:
    play = gathered()
    play.do(TakeThemes(MEETING, 0))
    block = play.meeting.last_block
    play.do(AddItem(MEETING, block, "Something else"))
    while play.kind() != "open-vote":
        play.step()
    play.step()
    play.do(MakeFinding(MEETING, "priority", "Buses first", theme=2, limits="Costs too much"))
    assert result(play.programme, the(play)) is None
    play.step()
    play.do(CountVote(MEETING, block, "", ("2:2", "1:1 2:1")), "")
    said = result(play.programme, the(play))
    assert said is not None
    assert (said[0], said[1].marks, said[1].rank) == (MEETING, 3, 1)


@pytest.mark.parametrize(
    ("kind", "statement", "wrong"),
    [
        ("trend", STAFF, []),
        ("lesson", "Communication is very important", [NO_VERB, ANY_MEETING]),
        ("trend", "Le dialogue et la confiance sont essentiels", [ANY_MEETING]),
        ("trend", "Ponctuality is important", []),  # what the lists do not know passes
        ("trend", "La confiance est essentielle", [ANY_MEETING]),
        ("trend", "التعاون مهم جدًا", [ANY_MEETING]),
        ("tip", "Pay the bus fare; goodwill has running costs", []),
        ("tip", "Demandez qui n’est pas là", []),
        ("tip", "اسأل من ليس في القاعة", []),
        ("tip", "أعدّوا العشاء قبل الاجتماع", []),
        ("tip", "Goodwill", [NO_VERB]),
        ("tip", "Do not print the names", []),
        ("tip", "Ne publiez pas les noms", []),
        ("tip", "N’oubliez jamais la pause", []),
        ("tip", "لا تنشروا الأسماء", []),
        ("tip", "The town should pay the bus fare", [LATE_VERB]),
        ("lesson", "When staff leave, write down who promised what", []),
    ],
)
def test_the_checks_warn_and_no_more(kind: str, statement: str, wrong: list[str]) -> None:
    finding = Finding(1, kind, statement)
    assert doubts(finding, sourced=True) == wrong
    assert doubts(finding, sourced=False) == [NO_SOURCE, *wrong]


@pytest.mark.parametrize(
    ("command", "why"),
    [
        (MakeFinding(MEETING, "rumour", "x"), "unknown-choice"),
        (MakeFinding(MEETING, "trend", STAFF.upper()), "said-twice"),
        (MakeFinding(MEETING, "tip", "x" * 141), "too-long"),
        (MakeFinding(MEETING, "trend", "New", direction="up"), "unknown-choice"),
        (MakeFinding(MEETING, "trend", "New", theme=9), "theme"),
        (MakeFinding(MEETING, "trend", "New", note=99), "note"),
        (HearFinding(MEETING, 1), "source-missing"),
        (HearFinding(MEETING, 9, theme=1), "finding"),
        (ChangeFinding(MEETING, 1, " "), "empty"),
        (MakeFinding(MEETING, "trend", "New", practice=9), "practice"),
        (MakeFinding(MEETING, "trend", "New", fields=("sea",)), "unknown-choice"),
        (MakeFinding(MEETING, "tip", "New", stage="never"), "unknown-choice"),
        (MakeFinding(MEETING, "lesson", "New", note=1, before="x" * 161), "too-long"),
    ],
)
def test_what_is_wrong_is_refused(command: MakeFinding, why: str) -> None:
    assert refused(found(), command) == why
