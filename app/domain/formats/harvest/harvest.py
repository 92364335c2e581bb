"""What a harvest keeps: which rooms report in which order, which one is read, what others said to it, the hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from app.domain import agenda
from app.domain.clock import Timer
from app.domain.duties import Place
from app.domain.errors import Conflict
from app.domain.formats import PLANNED
from app.domain.formats.pause import Pause
from app.domain.formats.plenary import Plenary
from app.domain.formats.rooms.round import Round
from app.domain.steps import Step

if TYPE_CHECKING:
    from app.domain.agenda import Block
    from app.domain.meetings import Meeting
    from app.domain.messages import Command

READING, HOLD, CLEARED = "reading", "hold", "cleared"
EACH, EACH_OF_MANY, MANY = 180.0, 90.0, 6
"""Seconds for a room; of six rooms and more for each "one surprise, one tip"."""
TO_HOLD = 120.0
"""Seconds in which anything may be held back before it may leave the meeting (domain.md §4)."""
SAME, DIFFERENT, HELP = "same", "different", "help"
ECHOES = (SAME, DIFFERENT, HELP)
CLEAR = "clear"


@dataclass(slots=True)
class Harvest(Plenary):
    """`places`: the rooms that report; `at`: which of them is read, from 0; `echoes`: place → kind → who said so.

    `holds`: counts its holds; `hold_until` UTC seconds.
    """

    format: ClassVar[str] = "harvest"
    places: tuple[Place, ...] = ()
    state: str = PLANNED
    at: int = 0
    echoes: dict[Place, dict[str, dict[str, None]]] = field(default_factory=dict)
    holds: int = 0
    hold_until: float | None = None

    @property
    def reading(self) -> Place | None:
        """The room whose report is read."""
        return self.places[self.at] if self.state == READING and self.at < len(self.places) else None

    @property
    def fills(self) -> bool:
        return self.state in (READING, HOLD)

    @property
    def seconds(self) -> float:
        """How long each room has."""
        return EACH if len(self.places) < MANY else EACH_OF_MANY

    @property
    def whose(self) -> str:
        return f"report-{self.at + 1}" if self.state == READING else self.state

    @property
    def short(self) -> bool:
        """Whether so many rooms report that each tells one surprise and one tip."""
        return len(self.places) >= MANY

    def said(self, place: Place, kind: str) -> dict[str, None]:
        """Return who said that to a room's report, in the order in which they did."""
        return self.echoes.get(place, {}).get(kind, {})

    def entry(self, meeting: Meeting, block: Block) -> Step | None:
        from app.domain.formats.harvest.reading import BeginHarvest

        facts: dict[str, int | str] = {"reports": len(reporting(meeting)), "block": block.number}
        return Step("begin-harvest", BeginHarvest(meeting.id, block.number), facts)

    def step(self, meeting: Meeting, block: Block) -> Step | None:
        from app.domain.formats.harvest.holding import BeginHold
        from app.domain.formats.harvest.reading import NextReport

        if self.state != READING:
            return None
        if self.at + 1 < len(self.places):
            facts: dict[str, int | str] = {"number": self.at + 2, "reports": len(self.places)}
            return Step("next-report", NextReport(meeting.id, block.number), facts)
        return Step("begin-hold", BeginHold(meeting.id, block.number))

    def mark(self) -> tuple[str, int, float | None, Timer | None]:  # type: ignore[override]
        return self.state, self.at, self.hold_until, Plenary.mark(self)

    def restore(self, kept: tuple[str, int, float | None, Timer | None]) -> None:  # type: ignore[override]
        state, self.at, hold_until, timer = kept
        if self.state != CLEARED:
            self.state, self.hold_until = state, hold_until
        Plenary.restore(self, timer)

    def due(self, meeting: Meeting, block: Block) -> dict[str, float]:
        found = Plenary.due(self, meeting, block)
        holds = self.state == HOLD and self.hold_until is not None
        return {**found, f"{self.holds}/{CLEAR}": self.hold_until} if holds else found  # type: ignore[dict-item]

    def ring(self, meeting: Meeting, block: Block, rest: str) -> Command | None:
        from app.domain.formats.harvest.holding import EndHold

        hold, _, what = rest.partition("/")
        if what != CLEAR:
            return Plenary.ring(self, meeting, block, rest)
        return EndHold(meeting.id, block.number, self.holds) if str(self.holds) == hold else None


def the_harvest(meeting: Meeting, block: int) -> Harvest:
    """Return the harvest of a block. Raises `NotFound`, `Conflict`."""
    body = agenda.found(meeting, block).body
    if not isinstance(body, Harvest):
        raise Conflict("other-format")
    return body


def reporting(meeting: Meeting) -> tuple[Place, ...]:
    """Return the rooms that have a report to give: of all rounds since the last harvest, tables by their last round."""
    places: list[Place] = []
    for number in meeting.agenda:
        block = meeting.blocks[number]
        if isinstance(block.body, Harvest) and block.begun_at is not None:
            places = []
        if isinstance(block.body, Round) and block.begun_at is not None:
            places += [(number, block.body.part, room) for room in sorted(block.body.rooms)]
    return tuple(places)


def harvests(meeting: Meeting) -> Iterable[Harvest]:
    """Yield the harvests of a meeting that have begun, in order of the agenda."""
    for number in meeting.agenda:
        block = meeting.blocks[number]
        if isinstance(block.body, Harvest) and block.body.state != PLANNED:
            yield block.body


def offering(meeting: Meeting) -> list[Harvest]:
    """Return the harvests whose offers of help are on boards: the one that is on; in a break, those since the last."""
    block = meeting.on if meeting.phase == "live" else None
    if block is None or not isinstance(block.body, (Harvest, Pause)):
        return []
    if isinstance(block.body, Harvest):
        return [block.body]
    before = [meeting.blocks[number].body for number in meeting.agenda[: meeting.agenda.index(block.number)]]
    last = max((at for at, body in enumerate(before) if isinstance(body, Pause)), default=-1)
    return [body for body in before[last + 1 :] if isinstance(body, Harvest) and body.state != PLANNED]


def cleared(meeting: Meeting, now: float) -> bool:
    """Whether the two minutes of a harvest have ended, so that others than staff may take things out."""
    return any(
        body.state == CLEARED or (body.hold_until is not None and body.hold_until <= now) for body in harvests(meeting)
    )
