"""What a programme offers to choose from: thematic fields and kinds of organisation, each in several languages.

What the platform knows is said in its own words unless the organiser says it otherwise; what the organiser adds has a
code of its own ("added-1"). Countries are a list of their own, `lands`; the ground rules are worded as choices, too.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import TYPE_CHECKING, ClassVar

from app.domain import lands, text
from app.domain.errors import Conflict, Invalid
from app.domain.messages import By, Command, Event, Fact
from app.domain.wording import Others, Wording, others

if TYPE_CHECKING:
    from app.domain.programme import Programme

FIELDS = ("migration", "gender", "art", "education", "media", "youth")
TYPES = ("authority", "representative", "cso", "educator", "academic")
"""Codes of what the platform offers by itself (domain.md §1, §14)."""
MOST_FIELDS, MOST_TYPES, MOST_RULES = 15, 12, 20
ADDED = "added-"


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose: `words` are the organiser's, by language; without any it is said as the platform does."""

    code: str
    words: Others = ()

    @property
    def wording(self) -> Wording:
        """The organiser's words."""
        return Wording("", self.words)

    @property
    def added(self) -> bool:
        """Whether the organiser added it, so that the platform has no words for it."""
        return self.code.startswith(ADDED)

    def own(self, language: str) -> bool:
        """Say whether a reader of `language` reads the organiser's words."""
        return self.added or any(code == language for code, _ in self.words)


def plain(codes: Iterable[str]) -> tuple[Choice, ...]:
    """Return what the platform offers, in its own words."""
    return tuple(map(Choice, codes))


@dataclass(slots=True)
class Choices:
    """All lists of a programme; `names`: countries that the organiser calls otherwise; `note`: what is said of them."""

    fields: tuple[Choice, ...] = plain(FIELDS)
    types: tuple[Choice, ...] = plain(TYPES)
    countries: tuple[str, ...] = lands.MEMBERS
    names: dict[str, Others] = field(default_factory=lambda: dict(lands.NAMED))
    note: Others = ()

    def type(self, code: str) -> Choice:
        """Return the kind of organisation of that code; one that is offered no more has the platform's words."""
        return next((each for each in self.types if each.code == code), Choice(code))

    def country(self, code: str) -> Choice:
        """Return the country of that code."""
        return Choice(code, self.names.get(code, ()))

    @property
    def footnote(self) -> Wording:
        """What the organiser says wherever countries are listed or chosen."""
        return Wording("", self.note)


@dataclass(frozen=True, slots=True)
class Rows(Command):
    """A list as a form sends it: each row's code ('' for a new one) and words by language; `without`: left out.

    A row without words is said as the platform does; one that the organiser had added goes when its words go. What is
    chosen and has no row stays: somebody else has added it since this form was drawn.
    """

    codes: tuple[str, ...] = ()
    en: tuple[str, ...] = ()
    fr: tuple[str, ...] = ()
    ar: tuple[str, ...] = ()
    without: tuple[str, ...] = ()

    @abstractmethod
    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        """Return what happens."""


@dataclass(frozen=True, slots=True)
class SetFields(Rows):
    """Say which thematic fields the programme has."""

    path: ClassVar[str] = "fields"

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        before = programme.choices.fields
        found = tuple(read(self, before, FIELDS, MOST_FIELDS, text.LINE))
        return [FieldsSet(found)] if found != before else []


@dataclass(frozen=True, slots=True)
class SetTypes(Rows):
    """Say which kinds of organisation people come from, one at least; one that somebody on the list has stays."""

    path: ClassVar[str] = "types"

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        before = programme.choices.types
        found = tuple(read(self, before, TYPES, MOST_TYPES, text.LINE))
        if not found:
            raise Invalid("types-missing", field="codes")
        gone = {each.code for each in before} - {each.code for each in found}
        if any(person.type in gone for person in programme.people.values()):
            raise Conflict("type-in-use")
        return [TypesSet(found)] if found != before else []


@dataclass(frozen=True, slots=True)
class FieldsSet(Event):
    """The programme's thematic fields, in order."""

    silent: ClassVar[bool] = True
    fields: tuple[Choice, ...]

    def evolve(self, programme: Programme, fact: Fact) -> None:
        programme.choices.fields = self.fields


@dataclass(frozen=True, slots=True)
class TypesSet(Event):
    """The kinds of organisation that people come from, in order."""

    types: tuple[Choice, ...]

    def evolve(self, programme: Programme, fact: Fact) -> None:
        programme.choices.types = self.types


def read(rows: Rows, before: Sequence[Choice], ours: Sequence[str], most: int, length: int) -> Iterable[Choice]:
    """Yield the choices of a form. Raises `Invalid`; `ours` are the codes that the platform has words for."""
    found = [each for each in _rows(rows, before, ours, length) if each.code not in rows.without]
    if len(found) > most:
        raise Invalid("too-many", field="codes", limit=most)
    if len({each.code for each in found}) < len(found) or _twice(found):
        raise Invalid("said-twice", field="codes")
    yield from found


def _rows(rows: Rows, before: Sequence[Choice], ours: Sequence[str], length: int) -> Iterable[Choice]:
    known = {*ours, *(each.code for each in before)}
    if set(rows.codes) - known - {""}:
        raise Invalid("unknown-choice", field="codes")
    last = max((int(each.code.removeprefix(ADDED)) for each in before if each.added), default=0)
    for code, *typed in zip_longest(rows.codes, rows.en, rows.fr, rows.ar, fillvalue=""):
        words = others(tuple(typed), "words", length, "")
        if not code and words:
            last += 1
        if words or code in ours:
            yield Choice(code or f"{ADDED}{last}", words)
    yield from (each for each in before if each.code not in rows.codes)


def _twice(found: Sequence[Choice]) -> bool:
    """Say whether two choices have the same words in a language."""
    said = [(language, words.casefold()) for each in found for language, words in each.words]
    return len(set(said)) < len(said)
