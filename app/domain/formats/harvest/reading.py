"""Reading the reports: begun by the big button, one room after the other, each with its clock; and what others say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from app.domain import attendance
from app.domain.acts import Act, StillAct
from app.domain.duties import Place
from app.domain.errors import Conflict, Invalid, NotAllowed
from app.domain.formats import ON, PLANNED
from app.domain.formats.harvest.harvest import (
    DIFFERENT,
    ECHOES,
    READING,
    SAME,
    Harvest,
    reporting,
    the_harvest,
)
from app.domain.formats.plenary import begun
from app.domain.messages import By, Event, Fact
from app.domain.orders import MeetingCommand
from app.domain.permissions import allow, drives, in_meeting

if TYPE_CHECKING:
    from app.domain.meetings import Meeting
    from app.domain.programme import Programme


@dataclass(frozen=True, slots=True)
class BeginHarvest(MeetingCommand):
    """Begin with the first room's report."""

    path: ClassVar[str] = "harvests/{block}/opening"
    meeting: str
    block: int

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = self.live(programme)
        body = the_harvest(meeting, self.block)
        if body.state != PLANNED:
            raise Conflict("block-begun")
        if meeting.on is not None and meeting.on.body.busy:
            raise Conflict("rooms-still-on")
        return [HarvestBegun(meeting.id, self.block, by.at, reporting(meeting))]


@dataclass(frozen=True, slots=True)
class NextReport(MeetingCommand):
    """Go on to the next room's report."""

    meeting: str
    block: int

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        body = the_harvest(self.live(programme), self.block)
        if body.state != READING or body.at + 1 >= len(body.places):
            raise Conflict("no-report-read")
        return [ReportTurned(self.meeting, self.block, by.at, body.at + 1)]


@dataclass(frozen=True, slots=True)
class EchoReport(MeetingCommand):
    """Say to the report that is read: same here, different here, I can help; or take it back (`said` False)."""

    path: ClassVar[str] = "harvests/{block}/echo"
    meeting: str
    block: int
    kind: str
    number: int = 0
    said: bool = True

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = self.live(programme)
        body = the_harvest(meeting, self.block)
        if self.kind not in ECHOES:
            raise Invalid("unknown-choice", field="kind")
        place = body.reading
        if place is None or meeting.blocks[self.block].state != ON or self.number not in (0, body.at + 1):
            raise Conflict("no-report-read")
        if programme.people[by.person].role == "observer":
            raise NotAllowed("role")
        if (by.person in body.said(place, self.kind)) == self.said:
            return
        yield from attendance.arriving(programme, meeting, by.person, by.at)
        yield ReportEchoed(meeting.id, self.block, *place, by.person, self.kind, self.said)


@dataclass(frozen=True, slots=True)
class HarvestBegun(Act):
    """The reports of these rooms are read, the first one from now."""

    meeting: str
    block: int
    at: float
    places: tuple[tuple[int, int, int], ...]

    def change(self, programme: Programme, meeting: Meeting, fact: Fact) -> None:
        begun(meeting, self.block, fact)
        body = the_harvest(meeting, self.block)
        body.places, body.state = self.places, READING
        turn_to(body, 0, self.at)


@dataclass(frozen=True, slots=True)
class ReportTurned(StillAct):
    """The report of that number, from 0, is read."""

    meeting: str
    block: int
    at: float
    number: int

    def change(self, programme: Programme, meeting: Meeting, fact: Fact) -> None:
        turn_to(the_harvest(meeting, self.block), self.number, self.at)


@dataclass(frozen=True, slots=True)
class ReportEchoed(Event):
    """Somebody said this to a room's report, or took it back."""

    meeting: str
    block: int
    of: int
    part: int
    room: int
    person: str
    kind: str
    said: bool = True

    @property
    def place(self) -> Place:
        """The room whose report it is about."""
        return self.of, self.part, self.room

    def evolve(self, programme: Programme, fact: Fact) -> None:
        kinds = the_harvest(programme.meetings[self.meeting], self.block).echoes.setdefault(self.place, {})
        other = {SAME: DIFFERENT, DIFFERENT: SAME}.get(self.kind, "")
        if self.said:
            kinds.setdefault(self.kind, {})[self.person] = None
            kinds.get(other, {}).pop(self.person, None)
        else:
            kinds.get(self.kind, {}).pop(self.person, None)


def turn_to(body: Harvest, number: int, at: float) -> None:
    """Read the report of that number, with its own clock."""
    body.at = number
    body.run(at, body.seconds if body.places else 0)


allow({"BeginHarvest": drives, "NextReport": drives, "EchoReport": in_meeting})
