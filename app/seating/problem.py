"""What the solver is asked: people, rooms of every round, and the rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody to seat; who `bridges` is understood by and interprets for those who share a language with them."""

    id: str
    languages: frozenset[str]
    attrs: Mapping[str, str] = field(default_factory=dict)
    themes: tuple[str, ...] = ()
    absent: frozenset[int] = frozenset()
    bridges: bool = False


@dataclass(frozen=True, slots=True)
class Room:
    """A room of one round, with its limits in people."""

    id: str
    min: int
    max: int
    language: str | None = None
    theme: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """People kept together or apart; `rounds` None means every round."""

    people: frozenset[str]
    rounds: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class Pin:
    """A person's fixed room; `rounds` None means every round."""

    person: str
    room: str
    rounds: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Everything the plan depends on besides the seed.

    `previous` is the plan that people know, of which the first `frozen` rounds are over and stay as they were;
    `history` are the rooms of rounds before these. `balance` names the attributes that every room should mirror.
    `no_return`: all rounds have the same rooms, and nobody sits in one of them twice but who is pinned there.
    """

    people: tuple[Person, ...]
    rounds: tuple[tuple[Room, ...], ...]
    common_language: bool = True
    balance: tuple[str, ...] = ()
    together: tuple[Group, ...] = ()
    apart: tuple[Group, ...] = ()
    pins: tuple[Pin, ...] = ()
    previous: tuple[Mapping[str, tuple[str, ...]], ...] = ()
    frozen: int = 0
    history: tuple[Mapping[str, tuple[str, ...]], ...] = ()
    no_return: bool = False
