"""What commands and events are, and the list of all of them by name. Knows no single noun."""

from __future__ import annotations

import sys
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from inspect import isabstract
from typing import Any, ClassVar, Literal, Protocol

Scope = Literal["platform", "programme", "meeting"]

SYSTEM = ""
"""The actor of alarms and of the server itself; may everything, never a person."""

STRANGER = "-"
"""The actor of somebody who has only the common link; may knock and nothing else."""

SCREEN = "screen"
"""Who watches by the read-only link of the plenary screen; may nothing but look."""


@dataclass(frozen=True, slots=True)
class By:
    """Who gives a command, when (UTC seconds) and with which fresh randomness (hex, for ids)."""

    person: str
    at: float
    seed: str


class Fact(Protocol):
    """What the log knows of an event beside its body."""

    @property
    def position(self) -> int:
        """The event's number in its stream."""

    @property
    def at(self) -> float:
        """When it happened (UTC seconds)."""

    @property
    def actor(self) -> str:
        """Who gave the command."""


@dataclass(frozen=True, slots=True)
class Ballot:
    """An anonymous answer: its box, a random key, what it says; `new`: the first of its key (design.md, rule 10)."""

    box: str
    key: str
    body: str
    new: bool


class Event(ABC):
    """Something that happened; the only thing that changes the state. Its name and fields are for ever."""

    __slots__ = ()
    silent: ClassVar[bool] = False
    personal: ClassVar[tuple[str, ...]] = ()

    @property
    def reseats(self) -> tuple[str, ...] | None:
        """Whose pages may now watch other panels; None: everybody's."""
        return ()

    @abstractmethod
    def evolve(self, state: Any, fact: Fact) -> None:
        """Change the state in place; never refuses."""


class Command(ABC):
    """Something a person wants; `path` is its form route, '' where no plain form gives it."""

    __slots__ = ()
    path: ClassVar[str] = ""
    scope: ClassVar[Scope] = "programme"

    @abstractmethod
    def decide(self, state: Any, by: By) -> Iterable[Event]:
        """Return what happens, changing nothing. Raises a `Refusal`."""

    def ballots(self, state: Any, by: By) -> Iterable[Ballot]:
        """Return the anonymous answers that are written along with what was decided, before it happens."""
        return ()


def commands() -> dict[str, type[Command]]:
    """Return every command by name, those of all formats included."""
    return _named(Command)


def events() -> dict[str, type[Event]]:
    """Return every event type by name, those of all formats included."""
    return _named(Event)


def _named(base: type[Any]) -> dict[str, Any]:
    from app.domain import catalogue

    catalogue.load()
    return {found.__name__: found for found in _leaves(base)}


def _leaves(base: type[Any]) -> Iterator[type[Any]]:
    """Yield the finished classes below `base`; slotted dataclasses leave an unfinished twin behind, which is none."""
    for below in base.__subclasses__():
        yield from _leaves(below)
        finished = getattr(sys.modules[below.__module__], below.__name__, None) is below
        if finished and not isabstract(below):
            yield below
