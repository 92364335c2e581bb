"""Choosing a topic on a board: counts without names, full ones marked, one's own choice; and the team's view of it."""

from __future__ import annotations

from typing import Any

from app.domain.attendance import Arrive, Leave
from app.domain.formats.chosen.choosing import ChooseTopic, EndChoosing
from app.domain.formats.chosen.topics import ChangeTopic
from app.panels.panel import PANELS
from tests.domain.play import MEETING, Play
from tests.domain.test_chosen import BLOCK, choosing, offered
from tests.panels.board.test_place import cut, view
from tests.panels.console.desk import Desk


def rows(play: Play) -> list[Any]:
    return [PANELS["board.counted"].slice(view(play), f"{MEETING}/{number}") for number in (1, 2, 3)]


def test_everybody_sees_counts_and_only_ones_own_choice() -> None:
    play = choosing(capacities=("1", "", ""))
    play.do(ChooseTopic(MEETING, BLOCK, 1), "Eleni")
    assert [(one.name.text, one.chosen, one.places) for one in rows(play)] == [
        ("Schools", 1, 1),
        ("Media", 0, 5),
        ("Coast", 0, 5),
    ]
    assert cut(play, "Eleni", "choice").mine == 1
    assert cut(play, "Paolo", "choice").mine == 0
    assert cut(play, "Dana", "choice") is None
    play.do(EndChoosing(MEETING, BLOCK))
    assert cut(play, "Eleni", "choice") is None


def test_nothing_is_shown_before_choosing_opens() -> None:
    play = offered()
    assert PANELS["board.counts"].slice(view(play), MEETING) is None
    assert cut(play, "Eleni", "choice") is None


def test_who_lost_their_place_is_asked_again() -> None:
    desk = Desk(choosing())
    for name in ("Eleni", "Paolo"):
        desk.do(ChooseTopic(MEETING, BLOCK, 1), name)
    desk.do(ChangeTopic(MEETING, BLOCK, 1, "Schools", capacity="1"))
    found = cut(desk.play, "Paolo", "choice")
    assert (found.mine, found.again) == (0, True)
    assert not cut(desk.play, "Eleni", "choice").again


def test_a_place_is_free_as_soon_as_its_owner_is_gone_and_every_page_says_so() -> None:
    desk = Desk(choosing(capacities=("1", "", "")))
    desk.do(ChooseTopic(MEETING, BLOCK, 1), "Eleni")
    desk.do(Leave(MEETING), "Eleni")
    assert (rows(desk.play)[0].chosen, desk.cut("topicrow", 1).chosen) == (0, 0)
    desk.do(ChooseTopic(MEETING, BLOCK, 1), "Paolo")
    desk.do(Arrive(MEETING), "Eleni")
    assert rows(desk.play)[0].chosen == 1
    assert cut(desk.play, "Eleni", "choice").again
    desk.do(ChooseTopic(MEETING, BLOCK, 2), "Eleni")
    desk.do(Leave(MEETING), "Eleni")
    desk.do(Arrive(MEETING), "Eleni")
    assert rows(desk.play)[1].chosen == 1


def test_who_drives_sees_who_has_not_chosen_and_who_helps_only_how_many() -> None:
    desk = Desk(choosing())
    desk.do(ChooseTopic(MEETING, BLOCK, 1), "Eleni")
    chosen = desk.cut("chosen")
    assert chosen.undecided == len(chosen.missing) == 9
    assert desk.cut("chosen", drives=False).missing == []
    desk.do(EndChoosing(MEETING, BLOCK))
    assert desk.cut("chosen") is None
    draft = desk.cut("draft")
    assert (draft.rooms, draft.drawn, draft.repeatable) == (3, False, False)


def test_topics_with_fewer_than_three_are_shown_with_one_press_to_merge() -> None:
    desk = Desk(choosing(capacities=("5", "5", "1")))
    for name in ("Eleni", "Paolo", "Ana", "Luca", "Hassan"):
        desk.do(ChooseTopic(MEETING, BLOCK, 1), name)
    desk.do(ChooseTopic(MEETING, BLOCK, 3), "Dimitra")
    desk.do(EndChoosing(MEETING, BLOCK))
    assert [(one.room, one.people, one.into) for one in desk.cut("draft").small] == [(3, 1, 2)]
