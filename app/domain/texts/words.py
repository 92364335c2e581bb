"""The words of the shared texts as the log knows them: noted when people pause, at the latest half a minute later."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from app.domain import text
from app.domain.messages import By, Command, Event, Fact
from app.domain.texts.kinds import kind_of, limits

if TYPE_CHECKING:
    from app.domain.programme import Programme

KEEP_EVERY = 300.0
"""Seconds of change after which a version is kept."""
Who = Mapping[str, tuple[str, ...]]
"""Field → ids of those who changed it."""


@dataclass(frozen=True, slots=True)
class Version:
    """What a text said at an instant (UTC seconds), and who had changed which field since the version before."""

    at: float
    words: dict[str, str]
    who: dict[str, tuple[str, ...]]


@dataclass(slots=True)
class Words:
    """One text. `at`, `by`: its last change (UTC seconds) and whose that was; `who`: since the newest version.

    `upto`: up to which of its kept changes the words were noted (`realtime.texts`). `late`: who wrote after the end,
    and when it came. `begun_at`: since when it differs from its newest version, None while it does not.
    """

    words: dict[str, str] = field(default_factory=dict)
    at: float = 0.0
    by: str = ""
    upto: int = 0
    who: dict[str, tuple[str, ...]] = field(default_factory=dict)
    versions: list[Version] = field(default_factory=list)
    late: list[tuple[str, float]] = field(default_factory=list)
    begun_at: float | None = None

    @property
    def filled(self) -> list[str]:
        """The fields in which something stands."""
        return [name for name, words in self.words.items() if words]


@dataclass(frozen=True, slots=True)
class NoteWords(Command):
    """Note what a text says now and who changed what, in which order they stopped (the last last)."""

    text: str
    words: dict[str, str]
    who: dict[str, tuple[str, ...]]
    by: str = ""
    upto: int = 0

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        fields = limits(programme, self.text)
        known = programme.texts.get(self.text) or Words()
        found = {name: text.shared(self.words.get(name, "")) for name in fields}
        words = {name: said for name, said in found.items() if said != known.words.get(name, "")}
        if not words:
            return
        if known.begun_at is not None and by.at - known.begun_at >= KEEP_EVERY:
            yield VersionKept(self.text)
        yield WordsNoted(self.text, words, {name: self.who.get(name, ()) for name in words}, self.by, self.upto)


@dataclass(frozen=True, slots=True)
class MarkLate(Command):
    """Note that some of a text comes now, from this person, although its room writes no more."""

    text: str
    person: str

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        limits(programme, self.text)
        yield WordsCameLate(self.text, self.person)


@dataclass(frozen=True, slots=True)
class WordsNoted(Event):
    """A text's fields say this now; those not named say what they said."""

    personal: ClassVar[tuple[str, ...]] = ("words",)
    text: str
    words: dict[str, str]
    who: dict[str, tuple[str, ...]]
    by: str = ""
    upto: int = 0

    def evolve(self, programme: Programme, fact: Fact) -> None:
        known = programme.texts.setdefault(self.text, Words())
        known.words.update(self.words)
        known.at, known.by, known.upto = fact.at, self.by, max(known.upto, self.upto)
        known.who = _joined(known.who, self.who)
        known.begun_at = fact.at if known.begun_at is None else known.begun_at
        kind, of = kind_of(self.text)
        kind.noted(programme, of)


@dataclass(frozen=True, slots=True)
class WordsCameLate(Event):
    """Some of a text arrived when its room wrote no more."""

    text: str
    person: str

    def evolve(self, programme: Programme, fact: Fact) -> None:
        programme.texts.setdefault(self.text, Words()).late.append((self.person, fact.at))


@dataclass(frozen=True, slots=True)
class VersionKept(Event):
    """What a text says now is kept as a version."""

    text: str

    def evolve(self, programme: Programme, fact: Fact) -> None:
        known = programme.texts.setdefault(self.text, Words())
        known.versions.append(Version(fact.at, dict(known.words), known.who))
        known.who, known.begun_at = {}, None


def _joined(one: Who, other: Who) -> dict[str, tuple[str, ...]]:
    """Return who changed each field by either, each person once."""
    return {
        name: tuple(dict.fromkeys((*one.get(name, ()), *other.get(name, ())))) for name in dict.fromkeys((*one, *other))
    }
