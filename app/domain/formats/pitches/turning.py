"""Turns: calling a pitch forward, starting its time, leaving one out; who is missing is passed over until they come."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from app.domain import agenda
from app.domain.acts import Act, StillAct
from app.domain.errors import Conflict
from app.domain.formats import ON
from app.domain.formats.pitches.pitches import SWAP, TALK, Pitches, shown, the_pitches
from app.domain.formats.plenary import begun
from app.domain.messages import By, Event, Fact
from app.domain.orders import MeetingCommand
from app.domain.permissions import allow, contributes, drives
from app.domain.practices.remarks import RemarkOnPractice

if TYPE_CHECKING:
    from app.domain.meetings import Meeting
    from app.domain.programme import Programme


@dataclass(frozen=True, slots=True)
class BeginPitches(MeetingCommand):
    """Begin a planned part with pitches; nobody is sent away while rooms talk."""

    path: ClassVar[str] = "pitches/{block}/opening"
    meeting: str
    block: int

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = self.live(programme)
        return [PitchesBegun(meeting.id, agenda.beginnable(meeting, self.block, Pitches).number)]


@dataclass(frozen=True, slots=True)
class CallPitch(MeetingCommand):
    """Call the next pitch forward: the first whose presenter is there, and its sheet opens on every board."""

    path: ClassVar[str] = "pitches/{block}/calls"
    meeting: str
    block: int

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting, body = on(self.live(programme), self.block)
        there = [number for number in body.left if body.present(programme, meeting, number)]
        if not there:
            raise Conflict("nobody-to-pitch")
        return [PitchCalled(meeting.id, self.block, there[0], by.at)]


@dataclass(frozen=True, slots=True)
class StartPitch(MeetingCommand):
    """Let the time of the pitch that was called run; by itself once the minute to come forward is over."""

    path: ClassVar[str] = "pitches/{block}/starts"
    meeting: str
    block: int

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting, body = on(self.live(programme), self.block)
        if not body.now or body.talking:
            raise Conflict("no-pitch-called")
        return [PitchStarted(meeting.id, self.block, by.at)]


@dataclass(frozen=True, slots=True)
class LeavePitchOut(MeetingCommand):
    """Go on without a pitch that has not had its turn, or whose turn it is."""

    path: ClassVar[str] = "pitches/{block}/out"
    meeting: str
    block: int
    practice: int

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting, body = on(self.live(programme), self.block)
        if self.practice not in (*body.left, body.now):
            raise Conflict("pitch-had-its-turn")
        return [PitchLeftOut(meeting.id, self.block, self.practice)]


@dataclass(frozen=True, slots=True)
class AskPresenter(MeetingCommand):
    """Ask about the practice that everybody sees now; its owner answers in the sheet."""

    path: ClassVar[str] = "pitches/questions"
    meeting: str
    text: str
    language: str = ""

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        practice = shown(programme, self.live(programme))
        if practice is None:
            raise Conflict("no-pitch-called")
        return RemarkOnPractice(practice.number, self.text, "question", self.language).decide(programme, by)


@dataclass(frozen=True, slots=True)
class PitchesBegun(Act):
    """A part with pitches is on; none is called yet."""

    meeting: str
    block: int

    def change(self, programme: Programme, meeting: Meeting, fact: Fact) -> None:
        begun(meeting, self.block, fact)


@dataclass(frozen=True, slots=True)
class PitchCalled(StillAct):
    """It is the turn of a practice: its presenter comes forward; the one before had theirs."""

    meeting: str
    block: int
    practice: int
    at: float
    seconds: float = SWAP

    def change(self, programme: Programme, meeting: Meeting, fact: Fact) -> None:
        body = the_pitches(meeting, self.block)
        if body.now:
            body.given.append(body.now)
        body.now, body.talking = self.practice, False
        body.run(self.at, self.seconds)


@dataclass(frozen=True, slots=True)
class PitchStarted(StillAct):
    """The time of the pitch runs."""

    meeting: str
    block: int
    at: float
    seconds: float = TALK

    def change(self, programme: Programme, meeting: Meeting, fact: Fact) -> None:
        body = the_pitches(meeting, self.block)
        body.talking = True
        body.run(self.at, self.seconds)


@dataclass(frozen=True, slots=True)
class PitchLeftOut(StillAct):
    """A practice is not pitched after all; its sheet stays on the board."""

    meeting: str
    block: int
    practice: int

    def change(self, programme: Programme, meeting: Meeting, fact: Fact) -> None:
        body = the_pitches(meeting, self.block)
        body.given.append(self.practice)
        if body.now == self.practice:
            body.now, body.talking = 0, False
            body.run(fact.at, 0)


def on(meeting: Meeting, block: int) -> tuple[Meeting, Pitches]:
    """Return the meeting and the pitches of a block that is on. Raises `NotFound`, `Conflict`."""
    body = the_pitches(meeting, block)
    if meeting.blocks[block].state != ON:
        raise Conflict("block-not-on")
    return meeting, body


allow(
    {
        "BeginPitches": drives,
        "CallPitch": drives,
        "StartPitch": drives,
        "LeavePitchOut": drives,
        "AskPresenter": contributes,
    }
)
