"""Calls for help: one open call for a room, one for each person elsewhere, answered by staff in words (domain.md §4).

Calls are never deleted: who called, who went, what was answered and how long it took is kept. What speaks of somebody's
conduct is none of these (`conduct`), and "slower, please" is counted, not claimed (`slower`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from app.domain import attendance, conduct, places, slower, text
from app.domain.conduct import Report
from app.domain.errors import Conflict, Invalid, NotFound, TooMany
from app.domain.messages import By, Event, Fact
from app.domain.orders import MeetingCommand
from app.domain.slower import Slower

if TYPE_CHECKING:
    from app.domain.meetings import Meeting
    from app.domain.places import Spot
    from app.domain.programme import Programme

KINDS = ("help", "technical", "language")
LOST = "lost"
WORDS = 140
MOST_SAID = 30
"""Times that people of a room may add to one call."""
FOUND, SOLVED, DONE, ENTERED, LEFT, CLOSED = "found", "solved", "done", "entered", "left", "closed"
"""How a call ends: the lost found the way, callers solved it, staff were done with it or came in, the lost left.

Or its room closed: who sits there in the next round has not called.
"""


@dataclass(frozen=True, slots=True)
class Said:
    """What one of the callers said, when (UTC seconds); `words` may be empty."""

    person: str
    kind: str
    words: str
    at: float


@dataclass(frozen=True, slots=True)
class Answered:
    """What staff answered: their own words, or the code of a usual answer, which each reads in their own language."""

    person: str
    words: str
    usual: str
    at: float


@dataclass(slots=True)
class HelpCall:
    """One call: from a room (of a block), or from one person (room 0). Instants UTC seconds."""

    number: int
    kind: str
    person: str
    at: float
    block: int = 0
    room: int = 0
    said: list[Said] = field(default_factory=list)
    answers: list[Answered] = field(default_factory=list)
    claimed_by: str = ""
    claimed_at: float | None = None
    first_claimed_at: float | None = None
    cleared_by: str = ""
    cleared_at: float | None = None
    how: str = ""

    @property
    def place(self) -> str:
        """What can have one open call: a room, a person, and a person who is lost."""
        if self.kind == LOST:
            return f"{LOST}/{self.person}"
        return f"{self.block}/{self.room}" if self.room else self.person


@dataclass(slots=True)
class Help:
    """All calls of a meeting: `open` by place, oldest first; `told`: answered and over, by caller, until read."""

    calls: dict[int, HelpCall] = field(default_factory=dict)
    open: dict[str, HelpCall] = field(default_factory=dict)
    past: list[HelpCall] = field(default_factory=list)
    told: dict[str, HelpCall] = field(default_factory=dict)
    slower: dict[str, Slower] = field(default_factory=dict)
    reports: dict[int, Report] = field(default_factory=dict)

    def begin(self, call: HelpCall) -> None:
        """Take in a new call."""
        self.calls[call.number] = self.open[call.place] = call
        self.told.pop(call.person, None)

    def end(self, call: HelpCall, fact: Fact, how: str) -> None:
        """Let a call be over; its answers stay with the caller until they are read."""
        if self.open.pop(call.place, None) is None:
            return
        call.cleared_by, call.cleared_at, call.how = fact.actor, fact.at, how
        self.past.append(call)
        if call.answers or how == CLOSED:
            self.told[call.person] = call

    def close(self, block: int, rooms: Iterable[int], fact: Fact) -> None:
        """End the calls of rooms that close."""
        places = {f"{block}/{room}" for room in rooms}
        for call in [call for place, call in self.open.items() if place in places]:
            self.end(call, fact, CLOSED)

    def reopen(self, at: float, fact: Fact) -> None:
        """Open the calls again that ended because their rooms closed at `at` or later: that is taken back.

        Who called from there meanwhile sits elsewhere again: their call is over with the round that did not begin.
        """
        for call in [call for call in self.past if call.how == CLOSED and (call.cleared_at or 0.0) >= at]:
            if call.place in self.open:
                self.end(self.open[call.place], fact, CLOSED)
            self.past.remove(call)
            call.cleared_by, call.cleared_at, call.how = "", None, ""
            self.open[call.place] = call
            if self.told.get(call.person) is call:
                del self.told[call.person]
        self.open = dict(sorted(self.open.items(), key=lambda each: each[1].number))

    def lose(self, person: str, fact: Fact) -> None:
        """Take in that somebody asks for the way: a call of their own."""
        made = HelpCall(len(self.calls) + 1, LOST, person, fact.at)
        made.said.append(Said(person, LOST, "", fact.at))
        self.begin(made)

    def find(self, person: str, fact: Fact, how: str) -> None:
        """End the call of somebody who was lost, if there is one."""
        there = self.open.get(f"{LOST}/{person}")
        if there is not None:
            self.end(there, fact, how)

    def of(self, person: str, spot: Spot) -> list[HelpCall]:
        """Return the open calls that somebody in this place knows of: their own, and their room's."""
        here = f"{spot.block}/{spot.room}" if spot.kind == "room" else ""
        return [call for place, call in self.open.items() if call.person == person or place == here]


