"""A draft on the console: whom it strands, what it does not hold, which rooms are too small, when it is gone."""

from __future__ import annotations

from app.domain.attendance import MarkGone
from app.domain.formats.rooms.moving import MovePeople
from app.domain.wishes import Group
from tests.domain.play import ENGLISH, MEETING, live
from tests.domain.seats import plan, second_round
from tests.panels.console.desk import Desk


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
