"""The question what must not leave the meeting: two minutes, ended by the clock alone (domain.md §4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.acts import StillAct
from app.domain.clock import Timer
from app.domain.errors import Conflict
from app.domain.formats.harvest.harvest import CLEARED, HOLD, READING, TO_HOLD, the_harvest
from app.domain.messages import By, Event, Fact
from app.domain.orders import MeetingCommand
from app.domain.permissions import allow, drives, only_system

if TYPE_CHECKING:
    from app.domain.meetings import Meeting
    from app.domain.programme import Programme


@dataclass(frozen=True, slots=True)
class BeginHold(MeetingCommand):
    """Ask everybody, once all reports were read."""

    meeting: str
    block: int

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        body = the_harvest(self.live(programme), self.block)
        if body.state != READING or body.at + 1 < len(body.places):
            raise Conflict("no-report-read")
        return [HoldBegun(self.meeting, self.block, by.at, TO_HOLD)]


@dataclass(frozen=True, slots=True)
class EndHold(MeetingCommand):
    """The two minutes are over; the clock says so."""

    meeting: str
    block: int
    hold: int

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        body = the_harvest(programme.meeting(self.meeting), self.block)
        return [HoldEnded(self.meeting, self.block)] if body.state == HOLD and body.holds == self.hold else []


@dataclass(frozen=True, slots=True)
class HoldBegun(StillAct):
    """For so many seconds everybody is asked what must not leave the meeting."""

    meeting: str
    block: int
    at: float
    seconds: float

    def change(self, programme: Programme, meeting: Meeting, fact: Fact) -> None:
        body = the_harvest(meeting, self.block)
        body.state, body.holds, body.hold_until = HOLD, body.holds + 1, self.at + self.seconds
        body.turn += 1
        body.clock = Timer.start(self.at, self.seconds, body.turn)


@dataclass(frozen=True, slots=True)
class HoldEnded(Event):
    """What nobody holds back may leave the meeting."""

    meeting: str
    block: int

    def evolve(self, programme: Programme, fact: Fact) -> None:
        body = the_harvest(programme.meetings[self.meeting], self.block)
        body.state, body.hold_until, body.clock = CLEARED, None, None


allow({"BeginHold": drives, "EndHold": only_system})
