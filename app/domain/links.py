"""Personal links: derived outside from a key, a person and a generation; here only the generation is kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from app.domain import roles
from app.domain.errors import Invalid
from app.domain.messages import By, Command, Event, Fact

if TYPE_CHECKING:
    from app.domain.programme import Programme


@dataclass(frozen=True, slots=True)
class ReplaceLink(Command):
    """Make a person's old link fail and sign their devices out."""

    path: ClassVar[str] = "people/{person}/link"
    person: str

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        person = programme.person(self.person)
        _of_staff_only_to_organisers(programme, by, (self.person,))
        return [LinkReplaced(person.id, person.generation + 1)]


@dataclass(frozen=True, slots=True)
class ShowLinks(Command):
    """Show links to the one who asks, which is kept for the audit; nobody named: all that they may see."""

    path: ClassVar[str] = "links"
    people: tuple[str, ...] = ()

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        for person in self.people:
            programme.person(person)
        if len(self.people) > len(programme.people):
            raise Invalid("too-many", field="people", limit=len(programme.people))
        _of_staff_only_to_organisers(programme, by, self.people)
        return [LinksShown(self.people)]


@dataclass(frozen=True, slots=True)
class LinkReplaced(Event):
    """The person's link is another one; all their devices are signed out."""

    person: str
    generation: int

    @property
    def reseats(self) -> tuple[str, ...]:
        return (self.person,)

    def evolve(self, programme: Programme, fact: Fact) -> None:
        programme.people[self.person].generation = self.generation
        for device in [found.hash for found in programme.devices.values() if found.person == self.person]:
            del programme.devices[device]


@dataclass(frozen=True, slots=True)
class LinksShown(Event):
    """Somebody of the team saw links (audit); no names: all of them."""

    silent: ClassVar[bool] = True
    people: tuple[str, ...]

    def evolve(self, programme: Programme, fact: Fact) -> None:
        """Nothing changes: the log itself is the record."""


def may_see(programme: Programme, actor: str) -> list[str]:
    """Return whose links `actor` may see: an organiser everybody's, other staff those of people who are not staff."""
    everybody = programme.people[actor].role == "organiser"
    return [person.id for person in programme.people.values() if everybody or not person.staff]


def _of_staff_only_to_organisers(programme: Programme, by: By, persons: tuple[str, ...]) -> None:
    if any(programme.people[person].staff for person in persons):
        roles.only_organiser(programme, by)
