"""Acts: what moderators do to the agenda, the places and the clocks, and can take back for ten seconds.

A step is an act that changes what the big button does next; a move is an act that does not.
"""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar

from app.domain.formats import OVER, PLANNED
from app.domain.messages import SYSTEM, Event, Fact

if TYPE_CHECKING:
    from app.domain.meetings import Meeting
    from app.domain.programme import Programme

TAKE_BACK = 10.0
"""Seconds in which an act can be taken back."""

RECENT = 12
"""Acts that a meeting keeps, so that two moderators see each other's."""


@dataclass(frozen=True, slots=True)
class Undo:
    """What an act changed: the meeting's phase and current block, and what each block's body keeps of itself."""

    phase: str
    current: int | None
    pins: dict[str, int]
    blocks: dict[int, tuple[str, float | None, float | None, Any]]


@dataclass(frozen=True, slots=True)
class StepMark:
    """The last act: its number, who did what (the event's name) when, and how to undo it (None: cannot be)."""

    number: int
    who: str
    at: float
    what: str
    undo: Undo | None

    @property
    def until(self) -> float:
        """Until when it can be taken back."""
        return self.at + TAKE_BACK


class Act(Event):
    """An event of a meeting that is marked, so that a stale button is refused and a fresh act can be undone.

    One command makes at most one act, and it comes before other events of that command.
    """

    __slots__ = ()
    counts: ClassVar[bool] = True
    meeting: str

    @property
    def reseats(self) -> tuple[str, ...] | None:
        """Places may change for everybody."""
        return None

    def evolve(self, programme: Programme, fact: Fact) -> None:
        """Mark the act, then change the meeting."""
        meeting = programme.meetings[self.meeting]
        mark(meeting, type(self).__name__, fact, counts=self.counts)
        self.change(programme, meeting, fact)

    @abstractmethod
    def change(self, programme: Programme, meeting: Meeting, fact: Fact) -> None:
        """Change the meeting in place."""


class StillAct(Act):
    """An act that leaves everybody's place as it is."""

    __slots__ = ()

    @property
    def reseats(self) -> tuple[str, ...]:
        return ()


class Settled(Act):
    """An act on what a block is, which cannot be taken back: the same form sets it otherwise."""

    __slots__ = ()

    def evolve(self, programme: Programme, fact: Fact) -> None:
        """Mark the act, then change the meeting."""
        meeting = programme.meetings[self.meeting]
        mark(meeting, type(self).__name__, fact, counts=True, undoable=False)
        self.change(programme, meeting, fact)


def mark(meeting: Meeting, what: str, fact: Fact, *, counts: bool, undoable: bool = True) -> None:
    """Note who does what now and, for a person's act, what there is to restore.

    The meeting's `revision` is the position of the last event that its name, date or agenda may hang on.
    """
    undo = snapshot(meeting) if undoable and fact.actor != SYSTEM else None
    meeting.restart = meeting.restart if fact.actor == SYSTEM else None
    meeting.acts, meeting.revision = meeting.acts + 1, fact.position
    meeting.last_act = StepMark(meeting.acts, fact.actor, fact.at, what, undo)
    meeting.recent = [*meeting.recent[1 - RECENT :], replace(meeting.last_act, undo=None)]
    if counts:
        meeting.step += 1
        meeting.last_step = meeting.last_act


def count(meeting: Meeting, what: str, fact: Fact) -> None:
    """Note that the big button may do something else now, without an act to take back."""
    meeting.step, meeting.revision = meeting.step + 1, fact.position
    meeting.last_step = StepMark(meeting.acts, fact.actor, fact.at, what, None)


def snapshot(meeting: Meeting) -> Undo:
    """Return what `restore` needs to bring the meeting's places and clocks back."""
    blocks = {n: (each.state, each.begun_at, each.ended_at, each.body.mark()) for n, each in meeting.blocks.items()}
    return Undo(meeting.phase, meeting.current, dict(meeting.wishes.pins), blocks)


def restore(meeting: Meeting, undo: Undo) -> None:
    """Bring places and clocks back; a block that the act itself began is gone, one planned meanwhile stays.

    One in which something was written meanwhile stays, too, and is over: it comes before the block that is on again,
    from whose end what is planned is counted.
    """
    meeting.phase, meeting.current, meeting.wishes.pins = undo.phase, undo.current, dict(undo.pins)
    for number, block in list(meeting.blocks.items()):
        if number in undo.blocks:
            block.state, block.begun_at, block.ended_at, kept = undo.blocks[number]
            block.body.restore(kept)
        elif block.state != PLANNED and meeting.notes.within(number):
            block.state = OVER
            if meeting.current in meeting.agenda:
                meeting.agenda.remove(number)
                meeting.agenda.insert(meeting.agenda.index(meeting.current), number)
        elif block.state != PLANNED:
            del meeting.blocks[number]
    meeting.agenda = [number for number in meeting.agenda if number in meeting.blocks]
    meeting.parked = [number for number in meeting.parked if number in meeting.blocks]
