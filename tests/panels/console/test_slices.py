"""What the console says of a meeting: counts, the next step, who needs a human, rooms, who may press what."""

from __future__ import annotations

from typing import Any

from app.domain.attendance import MarkGone, MarkPresent
from app.domain.door import PassDoor
from app.domain.formats.rooms.ending import CloseRooms
from app.domain.formats.rooms.moving import MovePeople
from app.domain.formats.rooms.running import AddTime, PauseRooms
from app.domain.knocks import AskIn
from app.domain.lost import SayLost
from app.domain.people import AddPerson
from app.domain.places import LOBBY
from app.domain.roles import ChangeRole
from app.domain.steps import TakeStep
from app.domain.templates import UseTemplate
from app.domain.wishes import Pin
from app.panels.board.room import key
from app.panels.panel import PANELS
from tests.domain.play import ENGLISH, MEETING, live, programme, talking
from tests.panels.console.desk import Desk


def test_before_the_doors_the_one_step_is_to_open_them() -> None:
    desk = Desk(programme())
    step, top = desk.cut("step"), desk.cut("top")
    assert (step.kind, step.form, desk.cut("last")) == ("open-doors", False, None)
    assert (top.present, top.expected, top.unplaced) == (0, 30, 0)


def test_only_a_coming_part_says_that_it_takes_place_in_another_way_for_now() -> None:
    desk = Desk(programme())
    desk.do(UseTemplate(MEETING, "exchange"))
    said = []
    for _ in range(4):
        desk.do(TakeStep(MEETING, desk.play.meeting.step))
        said.append((desk.cut("step").for_now, desk.cut("step").coming))
    planned = [("", "plenary"), ("plenary", "plenary"), ("", "pitches"), ("", "rooms")]
    assert said == planned  # welcome, opening round, four practices, rooms


def test_participants_are_counted_and_the_team_is_not() -> None:
    desk = Desk(live("Amal", "Nuno", "Dana", "Imane"))
    top = desk.cut("top")
    assert (top.present, top.expected) == (2, 30)


def test_every_screen_counts_the_same_people() -> None:
    desk = Desk(live("Amal", "Nuno", "Dana", "Imane"))

    def counted() -> set[int]:
        lobby: Any = PANELS["board.company"].slice(desk.view(), key(desk.play.meeting, LOBBY))
        wall: Any = PANELS["screen.entry"].slice(desk.view(), MEETING)
        seen = {each.present for each in (desk.cut("top"), desk.cut("phase"), lobby, wall)}
        return seen | {desk.cut("step").facts["present"]}

    assert counted() == {2}
    desk.do(ChangeRole(desk.play.id("Imane"), "participant"), "Olga")
    assert counted() == {3}


def test_the_step_of_a_round_without_rooms_asks_for_the_form() -> None:
    step = Desk(live(*ENGLISH)).cut("step")
    assert (step.kind, step.form, step.facts["present"]) == ("make-rooms", True, 10)


def test_who_helps_has_no_draft_no_wishes_and_no_hands() -> None:
    desk = Desk(live(*ENGLISH))
    drivers_only = {panel for panel, _ in desk.watched("Dana")} - {panel for panel, _ in desk.watched("Lina")}
    names = ("cafe", "draft", "nextroom", "elsewhere", "hands", "pace", "wishes")
    assert drivers_only == {f"console.{name}" for name in names}
    assert {of.split("/")[1] for _, of in desk.watched("Lina")} == {"help", desk.play.id("Lina")}
    assert not desk.cut("step", drives=False).drives


def test_a_lost_person_is_listed_with_the_place_they_should_be_in() -> None:
    desk = Desk(talking())
    desk.play.do(SayLost(MEETING), "Ana")
    (lost,) = desk.cut("help").rows
    assert (lost.name, lost.place, lost.seat) == ("Ana B.", "room", desk.play.room_of("Ana"))


def test_a_room_that_lost_its_common_language_is_named() -> None:
    desk = Desk(talking())
    desk.play.arrive("Amal")
    assert desk.cut("attention").speechless == []
    desk.play.do(MovePeople(MEETING, 2, (desk.play.id("Amal"),), 1, anyway=True))
    assert [one.room for one in desk.cut("attention").speechless] == [1]


def test_alone_in_a_room_offers_the_merge() -> None:
    desk = Desk(talking())
    body = desk.play.round
    for person in body.members(1)[1:]:
        desk.play.do(MarkGone(MEETING, person))
    (alone,) = desk.cut("attention").alone
    assert (alone.room, alone.into, desk.cut("room", 1).alone) == (1, 2, True)


def test_a_room_where_only_one_board_answers_has_the_softer_mark() -> None:
    desk = Desk(talking())
    first = desk.play.round.members(1)[0]
    desk.signs.lasts[first] = desk.play.now
    room = desk.cut("room", 1)
    assert (room.alone, room.quiet, room.present, room.here) == (False, True, 5, 1)


