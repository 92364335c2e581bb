"""Knocks: people who come by the common link, type a name and wait until staff let them in. Never shows the list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from app.domain import people, roles, text
from app.domain.devices import Device
from app.domain.errors import Conflict, NotFound, TooMany
from app.domain.messages import By, Command, Event, Fact

if TYPE_CHECKING:
    from app.domain.programme import Programme

MOST_WAITING, MOST_OF_DEVICE = 6000, 3
"""At once: as many as there may be open pages (a whole town comes by the common link; the console shows the first)."""


@dataclass(slots=True)
class Knock:
    """Somebody at the door with the common link; answered: '', 'admitted' or 'turned-away'."""

    id: str
    meeting: str
    name: str
    device: str
    at: float
    answered: str = ""


@dataclass(frozen=True, slots=True)
class AskIn(Command):
    """Ask staff to be let in, by the common link or the meeting's code; the page that reads the code gives it."""

    meeting: str
    name: str
    device: str

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        if programme.meeting(self.meeting).phase == "closed":
            raise NotFound("meeting")
        name, device = text.line(self.name, "name"), text.token(self.device, "device")
        if sum(not knock.answered for knock in programme.knocks.values()) >= MOST_WAITING:
            raise TooMany("too-many-waiting", limit=MOST_WAITING)
        waiting = [knock for knock in programme.knocks.values() if knock.device == self.device and not knock.answered]
        if any(knock.name == name for knock in waiting):
            return []
        if len(waiting) >= MOST_OF_DEVICE:
            raise TooMany("too-many-waiting", limit=MOST_OF_DEVICE)
        return [KnockHeard(f"k{programme.last_knock + 1}", self.meeting, name, device)]


@dataclass(frozen=True, slots=True)
class Admit(Command):
    """Let somebody in: as a new person (`person` ''), or into the seat of a listed one."""

    path: ClassVar[str] = "knocks/{knock}/admission"
    knock: str
    person: str = ""

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        knock = _waiting(programme, self.knock)
        if self.person:
            if programme.person(self.person).staff:
                roles.only_organiser(programme, by)
            yield from _invited(programme.person(self.person), knock.meeting)
            yield Admitted(knock.id, self.person)
            return
        person = f"p{programme.last_person + 1}"
        yield people.PersonAdded(person, knock.name, meetings=(knock.meeting,), walked_in=True)
        yield Admitted(knock.id, person)


@dataclass(frozen=True, slots=True)
class TurnAway(Command):
    """Say no to somebody at the door."""

    path: ClassVar[str] = "knocks/{knock}/refusal"
    knock: str

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        return [TurnedAway(_waiting(programme, self.knock).id)]


@dataclass(frozen=True, slots=True)
class KnockHeard(Event):
    """Somebody waits at the door."""

    personal: ClassVar[tuple[str, ...]] = ("name",)
    knock: str
    meeting: str
    name: str
    device: str

    def evolve(self, programme: Programme, fact: Fact) -> None:
        programme.knocks[self.knock] = Knock(self.knock, self.meeting, self.name, self.device, fact.at)
        programme.last_knock = max(programme.last_knock, int(self.knock[1:]))


@dataclass(frozen=True, slots=True)
class Admitted(Event):
    """The knocking device has the seat of `person`, and no more than the seat."""

    knock: str
    person: str

    @property
    def reseats(self) -> tuple[str, ...]:
        return (self.person,)

    def evolve(self, programme: Programme, fact: Fact) -> None:
        knock = programme.knocks[self.knock]
        knock.answered = "admitted"
        programme.devices[knock.device] = Device(knock.device, fact.at, self.person)


@dataclass(frozen=True, slots=True)
class TurnedAway(Event):
    """Staff said no."""

    knock: str

    def evolve(self, programme: Programme, fact: Fact) -> None:
        programme.knocks[self.knock].answered = "turned-away"


def of_device(programme: Programme, device: str) -> Knock | None:
    """Return the newest knock of a device."""
    return next((knock for knock in reversed(programme.knocks.values()) if knock.device == device), None)


def made_by(programme: Programme, person: people.Person, device: str) -> bool:
    """Say whether this device's knock made the person: only then may it be shown the person's own link."""
    knock, devices = of_device(programme, device), programme.devices
    if not person.walked_in or knock is None or knock.answered != "admitted" or knock.name != person.name:
        return False
    first = min((each for each in devices.values() if each.person == person.id), key=lambda each: each.since)
    return first.hash == device


def waiting(programme: Programme, meeting: str) -> list[Knock]:
    """Return the knocks of a meeting that nobody answered, oldest first."""
    return [knock for knock in programme.knocks.values() if knock.meeting == meeting and not knock.answered]


def _invited(person: people.Person, meeting: str) -> Iterable[Event]:
    """Yield what lets a listed person take part in the meeting at whose door they stand."""
    if not person.takes_part_in(meeting):
        said = people.said(person)
        yield replace(said, meetings=tuple(sorted({*said.meetings, meeting})))


def _waiting(programme: Programme, knock: str) -> Knock:
    found = programme.knocks.get(knock)
    if found is None:
        raise NotFound("knock")
    if found.answered:
        raise Conflict("already-answered")
    return found
