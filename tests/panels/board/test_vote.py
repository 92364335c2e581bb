"""A vote on every page: turnout while it is open, nobody's marks but one's own, the result for all at the end."""

from __future__ import annotations

from typing import Any

from app.domain.attendance import Arrive, Leave
from app.domain.formats.vote.ending import CountVote
from app.domain.formats.vote.items import AddItem, RemoveItem, SetSecrecy
from app.domain.formats.vote.marking import GiveMarks
from app.domain.roles import ChangeRole
from app.domain.steps import TakeBack, TakeStep
from app.panels.panel import PANELS
from tests.domain.play import MEETING, Play, live
from tests.domain.test_vote import BLOCK, LINES, planned
from tests.panels.board.test_place import cut, view
from tests.panels.console.desk import Desk


def screen(play: Play) -> Any:
    return PANELS["screen.vote"].slice(view(play), MEETING)


def give(desk: Desk, name: str, *marks: int) -> None:
    desk.do(GiveMarks(MEETING, BLOCK, marks, f"key-{name}", held=False), name)


def press(desk: Desk) -> None:
    desk.do(TakeStep(MEETING, desk.play.meeting.step))


def test_every_page_is_told_of_each_step_and_no_page_of_marks() -> None:
    desk = Desk(planned())
    desk.do(AddItem(MEETING, 0, "A fifth"))
    desk.do(RemoveItem(MEETING, BLOCK, 5))
    desk.do(SetSecrecy(MEETING, BLOCK, secret=False))
    desk.do(SetSecrecy(MEETING, BLOCK, secret=True))
    assert cut(desk.play, "Eleni", "vote") is None
    press(desk)
    give(desk, "Eleni", 1, 1)
    give(desk, "Paolo", 2)
    desk.do(Leave(MEETING), "Claire")
    desk.do(Arrive(MEETING), "Claire")
    desk.do(ChangeRole(desk.play.id("Claire"), "observer"), "Olga")
    for name in ("Claire", "Vera", "Imane", "Dana"):  # who gives no marks sees what is voted on
        shown = cut(desk.play, name, "vote")
        assert ([item.text for item in shown.items], shown.gives, shown.mine) == (list(LINES), False, {})
    own = cut(desk.play, "Eleni", "vote")
    assert (own.answered, own.mine, own.marks) == (True, {}, 2)
    for shown in (screen(desk.play), desk.cut("vote"), desk.cut("vote", drives=False)):
        assert (shown.answered, shown.asked, shown.result) == (2, 9, None)
    press(desk)
    assert screen(desk.play).result is None
    desk.do(CountVote(MEETING, BLOCK, "", ("1:2", "2:1")), "")
    result: Any = PANELS["board.result"].slice(view(desk.play), MEETING)
    assert [(line.item.text, line.marks) for line in result.lines][:2] == [
        ("Schools first", 2),
        ("A fund for towns", 1),
    ]
    assert screen(desk.play).result == desk.cut("vote").result == result


def test_by_name_one_sees_ones_own_marks_and_nobody_elses() -> None:
    desk = Desk(planned())
    desk.do(SetSecrecy(MEETING, BLOCK, secret=False))
    press(desk)
    give(desk, "Eleni", 1, 3)
    assert cut(desk.play, "Eleni", "vote").mine == {1: 1, 3: 1}
    assert cut(desk.play, "Paolo", "vote").mine == {}
    assert (screen(desk.play).result, desk.cut("vote").result) == (None, None)


def test_a_vote_taken_back_is_gone_from_boards() -> None:
    desk = Desk(planned())
    press(desk)
    act = desk.play.meeting.last_act
    assert act is not None
    desk.do(TakeBack(MEETING, act.number))
    assert cut(desk.play, "Eleni", "vote") is None
    assert screen(desk.play) is None


def test_a_meeting_without_a_vote_has_nothing_of_it() -> None:
    desk = Desk(live())
    assert (desk.cut("vote"), screen(desk.play), cut(desk.play, "Eleni", "vote")) == (None, None, None)
