"""A gallery walk in groups: each stays in its room, and the sheets go round, so that nobody changes calls but authors.

At the end each group is at its first sheet again, to read what others left there. Nobody sees a sheet twice before.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from app.domain.clock import GRACE_OF_PAIRS
from app.domain.errors import Conflict
from app.domain.formats.rooms.round import Kept, Round, the_round
from app.domain.messages import Event, Fact
from app.domain.places import Spot
from app.domain.practices.board import on_board

if TYPE_CHECKING:
    from app.domain.agenda import Block
    from app.domain.meetings import Meeting
    from app.domain.programme import Programme
    from app.domain.steps import Step

MINUTES = 5
"""Minutes at each sheet where nothing else is said."""
HOME = 3
"""Minutes at the first sheet again, at the end."""
MOST = 5
"""Most sheets of a walk: what people say to them is worth less after these (domain.md §5 F10)."""
FEWEST = 6
"""People below whom there is no walk in groups."""
SIZE = 5
"""People in a group, where there are sheets enough."""


@dataclass(frozen=True, slots=True)
class KeptWalk(Kept):
    """Places, clocks and sheets of a walk at one moment."""

    sheets: tuple[int, ...]
    stop: int
    stops: int
    homing: bool


@dataclass(slots=True)
class Walk(Round):
    """`sheets`: in the order in which they go round; `stop` of `stops` is on, from 1, the one after them is at home.

    `homing`: it ends at home; `minutes`: at each sheet.
    """

    format: ClassVar[str] = "walk"
    minutes: int = MINUTES
    sheets: tuple[int, ...] = ()
    stop: int = 1
    stops: int = 0
    homing: bool = True

    @property
    def more(self) -> bool:
        return self.stop < self.stops + self.homing

    @property
    def lasting(self) -> bool:
        return self.more

    @property
    def grace(self) -> float:
        return GRACE_OF_PAIRS

    def length(self, block: Block) -> int:
        return HOME if self.stop > self.stops else self.minutes

    def sheet(self, room: int, stop: int = 0) -> int:
        """Return which sheet a group stands at, now or at a stop; 0 where none hangs."""
        stop = stop or self.stop
        gone = stop - 1 if stop <= self.stops else 0
        return self.sheets[(sorted(self.rooms).index(room) + gone) % len(self.sheets)] if self.sheets else 0

    def asks(self, programme: Programme, people: int) -> int:
        if people < FEWEST:
            raise Conflict("too-few-for-walk", least=FEWEST)
        return max(2, min(len(hanging(programme)), -(-people // SIZE)))

    def drafted(
        self, programme: Programme, meeting: Meeting, block: Block, seats: Iterable[tuple[str, int]]
    ) -> Iterable[Event]:
        rooms, sheets = {room for _, room in seats}, hanging(programme)
        if len(sheets) < max(2, len(rooms)):
            raise Conflict("too-few-sheets", least=max(2, len(rooms)))
        return [SheetsHung(meeting.id, block.number, sheets, stops(block.minutes - self.travel, self.minutes, sheets))]

    def step(self, meeting: Meeting, block: Block) -> Step | None:
        step = Round.step(self, meeting, block)
        if step is None or not self.more or step.kind not in ("end-rooms", "end-rooms-now", "close-rooms"):
            return step
        kind = "to-sheet" if self.stop < self.stops else "to-first-sheet"
        kind = "end-sheet" if step.kind == "end-rooms" else kind
        return replace(step, kind=kind, facts={**step.facts, "stop": self.stop + 1, "stops": self.stops})

    def entry(self, meeting: Meeting, block: Block) -> Step | None:
        step = Round.entry(self, meeting, block)
        return replace(step, kind="make-groups") if step is not None and step.command is None else step

    def onward(self, block: Block, person: str) -> Spot | None:
        room = self.seats.get(person) if self.more and self.busy else None
        return Spot("room", block.number, room) if room is not None else None

    def mark(self) -> KeptWalk:
        kept = Round.mark(self).parts()
        return KeptWalk(**kept, sheets=self.sheets, stop=self.stop, stops=self.stops, homing=self.homing)

    def restore(self, kept: Kept) -> None:
        Round.restore(self, kept)
        if isinstance(kept, KeptWalk):
            self.sheets, self.stop, self.stops, self.homing = kept.sheets, kept.stop, kept.stops, kept.homing

    def setting(self, meeting: str, block: int) -> Iterable[Event]:
        from app.domain.formats.gallery.choosing import PaceSet

        return [PaceSet(meeting, block, self.minutes)] if self.minutes != MINUTES else []

    def follows(self, programme: Programme, meeting: Meeting, block: int, rooms: tuple[int, ...]) -> Iterable[Event]:
        from app.domain.formats.gallery import turning

        return turning.follows(programme, meeting, block, self, rooms)


@dataclass(frozen=True, slots=True)
class SheetsHung(Event):
    """These sheets go round in a walk that is planned, each group seeing so many of them."""

    meeting: str
    block: int
    sheets: tuple[int, ...]
    stops: int

    def evolve(self, programme: Programme, fact: Fact) -> None:
        walk = the_walk(programme.meetings[self.meeting], self.block)
        walk.sheets, walk.stops, walk.stop, walk.homing = self.sheets, self.stops, 1, True


def the_walk(meeting: Meeting, block: int) -> Walk:
    """Return the walk in groups that a block holds. Raises `NotFound`, `Conflict`."""
    body = the_round(meeting, block)
    if not isinstance(body, Walk):
        raise Conflict("other-format")
    return body


def hanging(programme: Programme) -> tuple[int, ...]:
    """Return the sheets that would go round now: of the board, of as many authors as there are."""
    sheets = on_board(programme)
    first = {each.owner: each.number for each in reversed(sheets)}
    numbers = [*reversed(first.values()), *(each.number for each in sheets if first[each.owner] != each.number)]
    return tuple(numbers[:MOST])


def stops(minutes: int, each: int, sheets: tuple[int, ...]) -> int:
    """Return how many sheets a group sees in so many minutes, the way home within; two at least."""
    fit = int((minutes - HOME) / (each + GRACE_OF_PAIRS / 60))
    return min(len(sheets), max(2, fit))
