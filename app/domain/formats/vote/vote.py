"""What a vote keeps: its items, who has answered, and, once it is closed and counted, the totals.

Of an anonymous vote the state never holds anybody's marks; they lie in the ballots of its box until they are counted.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from app.domain import agenda
from app.domain.clock import Timer
from app.domain.errors import Conflict, NotFound
from app.domain.formats import PLANNED
from app.domain.formats.plenary import Plenary
from app.domain.steps import Step
from app.domain.wording import Others, Wording

if TYPE_CHECKING:
    from app.domain.agenda import Block
    from app.domain.meetings import Meeting
    from app.domain.messages import Command, Event
    from app.domain.programme import Programme

OPEN, CLOSED, COUNTED = "open", "closed", "counted"
LEAST, MOST = 3, 12
"""Items that a vote has (domain.md §5 F13)."""
MOST_ON_ONE = 2
"""Marks that one person may give to one item."""
COUNT = "count"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to give marks to; `theme`: the theme of the meeting that it is, 0 for none."""

    number: int
    text: str
    others: Others = ()
    theme: int = 0

    def worded(self, own: str) -> Wording:
        """Return its words in all languages; `own`: the meeting's."""
        return Wording(self.text, self.others, own)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the result. `rank` counts from 1; those that are `tied` share it."""

    item: Item
    marks: int
    rank: int
    tied: bool


@dataclass(slots=True)
class Vote(Plenary):
    """`answered`: who has, in no order that is shown; `given`: marks by person, of a vote that is not `secret`.

    `opening` counts its openings: each has a box of its own. `asked`: how many could have answered at the end.
    """

    format: ClassVar[str] = "vote"
    items: dict[int, Item] = field(default_factory=dict)
    secret: bool = True
    state: str = PLANNED
    opening: int = 0
    answered: set[str] = field(default_factory=set)
    given: dict[str, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    totals: dict[int, int] = field(default_factory=dict)
    asked: int = 0
    closed_at: float = 0.0

    @property
    def marks(self) -> int:
        """How many marks each person has."""
        return max(2, round(len(self.items) / 4))

    @property
    def busy(self) -> bool:
        return self.state in (OPEN, CLOSED)

    @property
    def fills(self) -> bool:
        return self.state != PLANNED

    def item(self, number: int) -> Item:
        """Return the item of that number. Raises `NotFound`."""
        if number not in self.items:
            raise NotFound("item")
        return self.items[number]

    def result(self) -> list[Line]:
        """Return the items by their marks, the most first; those with equally many share a rank."""
        counts = {number: self.totals.get(number, 0) for number in self.items}
        order = sorted(counts, key=lambda number: (-counts[number], number))
        marks = list(counts.values())
        return [
            Line(self.items[number], counts[number], 1 + sum(one > counts[number] for one in marks),
                 marks.count(counts[number]) > 1)
            for number in order
        ]  # fmt: skip

    def box(self, meeting: str, block: int) -> str:
        """Return the box that its ballots lie in."""
        return f"{meeting}/{block}/{self.opening}"

    def boxes(self, meeting: Meeting, block: Block) -> Iterable[str]:
        return [self.box(meeting.id, block.number)] if self.secret and self.state in (OPEN, CLOSED) else []

    def under_way(self) -> Conflict | None:
        return Conflict("vote-open") if self.state != PLANNED else None

    def setting(self, meeting: str, block: int) -> Iterable[Event]:
        from app.domain.formats.vote.items import ItemSet, SecrecySet

        items = sorted(self.items.values(), key=lambda one: one.number)
        found: list[Event] = [ItemSet(meeting, block, one.number, one.text, one.others) for one in items]
        return found if self.secret else [*found, SecrecySet(meeting, block, secret=False)]

    def entry(self, meeting: Meeting, block: Block) -> Step | None:
        from app.domain.formats.vote.marking import OpenVote

        facts: dict[str, int | str] = {"items": len(self.items), "block": block.number, "marks": self.marks}
        if len(self.items) < LEAST:
            return Step("make-vote", None, facts)
        return Step("open-vote", OpenVote(meeting.id, block.number), facts)

    def step(self, meeting: Meeting, block: Block) -> Step | None:
        from app.domain.formats.vote.ending import CloseVote

        return Step("close-vote", CloseVote(meeting.id, block.number)) if self.state == OPEN else None

    def mark(self) -> tuple[str, Timer | None]:  # type: ignore[override]
        return self.state, Plenary.mark(self)

    def restore(self, kept: tuple[str, Timer | None]) -> None:  # type: ignore[override]
        state, timer = kept
        if self.state != COUNTED:
            self.state = state
        Plenary.restore(self, timer)

    def due(self, meeting: Meeting, block: Block) -> dict[str, float]:
        found = Plenary.due(self, meeting, block)
        return {**found, f"{self.opening}/{COUNT}": self.closed_at} if self.state == CLOSED else found

    def ring(self, meeting: Meeting, block: Block, rest: str) -> Command | None:
        from app.domain.formats.vote.ending import CountVote

        opening, _, what = rest.partition("/")
        if what != COUNT:
            return Plenary.ring(self, meeting, block, rest)
        counting = self.state == CLOSED and str(self.opening) == opening
        return CountVote(meeting.id, block.number, self.box(meeting.id, block.number)) if counting else None


def the_vote(meeting: Meeting, block: int) -> Vote:
    """Return the vote of a block. Raises `NotFound`, `Conflict`."""
    body = agenda.found(meeting, block).body
    if not isinstance(body, Vote):
        raise Conflict("other-format")
    return body


def coming(meeting: Meeting) -> int:
    """Return the next block with a vote that has not begun, 0 where none is planned."""
    blocks = (meeting.blocks[number] for number in meeting.agenda)
    return next((each.number for each in blocks if isinstance(each.body, Vote) and each.body.state == PLANNED), 0)


def may_answer(programme: Programme, person: str) -> bool:
    """Whether somebody gives marks: participants do; the team, interpreters and observers do not."""
    return programme.people[person].role == "participant"
