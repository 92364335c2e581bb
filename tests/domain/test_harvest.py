"""Harvest: rooms report in order under the clock, others say "same here", then two minutes before anything leaves."""

from __future__ import annotations

from app.domain.acts import TAKE_BACK
from app.domain.agenda import AddBlock, RemoveBlock
from app.domain.attendance import Leave
from app.domain.formats.harvest import Harvest
from app.domain.formats.harvest.harvest import EACH, EACH_OF_MANY, TO_HOLD, cleared, reporting
from app.domain.formats.harvest.holding import BeginHold
from app.domain.formats.harvest.reading import EchoReport, NextReport
from app.domain.meetings import CloseMeeting
from app.domain.steps import TakeBack
from tests.domain.play import MEETING, Play, live
from tests.domain.seats import refused
from tests.domain.test_themes import noted

BLOCK = 4


def harvested() -> Play:
    """Two rooms have met; the report of the first one is read."""
    play = noted()
    play.do(AddBlock(MEETING, "harvest", "What we keep", minutes=15))
    while play.kind() != "begin-harvest":
        play.step()
    play.step()
    return play


def body(play: Play) -> Harvest:
    [found] = [block.body for block in play.meeting.blocks.values() if isinstance(block.body, Harvest)]
    return found


def block(play: Play) -> int:
    assert play.meeting.current is not None
    return play.meeting.current


def test_rooms_report_in_order_under_the_clock_by_one_button() -> None:
    play = harvested()
    assert (body(play).reading, body(play).seconds) == ((2, 1, 1), EACH)
    clock = body(play).clock
    assert clock is not None
    assert clock.ends_at == play.now + 180
    assert play.kind() == "next-report"
    play.step()
    assert body(play).reading == (2, 1, 2)
    assert play.kind() == "begin-hold"
    play.step()
    assert body(play).reading is None
    assert play.kind() == "close-meeting"


def test_of_six_rooms_each_has_ninety_seconds_for_one_surprise_and_one_tip() -> None:
    six = Harvest(places=tuple((2, 1, room) for room in range(1, 7)))
    assert (six.seconds, six.short) == (EACH_OF_MANY, True)
    assert not Harvest(places=six.places[:5]).short


def test_two_minutes_pass_by_the_clock_alone_before_anything_may_leave() -> None:
    play = harvested()
    assert refused(play, BeginHold(MEETING, block(play))) == "no-report-read"
    play.step()
    play.step()
    assert not cleared(play.meeting, play.now)
    play.wait(TO_HOLD - 1)
    assert (body(play).state, cleared(play.meeting, play.now)) == ("hold", False)
    play.wait(1)
    assert (body(play).state, cleared(play.meeting, play.now)) == ("cleared", True)
    assert play.folded() == play.programme


def test_a_meeting_closed_within_the_two_minutes_is_cleared_when_they_are_over() -> None:
    play = harvested()
    play.step()
    play.step()
    play.do(CloseMeeting(MEETING))
    assert not cleared(play.meeting, play.now)
    assert cleared(play.meeting, play.now + TO_HOLD)


def test_same_and_different_exclude_each_other_and_help_goes_with_both() -> None:
    play = harvested()
    for kind in ("same", "help", "different"):
        play.do(EchoReport(MEETING, block(play), kind), "Eleni")
    place = (2, 1, 1)
    said = {kind: list(body(play).said(place, kind)) for kind in ("same", "different", "help")}
    assert said == {"same": [], "different": [play.id("Eleni")], "help": [play.id("Eleni")]}
    play.do(EchoReport(MEETING, block(play), "help", said=False), "Eleni")
    assert not body(play).said(place, "help")
    assert play.do(EchoReport(MEETING, block(play), "different"), "Eleni") == []
    play.do(Leave(MEETING), "Paolo")
    play.do(EchoReport(MEETING, block(play), "same"), "Paolo")
    assert play.meeting.is_present(play.id("Paolo"))


def test_what_is_said_too_late_or_by_an_observer_is_refused() -> None:
    play = harvested()
    play.step()
    late = EchoReport(MEETING, block(play), "same", number=1)
    assert refused(play, late, "Eleni") == "no-report-read"  # it was meant for the report before
    assert refused(play, EchoReport(MEETING, block(play), "loud"), "Eleni") == "unknown-choice"
    assert refused(play, EchoReport(MEETING, 1, "same"), "Eleni") == "other-format"
    assert refused(play, NextReport(MEETING, block(play))) == "no-report-read"
    play.step()
    assert refused(play, EchoReport(MEETING, block(play), "same"), "Eleni") == "no-report-read"


def test_the_next_report_can_be_taken_back_with_its_clock() -> None:
    play = harvested()
    play.wait(30)
    play.step()
    play.do(TakeBack(MEETING, play.meeting.acts))
    clock = body(play).clock
    assert (body(play).at, clock and clock.ends_at) == (0, play.now + 150)
    play.wait(TAKE_BACK + 1)


def test_a_harvest_without_rooms_goes_straight_to_the_question() -> None:
    play = live("Eleni", "Paolo", "Claire")
    play.do(RemoveBlock(MEETING, 2))
    play.do(AddBlock(MEETING, "harvest"))
    assert reporting(play.meeting) == ()
    play.step()
    assert (body(play).clock, play.kind()) == (None, "begin-hold")
    play.step()
    assert body(play).state == "hold"
