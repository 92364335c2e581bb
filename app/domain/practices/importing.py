"""Sheets that exist already, coming in as rows of a list: each is looked at first, and what is wrong is named.

A row is known again by its owner and its title, so that the same list twice changes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

from app.domain import permissions, text
from app.domain.errors import Full, Invalid, Refusal
from app.domain.messages import By, Command, Event
from app.domain.practices import rights
from app.domain.practices.beginning import PracticeBegun
from app.domain.practices.choosing import PracticeChosen
from app.domain.practices.fields import TEXTS, check, fault
from app.domain.practices.shelf import MOST, MOST_OF_ONE
from app.domain.practices.states import PracticeMoved
from app.domain.wording import LANGUAGES

if TYPE_CHECKING:
    from app.domain.practices.shelf import Practice
    from app.domain.programme import Programme

MOST_ROWS = 500


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a list; `number`: as spreadsheets count. `owner` is a person's id, '' where nobody is found."""

    number: int
    owner: str
    language: str
    words: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def source(self) -> str:
        """What the row is known again by."""
        return sha256(f"{self.owner}\n{text.folded(self.words.get('title', ''))}".encode()).hexdigest()[:24]


@dataclass(frozen=True, slots=True)
class Look:
    """What a row would do: `kind` new, known or bad; `wrong`: all that is wrong with it, each naming its column."""

    row: Row
    kind: str
    wrong: tuple[Refusal, ...] = ()


@dataclass(frozen=True, slots=True)
class BringSheet(Command):
    """Begin a practice as a draft from a row of a list, its choices made; its words come in as a shared text."""

    owner: str
    language: str
    source: str
    choices: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        owner = programme.person(self.owner)
        source = text.token(self.source, "source")
        if known(programme, source) is not None:
            return
        if self.language not in LANGUAGES:
            raise Invalid("unknown-choice", field="language")
        if len(programme.practices.by_number) >= MOST:
            raise Full("too-many-practices", limit=MOST)
        if len(programme.practices.of(owner.id)) >= MOST_OF_ONE:
            raise Full("too-many-practices-of-one", limit=MOST_OF_ONE)
        number = max(programme.practices.by_number, default=0) + 1
        for what, values in self.choices:
            check(programme, what, values, what)
        yield PracticeBegun(number, owner.id, self.language, source=source)
        for what, values in self.choices:
            yield PracticeChosen(number, what, values)
        yield PracticeMoved(number, self.language, "draft")


def look(programme: Programme, rows: Iterable[Row]) -> list[Look]:
    """Return what each row would do if the list came in now. Raises `Full` where all that is new has no place."""
    found: list[Look] = []
    seen: set[str] = set()
    owned = Counter(each.owner for each in programme.practices.by_number.values())
    for row in rows:
        wrong = [*faults(programme, row)]
        if row.source in seen:
            wrong.append(Invalid("row-twice", field="title"))
        seen.add(row.source)
        before = known(programme, row.source) is not None
        if not wrong and not before:
            owned[row.owner] += 1
            if owned[row.owner] > MOST_OF_ONE:
                wrong.append(Invalid("too-many-practices-of-one", field="owner", limit=MOST_OF_ONE))
        found.append(Look(row, "bad" if wrong else "known" if before else "new", tuple(wrong)))
    new, free = sum(each.kind == "new" for each in found), MOST - len(programme.practices.by_number)
    if new > free:
        raise Full("too-many-practices-brought", limit=MOST, free=free, new=new)
    return found


def faults(programme: Programme, row: Row) -> Iterable[Refusal]:
    """Yield all that is wrong with a row by itself."""
    if row.owner not in programme.people:
        yield Invalid("no-such-owner", field="owner")
    if row.language not in LANGUAGES:
        yield Invalid("unknown-choice", field="language")
    if not row.words.get("title", "").strip():
        yield Invalid("empty", field="title")
    for name in TEXTS:
        refusal = fault(name, row.words.get(name, ""))
        if refusal is not None:
            yield refusal
    for what, values in row.choices.items():
        try:
            check(programme, what, values, what)
        except Invalid as refusal:
            yield refusal


def known(programme: Programme, source: str) -> Practice | None:
    """Return the practice that a row has become before."""
    return next((each for each in programme.practices.by_number.values() if each.source == source), None)


permissions.allow({"BringSheet": rights.asks})
