"""Formats: the ways of meeting, one module or package each, found by name.

A format is a subclass of `Body` with a `format` name; beside it stand its commands, events and permission rows
(`permissions.allow`). Nothing outside its own files names it, so a third one is only added.
"""

from __future__ import annotations

import sys
from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from app.domain.agenda import Block
    from app.domain.errors import Conflict
    from app.domain.meetings import Meeting
    from app.domain.messages import Command, Event
    from app.domain.places import Spot
    from app.domain.programme import Programme
    from app.domain.steps import Step

PLANNED, ON, OVER = "planned", "on", "over"
"""States of a block: not yet, now, done."""


class Body(ABC):
    """What a format keeps of one block, and what the rest of the domain asks of any format."""

    __slots__ = ()
    format: ClassVar[str] = ""
    travel: ClassVar[int] = 0
    """Minutes of the block that go into changing rooms, there and back."""
    word: ClassVar[str] = "room"
    """What people call the places it sends them to: room or table."""

    @abstractmethod
    def spot(self, block: Block, person: str) -> Spot | None:
        """Return where the person is while the block is on; None: the plenary or, for latecomers, the lobby."""

    @abstractmethod
    def step(self, meeting: Meeting, block: Block) -> Step | None:
        """Return the next step within the block while it is on; None: the next block's turn."""

    @abstractmethod
    def entry(self, meeting: Meeting, block: Block) -> Step | None:
        """Return the step that leads towards the block while it is planned."""

    @abstractmethod
    def mark(self) -> Any:
        """Return what `restore` needs; places and clocks only."""

    @abstractmethod
    def restore(self, kept: Any) -> None:
        """Bring places and clocks back to `kept`."""

    @property
    def busy(self) -> bool:
        """Whether people are at work in it, so that nothing else may begin over their heads."""
        return False

    @property
    def fills(self) -> bool:
        """Whether it needs the plenary screen for itself: no pinned practice and no coming rooms beside it."""
        return False

    def waits(self, programme: Programme, meeting: Meeting) -> bool:
        """Whether its next step must wait for somebody who is not there, so that the next block's is offered."""
        return False

    def begin(self, at: float) -> None:
        """The block is on from now."""
        return

    def held(self, person: str) -> int | None:
        """Return the room that keeps the person although another block is on."""
        return None

    def ahead(self, block: Block, person: str) -> Spot | None:
        """Return where the person goes when the block comes, if that is already shown to them."""
        return None

    def onward(self, block: Block, person: str) -> Spot | None:
        """Return where the person goes next within the block while it is on, if that is already shown to them."""
        return None

    @property
    def shown_ahead(self) -> bool:
        """Whether people have been shown where they go in it although it has not begun."""
        return False

    def under_way(self) -> Conflict | None:
        """Return what speaks against taking the block from under people although it has not begun."""
        return None

    def left_out(self) -> Iterable[str]:
        """Return who has no room because none would do, and nobody has said yet that they stay in plenary."""
        return ()

    def seats_of(self, block: Block, room: int) -> Iterable[str]:
        """Return who has a seat in the room."""
        return ()

    def host_of(self, room: int) -> str:
        """Return the host of a room or table, '' where there is none."""
        return ""

    @property
    def part(self) -> int:
        """Which round within the block is on; 1 but where a block has several."""
        return 1

    def sits(self, people: Iterable[str]) -> None:
        """Remember where these people sit now, if rooms of this block talk."""
        return

    def sat(self, part: int, room: int) -> Collection[str]:
        """Return who ever sat in a room while it talked, in a round of the block."""
        return ()

    def met(self) -> Iterable[Mapping[str, int]]:
        """Return the seats of each round of it that was opened: who has met whom."""
        return ()

    def unseat(self, people: Iterable[str]) -> None:
        """Take these people's seats, if they have any."""
        return

    def relabel(self, meeting: Meeting) -> None:
        """Take over the names and calls of rooms that the meeting keeps."""
        return

    def setting(self, meeting: str, block: int) -> Iterable[Event]:
        """Return the events that set such a block up in another meeting, without anybody in it."""
        return ()

    def due(self, meeting: Meeting, block: Block) -> dict[str, float]:
        """Return the block's alarms: rest of the key → instant."""
        return {}

    def ring(self, meeting: Meeting, block: Block, rest: str) -> Command | None:
        """Return the command of an alarm, None if the clock has changed since."""
        return None

    def boxes(self, meeting: Meeting, block: Block) -> Iterable[str]:
        """Return the boxes of its anonymous answers that are not counted yet."""
        return ()

    def arrived(self, programme: Programme, meeting: Meeting, block: Block, person: str, at: float) -> Iterable[Event]:
        """Return what follows when somebody without a seat arrives."""
        return ()

    def missed(self, at: float) -> Iterable[int]:
        """Return the rooms whose end or grace passed while the server was down."""
        return ()

    def restarted(self, meeting: Meeting, block: Block, at: float) -> Iterable[Event]:
        """Return what follows after the server was down."""
        return ()


def formats() -> dict[str, type[Body]]:
    """Return every format by name."""
    from app.domain import catalogue

    catalogue.load()
    return {found.format: found for found in _below(Body) if _finished(found)}  # type: ignore[type-abstract]


def _below(base: type[Body]) -> Iterator[type[Body]]:
    for found in base.__subclasses__():
        yield found
        yield from _below(found)


def _finished(found: type[Body]) -> bool:
    """Slotted dataclasses leave an unfinished twin behind, which is no format."""
    return getattr(sys.modules[found.__module__], found.__name__, None) is found
