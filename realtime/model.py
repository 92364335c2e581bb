"""What the engine asks of a model, and what it hands around: calls, facts, answers, batches.

A model is pure: it decides and evolves; it knows no clock, no log and no socket. Beside its events a command may hand
over ballots, which no event names.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, Protocol, TypeVar

from realtime.ballots import Ballot

S = TypeVar("S")
C = TypeVar("C")
E = TypeVar("E")
C_in = TypeVar("C_in", contravariant=True)


@dataclass(frozen=True, slots=True)
class Call:
    """Who gives a command, when (UTC seconds), under which one-time id ('' for none), with fresh randomness (hex)."""

    actor: str
    at: float
    once: str
    seed: str


@dataclass(frozen=True, slots=True)
class Fact:
    """Where an event stands in its stream, when it happened (UTC seconds) and who made it happen."""

    position: int
    at: float
    actor: str


class Model(Protocol[S, C_in, E]):
    """The rules of one kind of stream; `refusal` is what `decide` raises when a command may not be."""

    refusal: type[Exception]

    def initial(self, stream: str) -> S: ...

    def decide(self, state: S, command: C_in, call: Call) -> Sequence[E]: ...

    def ballots(self, state: S, command: C_in, call: Call) -> Sequence[Ballot]: ...

    def evolve(self, state: S, event: E, fact: Fact) -> None: ...

    def encode(self, event: E) -> tuple[str, bytes]: ...

    def decode(self, type: str, body: bytes) -> E: ...


@dataclass(frozen=True, slots=True)
class Answer(Generic[E]):
    """What a command led to: its last event's position, the log's epoch, its events; `repeated`: it happened before."""

    position: int
    epoch: str
    events: tuple[E, ...]
    repeated: bool


class Batch(NamedTuple, Generic[E]):
    """What one commit added to a stream: its new head, the events with their facts, and who gave the commands."""

    position: int
    entries: list[tuple[E, Fact]]
    actors: frozenset[str]


class Reused(Exception):
    """Something else was asked for under this one-time id: that happened, this did not."""


class Busy(Exception):
    """So many commands wait for this stream that one more is refused; try again in a moment."""
