"""Findings on the page where they are made, and what workshops leave to the boards of the regional meeting."""

from __future__ import annotations

from typing import Any

from app.domain.agenda import AddBlock
from app.domain.findings.making import ChangeFinding, DropFinding, HearFinding, MakeFinding
from app.domain.formats.harvest.harvest import TO_HOLD
from app.domain.formats.pause import BeginBreak
from app.domain.meetings import CreateMeeting, OpenDoors, StartMeeting
from app.domain.notes.sorting import HoldNote
from app.domain.notes.writing import ChangeNote, WriteNote
from app.domain.practices.beginning import BeginPractice
from app.domain.practices.choosing import ShowPractice
from app.domain.reports.mentions import LinkReport
from app.domain.reports.withholding import HoldField
from app.domain.texts.words import NoteWords
from app.domain.themes.gathering import CreateTheme, ShowThemes
from app.domain.themes.sources import PutReport
from app.panels.panel import PANELS
from tests.domain.play import MEETING, START, Play
from tests.domain.test_findings import STAFF, found
from tests.domain.test_harvest import harvested
from tests.panels.board.test_place import view
from tests.panels.console.desk import Desk


def cut(play: Play, name: str, meeting: str = MEETING) -> Any:
    return PANELS[name].slice(view(play), meeting)


def page(play: Play, meeting: str = MEETING) -> Any:
    return cut(play, "harvest.findings", meeting)


def before(play: Play, meeting: str) -> Any:
    return cut(play, "board.before", meeting)


def test_a_finding_is_shown_with_where_it_was_heard_and_what_speaks_against_it() -> None:
    desk = Desk(found())
    desk.do(MakeFinding(MEETING, "lesson", "Communication is important", theme=2), "Lina")
    desk.do(CreateMeeting("Second", START + 86_400), "Olga")
    desk.do(CreateTheme("m2", "They leave"), "Dana")
    desk.do(HearFinding("m2", 1, theme=1), "Dana")
    one, two = page(desk.play)
    assert ([(name.text, rooms) for name, rooms in one.heard], one.doubts) == (
        [("Regional meeting", 2), ("Second", 0)],
        (),
    )
    assert two.doubts == ("no-verb", "any-meeting")
    assert [(each.name.text, each.here) for each in page(desk.play, "m2")[0].origins][1] == ("They leave", True)
    desk.do(ChangeFinding(MEETING, 2, "Ask the night shift", action="Ask them"), "Lina")
    author = desk.play.programme.people[desk.play.meeting.notes.by_number[1].author].name
    desk.do(HoldNote(MEETING, 1), author)
    assert page(desk.play)[0].heard[0][1] == 1
    desk.do(DropFinding(MEETING, 2), "Lina")
    assert [each.statement for each in page(desk.play)] == [STAFF]


def test_each_source_is_named_until_it_is_held_back_and_what_may_be_one_is_offered() -> None:
    desk = Desk(found())
    desk.do(HearFinding(MEETING, 1, note=3), "Lina")
    desk.do(BeginPractice("en"), "Amal")
    desk.do(ShowPractice(1), "Amal")
    desk.do(HearFinding(MEETING, 1, practice=1), "Lina")
    [one] = page(desk.play)
    assert [(each.kind, each.gone) for each in one.origins] == [("theme", False), ("note", False), ("practice", False)]
    offered = cut(desk.play, "harvest.origins")
    assert ([number for number, _ in offered.themes], [number for number, _ in offered.practices]) == ([1, 2], [1])
    assert 3 in [card.number for card in offered.notes]
    desk.do(HoldNote(MEETING, 3), desk.play.programme.people[desk.play.meeting.notes.by_number[3].author].name)
    desk.do(ShowPractice(1, shown=False), "Amal")
    [one] = page(desk.play)
    assert [each.gone for each in one.origins] == [False, True, True]
    offered = cut(desk.play, "harvest.origins")
    assert (3 in [card.number for card in offered.notes], offered.practices) == (False, ())


def test_each_line_of_a_report_can_be_a_source_of_a_theme() -> None:
    desk = Desk(found())
    desk.do(NoteWords("report/m1/2-1-2", {"question": "Who starts?", "tip": "Ask"}, {}), "")
    desk.do(PutReport(MEETING, 2, 2, 1, 2, field="question"), "Lina")
    reports = cut(desk.play, "harvest.reports")
    [room] = reports.rooms
    assert {line.field: line.themes for line in room.lines} == {"tip": (), "question": (2,)}
    themes = cut(desk.play, "harvest.themes")
    assert [(line.field, line.text) for line in themes.all[1].lines] == [("question", "Who starts?")]
    desk.do(NoteWords("report/m1/2-1-2", {"question": "Who begins?", "tip": "Ask"}, {}), "")
    themes = cut(desk.play, "harvest.themes")
    assert [line.text for line in themes.all[1].lines] == ["Who begins?"]
    assert themes.all[1].rooms[-1].room == 2
    desk.do(HoldField(MEETING, 2, 2, "question"), "Dana")
    themes, reports = cut(desk.play, "harvest.themes"), cut(desk.play, "harvest.reports")
    assert (themes.all[1].lines[0].text, [line.field for line in reports.rooms[0].lines]) == ("", ["tip"])
    assert [room.room for room in themes.all[1].rooms] == [1]
    desk.do(PutReport(MEETING, 2, 2, 1, 2, field="question", put=False), "Lina")
    assert cut(desk.play, "harvest.themes").all[1].lines == ()


