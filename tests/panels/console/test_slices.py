"""What the console says of a meeting: counts, the next step, who needs a human, rooms, drafts, who may press what."""

from __future__ import annotations

from typing import Any

from app.domain.attendance import MarkGone, MarkPresent
from app.domain.devices import SignIn, SignOutOthers
from app.domain.door import PassDoor
from app.domain.formats.rooms.ending import CloseRooms
from app.domain.formats.rooms.moving import MovePeople
from app.domain.formats.rooms.running import AddTime, PauseRooms
from app.domain.knocks import AskIn
from app.domain.links import ReplaceLink
from app.domain.lost import SayLost
from app.domain.people import AddPerson
from app.domain.places import LOBBY
from app.domain.roles import ChangeRole
from app.domain.steps import TakeStep
from app.domain.templates import UseTemplate
from app.domain.wishes import Group, Pin
from app.panels.board.room import key
from app.panels.console import acts
from app.panels.panel import PANELS
from tests.domain.play import ENGLISH, MEETING, live, programme, talking
from tests.domain.seats import plan, second_round
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
    planned = [("", "plenary"), ("plenary", "plenary"), ("plenary", "plenary"), ("", "rooms")]
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


def test_the_last_act_can_be_taken_back_only_when_a_person_did_it() -> None:
    desk = Desk(talking())
    last = desk.cut("last")
    assert (last.name, last.what, last.until) == ("Dana O.", "RoomsStarted", desk.play.now + 10)
    desk.play.wait(1200)
    last = desk.cut("last")
    assert (last.who, last.what, last.until) == ("", "GraceGiven", None)


def test_two_moderators_see_the_latest_acts_newest_first() -> None:
    desk = Desk(talking())
    desk.play.do(AddTime(MEETING, 2, 2), "Nils")
    done = [act for act in acts_of(desk) if act]
    done.sort(key=lambda act: act.number, reverse=True)
    assert [(act.name, act.what) for act in done[:2]] == [("Nils F.", "TimeAdded"), ("Dana O.", "RoomsStarted")]


def acts_of(desk: Desk) -> list[acts.Line | None]:
    """Return the acts by their place in the ring."""
    return [desk.cut("act", str(place)) for place in range(acts.MOST)]


def test_a_new_act_takes_the_place_of_the_oldest_alone() -> None:
    desk = Desk(talking())
    for _ in range(acts.MOST):
        before = acts_of(desk)
        desk.do(AddTime(MEETING, 2, 1), "Nils")
        after = acts_of(desk)
        changed = [(was, now) for was, now in zip(before, after, strict=True) if was != now]
        assert len(changed) == 1
        (was, now) = changed[0]
        assert now is not None
        assert now.number == desk.play.meeting.acts
        assert was is None or was.number == now.number - acts.MOST


def test_staff_on_a_new_device_are_told_and_participants_are_not() -> None:
    desk = Desk(live(*ENGLISH))
    desk.play.now += 1
    desk.do(SignIn("d1"), "Eleni")
    desk.do(SignIn("d2"), "Nils")
    assert [(entry.name, entry.at) for entry in desk.cut("entries")] == [("Nils F.", desk.play.now)]
    desk.do(SignIn("d3", "d2"), "Nils")
    assert desk.cut("entries") == []
    desk.do(SignIn("d4"), "Nils")
    desk.do(SignOutOthers("d3"), "Nils")
    assert desk.cut("entries") == []
    desk.do(SignIn("d5"), "Nils")
    desk.do(ReplaceLink(desk.play.id("Nils")), "Olga")
    assert desk.cut("entries") == []


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
    assert [(one.name, one.confirmed) for one in desk.cut("asleep").people] == [("Eleni K.", False), ("Ana B.", True)]


def test_who_has_not_seen_the_change_is_named_until_their_board_shows_it() -> None:
    desk = Desk(talking())
    assert desk.cut("unseen").count == 10
    desk.here()
    desk.signs.seens[desk.play.id("Luca")] = 1
    assert [one.name for one in desk.cut("unseen").people] == ["Luca D."]


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


