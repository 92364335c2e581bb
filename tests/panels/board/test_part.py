"""How somebody takes part: on their own board, and as a neutral mark at their name for the team."""

from __future__ import annotations

from app.domain.passing import TakePart
from app.domain.wishes import STAY
from tests.domain.play import MEETING, talking
from tests.panels.board.test_place import cut
from tests.panels.console.desk import Desk


def test_the_choice_stands_on_ones_own_board_and_in_the_card_of_the_room() -> None:
    desk = Desk(talking())
    assert cut(desk.play, "Eleni", "part").how == ""
    desk.do(TakePart(MEETING, "listen"), "Eleni")
    assert cut(desk.play, "Eleni", "part").how == "listen"
    assert [one.part for one in desk.cut("room", 1).members if one.name.startswith("Eleni")] == ["listen"]


def test_who_stays_in_plenary_stands_among_those_elsewhere_and_no_other_board_says_why() -> None:
    desk = Desk(talking())
    desk.do(TakePart(MEETING, STAY), "Eleni")
    assert [(one.name.split()[0], one.part) for one in desk.cut("elsewhere").plenary] == [("Eleni", STAY)]
    assert cut(desk.play, "Eleni").now.kind == "plenary"
    assert cut(desk.play, "Paolo", "part").how == ""
