"""Roles in a programme: which there are, who helps and who drives, and how somebody gets another one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from app.domain import agenda
from app.domain.errors import Conflict, Invalid, NotAllowed
from app.domain.messages import SYSTEM, By, Command, Event, Fact

if TYPE_CHECKING:
    from app.domain.programme import Programme

ROLES = (
    "organiser",
    "editor",
    "moderator",
    "cofacilitator",
    "rapporteur",
    "tech",
    "interpreter",
    "observer",
    "participant",
)
STAFF = frozenset(("organiser", "editor", "moderator", "cofacilitator", "rapporteur", "tech"))
DRIVERS = frozenset(("organiser", "moderator", "cofacilitator"))


@dataclass(frozen=True, slots=True)
class ChangeRole(Command):
    """Give a person another programme role, also while a meeting runs; the last organiser stays one."""

    path: ClassVar[str] = "people/{person}/role"
    person: str
    role: str

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        person, new = programme.person(self.person), role(self.role)
        if person.role == new:
            return []
        organisers = [other for other in programme.people.values() if other.role == "organiser"]
        if organisers == [person]:
            raise Conflict("last-organiser")
        return [RoleChanged(person.id, new)]


@dataclass(frozen=True, slots=True)
class RoleChanged(Event):
    """A person has another role; their devices need new ids (security.md, cookies)."""

    person: str
    role: str

    @property
    def reseats(self) -> tuple[str, ...]:
        return (self.person,)

    def evolve(self, programme: Programme, fact: Fact) -> None:
        programme.people[self.person].role = self.role
        for meeting in programme.meetings.values():
            agenda.unseat_unpinned(programme, meeting)
        for device in programme.devices.values():
            if device.person == self.person:
                device.stale = True


def only_organiser(programme: Programme, by: By) -> None:
    """Refuse anybody but an organiser (or the server itself). Raises `NotAllowed`."""
    if by.person != SYSTEM and programme.person(by.person).role != "organiser":
        raise NotAllowed("organiser-only")


def role(value: str) -> str:
    """Return the role if there is one of that name. Raises `Invalid`."""
    if value not in ROLES:
        raise Invalid("unknown-choice", field="role")
    return value
