"""What is voted on: typed by those who drive, or taken from the meeting's themes; and whether the vote is anonymous.

All of it is fixed as soon as the vote opens.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from app.domain import agenda, text
from app.domain.agenda import BlockAdded
from app.domain.errors import Conflict, Full, Invalid
from app.domain.formats import PLANNED
from app.domain.formats.vote.vote import MOST, Item, Vote, coming, the_vote
from app.domain.messages import By, Event, Fact
from app.domain.orders import MeetingCommand
from app.domain.permissions import allow, drives
from app.domain.themes.theme import leaving
from app.domain.wording import Others, others

if TYPE_CHECKING:
    from app.domain.meetings import Meeting
    from app.domain.programme import Programme

TEXT = 160
"""Most grapheme clusters of an item: as long as a trend's statement (domain.md §3.3b)."""


@dataclass(frozen=True, slots=True)
class AddItem(MeetingCommand):
    """Add something to vote on; block 0: to the next vote, which is planned if there is none."""

    path: ClassVar[str] = "votes/{block}/items"
    meeting: str
    block: int
    text: str
    texts: tuple[str, ...] = ()

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = self.unclosed(programme)
        block, body, first = place(meeting, self.block)
        said = text.line(self.text, "text", TEXT)
        more = others(self.texts, "texts", TEXT, meeting.language)
        if any(said.casefold() == one.text.casefold() for one in body.items.values()):
            raise Invalid("said-twice", field="text")
        yield from first
        yield ItemSet(meeting.id, block, free(body)[0], said, more)


@dataclass(frozen=True, slots=True)
class TakeThemes(MeetingCommand):
    """Put the meeting's themes to the vote, in their order, as far as there is place; block 0 as in `AddItem`."""

    path: ClassVar[str] = "votes/{block}/themes"
    meeting: str
    block: int

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = self.unclosed(programme)
        block, body, first = place(meeting, self.block)
        known = {one.text.casefold() for one in body.items.values()}
        themes = [theme for theme in leaving(meeting) if theme.name.casefold() not in known]
        if not themes:
            raise Conflict("no-themes")
        yield from first
        for number, theme in zip(free(body), themes, strict=False):
            yield ItemSet(meeting.id, block, number, theme.name, (), theme.number)


@dataclass(frozen=True, slots=True)
class RemoveItem(MeetingCommand):
    """Take something out of a vote that has not opened."""

    path: ClassVar[str] = "votes/{block}/items/{item}/removal"
    meeting: str
    block: int
    item: int

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        planned(self.unclosed(programme), self.block).item(self.item)
        return [ItemRemoved(self.meeting, self.block, self.item)]


@dataclass(frozen=True, slots=True)
class SetSecrecy(MeetingCommand):
    """Say whether the vote is anonymous; fixed as soon as it opens."""

    path: ClassVar[str] = "votes/{block}/secrecy"
    meeting: str
    block: int
    secret: bool

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        body = planned(self.unclosed(programme), self.block)
        return [SecrecySet(self.meeting, self.block, self.secret)] if body.secret != self.secret else []


@dataclass(frozen=True, slots=True)
class ItemSet(Event):
    """A vote has this item."""

    meeting: str
    block: int
    item: int
    text: str
    others: Others = ()
    theme: int = 0

    def evolve(self, programme: Programme, fact: Fact) -> None:
        body = the_vote(programme.meetings[self.meeting], self.block)
        body.items[self.item] = Item(self.item, self.text, self.others, self.theme)


@dataclass(frozen=True, slots=True)
class ItemRemoved(Event):
    """A vote has this item no more."""

    meeting: str
    block: int
    item: int

    def evolve(self, programme: Programme, fact: Fact) -> None:
        del the_vote(programme.meetings[self.meeting], self.block).items[self.item]


@dataclass(frozen=True, slots=True)
class SecrecySet(Event):
    """Whether the vote will be anonymous."""

    meeting: str
    block: int
    secret: bool

    def evolve(self, programme: Programme, fact: Fact) -> None:
        the_vote(programme.meetings[self.meeting], self.block).secret = self.secret


def place(meeting: Meeting, block: int) -> tuple[int, Vote, list[Event]]:
    """Return the vote that takes one item more (block 0: the next one), and the event that plans it if there is none.

    Raises `NotFound`, `Conflict` and `Full`.
    """
    number = block or coming(meeting)
    if number:
        body = planned(meeting, number)
        if len(body.items) >= MOST:
            raise Full("too-many-items", limit=MOST)
        return number, body, []
    if len(meeting.blocks) >= agenda.MOST_BLOCKS:
        raise Full("too-many-blocks", limit=agenda.MOST_BLOCKS)
    number = meeting.next_block()
    return number, Vote(), [BlockAdded(meeting.id, number, Vote.format, minutes=10)]


def planned(meeting: Meeting, block: int) -> Vote:
    """Return a vote that has not opened. Raises `NotFound`, `Conflict`."""
    body = the_vote(meeting, block)
    if body.state != PLANNED:
        raise Conflict("vote-open")
    return body


def free(body: Vote) -> list[int]:
    """Return the numbers that no item of the vote has."""
    return [number for number in range(1, MOST + 1) if number not in body.items]


allow({"AddItem": drives, "TakeThemes": drives, "RemoveItem": drives, "SetSecrecy": drives})
