"""Who pitches and in which order: chosen from the board, drawn across shores, moved by hand until it is their turn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, ClassVar

from app.domain.errors import Conflict, Full
from app.domain.formats.pitches.pitches import MOST, coming, the_pitches
from app.domain.messages import By, Event, Fact
from app.domain.orders import MeetingCommand
from app.domain.permissions import allow, drives
from app.domain.practices import shelf

if TYPE_CHECKING:
    from app.domain.meetings import Meeting
    from app.domain.programme import Programme


@dataclass(frozen=True, slots=True)
class PickPitch(MeetingCommand):
    """Let a practice of the board be pitched in the next part with pitches, or no more."""

    path: ClassVar[str] = "practices/picks"
    meeting: str
    practice: int
    picked: bool = True

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = self.unclosed(programme)
        block = coming(meeting)
        if block is None:
            raise Conflict("no-pitches-planned")
        order = the_pitches(meeting, block.number).order
        if not self.picked:
            rest = tuple(number for number in order if number != self.practice)
            return [PitchesOrdered(meeting.id, block.number, rest)] if rest != order else []
        if not shelf.found(programme, self.practice).on_board:
            raise Conflict("practice-not-on-board")
        if self.practice in order:
            return []
        if len(order) >= MOST:
            raise Full("too-many-pitches", limit=MOST)
        return [PitchesOrdered(meeting.id, block.number, (*order, self.practice))]


@dataclass(frozen=True, slots=True)
class DrawPitches(MeetingCommand):
    """Draw the order of those whose turn is still to come, shore by shore in turn."""

    path: ClassVar[str] = "pitches/{block}/drawing"
    meeting: str
    block: int

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = self.unclosed(programme)
        body = the_pitches(meeting, self.block)
        before = tuple(number for number in body.order if number not in body.left)
        last = shore(programme, before[-1]) if before else ""
        order = (*before, *drawn(programme, body.left, by.seed, last))
        return [PitchesOrdered(meeting.id, self.block, order)] if order != body.order else []


@dataclass(frozen=True, slots=True)
class ShiftPitch(MeetingCommand):
    """Move a pitch one place up or down among those to come."""

    path: ClassVar[str] = "pitches/{block}/order"
    meeting: str
    block: int
    practice: int
    by: int = 1

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = self.unclosed(programme)
        body = the_pitches(meeting, self.block)
        left = body.left
        if self.practice not in left:
            raise Conflict("pitch-had-its-turn")
        at = left.index(self.practice)
        to = min(max(at + (1 if self.by > 0 else -1), 0), len(left) - 1)
        left.insert(to, left.pop(at))
        before = tuple(number for number in body.order if number not in left)
        order = (*before, *left)
        return [PitchesOrdered(meeting.id, self.block, order)] if order != body.order else []


@dataclass(frozen=True, slots=True)
class PitchesOrdered(Event):
    """These practices are pitched in this order."""

    meeting: str
    block: int
    order: tuple[int, ...]

    def evolve(self, programme: Programme, fact: Fact) -> None:
        body = the_pitches(programme.meetings[self.meeting], self.block)
        body.order = self.order


def drawn(programme: Programme, numbers: Sequence[int], seed: str, last: str = "") -> list[int]:
    """Return practices in an order that the seed gives, no two of one shore after another where it can be helped.

    `last`: the shore of the pitch before them.
    """
    lot = sorted(numbers, key=lambda number: sha256(f"{seed}/{number}".encode()).digest())
    shores: dict[str, list[int]] = {}
    for number in lot:
        shores.setdefault(shore(programme, number), []).append(number)
    found: list[int] = []
    while any(shores.values()):
        # The longest row first, so that none is left over at the end; of equal ones the one that was drawn first.
        wait = [each for each in shores if shores[each] and each != last] or [last]
        last = max(wait, key=lambda each: len(shores[each]))
        found.append(shores[last].pop(0))
    return found


def shore(programme: Programme, number: int) -> str:
    """Return the shore of a practice's owner."""
    practice = programme.practices.by_number.get(number)
    owner = programme.people.get(practice.owner) if practice is not None else None
    return owner.shore if owner is not None else ""


def picked(meeting: Meeting, number: int) -> bool:
    """Whether a practice is pitched in the next part with pitches."""
    block = coming(meeting)
    return block is not None and number in the_pitches(meeting, block.number).order


allow({"PickPitch": drives, "DrawPitches": drives, "ShiftPitch": drives})
