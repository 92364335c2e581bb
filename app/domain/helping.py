"""How staff take care of calls for help: one of them goes, answers in words, comes in or says that it is done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from app.domain import text
from app.domain.errors import Conflict, Invalid, NotFound, TooMany
from app.domain.help import DONE, ENTERED, LOST, MOST_SAID, WORDS, Answered, HelpCall, HelpCleared
from app.domain.lost import LostCleared
from app.domain.messages import By, Event, Fact
from app.domain.orders import MeetingCommand

if TYPE_CHECKING:
    from app.domain.programme import Programme

USUAL = ("coming", "sound", "reload", "rejoin", "wait")
"""Codes of usual answers, which each caller reads in their own language."""


@dataclass(frozen=True, slots=True)
class ClaimHelp(MeetingCommand):
    """Go oneself. Where somebody else goes already, only with their id in `over`: one takes over knowingly."""

    path: ClassVar[str] = "help/{call}/claim"
    meeting: str
    call: int
    over: str = ""

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        call = called(programme, self.meeting, self.call)
        if call.cleared_at is not None:
            raise Conflict("help-cleared", who=call.cleared_by)
        if call.claimed_by == by.person:
            return []
        if call.claimed_by != self.over:
            raise Conflict("claimed-already", who=call.claimed_by)
        return [HelpClaimed(self.meeting, call.number, by.person)]


@dataclass(frozen=True, slots=True)
class AnswerHelp(MeetingCommand):
    """Answer in words, or by a usual answer; also a call that is over by now, for its caller still reads it."""

    path: ClassVar[str] = "help/answer"
    meeting: str
    call: int
    words: str = ""
    usual: str = ""

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        call = called(programme, self.meeting, self.call)
        if self.usual and self.usual not in USUAL:
            raise Invalid("unknown-choice", field="usual")
        words = text.line(self.words, "words", WORDS, required=not self.usual)
        if len(call.answers) >= MOST_SAID:
            raise TooMany("enough-said")
        return [HelpAnswered(self.meeting, call.number, words, self.usual)]


@dataclass(frozen=True, slots=True)
class ClearHelp(MeetingCommand):
    """Be done with a call."""

    path: ClassVar[str] = "help/{call}/clearing"
    meeting: str
    call: int

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        return ended(programme, self.meeting, self.call, DONE)


@dataclass(frozen=True, slots=True)
class EnterRoom(MeetingCommand):
    """Say that one is in the room that called: its call is over."""

    path: ClassVar[str] = "help/{call}/entry"
    meeting: str
    call: int

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        call = called(programme, self.meeting, self.call)
        if call.cleared_at is None and call.claimed_by != by.person:
            yield HelpClaimed(self.meeting, call.number, by.person)
        yield from ended(programme, self.meeting, self.call, ENTERED)


@dataclass(frozen=True, slots=True)
class HelpClaimed(Event):
    """One of the staff goes."""

    meeting: str
    call: int
    person: str

    def evolve(self, programme: Programme, fact: Fact) -> None:
        call = programme.meetings[self.meeting].help.calls[self.call]
        call.claimed_by, call.claimed_at = self.person, fact.at
        call.first_claimed_at = call.first_claimed_at or fact.at


@dataclass(frozen=True, slots=True)
class HelpAnswered(Event):
    """One of the staff answers: own words, or the code of a usual answer."""

    personal: ClassVar[tuple[str, ...]] = ("words",)
    meeting: str
    call: int
    words: str = ""
    usual: str = ""

    def evolve(self, programme: Programme, fact: Fact) -> None:
        found = programme.meetings[self.meeting].help
        call = found.calls[self.call]
        call.answers.append(Answered(fact.actor, self.words, self.usual, fact.at))
        if call.cleared_at is not None:
            found.told[call.person] = call


def called(programme: Programme, meeting: str, number: int) -> HelpCall:
    """Return the call of that number. Raises `NotFound`."""
    found = programme.meeting(meeting).help.calls.get(number)
    if found is None:
        raise NotFound("help")
    return found


def ended(programme: Programme, meeting: str, number: int, how: str) -> list[Event]:
    """Return the end of a call; nothing if it is over already."""
    call = called(programme, meeting, number)
    if call.cleared_at is not None:
        return []
    return [LostCleared(meeting, call.person) if call.kind == LOST else HelpCleared(meeting, call.number, how)]
