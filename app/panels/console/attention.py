"""Who needs a human without having called: somebody alone in a room, people without a place. Empty is the goal.

Everything of the list has its one-press way out beside it; what can wait is in other panels.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.domain import places
from app.domain.formats.rooms import late, mending
from app.domain.formats.rooms.round import Round
from app.panels.console.audience import Scene, console, everywhere, here, on
from app.panels.console.changes import ACTS, AGENDA, ASKED, HELP, LATE, NAMES, PRESENCE, WISHES
from app.panels.console.draft import without_room

MOST = 30
"""Lines of one kind that are shown; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Alone:
    """One present person in a room, and the room to merge it into (None: none would understand them)."""

    block: int
    room: int
    word: str
    name: str
    into: int | None


@dataclass(frozen=True, slots=True)
class Speechless:
    """A room whose present people share no language any more."""

    block: int
    room: int
    word: str


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A participant without a place, and the room that would take them (None: none that they understand)."""

    person: str
    name: str
    block: int | None
    room: int | None
    word: str


@dataclass(frozen=True, slots=True)
class Attention:
    """All of it; `without_room`: in the round being prepared, for those who drive; `more` counts what is not shown.

    `round`: the one that is on, None if it is another block; `calls`: others do call, in the queue above.
    """

    alone: list[Alone]
    unplaced: list[Unplaced]
    speechless: list[Speechless]
    without_room: int
    more: int
    drives: bool
    round: int | None
    calls: bool

    @property
    def waiting(self) -> int:
        """How many lines wait for a human."""
        return len(self.alone) + len(self.unplaced) + len(self.speechless) + self.without_room + self.more


@console(on(here, *ACTS, *AGENDA, *PRESENCE, *HELP, *LATE, *ASKED, *WISHES), on(everywhere, *NAMES))
def attention(scene: Scene) -> Attention:
    """Cut the list."""
    lonely, silent = lonely_rooms(scene), speechless_rooms(scene)
    waiting = places.unplaced(scene.programme, scene.meeting)
    more = sum(max(0, len(found) - MOST) for found in (lonely, waiting, silent))
    drafted = without_room(scene) if scene.drives else 0
    on = scene.meeting.on
    number = on.number if on is not None and isinstance(on.body, Round) else None
    # A way out is looked for only where it is shown: among a thousand people each takes a millisecond.
    alone = [with_merge(scene, *each) for each in lonely[:MOST]]
    unplaced = [with_room(scene, person) for person in waiting[:MOST]]
    calls = bool(scene.meeting.help.open)
    return Attention(alone, unplaced, silent[:MOST], drafted, more, scene.drives, number, calls)


def talking(scene: Scene) -> list[tuple[int, Round]]:
    """Return the rounds in whose rooms people talk, by block."""
    blocks = scene.meeting.blocks.items()
    return [(number, block.body) for number, block in blocks if isinstance(block.body, Round) and block.body.busy]


def lonely_rooms(scene: Scene) -> list[tuple[int, Round, int, str]]:
    """Return the talking rooms of one person: block, round, room, person."""
    return [
        (number, body, room, person)
        for number, body in talking(scene)
        for room, person in mending.lonely(scene.meeting, body).items()
    ]


def with_merge(scene: Scene, block: int, body: Round, room: int, person: str) -> Alone:
    """Return somebody alone in a room, with its merge."""
    into = mending.merge_into(scene.programme, scene.meeting, body, room)
    return Alone(block, room, body.word, scene.name(person), into)


def speechless_rooms(scene: Scene) -> list[Speechless]:
    """Return the talking rooms that share no language: an interpreter left, or somebody was moved all the same."""
    return [
        Speechless(number, room, body.word)
        for number, body in talking(scene)
        for room in mending.speechless(scene.programme, scene.meeting, body)
    ]


def with_room(scene: Scene, person: str) -> Unplaced:
    """Return somebody who is present without a place, with the room that would take them now."""
    block, room = scene.meeting.on, None
    if block is not None and isinstance(block.body, Round):
        room = late.seat_for(scene.programme, scene.meeting, block.body, person, block.begun_at or 0.0)
    word = places.word(scene.meeting, block.number if block else 0)
    return Unplaced(person, scene.name(person), block.number if block and room else None, room, word)
