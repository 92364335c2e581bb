"""A room of a round: its number, name, sign and colour (identity is never colour alone), its call, state and clock."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.calls import NO_CALL, Call
from app.domain.clock import Timer
from app.domain.wording import Others, Wording

DRAFT, PUBLISHED, OPEN, RUNNING, CLOSING, CLOSED = "draft", "published", "open", "running", "closing", "closed"
STATES = (DRAFT, PUBLISHED, OPEN, RUNNING, CLOSING, CLOSED)
TALKING = frozenset((OPEN, RUNNING, CLOSING))
"""States in which the room is its people's current place."""

SIGNS = ("circle", "square", "triangle", "star", "leaf", "wave", "sun", "moon", "boat", "tree", "bird", "key")
COLOURS = 12
MOST_ROOMS = 200


@dataclass(slots=True)
class Room:
    """One room; `colour` 1..12."""

    number: int
    name: str = ""
    call: Call = NO_CALL
    state: str = DRAFT
    clock: Timer | None = None
    merged_into: int | None = None
    others: Others = ()

    def named(self, own: str) -> Wording:
        """Return the name in all its languages; `own`: the meeting's."""
        return Wording(self.name, self.others, own)

    @property
    def sign(self) -> str:
        """The room's sign, by its number."""
        return SIGNS[(self.number - 1) % len(SIGNS)]

    @property
    def colour(self) -> int:
        """The room's colour, by its number."""
        return (self.number - 1) % COLOURS + 1

    @property
    def talking(self) -> bool:
        """Whether people are in it now."""
        return self.state in TALKING

    @property
    def paused(self) -> bool:
        """Whether its clock is held."""
        return self.clock is not None and self.clock.paused_at is not None
