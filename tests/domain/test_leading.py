"""The lead: the first who opens the doors, then whoever of the staff takes it."""

from __future__ import annotations

import pytest

from app.domain.errors import Conflict, NotAllowed
from app.domain.leading import TakeLead
from app.domain.meetings import CloseMeeting, OpenDoors
from tests.domain.play import MEETING, programme


def test_who_opens_the_doors_leads() -> None:
    play = programme()
    play.step("Nils")
    play.step("Dana")
    assert play.meeting.lead == play.id("Nils")


def test_another_of_the_staff_takes_the_lead_and_may_drive() -> None:
    play = programme()
    with pytest.raises(NotAllowed):
        play.do(OpenDoors(MEETING), "Rui")
    play.do(TakeLead(MEETING), "Rui")
    assert play.do(TakeLead(MEETING), "Rui") == []
    play.step("Rui")
    (taken,) = play.do(TakeLead(MEETING), "Dana")
    assert taken.reseats == (play.id("Dana"), play.id("Rui"))
    with pytest.raises(NotAllowed):
        play.step("Rui")


def test_nobody_else_takes_it() -> None:
    play = programme()
    for name in ("Amal", "Imane", "Vera"):
        with pytest.raises(NotAllowed):
            play.do(TakeLead(MEETING), name)
    play.step()
    play.step()
    play.do(CloseMeeting(MEETING))
    with pytest.raises(Conflict, match="meeting-closed"):
        play.do(TakeLead(MEETING), "Nils")
