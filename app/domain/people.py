"""People: who is in the programme, in which role, and what they are called. Refuses kinds it does not know."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from app.domain import countries, text
from app.domain.errors import Invalid
from app.domain.messages import By, Command, Event, Fact
from app.domain.roles import STAFF, only_organiser, role

if TYPE_CHECKING:
    from app.domain.programme import Programme

LANGUAGES = ("en", "fr", "ar")
"""Languages of the screens; working languages of people are any."""

REFERENCE = 60
"""Most characters of the list's own id."""

_LANGUAGE = re.compile(r"[a-z]{2,3}")
_COUNTRY = re.compile(r"[A-Z]{2}")


@dataclass(slots=True)
class Person:
    """One person of the programme; `id` is ours and internal, `reference` the list's own."""

    id: str
    reference: str = ""
    name: str = ""
    shown: str = ""
    line: str = ""
    organisation: str = ""
    type: str = ""
    country: str = ""
    shore: str = ""
    languages: tuple[str, ...] = ()
    email: str = ""
    role: str = "participant"
    meetings: set[str] = field(default_factory=set)
    generation: int = 1
    language: str = ""
    door_passed_at: float | None = None
    walked_in: bool = False

    @property
    def staff(self) -> bool:
        """Whether they help to run meetings (domain.md §4 "Staff")."""
        return self.role in STAFF

    @property
    def called(self) -> str:
        """What others call them: the name they chose at the door, else the list's."""
        return self.shown or self.name

    def takes_part_in(self, meeting: str) -> bool:
        """Whether they belong to the meeting; the team and people without a list of meetings belong to all."""
        return self.role != "participant" or not self.meetings or meeting in self.meetings


@dataclass(frozen=True, slots=True)
class AddPerson(Command):
    """Add a person by hand."""

    path: ClassVar[str] = "people"
    name: str
    organisation: str = ""
    type: str = ""
    country: str = ""
    languages: tuple[str, ...] = ()
    email: str = ""
    role: str = "participant"
    meetings: tuple[str, ...] = ()
    reference: str = ""

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        if self.role != "participant":
            only_organiser(programme, by)
        return [added(programme, programme.last_person + 1, self)]


@dataclass(frozen=True, slots=True)
class ChangePerson(Command):
    """Change what the list says of a person; not their role, and not what they chose at the door."""

    path: ClassVar[str] = "people/{person}"
    person: str
    name: str
    organisation: str = ""
    type: str = ""
    country: str = ""
    languages: tuple[str, ...] = ()
    email: str = ""
    meetings: tuple[str, ...] = ()
    reference: str = ""

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        person = programme.person(self.person)
        if person.staff and by.person != person.id:
            only_organiser(programme, by)
        event = changed(programme, person, self)
        return [event] if event else []


@dataclass(frozen=True, slots=True)
class PersonAdded(Event):
    """A person is on the list."""

    personal: ClassVar[tuple[str, ...]] = ("reference", "name", "organisation", "type", "country", "languages", "email")
    person: str
    name: str
    organisation: str = ""
    type: str = ""
    country: str = ""
    languages: tuple[str, ...] = ()
    email: str = ""
    role: str = "participant"
    meetings: tuple[str, ...] = ()
    reference: str = ""
    walked_in: bool = False

    def evolve(self, programme: Programme, fact: Fact) -> None:
        person = Person(self.person, role=self.role, walked_in=self.walked_in)
        programme.people[self.person] = person
        programme.last_person = max(programme.last_person, int(self.person[1:]))
        describe(person, self)
        programme.index.add(person.id, person)
        person.shown, person.line = self.name, self.organisation


@dataclass(frozen=True, slots=True)
class PersonChanged(Event):
    """What the list says of a person is as given here."""

    personal: ClassVar[tuple[str, ...]] = ("reference", "name", "organisation", "type", "country", "languages", "email")
    person: str
    name: str
    organisation: str = ""
    type: str = ""
    country: str = ""
    languages: tuple[str, ...] = ()
    email: str = ""
    meetings: tuple[str, ...] = ()
    reference: str = ""

    def evolve(self, programme: Programme, fact: Fact) -> None:
        person = programme.people[self.person]
        if person.shown == person.name:
            person.shown = self.name
        if person.line == person.organisation:
            person.line = self.organisation
        programme.index.remove(person.id, person)
        describe(person, self)
        programme.index.add(person.id, person)


def added(programme: Programme, number: int, details: AddPerson) -> PersonAdded:
    """Return the event that adds a person as number `number`, cleaned. Raises `Invalid`."""
    described = _cleaned(programme, f"p{number}", details)
    return PersonAdded(
        described.person,
        described.name,
        described.organisation,
        described.type,
        described.country,
        described.languages,
        described.email,
        role(details.role),
        described.meetings,
        described.reference,
    )


def changed(programme: Programme, person: Person, details: ChangePerson) -> PersonChanged | None:
    """Return the event that changes a person, None if nothing would change. Raises `Invalid`."""
    event = _cleaned(programme, person.id, details)
    return None if event == said(person) else event


def said(person: Person) -> PersonChanged:
    """Return what the list says of a person now."""
    return PersonChanged(
        person.id,
        person.name,
        person.organisation,
        person.type,
        person.country,
        person.languages,
        person.email,
        tuple(sorted(person.meetings)),
        person.reference,
    )


def _cleaned(programme: Programme, person: str, details: AddPerson | ChangePerson) -> PersonChanged:
    if details.type and all(details.type != each.code for each in programme.choices.types):
        raise Invalid("unknown-choice", field="type")
    _listed(programme, person, details.country)
    if any(meeting not in programme.meetings for meeting in details.meetings):
        raise Invalid("unknown-choice", field="meetings")
    return PersonChanged(
        person,
        text.line(details.name, "name"),
        text.line(details.organisation, "organisation", text.ORGANISATION, required=False),
        details.type,
        details.country,
        _languages(details.languages),
        text.mail(details.email, "email"),
        tuple(sorted(set(details.meetings))),
        text.line(details.reference, "reference", REFERENCE, required=False),
    )


def _listed(programme: Programme, person: str, country: str) -> None:
    """Refuse a country that the programme does not list, unless the person has it already. Raises `Invalid`."""
    known = programme.people.get(person)
    if not country or country in programme.choices.countries or (known is not None and known.country == country):
        return
    raise Invalid("country-not-listed" if _COUNTRY.fullmatch(country) else "unknown-choice", field="country")


def _languages(values: tuple[str, ...]) -> tuple[str, ...]:
    """Return codes of languages, each once; one field may hold several ("fr, ar")."""
    codes = [code.lower() for value in values for code in re.split(r"[\s,;]+", value) if code]
    languages = tuple(dict.fromkeys(codes))
    if len(languages) > 12 or not all(map(_LANGUAGE.fullmatch, languages)):
        raise Invalid("unknown-choice", field="languages")
    return languages


def describe(person: Person, said: PersonAdded | PersonChanged) -> None:
    """Take over what the list says of a person."""
    person.reference, person.name, person.organisation = said.reference, said.name, said.organisation
    person.type, person.country, person.shore = said.type, said.country, countries.shore(said.country)
    person.languages, person.email, person.meetings = said.languages, said.email, set(said.meetings)