def test_the_asleep_are_those_who_do_not_answer_the_confirmed_last() -> None:
    desk = Desk(talking())
    desk.here()
    for name in ("Ana", "Eleni"):
        desk.signs.lasts[desk.play.id(name)] = desk.play.now - 31
    desk.play.do(MarkPresent(MEETING, desk.play.id("Ana")))
    assert [(one.name, one.confirmed) for one in desk.listed("asleep").people] == [
        ("Eleni K.", False),
        ("Ana B.", True),
    ]


def test_who_has_not_seen_the_change_is_named_until_their_board_shows_it() -> None:
    desk = Desk(talking())
    assert desk.cut("unseen") == 10
    desk.here()
    desk.signs.seens[desk.play.id("Luca")] = 1
    assert [one.name for one in desk.listed("unseen").people] == ["Luca D."]


def test_a_knock_names_likely_people_of_the_list_and_never_the_team() -> None:
    desk = Desk(live("Amal"))
    desk.play.give(AskIn(MEETING, "ines tr.", "d1"), "-")
    desk.play.give(AskIn(MEETING, "Dana", "d2"), "-")
    first, second = desk.cut("knocks").waiting
    assert [match.name for match in first.likely] == ["Inès T."]
    assert second.likely == []


def test_an_initial_tells_two_people_of_one_name_apart() -> None:
    desk = Desk(live("Amal"))
    desk.play.do(AddPerson("Inès A."))
    desk.play.give(AskIn(MEETING, "Ines Trabelsi", "d1"), "-")
    assert [match.name for match in desk.cut("knocks").waiting[0].likely] == ["Inès T.", "Inès A."]


def test_the_clock_of_all_names_the_rooms_that_differ() -> None:
    desk = Desk(talking())
    before = desk.cut("round").clock.ends_at
    desk.play.do(AddTime(MEETING, 2, 5, (2,)))
    found = desk.cut("round")
    assert (found.clock.ends_at in (before, before + 300), len(found.others)) == (True, 1)
    pace = desk.cut("pace")
    desk.play.do(PauseRooms(MEETING, 2, (2,)))
    assert (desk.cut("round").going, desk.cut("round").held, desk.cut("pace")) == (True, True, pace)
    desk.play.do(PauseRooms(MEETING, 2))
    found = desk.cut("round")
    assert (found.going, found.held, found.clock.left is not None) == (False, True, True)


def test_a_room_that_is_closed_is_not_counted_among_those_that_talk() -> None:
    desk = Desk(talking(size=3))
    assert desk.cut("round").rooms == 4
    desk.play.do(CloseRooms(MEETING, 2, (2,)))
    assert desk.cut("round").rooms == 3


def test_interpreters_without_a_pin_are_listed() -> None:
    desk = Desk(live(*ENGLISH, "Imane", "Seb"))
    assert desk.cut("elsewhere") is None
    desk.play.draft(2)
    desk.play.do(Pin(MEETING, desk.play.id("Seb"), 1))
    assert [one.name for one in desk.cut("elsewhere").unpinned] == ["Imane K."]


def test_moves_are_about_the_draft_in_plenary_and_about_the_rooms_while_they_talk() -> None:
    desk = Desk(live(*ENGLISH))
    assert (desk.cut("hands").now, desk.cut("hands").next) == (None, None)
    desk.play.draft(2)
    assert (desk.cut("hands").now, desk.cut("hands").drafting) == (2, True)
    desk.play.step()
    desk.play.step()
    assert (desk.cut("hands").now, desk.cut("hands").next, desk.cut("hands").drafting) == (2, 2, False)


def test_the_console_says_why_nothing_can_be_saved() -> None:
    desk = Desk(live("Amal"))
    desk.signs.trouble = "disk-full"
    assert desk.cut("trouble").saving == "disk-full"


def test_names_that_look_alike_are_shown_with_what_tells_them_apart() -> None:
    desk = Desk(live("Amal", "Nuno"))
    assert desk.cut("alike") == []
    desk.play.do(PassDoor("Аmаl R.", "", "en", True), "Nuno")
    ((amal, nuno),) = desk.cut("alike")
    assert (amal.listed, nuno.name, nuno.listed) == ("Amal R.", "Аmаl R.", "Nuno F.")


def test_the_text_for_the_chat_names_the_rooms_and_those_present() -> None:
    desk = Desk(live(*ENGLISH))
    desk.play.draft(2)
    assert desk.cut("paste").rooms == []
    desk.play.step()
    desk.play.do(MarkGone(MEETING, desk.play.round.members(1)[0]))
    found = desk.cut("paste")
    assert (found.next, [len(room.people) for room in found.rooms]) == (True, [4, 5])
    desk.play.step()
    assert not desk.cut("paste").next


def test_the_text_for_the_chat_sends_nobody_to_a_room_that_is_over() -> None:
    desk = Desk(talking(*ENGLISH))
    desk.play.do(AddTime(MEETING, 2, 5, (2,)))
    desk.play.wait(20 * 60 + 61)
    assert desk.play.meeting.current == 3
    room, plenary = desk.cut("paste").rooms
    assert (room.number, len(room.people)) == (2, 5)
    assert (plenary.number, len(plenary.people)) == (0, 5)
