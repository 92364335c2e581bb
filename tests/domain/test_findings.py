"""Trends, methods, priorities, tips and lessons: their sources, where they were heard, and what speaks against them."""

from __future__ import annotations

import pytest

from app.domain.findings.finding import Finding, Source, heard, result
from app.domain.findings.making import ChangeFinding, DropFinding, HearFinding, MakeFinding
from app.domain.findings.platitudes import ANY_MEETING, NO_SOURCE, NO_VERB, doubts
from app.domain.formats.vote.ending import CountVote
from app.domain.formats.vote.items import AddItem, TakeThemes
from app.domain.meetings import CreateMeeting
from app.domain.notes.sorting import HoldNote
from app.domain.themes.gathering import CreateTheme
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
    play.do(ChangeFinding(MEETING, 1, STAFF + " everywhere", "disputed"))
    assert (the(play).direction, len(the(play).sources)) == ("disputed", 2)
    assert play.folded() == play.programme
    play.do(DropFinding(MEETING, 1))
    assert refused(play, DropFinding(MEETING, 1)) == "finding"


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
    ],
)
def test_the_checks_warn_and_no_more(kind: str, statement: str, wrong: list[str]) -> None:
    finding = Finding(1, kind, statement, sources=[Source(MEETING, "theme", 1)])
    assert doubts(finding) == wrong
    assert doubts(Finding(1, kind, statement)) == [NO_SOURCE, *wrong]


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
    ],
)
def test_what_is_wrong_is_refused(command: MakeFinding, why: str) -> None:
    assert refused(found(), command) == why
