"""Steps: what the big button does next, that a stale press is refused, and that an act can be taken back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, ClassVar

from app.domain import acts, agenda, permissions, places
from app.domain.errors import Conflict, Stale
from app.domain.meetings import CloseMeeting, Meeting, OpenDoors, StartMeeting
from app.domain.messages import By, Command, Event, Fact
from app.domain.orders import MeetingCommand

if TYPE_CHECKING:
    from app.domain.programme import Programme


@dataclass(frozen=True, slots=True)
class Step:
    """What the big button does: its kind, facts for its label, its command; None: a form must be filled first."""

    kind: str
    command: Command | None
    facts: dict[str, int | str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TakeStep(MeetingCommand):
    """Do the next step, if it is still the one that the form left (`leaves`: the meeting's step counter).

    `does`: what the button says that it does, '' if it does not matter: who comes and goes may change it, too.
    `anyway`: whatever there is to ask about first was asked.
    """

    path: ClassVar[str] = "steps"
    meeting: str
    leaves: int
    anyway: bool = False
    does: str = ""

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = programme.meeting(self.meeting)
        if self.leaves != meeting.step:
            raise stale(meeting.last_step)
        step = next_step(programme, meeting)
        if step is not None and self.does not in ("", step.kind):
            raise Conflict("step-changed")
        if step is None or step.command is None:
            raise Conflict("no-next-step" if step is None else "form-first", step=step.kind if step else "")
        permissions.may(programme, by.person, step.command)
        command = step.command
        if self.anyway and hasattr(command, "anyway"):
            command = replace(command, anyway=True)  # type: ignore[type-var]
        return command.decide(programme, by)


@dataclass(frozen=True, slots=True)
class TakeBack(MeetingCommand):
    """Take the last act back within ten seconds (`step`: its number); refused once a later one was made."""

    path: ClassVar[str] = "steps/{step}/undoing"
    meeting: str
    step: int

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = programme.meeting(self.meeting)
        act = meeting.last_act
        if act is None or act.number != self.step:
            raise stale(act)
        if act.undo is None or by.at > act.until:
            raise Conflict("too-late-to-take-back", seconds=int(acts.TAKE_BACK))
        return [StepTakenBack(meeting.id, act.number)]


@dataclass(frozen=True, slots=True)
class StepTakenBack(Event):
    """Places and clocks are as they were before the act; itself a step that cannot be taken back."""

    meeting: str
    act: int

    @property
    def reseats(self) -> None:
        return None

    def evolve(self, programme: Programme, fact: Fact) -> None:
        meeting = programme.meetings[self.meeting]
        act = meeting.last_act
        acts.mark(meeting, type(self).__name__, fact, counts=True, undoable=False)
        before = _places(programme, meeting)
        if act is not None and act.undo is not None:
            acts.restore(meeting, act.undo)
            meeting.help.reopen(act.at, fact)
            meeting.relabel()
            agenda.unseat_unpinned(programme, meeting)
        after = _places(programme, meeting)
        meeting.moved([person for person in after if after[person] != before[person]], fact)


def next_step(programme: Programme, meeting: Meeting) -> Step | None:
    """Return the one next step of a meeting, None when it is closed."""
    if meeting.phase == "planned":
        return Step("open-doors", OpenDoors(meeting.id))
    if meeting.phase == "doors":
        return Step("start-meeting", StartMeeting(meeting.id), {"present": len(meeting.present())})
    return _live_step(programme, meeting) if meeting.phase == "live" else None


def stale(act: acts.StepMark | None) -> Conflict:
    """Return the refusal that says who did the later act, what and when."""
    return Stale("stale", who=act.who, what=act.what, at=int(act.at)) if act else Conflict()


def _places(programme: Programme, meeting: Meeting) -> dict[str, places.Place]:
    return {person: places.where(programme, meeting, person) for person in meeting.present()}


def _live_step(programme: Programme, meeting: Meeting) -> Step:
    block, coming = meeting.on, agenda.upcoming(meeting)
    within = block.body.step(meeting, block) if block and not block.body.waits(programme, meeting) else None
    towards = coming.body.entry(meeting, coming) if coming and within is None else None
    return within or towards or _last(meeting)


def _last(meeting: Meeting) -> Step:
    """Return what is left when the agenda is done: rooms that still talk, then the end."""
    busy = [block for block in meeting.blocks.values() if block.body.busy]
    step = busy[0].body.step(meeting, busy[0]) if busy else None
    return step or Step("close-meeting", CloseMeeting(meeting.id))
