"""The plenary: everybody in one place, with a clock only where somebody set one (domain.md §5 F1)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from app.domain import agenda, clock
from app.domain.acts import Act, StillAct
from app.domain.agenda import Block
from app.domain.clock import Timer
from app.domain.errors import Conflict, Invalid
from app.domain.formats import ON, Body
from app.domain.messages import By, Command, Event, Fact
from app.domain.orders import MeetingCommand
from app.domain.permissions import allow, drives, only_system
from app.domain.places import PLENARY, Spot
from app.domain.steps import Step

if TYPE_CHECKING:
    from app.domain.meetings import Meeting
    from app.domain.programme import Programme


@dataclass(slots=True)
class Plenary(Body):
    """What a plenary keeps: its clock, if it has one."""

    format: ClassVar[str] = "plenary"
    clock: Timer | None = None
    turn: int = 0

    def spot(self, block: Block, person: str) -> Spot:
        return PLENARY

    def step(self, meeting: Meeting, block: Block) -> Step | None:
        return None

    def entry(self, meeting: Meeting, block: Block) -> Step | None:
        return Step("begin-plenary", BeginPlenary(meeting.id, block.number))

    @property
    def whose(self) -> str:
        """Whose time the clock counts, '' for everybody's: when another's begins, there is not more of it."""
        return ""

    def begin(self, at: float) -> None:
        self.clock = None

    def run(self, at: float, seconds: float) -> None:
        """Let the clock run for so many seconds from `at`; 0: none runs any more."""
        self.turn += 1
        self.clock = Timer.start(at, seconds, self.turn) if seconds else None

    def mark(self) -> Timer | None:
        return self.clock.copy() if self.clock else None

    def restore(self, kept: Timer | None) -> None:
        self.clock = kept.copy() if kept else None

    def due(self, meeting: Meeting, block: Block) -> dict[str, float]:
        if self.clock is None or block.state != ON or self.clock.grace_until is not None:
            return {}
        return {f"{self.clock.turn}/{signal}": at for signal, at in self.clock.due().items()}

    def ring(self, meeting: Meeting, block: Block, rest: str) -> Command | None:
        turn, _, signal = rest.partition("/")
        if self.clock is None or str(self.clock.turn) != turn:
            return None
        return TellPlenary(meeting.id, block.number, int(turn), signal)

    def restarted(self, meeting: Meeting, block: Block, at: float) -> Iterable[Event]:
        """Drop the signals that were missed; a plenary has no grace to give again."""
        if self.clock is not None and block.state == ON:
            missed = [signal for signal, instant in self.clock.due().items() if instant <= at]
            yield from (PlenaryTold(meeting.id, block.number, signal, missed=True) for signal in missed)


@dataclass(frozen=True, slots=True)
class BeginPlenary(MeetingCommand):
    """Begin a planned plenary after another block."""

    path: ClassVar[str] = "plenaries/{block}/opening"
    meeting: str
    block: int

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = self.live(programme)
        return [PlenaryBegun(meeting.id, agenda.beginnable(meeting, self.block, Plenary).number)]


@dataclass(frozen=True, slots=True)
class SetPlenaryClock(MeetingCommand):
    """Let a countdown of some minutes run in the plenary that is on; 0 takes it away."""

    path: ClassVar[str] = "plenaries/{block}/clock"
    meeting: str
    block: int
    minutes: int

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        block = _plenary(self.live(programme), self.block)
        if block.state != ON:
            raise Conflict("block-not-on")
        if not 0 <= self.minutes <= agenda.LONGEST:
            raise Invalid("out-of-range", field="minutes", least=0, most=agenda.LONGEST)
        return [PlenaryClockSet(self.meeting, block.number, by.at, self.minutes * 60.0)]


@dataclass(frozen=True, slots=True)
class TellPlenary(MeetingCommand):
    """The clock tells its signal, if it was not changed since."""

    meeting: str
    block: int
    turn: int
    signal: str

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        body = _body(programme.meeting(self.meeting), self.block)
        if body.clock is None or body.clock.turn != self.turn or self.signal in body.clock.told:
            return []
        return [PlenaryTold(self.meeting, self.block, self.signal)]


@dataclass(frozen=True, slots=True)
class PlenaryBegun(Act):
    """A planned plenary is on."""

    meeting: str
    block: int

    def change(self, programme: Programme, meeting: Meeting, fact: Fact) -> None:
        begun(meeting, self.block, fact)


@dataclass(frozen=True, slots=True)
class PlenaryClockSet(StillAct):
    """A countdown runs in the plenary (duration 0: none)."""

    counts: ClassVar[bool] = False
    meeting: str
    block: int
    started_at: float
    duration: float

    def change(self, programme: Programme, meeting: Meeting, fact: Fact) -> None:
        _body(meeting, self.block).run(self.started_at, self.duration)


@dataclass(frozen=True, slots=True)
class PlenaryTold(Event):
    """The plenary's clock told a signal; `missed`: while the server was down, so nobody heard it."""

    meeting: str
    block: int
    signal: str
    missed: bool = False

    def evolve(self, programme: Programme, fact: Fact) -> None:
        body = _body(programme.meetings[self.meeting], self.block)
        if body.clock is not None:
            body.clock.told.add(self.signal)
            if self.signal == clock.UP:
                body.clock.grace_until = fact.at


def begun(meeting: Meeting, block: int, fact: Fact) -> Plenary:
    """Let a block in which everybody is together be on from now, and return what it keeps."""
    agenda.begin(meeting, block, fact.at)
    meeting.moved(meeting.present(), fact)
    return _body(meeting, block)


def _plenary(meeting: Meeting, block: int) -> Block:
    _body(meeting, block)
    return meeting.blocks[block]


def _body(meeting: Meeting, block: int) -> Plenary:
    body = agenda.found(meeting, block).body
    if not isinstance(body, Plenary):
        raise Conflict("other-format")
    return body


allow({"BeginPlenary": drives, "SetPlenaryClock": drives, "TellPlenary": only_system})
