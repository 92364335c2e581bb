"""The console of a World Café: its plan before it opens, who lacks a table or a host, and no panel is forgotten."""

from __future__ import annotations

from typing import Any

from app.domain.attendance import Arrive, Leave
from app.domain.clock import RECAP
from app.domain.formats.cafe.cafe import span
from app.domain.formats.cafe.hosts import NameHost
from app.domain.formats.cafe.planning import SetUpCafe, TakeRooms, TakeTables
from app.domain.formats.cafe.turning import EndCafe
from app.domain.formats.rooms.ending import CloseRooms, TellRooms
from app.domain.formats.rooms.mending import MergeRooms
from app.domain.formats.rooms.moving import MovePeople
from app.domain.formats.rooms.running import PauseRooms, ResumeRooms, StartRooms
from app.domain.passing import TakePart
from app.domain.places import PLENARY
from app.domain.restarts import NoteRestart
from app.domain.roles import ChangeRole
from app.domain.steps import TakeBack, TakeStep
from app.panels.board.place import place
from app.panels.board.room import key
from app.panels.panel import PANELS
from tests.domain.cafes import BLOCK, TWELVE, cafe, plan, planned, running
from tests.domain.play import MEETING, Play, live
from tests.panels.console.desk import Desk


def press(desk: Desk) -> None:
    desk.do(TakeStep(MEETING, desk.play.meeting.step, anyway=True))


def test_every_round_is_seen_before_anything_is_shown() -> None:
    desk = Desk(planned())
    seen = desk.cut("cafe")
    assert (seen.state, seen.rounds, len(seen.tables)) == ("draft", 3, 4)
    for table in seen.tables:
        assert table.host
        assert [len(who) for who in table.rounds] == [2, 2, 2]
    everybody = {name for table in seen.tables for who in table.rounds for name in who}
    assert len(everybody) == 8
    assert desk.cut("draft") is None
    assert desk.cut("step").kind == "show-tables"


def test_too_few_people_and_mixed_languages_are_said() -> None:
    play = live(*TWELVE[:6], "Omar")
    play.do(TakeTables(MEETING, BLOCK))
    seen = Desk(play).cut("cafe")
    assert (seen.few, seen.mixed, seen.tables) == (True, True, [])


def test_rounds_that_take_longer_than_their_part_are_said() -> None:
    play = planned()
    minutes = play.meeting.blocks[BLOCK].minutes
    assert Desk(play).cut("cafe").takes == (needed if (needed := span(3, cafe(play).minutes)) > minutes else 0)
    play.do(SetUpCafe(MEETING, BLOCK, 4, 3, minutes))
    assert Desk(play).cut("cafe").takes == 3 * minutes + 4


def test_who_finds_no_further_table_is_named_with_the_rounds() -> None:
    north = ("Eleni", "Paolo", "Dimitra", "Ana", "Luca", "Fatma", "Petra", "Ilse", "Giulia", "Theo")
    desk = Desk(planned(*north, "Omar", "Nadia"))
    assert [(one.name, one.rounds) for one in desk.cut("cafe").unplanned] == [
        ("Omar T.", (1, 2, 3)),
        ("Nadia S.", (1, 2, 3)),
    ]


def test_a_table_whose_host_has_gone_is_marked_with_who_could_be_it() -> None:
    desk = Desk(running())
    host = cafe(desk.play).hosts[1]
    name = next(name for name in TWELVE if desk.play.id(name) == host)
    desk.do(Leave(MEETING), name)
    first = desk.cut("cafe").tables[0]
    assert first.host == ""
    assert [desk.cut("room", table).hosted for table in (1, 2)] == [False, True]
    desk.do(NameHost(MEETING, BLOCK, 1, first.heir.id))
    assert desk.cut("cafe").tables[0].host == first.heir.name
    assert [one.name for one in desk.cut("room", 1).members if one.host] == [first.heir.name]


def board(play: Play, name: str) -> object:
    desk = Desk(play)
    return place(desk.view(), f"{MEETING}/{play.id(name)}")


