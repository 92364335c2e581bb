"""The agenda of a meeting: its blocks in order, what is on now and what comes next. Knows no format by name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from app.domain import text
from app.domain.acts import count
from app.domain.details import PLAIN, Details
from app.domain.errors import Conflict, Full, Invalid, NotFound
from app.domain.formats import ON, OVER, PLANNED, Body, formats
from app.domain.messages import By, Event, Fact
from app.domain.orders import MeetingCommand
from app.domain.wording import Wording

if TYPE_CHECKING:
    from app.domain.capture import Capture
    from app.domain.meetings import Meeting
    from app.domain.programme import Programme

MOST_BLOCKS = 60
LONGEST = 480
"""Minutes that one block may be planned for."""


@dataclass(slots=True)
class Block:
    """One timed activity of a meeting: `number` is its id, `body` belongs to its format.

    `capture`: what it asks its rooms to write down, None: what is usual.
    """

    number: int
    format: str
    title: str
    question: str
    minutes: int
    body: Body
    state: str = PLANNED
    begun_at: float | None = None
    ended_at: float | None = None
    more: Details = PLAIN
    capture: Capture | None = None

    @property
    def fewest(self) -> int:
        """The fewest minutes it may be given: one with some that is on or chosen for is no work beforehand."""
        return 1 if self.minutes and (self.state != PLANNED or self.body.under_way()) else 0

    def titled(self, own: str) -> Wording:
        """Return the title in all its languages; `own`: the meeting's."""
        return Wording(self.title, self.more.titles, own)

    def asked(self, own: str) -> Wording:
        """Return the question in all its languages; `own`: the meeting's."""
        return Wording(self.question, self.more.questions, own)


@dataclass(frozen=True, slots=True)
class AddBlock(MeetingCommand):
    """Plan a block at the end of the agenda."""

    path: ClassVar[str] = "blocks"
    meeting: str
    format: str
    title: str = ""
    question: str = ""
    minutes: int = 20

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = self.unclosed(programme)
        if self.format not in formats():
            raise Invalid("unknown-choice", field="format")
        if len(meeting.blocks) >= MOST_BLOCKS:
            raise Full("too-many-blocks", limit=MOST_BLOCKS)
        words = said(self.title, self.question, self.minutes)
        return [BlockAdded(meeting.id, meeting.next_block(), self.format, *words)]


@dataclass(frozen=True, slots=True)
class ChangeBlock(MeetingCommand):
    """Change a block's title, question or planned minutes; a running clock stays as it is."""

    path: ClassVar[str] = "blocks/{block}"
    meeting: str
    block: int
    title: str = ""
    question: str = ""
    minutes: int = 20

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        block = found(self.unclosed(programme), self.block)
        words = said(self.title, self.question, self.minutes, block.fewest)
        if (block.title, block.question, block.minutes) == words:
            return []
        return [BlockChanged(self.meeting, block.number, *words)]


@dataclass(frozen=True, slots=True)
class RemoveBlock(MeetingCommand):
    """Take a block that has not begun, and in which nothing was written, from the agenda."""

    path: ClassVar[str] = "blocks/{block}/removal"
    meeting: str
    block: int

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = self.unclosed(programme)
        block = removable(meeting, self.block)
        if meeting.notes.within(block.number):
            raise Conflict("block-has-notes")
        return [BlockRemoved(meeting.id, block.number)]


@dataclass(frozen=True, slots=True)
class BlockAdded(Event):
    """A block is planned at the end of the agenda."""

    meeting: str
    block: int
    format: str
    title: str = ""
    question: str = ""
    minutes: int = 20

    def evolve(self, programme: Programme, fact: Fact) -> None:
        meeting = programme.meetings[self.meeting]
        body = formats()[self.format]()
        meeting.blocks[self.block] = Block(self.block, self.format, self.title, self.question, self.minutes, body)
        meeting.agenda.append(self.block)
        meeting.last_block = self.block
        count(meeting, type(self).__name__, fact)


@dataclass(frozen=True, slots=True)
class BlockChanged(Event):
    """A block has other words or other planned minutes."""

    meeting: str
    block: int
    title: str
    question: str
    minutes: int

    def evolve(self, programme: Programme, fact: Fact) -> None:
        meeting = programme.meetings[self.meeting]
        block = meeting.blocks[self.block]
        block.title, block.question, block.minutes = self.title, self.question, self.minutes
        count(meeting, type(self).__name__, fact)


