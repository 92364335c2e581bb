"""A toy model for the engine: a list of lines that named people add to, and a counter that may not pass its limit."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field

from realtime.ballots import Ballot
from realtime.streams import Call, Fact

AMAL, NUNO, DANA, RUI = "amal", "nuno", "dana", "rui"


class TooLong(Exception):
    """The toy's refusal."""


@dataclass(slots=True)
class Book:
    """The toy's state."""

    lines: list[str] = field(default_factory=list)
    facts: list[tuple[int, float, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Say:
    """Add so many lines with this text."""

    text: str
    times: int = 1


@dataclass(frozen=True, slots=True)
class Said:
    """A line was added."""

    text: str


class Lines:
    """The toy's rules; a line of more than 10,000 characters is refused."""

    refusal: type[Exception] = TooLong

    def initial(self, stream: str) -> Book:
        return Book()

    def decide(self, state: Book, command: Say, call: Call) -> Sequence[Said]:
        if len(command.text) > 10_000:
            raise TooLong(command.text[:10])
        if command.text == "fault":
            raise ZeroDivisionError
        return [Said(command.text)] * command.times

    def ballots(self, state: Book, command: Say, call: Call) -> Sequence[Ballot]:
        if not command.text.startswith("secret"):
            return []
        return [Ballot("box", command.text.partition(" ")[2], command.text, new=not command.text.startswith("secret2"))]

    def evolve(self, state: Book, event: Said, fact: Fact) -> None:
        state.lines.append(event.text)
        if event.text == "broken":
            raise KeyError(event.text)
        state.facts.append((fact.position, fact.at, fact.actor))

    def encode(self, event: Said) -> tuple[str, bytes]:
        return "Said", json.dumps(event.text).encode()

    def decode(self, type: str, body: bytes) -> Said:
        assert type == "Said"
        return Said(json.loads(body))