def test_a_draft_names_the_stranded_with_buddies_and_who_came_since() -> None:
    desk = Desk(live(*ENGLISH, "Amal", "Salma"))
    english = " ".join(ENGLISH)
    desk.play.do(plan(desk.play, f"{english} Salma", largest=11, stranded="Amal"))
    desk.play.arrive("Karim")
    found = desk.cut("draft")
    (amal,) = found.stranded
    assert amal.name == "Amal R."
    assert [buddy.name for buddy in amal.buddies] == ["Hadeel M.", "Noura E.", "Hassan Q."]
    assert (amal.noted, amal.wished) == ([], False)
    assert "Karim Z." in [one.name for one in found.unseated]
    assert (found.state, found.rooms, found.moving) == ("draft", 1, 11)
    assert (desk.cut("attention").without_room, desk.cut("attention", drives=False).without_room) == (2, 0)


def test_a_buddy_once_chosen_is_noted_and_not_offered_again() -> None:
    desk = Desk(live(*ENGLISH, "Amal", "Salma"))
    english = " ".join(ENGLISH)
    desk.play.do(plan(desk.play, f"{english} Salma", largest=11, stranded="Amal"))
    desk.play.do(Group(MEETING, "together", (desk.play.id("Amal"), desk.play.id("Hadeel"))))
    (amal,) = desk.cut("draft").stranded
    assert (amal.noted, amal.wished) == (["Hadeel M."], True)
    assert "Hadeel M." not in [buddy.name for buddy in amal.buddies]


def test_a_draft_says_when_it_does_not_hold_what_was_wished_since() -> None:
    desk = Desk(live(*ENGLISH))
    desk.play.draft(2)
    assert desk.cut("draft").doubts == []
    one, other, *_ = (member.id for member in desk.cut("nextroom", 1).members)
    desk.play.do(Group(MEETING, "apart", (one, other)))
    (doubt,) = desk.cut("draft").doubts
    names = sorted(desk.play.programme.people[person].called for person in (one, other))
    assert (doubt.code, sorted(doubt.names), doubt.known) == ("apart-broken", names, False)


def test_who_was_stranded_at_the_opening_needs_somebody_until_they_are_placed_or_stay() -> None:
    desk = Desk(live(*ENGLISH, "Omar"))
    desk.play.do(plan(desk.play, " ".join(ENGLISH), largest=10, stranded="Omar"))
    desk.play.step()
    assert desk.cut("top").unplaced == 0
    desk.play.step()
    found = desk.cut("attention")
    assert [(one.name, one.room) for one in found.unplaced] == [("Omar T.", None)]
    assert (desk.cut("top").unplaced, found.waiting, found.round) == (1, 1, 2)
    desk.play.do(MovePeople(MEETING, 2, (desk.play.id("Omar"),), 0))
    assert (desk.cut("top").unplaced, desk.cut("attention").waiting) == (0, 0)


def test_a_draft_offers_the_merge_of_a_room_that_is_too_small_and_says_who_has_no_room_later() -> None:
    desk = Desk(live(*ENGLISH))
    rooms = ("Eleni Hadeel Paolo Dimitra", "Ana Noura Luca", "Fatma Hassan Claire")
    desk.play.do(plan(desk.play, *rooms))
    assert desk.cut("draft").small == []
    later = second_round(desk.play)
    desk.play.draft(later)
    desk.play.do(MarkGone(MEETING, desk.play.id("Luca")))
    assert [(one.room, one.people, one.into) for one in desk.cut("draft").small] == [(2, 2, 3)]
    desk.play.arrive("Omar")
    found = desk.cut("draft")
    assert ([one.name for one in found.unseated], [one.unseated for one in found.later]) == (["Omar T."], [1])


def test_a_published_draft_is_gone_from_the_next_rooms_once_it_is_on() -> None:
    desk = Desk(live(*ENGLISH))
    desk.play.draft(2)
    assert len(desk.cut("nextroom", 1).members) == 5
    assert desk.cut("room", 1) is None
    desk.play.step()
    desk.play.step()
    assert (desk.cut("nextroom", 1), desk.cut("draft")) == (None, None)
    assert desk.cut("room", 1).state == "open"


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