@dataclass(frozen=True, slots=True)
class CallForHelp(MeetingCommand):
    """Call the team. Where the room has called already, this adds to its call.

    `to`: of a call about somebody's conduct, those who alone may see it.
    """

    path: ClassVar[str] = "help"
    meeting: str
    kind: str = "help"
    words: str = ""
    to: tuple[str, ...] = ()

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = self.unclosed(programme)
        if not attendance.open_to(meeting):
            raise Conflict("doors-not-open")
        words = text.line(self.words, "words", WORDS, required=False)
        made = self._made(programme, meeting, by, words)
        return [*attendance.arriving(programme, meeting, by.person, by.at), *made] if made else []

    def _made(self, programme: Programme, meeting: Meeting, by: By, words: str) -> list[Event]:
        if self.kind == conduct.KIND:
            return [conduct.report(programme, meeting, by.person, words, self.to)]
        spot = places.where(programme, meeting, by.person).now
        if self.kind == slower.KIND:
            return slower.ask(meeting, by, spot.block, spot.room, words)
        if self.kind not in KINDS:
            raise Invalid("unknown-choice", field="kind")
        return call(meeting, by.person, self.kind, words, spot)


@dataclass(frozen=True, slots=True)
class SolveHelp(MeetingCommand):
    """Say that help is not needed any more: the caller, or anybody of the room."""

    path: ClassVar[str] = "help/{call}/solving"
    meeting: str
    call: int

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = programme.meeting(self.meeting)
        found = meeting.help.calls.get(self.call)
        spot = places.where(programme, meeting, by.person).now
        mine = found is not None and (found.person == by.person or (found.block, found.room) == (spot.block, spot.room))
        if found is None or not (mine and (found.room or found.person == by.person)) or found.kind == LOST:
            raise NotFound("help")
        return [HelpCleared(meeting.id, found.number, SOLVED)] if found.cleared_at is None else []


@dataclass(frozen=True, slots=True)
class ReadAnswers(MeetingCommand):
    """Put away the answers to one's calls that are over."""

    path: ClassVar[str] = "help/reading"
    meeting: str

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        help_ = programme.meeting(self.meeting).help
        unread = by.person in help_.told or conduct.unread(help_.reports, by.person)
        return [AnswersRead(self.meeting, by.person)] if unread else []


@dataclass(frozen=True, slots=True)
class HelpCalled(Event):
    """Somebody calls the team, from a room of a block or (room 0) for themselves."""

    personal: ClassVar[tuple[str, ...]] = ("words",)
    meeting: str
    call: int
    person: str
    kind: str
    words: str = ""
    block: int = 0
    room: int = 0

    def evolve(self, programme: Programme, fact: Fact) -> None:
        made = HelpCall(self.call, self.kind, self.person, fact.at, self.block, self.room)
        made.said.append(Said(self.person, self.kind, self.words, fact.at))
        programme.meetings[self.meeting].help.begin(made)


@dataclass(frozen=True, slots=True)
class HelpJoined(Event):
    """Somebody adds to the call of their room, or to their own."""

    personal: ClassVar[tuple[str, ...]] = ("words",)
    meeting: str
    call: int
    person: str
    kind: str
    words: str = ""

    def evolve(self, programme: Programme, fact: Fact) -> None:
        found = programme.meetings[self.meeting].help.calls[self.call]
        found.said.append(Said(self.person, self.kind, self.words, fact.at))


@dataclass(frozen=True, slots=True)
class HelpCleared(Event):
    """A call is over; `how`: solved, done or entered."""

    meeting: str
    call: int
    how: str

    def evolve(self, programme: Programme, fact: Fact) -> None:
        found = programme.meetings[self.meeting].help
        found.end(found.calls[self.call], fact, self.how)


@dataclass(frozen=True, slots=True)
class AnswersRead(Event):
    """Somebody has read the answers to their calls that are over."""

    meeting: str
    person: str

    def evolve(self, programme: Programme, fact: Fact) -> None:
        found = programme.meetings[self.meeting].help
        found.told.pop(self.person, None)
        conduct.read(found.reports, self.person)


def call(meeting: Meeting, person: str, kind: str, words: str, spot: Spot) -> list[Event]:
    """Return a new call, or what is added to the one that the place has already, if that says anything new."""
    room = spot.kind == "room"
    there = meeting.help.open.get(f"{spot.block}/{spot.room}" if room else person)
    if there is None:
        number = len(meeting.help.calls) + 1
        return [HelpCalled(meeting.id, number, person, kind, words, spot.block * room, spot.room * room)]
    if not words and any(each.kind == kind for each in there.said):
        return []
    if len(there.said) >= MOST_SAID:
        raise TooMany("enough-said")
    return [HelpJoined(meeting.id, there.number, person, kind, words)]
