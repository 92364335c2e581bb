"""Devices: which browsers sit on whose seat, known by the hash of their cookie alone. Never holds a token."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain import text
from app.domain.errors import Invalid, NotFound
from app.domain.messages import SYSTEM, By, Command, Event, Fact

if TYPE_CHECKING:
    from app.domain.programme import Programme

MOST_DEVICES = 20
"""Devices kept for one person; the one signed in longest ago goes first."""


@dataclass(slots=True)
class Device:
    """One browser: `full` by the personal link, else the seat only; `person` None until staff admit its knock."""

    hash: str
    since: float
    person: str | None = None
    full: bool = False
    stale: bool = False
    """The person's role changed: the next form's answer gives this device a new id."""
    former: str = ""
    """The hash that it had before."""


@dataclass(frozen=True, slots=True)
class SignIn(Command):
    """Give a device a person's seat; `replaces` is the hash it had before. Path-less: the link's page gives it."""

    device: str
    replaces: str = ""

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        programme.person(by.person)
        known = programme.devices.get(text.token(self.device, "device"))
        if known and known.person not in (None, by.person):
            raise Invalid("unknown-choice", field="device")
        replaces = self.replaces if self.replaces in programme.devices else ""
        return [DeviceSignedIn(by.person, self.device, replaces)]


@dataclass(frozen=True, slots=True)
class RenewDevice(Command):
    """Give a device another id after a change of role; its rights stay as they were."""

    device: str
    replaces: str

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        old = _own(programme, by.person, self.replaces)
        if text.token(self.device, "device") in programme.devices:
            raise Invalid("unknown-choice", field="device")
        return [DeviceSignedIn(by.person, self.device, self.replaces, old.full)]


@dataclass(frozen=True, slots=True)
class SignOut(Command):
    """Take the seat from one of one's own devices."""

    device: str

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        return [DevicesSignedOut(by.person, (_own(programme, by.person, self.device).hash,))]


@dataclass(frozen=True, slots=True)
class SignOutOthers(Command):
    """Take the seat from all of one's own devices but `device`."""

    device: str

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        _own(programme, by.person, self.device)
        others = tuple(found.hash for found in of(programme, by.person) if found.hash != self.device)
        return [DevicesSignedOut(by.person, others)] if others else []


@dataclass(frozen=True, slots=True)
class DeviceSignedIn(Event):
    """A device has a person's seat."""

    person: str
    device: str
    replaces: str = ""
    full: bool = True

    @property
    def reseats(self) -> tuple[str, ...]:
        return (self.person,)

    def evolve(self, programme: Programme, fact: Fact) -> None:
        programme.devices.pop(self.replaces, None)
        programme.devices[self.device] = Device(self.device, fact.at, self.person, self.full, former=self.replaces)
        for device in of(programme, self.person)[:-MOST_DEVICES]:
            del programme.devices[device.hash]


@dataclass(frozen=True, slots=True)
class DevicesSignedOut(Event):
    """Devices have no seat any more; their sockets end within 5 s."""

    person: str
    devices: tuple[str, ...]

    @property
    def reseats(self) -> tuple[str, ...]:
        return (self.person,)

    def evolve(self, programme: Programme, fact: Fact) -> None:
        for device in self.devices:
            programme.devices.pop(device, None)


def of(programme: Programme, person: str) -> list[Device]:
    """Return a person's devices, the one signed in longest ago first."""
    return sorted((found for found in programme.devices.values() if found.person == person), key=lambda d: d.since)


def _own(programme: Programme, person: str, device: str) -> Device:
    found = programme.devices.get(device)
    if found is None or found.person != person or person == SYSTEM:
        raise NotFound("device")
    return found
