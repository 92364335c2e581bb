"""What was done, on the console: the last act and whether it can be taken back, those before it, new devices."""

from __future__ import annotations

from app.domain.devices import SignIn, SignOutOthers
from app.domain.formats.rooms.running import AddTime
from app.domain.links import ReplaceLink
from app.panels.console import acts
from tests.domain.play import ENGLISH, MEETING, live, talking
from tests.panels.console.desk import Desk


def test_the_last_act_can_be_taken_back_only_when_a_person_did_it() -> None:
    desk = Desk(talking())
    last = desk.cut("last")
    assert (last.name, last.what, last.until) == ("Dana O.", "RoomsStarted", desk.play.now + 10)
    desk.play.wait(1200)
    last = desk.cut("last")
    assert (last.who, last.what, last.until) == ("", "GraceGiven", None)


def test_two_moderators_see_what_the_other_did() -> None:
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