def test_a_report_shows_the_practices_it_mentions_wherever_it_is_read() -> None:
    desk = Desk(harvested())
    desk.do(BeginPractice("en"), "Amal")
    desk.do(LinkReport(MEETING, "2-1-1", 1), "Dana")
    desk.do(ShowPractice(1), "Amal")
    desk.do(NoteWords("practice/1/en", {"title": "The desk"}, {}), "")
    for name, of in (("board.report", MEETING), ("screen.report", MEETING), ("notes.report", f"{MEETING}/2-1-1")):
        slice = cut(desk.play, name, of)
        told = getattr(slice, "reading", slice)
        mentioned = told.practices if name == "notes.report" else told.told.practices
        assert [(number, title.text) for number, title in mentioned] == [(1, "The desk")]
    desk.do(ShowPractice(1, shown=False), "Amal")
    assert cut(desk.play, "board.report").told.practices == ()


def test_the_regional_meeting_sees_what_a_workshop_left_once_it_may_leave() -> None:
    desk = Desk(harvested())
    desk.do(CreateMeeting("The region", START + 86_400, kind="regional"), "Olga")
    desk.do(CreateTheme(MEETING, "Buses decide", 3))
    desk.do(WriteNote(MEETING, "Who pays?", "question", block=2, part=1, room=1), "Lina")
    desk.do(NoteWords("report/m1/2-1-2", {"question": "Who starts?", "tip": "x"}, {}), "")
    desk.do(BeginPractice("en"), "Amal")
    desk.do(NoteWords("practice/1/en", {"title": "The desk", "city": "Ksar"}, {}), "")
    desk.do(LinkReport(MEETING, "2-1-2", 1), "Dana")
    assert before(desk.play, "m2") == ()
    desk.play.step()
    desk.play.step()
    desk.play.wait(TO_HOLD)
    [one] = before(desk.play, "m2")
    assert (one.name.text, one.themes) == ("Regional meeting", (("Buses decide", 1),))
    assert [said.text for said in one.questions] == ["Who pays?", "Who starts?"]
    assert one.practices == ()
    desk.do(ShowPractice(1), "Amal")
    [practice] = before(desk.play, "m2")[0].practices
    assert (practice[0], practice[1].text, practice[2].text) == (1, "The desk", "Ksar")
    desk.do(WriteNote(MEETING, "Who pays?", "question", block=2, part=1, room=2), "Dana")
    assert [said.text for said in before(desk.play, "m2")[0].questions] == ["Who pays?", "Who starts?"]
    desk.do(ChangeNote(MEETING, 6, "Who pays for it?", "question"), "Lina")
    desk.do(HoldNote(MEETING, 6), "Lina")
    desk.do(HoldNote(MEETING, 7), "Dana")
    assert [said.text for said in before(desk.play, "m2")[0].questions] == ["Who starts?"]
    assert before(desk.play, MEETING) == ()


def test_the_wall_of_the_regional_meeting_has_what_was_left_while_people_wait() -> None:
    play = harvested()
    for name in ("Buses decide", "Staff leave", "Keys", "Clocks"):
        play.do(CreateTheme(MEETING, name))
    play.step()
    play.step()
    play.wait(TO_HOLD)
    desk = Desk(play)
    desk.do(CreateMeeting("The region", START + 86_400, kind="regional"), "Olga")
    seen = [wall(play)]
    for command in (OpenDoors("m2"), StartMeeting("m2"), AddBlock("m2", "break", minutes=5)):
        desk.do(command)
        seen.append(wall(play))
    block = play.programme.meetings["m2"].last_block
    desk.do(BeginBreak("m2", block))
    names = ["Buses decide", "Staff leave", "Keys"]
    assert [*seen, wall(play)] == [[], names, [], [], names]
    desk.do(CreateTheme("m2", "Of today"))
    desk.do(ShowThemes("m2"))
    assert (wall(play), len(cut(play, "screen.themes", "m2"))) == ([], 1)


def wall(play: Play) -> list[str]:
    return [name for one in cut(play, "screen.before", "m2") for name, _ in one.themes]


def test_the_boards_of_a_workshop_say_nothing_of_other_meetings() -> None:
    play = harvested()
    play.do(CreateMeeting("Another workshop", START + 86_400), "Olga")
    play.do(CreateTheme(MEETING, "Buses decide", 3))
    play.step()
    play.step()
    play.wait(TO_HOLD)
    assert before(play, "m2") == ()
