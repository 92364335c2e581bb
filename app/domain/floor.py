"""The floor of a meeting: raised hands, who speaks, and what each has had of it. Says nothing about who may."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Hand:
    """A raised hand: since when, and a question in writing for those without a microphone ('' for none)."""

    person: str
    at: float
    question: str = ""


@dataclass(slots=True)
class Speech:
    """Who has the floor since when, and until when it is meant (UTC seconds)."""

    person: str
    started_at: float
    ends_at: float
    question: str = ""


@dataclass(slots=True)
class Floor:
    """The queue of a meeting's plenary: hands by person in the order in which they were raised; block it belongs to.

    `turns` and `seconds`: what each has had in the whole meeting; never shown by name.
    """

    block: int | None = None
    hands: dict[str, Hand] = field(default_factory=dict)
    speech: Speech | None = None
    balanced: bool = False
    turns: dict[str, int] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
