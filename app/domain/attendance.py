"""Who came, who is gone and who came back: events that attendance and rooms are made from (domain.md §4 "Presence").

Being here or asleep is no event; that is worked out in `presence`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from app.domain.errors import Conflict, Invalid, NotFound
from app.domain.messages import SYSTEM, By, Event, Fact
from app.domain.orders import MeetingCommand

if TYPE_CHECKING:
    from app.domain.meetings import Meeting
    from app.domain.programme import Programme

SAID, STAFF_SAID, CLOSED, SILENT = "said", "staff", "closed", "silent"
WHYS = (STAFF_SAID, CLOSED, SILENT)


@dataclass(slots=True)
class Attendance:
    """One person's coming and going in one meeting; `spans` are [from, to] in UTC seconds, the open one ends None."""

    gone: bool = False
    gone_why: str = ""
    pressed_call_block: int | None = None
    confirmed_block: int | None = None
    confirmed_at: float | None = None
    spans: list[tuple[float, float | None]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Arrive(MeetingCommand):
    """Be here oneself: at the door, by the button "I am here", or by coming back after being gone."""

    path: ClassVar[str] = "arrival"
    meeting: str

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = programme.meeting(self.meeting)
        return list(arriving(programme, meeting, by.person, by.at)) if open_to(meeting) else []


@dataclass(frozen=True, slots=True)
class Leave(MeetingCommand):
    """Say that one is leaving; the seat of this block stays one's own."""

    path: ClassVar[str] = "leaving"
    meeting: str

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        return leaving(programme.meeting(self.meeting), by.person, SAID)


@dataclass(frozen=True, slots=True)
class MarkGone(MeetingCommand):
    """Say that somebody is not here (staff, or the server after silence)."""

    path: ClassVar[str] = "people/{person}/absence"
    meeting: str
    person: str
    why: str = STAFF_SAID

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        programme.person(self.person)
        if self.why not in WHYS or (by.person != SYSTEM and self.why != STAFF_SAID):
            raise Invalid("unknown-choice", field="why")
        return leaving(self.unclosed(programme), self.person, self.why)


@dataclass(frozen=True, slots=True)
class MarkPresent(MeetingCommand):
    """Confirm that somebody is here, whatever their tab says (in the call, or by telephone)."""

    path: ClassVar[str] = "people/{person}/presence"
    meeting: str
    person: str

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = self.unclosed(programme)
        if not programme.person(self.person).takes_part_in(meeting.id):
            raise NotFound("person")
        if not open_to(meeting):
            raise Conflict("doors-not-open")
        yield from arriving(programme, meeting, self.person, by.at)
        yield PresenceConfirmed(meeting.id, self.person, meeting.current)


@dataclass(frozen=True, slots=True)
class PressCall(MeetingCommand):
    """Open the call: a sign of being there although the board sleeps behind it."""

    path: ClassVar[str] = "call-opened"
    meeting: str

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = programme.meeting(self.meeting)
        if not open_to(meeting):
            return
        yield from arriving(programme, meeting, by.person, by.at)
        found = meeting.attendance.get(by.person)
        if found is None or found.pressed_call_block != (meeting.current or 0):
            yield CallPressed(meeting.id, by.person, meeting.current)


@dataclass(frozen=True, slots=True)
class Arrived(Event):
    """Somebody came for the first time."""

    meeting: str
    person: str

    @property
    def reseats(self) -> tuple[str, ...]:
        return (self.person,)

    def evolve(self, programme: Programme, fact: Fact) -> None:
        attendance = programme.meetings[self.meeting].attendance
        attendance[self.person] = Attendance(spans=[(fact.at, None)])


@dataclass(frozen=True, slots=True)
class CameBack(Event):
    """Somebody who was gone is back, on the same seat if the block is still on."""

    meeting: str
    person: str

    @property
    def reseats(self) -> tuple[str, ...]:
        return (self.person,)

    def evolve(self, programme: Programme, fact: Fact) -> None:
        found = programme.meetings[self.meeting].attendance[self.person]
        found.gone, found.gone_why = False, ""
        found.spans.append((fact.at, None))


@dataclass(frozen=True, slots=True)
class Gone(Event):
    """Somebody is gone, and why: said, staff, closed (the tab) or silent."""

    meeting: str
    person: str
    why: str

    @property
    def reseats(self) -> tuple[str, ...]:
        return (self.person,)

    def evolve(self, programme: Programme, fact: Fact) -> None:
        meeting = programme.meetings[self.meeting]
        found = meeting.attendance[self.person]
        found.gone, found.gone_why = True, self.why
        found.pressed_call_block = found.confirmed_block = None
        found.spans[-1] = (found.spans[-1][0], fact.at)
        meeting.lost.pop(self.person, None)
        meeting.help.find(self.person, fact, "left")


@dataclass(frozen=True, slots=True)
class PresenceConfirmed(Event):
    """Staff know that somebody is here, during `block` at least (None: before the first)."""

    meeting: str
    person: str
    block: int | None = None

    def evolve(self, programme: Programme, fact: Fact) -> None:
        found = programme.meetings[self.meeting].attendance[self.person]
        found.confirmed_block, found.confirmed_at = self.block or 0, fact.at


@dataclass(frozen=True, slots=True)
class CallPressed(Event):
    """Somebody opened the call during `block` (None: before the first)."""

    silent: ClassVar[bool] = True
    meeting: str
    person: str
    block: int | None = None

    def evolve(self, programme: Programme, fact: Fact) -> None:
        programme.meetings[self.meeting].attendance[self.person].pressed_call_block = self.block or 0


def open_to(meeting: Meeting) -> bool:
    """Say whether people can be in the meeting now."""
    return meeting.phase in ("doors", "live")


def arriving(programme: Programme, meeting: Meeting, person: str, at: float) -> Iterable[Event]:
    """Yield what happens when somebody is here: arrival or return, and a seat for a latecomer."""
    found = meeting.attendance.get(person)
    if found is not None and not found.gone:
        return
    yield Arrived(meeting.id, person) if found is None else CameBack(meeting.id, person)
    for number in meeting.agenda if not meeting.wishes.stays(person) else ():
        block = meeting.blocks[number]
        yield from block.body.arrived(programme, meeting, block, person, at)


def leaving(meeting: Meeting, person: str, why: str) -> list[Event]:
    """Return what happens when somebody goes; nothing if they are not there."""
    found = meeting.attendance.get(person)
    return [Gone(meeting.id, person, why)] if found is not None and not found.gone else []