@dataclass(frozen=True, slots=True)
class BlockRemoved(Event):
    """A planned block is gone."""

    meeting: str
    block: int

    @property
    def reseats(self) -> None:
        return None

    def evolve(self, programme: Programme, fact: Fact) -> None:
        meeting = programme.meetings[self.meeting]
        del meeting.blocks[self.block]
        (meeting.parked if self.block in meeting.parked else meeting.agenda).remove(self.block)
        count(meeting, type(self).__name__, fact)


def found(meeting: Meeting, block: int) -> Block:
    """Return the block of that number. Raises `NotFound`."""
    if block not in meeting.blocks:
        raise NotFound("block")
    return meeting.blocks[block]


def beginnable(meeting: Meeting, number: int, kind: type[Body]) -> Block:
    """Return a block of that kind that may begin now, as nobody is at work elsewhere. Raises `NotFound`, `Conflict`."""
    block = found(meeting, number)
    if not isinstance(block.body, kind):
        raise Conflict("other-format")
    if block.state != PLANNED:
        raise Conflict("block-begun")
    if meeting.on is not None and meeting.on.body.busy:
        raise Conflict("rooms-still-on")
    return block


def removable(meeting: Meeting, number: int) -> Block:
    """Return a block that has not begun and that nobody chooses for now. Raises `NotFound`, `Conflict`."""
    block = found(meeting, number)
    why = block.body.under_way() if block.state == PLANNED else Conflict("block-begun")
    if why:
        raise why
    return block


def become(meeting: Meeting, block: int, format: str) -> None:
    """Let a planned block be of another format."""
    changed = meeting.blocks[block]
    changed.format, changed.body = format, formats()[format]()


def upcoming(meeting: Meeting) -> Block | None:
    """Return the planned block that comes next on the agenda; one of no minutes is work before or after."""
    for number in meeting.agenda:
        block = meeting.blocks[number]
        if block.state == PLANNED and block.minutes:
            return block
    return None


def begin(meeting: Meeting, number: int, at: float) -> None:
    """Let a block be on from now; the one before it is over. If it was put aside, it stands here now."""
    if number in meeting.parked:
        meeting.parked.remove(number)
        meeting.agenda.insert(after_current(meeting), number)
    before = meeting.blocks.get(meeting.current) if meeting.current is not None else None
    if before is not None and before.number != number:
        before.state, before.ended_at = OVER, at
    block = meeting.blocks[number]
    block.state, block.begun_at, block.ended_at = ON, at, None
    meeting.current = number
    block.body.begin(at)


def begin_plenary(meeting: Meeting, number: int, at: float) -> None:
    """Bring everybody back: begin the plenary `number`, made here and now if it was not planned."""
    if number not in meeting.blocks:
        meeting.blocks[number] = Block(number, "plenary", "", "", 0, formats()["plenary"]())
        meeting.last_block = max(meeting.last_block, number)
        meeting.agenda.insert(after_current(meeting), number)
    begin(meeting, number, at)


def after_current(meeting: Meeting) -> int:
    """Return the place on the agenda right after the block that is on."""
    return meeting.agenda.index(meeting.current) + 1 if meeting.current in meeting.agenda else 0


def plenary_after(meeting: Meeting) -> int:
    """Return the number of the plenary that follows now: the planned one if it is next, else a new one."""
    block = upcoming(meeting)
    return block.number if block and block.format == "plenary" else meeting.next_block()


def unseat_unpinned(programme: Programme, meeting: Meeting) -> None:
    """Take the seats of who stays in plenary by their word, and of others than participants if not pinned (§4)."""
    pins = meeting.wishes.pins
    others = [each.id for each in programme.people.values() if each.role != "participant" and each.id not in pins]
    others += [person for person in meeting.wishes.passing if meeting.wishes.stays(person)]
    for block in meeting.blocks.values():
        block.body.unseat(others)


def round_number(meeting: Meeting, block: int) -> int:
    """Return which round of its format the block is, counted along the agenda from 1."""
    kind = meeting.blocks[block].format
    same = [number for number in meeting.agenda if meeting.blocks[number].format == kind]
    return same.index(block) + 1


def said(title: str, question: str, minutes: int, least: int = 0) -> tuple[str, str, int]:
    """Return a block's words and planned minutes as they are kept. Raises `Invalid`."""
    if not least <= minutes <= LONGEST:
        raise Invalid("out-of-range", field="minutes", least=least, most=LONGEST)
    return (
        text.line(title, "title", text.TITLE, required=False),
        text.paragraph(question, "question", text.QUESTION),
        minutes,
    )
