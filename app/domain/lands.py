"""The countries that a programme lists: which, what they are called here, and what the organiser says about names.

A neutral list, by name, that the organiser changes (domain.md §15); no flag, no map. It begins with the members of the
Union for the Mediterranean and of the Anna Lindh Foundation, and Libya, an observer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from app.domain import text
from app.domain.errors import Invalid
from app.domain.messages import By, Command, Event, Fact
from app.domain.wording import Others, others

if TYPE_CHECKING:
    from app.domain.programme import Programme

MEMBERS = tuple(
    "AL AT BA BE BG CY CZ DE DK DZ EE EG ES FI FR GB GR HR HU IE IL IT JO LB LT LU LV LY MA MC ME MK MR MT NL PL PS PT"
    " RO SE SI SK SY TN TR".split()
)
NAMED: dict[str, Others] = {"PS": (("en", "Palestine"), ("fr", "Palestine"), ("ar", "فلسطين"))}
"""Members that the two organisations call otherwise than the usual lists of names."""
MOST, NOTE = 120, 400
_CODE = re.compile(r"[A-Z]{2}")


@dataclass(frozen=True, slots=True)
class ChooseCountries(Command):
    """Say which countries are offered, by code. Who comes from another keeps it.

    `shown`: those that were offered when the form was drawn, so that what somebody else chose since stays as it is.
    """

    path: ClassVar[str] = "countries"
    countries: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        ticked, shown = set(self.countries), set(self.shown)
        found = tuple(sorted((set(programme.choices.countries) - (shown - ticked)) | (ticked - shown)))
        if not all(map(_CODE.fullmatch, found)):
            raise Invalid("unknown-choice", field="countries")
        if len(found) > MOST:
            raise Invalid("too-many", field="countries", limit=MOST)
        return [CountriesChosen(found)] if found != programme.choices.countries else []


@dataclass(frozen=True, slots=True)
class NameCountry(Command):
    """Call a country otherwise, in the languages in the order of LANGUAGES; '': as it is usually called."""

    path: ClassVar[str] = "country-name"
    country: str
    names: tuple[str, ...] = ()

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        names = programme.choices.names
        if self.country not in programme.choices.countries and self.country not in names:
            raise Invalid("unknown-choice", field="country")
        said = others(self.names, "names", text.LINE, "")
        return [CountryNamed(self.country, said)] if said != names.get(self.country, ()) else []


@dataclass(frozen=True, slots=True)
class SetCountryNote(Command):
    """Say what stands wherever countries are listed or chosen, in the languages in the order of LANGUAGES."""

    path: ClassVar[str] = "country-note"
    texts: tuple[str, ...] = ()

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        said = others(self.texts, "texts", NOTE, "", text.paragraph)
        return [CountryNoteSet(said)] if said != programme.choices.note else []


@dataclass(frozen=True, slots=True)
class CountriesChosen(Event):
    """These countries are offered, by code."""

    silent: ClassVar[bool] = True
    countries: tuple[str, ...]

    def evolve(self, programme: Programme, fact: Fact) -> None:
        programme.choices.countries = self.countries


@dataclass(frozen=True, slots=True)
class CountryNamed(Event):
    """A country is called like this here; without names as it is usually called."""

    silent: ClassVar[bool] = True
    country: str
    names: Others = ()

    def evolve(self, programme: Programme, fact: Fact) -> None:
        programme.choices.names[self.country] = self.names
        if not self.names:
            del programme.choices.names[self.country]


@dataclass(frozen=True, slots=True)
class CountryNoteSet(Event):
    """The organiser says this about countries and their names."""

    silent: ClassVar[bool] = True
    note: Others = ()

    def evolve(self, programme: Programme, fact: Fact) -> None:
        programme.choices.note = self.note
