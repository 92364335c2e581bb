"""What a part with pitches keeps: which practices, in which order, whose turn it is, and the clock of that turn."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from app.domain import agenda
from app.domain.clock import UP, Timer
from app.domain.errors import Conflict
from app.domain.formats import ON, PLANNED
from app.domain.formats.plenary import Plenary
from app.domain.steps import Step

if TYPE_CHECKING:
    from app.domain.agenda import Block
    from app.domain.meetings import Meeting
    from app.domain.messages import Command
    from app.domain.practices import Practice
    from app.domain.programme import Programme

TALK, SWAP = 240.0, 60.0
"""Seconds of a pitch, and before it for the next one to come forward."""
MOST = 12
"""Most pitches of one part; four to six are enough."""


@dataclass(frozen=True, slots=True)
class KeptPitches:
    """Whose turn it is, and its clock, at one moment."""

    clock: Timer | None
    now: int
    talking: bool
    given: tuple[int, ...]


@dataclass(slots=True)
class Pitches(Plenary):
    """`order`: numbers of practices; `now`: the one whose turn it is, 0 for none; `given`: had theirs or was left out.

    `talking`: its time runs; before that it is called forward.
    """

    format: ClassVar[str] = "pitches"
    order: tuple[int, ...] = ()
    now: int = 0
    talking: bool = False
    given: list[int] = field(default_factory=list)

    def entry(self, meeting: Meeting, block: Block) -> Step | None:
        from app.domain.formats.pitches.turning import BeginPitches

        return Step("begin-pitches", BeginPitches(meeting.id, block.number), {"pitches": len(self.order)})

    def step(self, meeting: Meeting, block: Block) -> Step | None:
        from app.domain.formats.pitches.turning import CallPitch, StartPitch

        if self.now and not self.talking:
            return Step("start-pitch", StartPitch(meeting.id, block.number), {"minutes": int(TALK // 60)})
        left = len(self.left)
        return Step("call-pitch", CallPitch(meeting.id, block.number), {"pitches": left}) if left else None

    def waits(self, programme: Programme, meeting: Meeting) -> bool:
        called = self.now > 0 and not self.talking
        return not called and not any(self.present(programme, meeting, number) for number in self.left)

    @property
    def left(self) -> list[int]:
        """The practices that have not had their turn, in order."""
        return [number for number in self.order if number not in self.given and number != self.now]

    @property
    def heard(self) -> list[int]:
        """The practices that were told or left out: whoever was called and never began was not heard."""
        return [*self.given, self.now] if self.talking else list(self.given)

    @property
    def fills(self) -> bool:
        return self.now > 0

    @property
    def whose(self) -> str:
        return f"{'pitch' if self.talking else 'ready'}-{self.now}" if self.now else ""

    def begin(self, at: float) -> None:
        self.clock, self.now, self.talking = None, 0, False
        self.given.clear()

    def mark(self) -> KeptPitches:  # type: ignore[override]
        return KeptPitches(self.clock.copy() if self.clock else None, self.now, self.talking, tuple(self.given))

    def restore(self, kept: KeptPitches) -> None:  # type: ignore[override]
        self.clock = kept.clock.copy() if kept.clock else None
        self.now, self.talking, self.given = kept.now, kept.talking, list(kept.given)

    def ring(self, meeting: Meeting, block: Block, rest: str) -> Command | None:
        from app.domain.formats.pitches.turning import StartPitch

        told = Plenary.ring(self, meeting, block, rest)
        if told is not None and self.now and not self.talking and rest.endswith(f"/{UP}"):
            return StartPitch(meeting.id, block.number)
        return told

    def present(self, programme: Programme, meeting: Meeting, number: int) -> bool:
        """Whether a practice can be pitched: it is on the board, and its owner or who wrote it down is there."""
        practice = programme.practices.by_number.get(number)
        return practice is not None and practice.on_board and meeting.is_present(presenter(meeting, practice))


def presenter(meeting: Meeting, practice: Practice) -> str:
    """Return who tells a practice: its owner; while they are missing, whoever wrote it down for them and is there."""
    stands_in = practice.scribe and meeting.is_present(practice.scribe) and not meeting.is_present(practice.owner)
    return practice.scribe if stands_in else practice.owner


def the_pitches(meeting: Meeting, block: int) -> Pitches:
    """Return a block's pitches. Raises `NotFound`, `Conflict`."""
    body = agenda.found(meeting, block).body
    if not isinstance(body, Pitches):
        raise Conflict("other-format")
    return body


def coming(meeting: Meeting) -> Block | None:
    """Return the part with pitches that is on, else the next one that is planned."""
    found = [
        block for number in meeting.agenda for block in [meeting.blocks[number]] if isinstance(block.body, Pitches)
    ]
    states = {block.state: block for block in reversed(found)}
    return states.get(ON) or states.get(PLANNED)


def shown(programme: Programme, meeting: Meeting) -> Practice | None:
    """Return the practice that everybody sees now: the one that is pitched, else the one the team put on the screen.

    While a vote or a report needs the screen, what was put there waits.
    """
    body = meeting.on.body if meeting.on is not None and meeting.phase == "live" else None
    pinned = 0 if body is not None and body.fills else meeting.pinned
    number = body.now if isinstance(body, Pitches) and body.now else pinned
    practice = programme.practices.by_number.get(number)
    return practice if practice is not None and practice.on_board else None
