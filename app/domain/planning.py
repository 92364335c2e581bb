"""Editing the agenda, before and during: what a block says, where it stands, parked or not, and catching up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from app.domain import schedule, text, wording
from app.domain.acts import count
from app.domain.agenda import found, removable, said
from app.domain.details import CATEGORIES, PRIORITIES, Details
from app.domain.errors import Conflict, Doubtful, Invalid
from app.domain.formats import PLANNED
from app.domain.messages import By, Event, Fact
from app.domain.orders import MeetingCommand

if TYPE_CHECKING:
    from app.domain.agenda import Block
    from app.domain.meetings import Meeting
    from app.domain.programme import Programme

INSTRUCTIONS, STEPS, NOTES = 400, 5, 400


@dataclass(frozen=True, slots=True)
class DescribeBlock(MeetingCommand):
    """Say everything of a block anew. Texts in other languages come in the order of LANGUAGES.

    `pinned_at` in UTC seconds, 0: it begins when the one before ends; `least` 0: it cannot be shortened.
    """

    path: ClassVar[str] = "blocks/{block}/details"
    meeting: str
    block: int
    title: str = ""
    titles: tuple[str, ...] = ()
    question: str = ""
    questions: tuple[str, ...] = ()
    instructions: str = ""
    instructions_in: tuple[str, ...] = ()
    minutes: int = 20
    least: int = 0
    category: str = "exchange"
    priority: str = "should"
    pinned_at: float = 0.0
    owner: str = ""
    cue: str = ""
    say: str = ""
    backup: str = ""

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = self.unclosed(programme)
        block = found(meeting, self.block)
        words = said(self.title, self.question, self.minutes, block.fewest)
        event = BlockDescribed(meeting.id, block.number, *words, self._details(meeting, block, by.at))
        same = (event.title, event.question, event.minutes, event.more)
        return [] if same == (block.title, block.question, block.minutes, block.more) else [event]

    def _details(self, meeting: Meeting, block: Block, now: float) -> Details:
        if self.category not in CATEGORIES:
            raise Invalid("unknown-choice", field="category")
        if self.priority not in PRIORITIES:
            raise Invalid("unknown-choice", field="priority")
        if not 0 <= self.least <= self.minutes:
            raise Invalid("out-of-range", field="least", least=0, most=self.minutes)
        own = meeting.language
        return Details(
            self.category,
            wording.others(self.titles, "titles", text.TITLE, own),
            wording.others(self.questions, "questions", text.QUESTION, own, text.paragraph),
            _steps(text.paragraph(self.instructions, "instructions", INSTRUCTIONS)),
            wording.others(self.instructions_in, "instructions_in", INSTRUCTIONS, own, text.paragraph),
            _pinned(block, self.pinned_at, now),
            self.least,
            self.priority,
            text.line(self.owner, "owner", required=False),
            text.paragraph(self.cue, "cue", NOTES),
            text.paragraph(self.say, "say", NOTES),
            text.paragraph(self.backup, "backup", NOTES),
            block.more.runs_as,
        )


@dataclass(frozen=True, slots=True)
class ShiftBlock(MeetingCommand):
    """Move a planned block by one place: -1 earlier, 1 later; never before what has begun."""

    path: ClassVar[str] = "blocks/{block}/shift"
    meeting: str
    block: int
    by: int = -1

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = self.unclosed(programme)
        block = _planned(meeting, self.block)
        if block.number not in meeting.agenda:
            raise Conflict("block-parked")
        at = meeting.agenda.index(block.number)
        there = at + (-1 if self.by < 0 else 1)
        if not 0 <= there < len(meeting.agenda):
            return []
        if meeting.blocks[meeting.agenda[there]].state != PLANNED:
            raise Conflict("block-begun")
        return [BlockShifted(meeting.id, block.number, there)]


@dataclass(frozen=True, slots=True)
class ParkBlock(MeetingCommand):
    """Put a planned block aside, or back at the end of the agenda.

    Where people were shown already where they go in it, that is asked about first, unless `anyway`.
    """

    path: ClassVar[str] = "blocks/{block}/parking"
    meeting: str
    block: int
    parked: bool = True
    anyway: bool = False

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = self.unclosed(programme)
        block = removable(meeting, self.block) if self.parked else _planned(meeting, self.block)
        if (block.number in meeting.parked) == self.parked:
            return []
        if self.parked and block.body.shown_ahead and not self.anyway:
            raise Doubtful("not-put-aside", [Conflict("shown-already")])
        return [BlockParked(meeting.id, (block.number,), self.parked)]


@dataclass(frozen=True, slots=True)
class CatchUp(MeetingCommand):
    """Take one of the offers to catch up; `minutes`: what was shown that it gains, so that nothing else is taken."""

    path: ClassVar[str] = "catching-up"
    meeting: str
    how: str
    minutes: int = 0

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = self.live(programme)
        offers = {offer.how: offer for offer in schedule.offers(meeting, by.at)}
        offer = offers.get(self.how)
        if offer is None:
            raise Conflict("not-behind")
        if self.minutes and abs(offer.minutes - self.minutes) > 1:
            raise Conflict("agenda-changed-meanwhile")
        if offer.how == "drop":
            return [BlockParked(meeting.id, tuple(number for number, _ in offer.off), True)]
        if offer.how == "later":
            return [EndAgreed(meeting.id, offer.ends_at)]
        shorter = ((number, meeting.blocks[number].minutes - off) for number, off in offer.off)
        return [MinutesCut(meeting.id, tuple(shorter))]


@dataclass(frozen=True, slots=True)
class BlockDescribed(Event):
    """A block says what is given here."""

    meeting: str
    block: int
    title: str
    question: str
    minutes: int
    more: Details

    def evolve(self, programme: Programme, fact: Fact) -> None:
        meeting = programme.meetings[self.meeting]
        block = meeting.blocks[self.block]
        block.title, block.question, block.minutes, block.more = self.title, self.question, self.minutes, self.more
        count(meeting, type(self).__name__, fact)


@dataclass(frozen=True, slots=True)
class BlockShifted(Event):
    """A planned block stands at another place of the agenda."""

    meeting: str
    block: int
    place: int

    @property
    def reseats(self) -> None:
        return None

    def evolve(self, programme: Programme, fact: Fact) -> None:
        meeting = programme.meetings[self.meeting]
        meeting.agenda.remove(self.block)
        meeting.agenda.insert(self.place, self.block)
        count(meeting, type(self).__name__, fact)


@dataclass(frozen=True, slots=True)
class BlockParked(Event):
    """Blocks are put aside, or back at the end of the agenda."""

    meeting: str
    blocks: tuple[int, ...]
    parked: bool

    @property
    def reseats(self) -> None:
        return None

    def evolve(self, programme: Programme, fact: Fact) -> None:
        meeting = programme.meetings[self.meeting]
        source, target = (meeting.agenda, meeting.parked) if self.parked else (meeting.parked, meeting.agenda)
        for block in self.blocks:
            source.remove(block)
            target.append(block)
        count(meeting, type(self).__name__, fact)


@dataclass(frozen=True, slots=True)
class MinutesCut(Event):
    """Planned blocks are shorter: (block, minutes)."""

    meeting: str
    blocks: tuple[tuple[int, int], ...]

    def evolve(self, programme: Programme, fact: Fact) -> None:
        meeting = programme.meetings[self.meeting]
        for block, minutes in self.blocks:
            meeting.blocks[block].minutes = minutes
        count(meeting, type(self).__name__, fact)


@dataclass(frozen=True, slots=True)
class EndAgreed(Event):
    """The meeting ends later, as was agreed (UTC seconds)."""

    meeting: str
    ends_at: float

    def evolve(self, programme: Programme, fact: Fact) -> None:
        programme.meetings[self.meeting].agreed_end = self.ends_at


def postponed(meeting: Meeting, seconds: float) -> Iterable[BlockDescribed]:
    """Yield the parts that begin at a fixed time, so many seconds later; none once the meeting is live."""
    for block in meeting.blocks.values() if meeting.phase in ("planned", "doors") else ():
        if seconds and block.more.pinned_at is not None:
            more = replace(block.more, pinned_at=block.more.pinned_at + seconds)
            yield BlockDescribed(meeting.id, block.number, block.title, block.question, block.minutes, more)


def _planned(meeting: Meeting, number: int) -> Block:
    block = found(meeting, number)
    if block.state != PLANNED:
        raise Conflict("block-begun")
    return block


def _pinned(block: Block, instant: float, now: float) -> float | None:
    if not instant:
        return None
    if instant == block.more.pinned_at:
        return instant
    if not now <= instant < 1e11:
        raise Invalid("pinned-in-the-past", field="pinned_at")
    return instant


def _steps(instructions: str) -> str:
    if len(instructions.splitlines()) > STEPS:
        raise Invalid("too-many", field="instructions", limit=STEPS)
    return instructions