def test_boards_say_table_and_round_and_who_is_host() -> None:
    play = running()
    host = next(name for name in TWELVE if play.id(name) in cafe(play).hosts.values())
    guest = next(name for name in TWELVE if play.id(name) not in cafe(play).hosts.values())
    play.do(CloseRooms(MEETING, BLOCK))
    seen, other = board(play, host), board(play, guest)
    assert (seen.cafe.round, seen.cafe.rounds, seen.cafe.host) == (2, 3, True)  # type: ignore[attr-defined]
    assert (other.cafe.host, other.now.word, other.next.word) == (False, "table", "table")  # type: ignore[attr-defined]
    assert Desk(play).cut("phase").round == 2
    assert Desk(play).cut("round").travelling


def test_no_panel_is_forgotten_in_a_cafe() -> None:
    desk = Desk(live(*TWELVE))
    desk.do(TakeTables(MEETING, BLOCK))
    desk.do(TakeRooms(MEETING, BLOCK))
    desk.do(TakeTables(MEETING, BLOCK))
    desk.do(SetUpCafe(MEETING, BLOCK, 4, 3, 10, "Water\nMedia"))
    desk = Desk(planned())
    new = next(desk.play.id(name) for name in TWELVE if desk.play.id(name) not in cafe(desk.play).hosts.values())
    desk.do(NameHost(MEETING, BLOCK, 1, new))
    for _ in range(3):
        press(desk)
    desk.do(Arrive(MEETING), "Sofia")
    desk.do(MovePeople(MEETING, BLOCK, (desk.play.id("Sofia"),), 2, anyway=True))
    desk.do(CloseRooms(MEETING, BLOCK, (1,)))
    desk.do(CloseRooms(MEETING, BLOCK))
    desk.do(TakeBack(MEETING, desk.play.meeting.acts))
    desk.do(CloseRooms(MEETING, BLOCK))
    desk.do(MergeRooms(MEETING, BLOCK, 3, 4, anyway=True))
    plan(desk.play)
    desk.do(StartRooms(MEETING, BLOCK))
    desk.do(NoteRestart(desk.play.now), "")
    desk.do(TakePart(MEETING, "plenary"), "Sofia")
    desk.do(TakePart(MEETING), "Sofia")
    desk.do(ChangeRole(new, "observer"), "Olga")
    desk.do(EndCafe(MEETING, BLOCK))
    desk.do(CloseRooms(MEETING, BLOCK))


def test_the_way_to_a_table_and_the_hosts_two_minutes_have_a_clock_on_boards_wall_and_console() -> None:
    desk = Desk(running())
    play = desk.play

    def shown() -> tuple[Any, Any, Any, Any]:
        boards = [PANELS["board.clock"].slice(desk.view(), key(play.meeting, spot)) for spot in (table, PLENARY)]
        return *boards, PANELS["screen.stage"].slice(desk.view(), MEETING), desk.cut("round")

    desk.do(CloseRooms(MEETING, BLOCK))
    table = play.place("Eleni").now
    board, outside, wall, round = shown()
    assert (board.coming, outside.coming, wall.travelling, wall.round) == (2, 2, True, 2)
    assert {each.ends_at for each in (board.face, outside.face, wall.clock, round.clock)} == {play.now + 120}
    assert (round.travelling, round.going, round.held) == (True, True, False)
    desk.do(PauseRooms(MEETING, BLOCK))
    assert (desk.cut("round").going, desk.cut("round").held, shown()[0].face.left) == (False, True, 120)
    desk.do(ResumeRooms(MEETING, BLOCK))
    press(desk)
    board, outside, wall, round = shown()
    assert {each.recap.ends_at for each in (board, wall, round)} == {play.now + 120}
    assert (board.coming, outside.recap, wall.travelling, round.travelling) == (0, None, False, False)
    clock = cafe(play).rooms[1].clock
    assert clock is not None
    desk.do(PauseRooms(MEETING, BLOCK))
    assert (shown()[0].recap.left, shown()[0].talks) == (120, None)
    desk.do(ResumeRooms(MEETING, BLOCK))
    desk.do(TellRooms(MEETING, BLOCK, (1, 2, 3, 4), RECAP, clock.turn), "")
    board, outside, wall, round = shown()
    assert (board.recap, wall.recap, round.recap) == (None, None, None)
    assert (board.talks, outside.talks) == (play.now + 120, None)
    assert board.face.ends_at == play.now + 600
