"""On which new devices members of staff came in of late (security.md, Personal links)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from app.domain.devices import DeviceSignedIn, DevicesSignedOut
from app.domain.links import LinkReplaced
from app.domain.programme import Programme
from app.panels.console.audience import Scene, console, everywhere, on
from app.panels.console.changes import NAMES

MOST = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """Who came in on a new device, and when (seconds UTC)."""

    name: str
    at: float


def where_staff(event: Any, programme: Programme) -> Iterable[str]:
    """Everywhere, if the event's person is of the staff: a thousand participants come in unmentioned."""
    person = programme.people.get(event.person)
    return everywhere(event, programme) if person is not None and person.staff else ()


@console(on(where_staff, DeviceSignedIn, DevicesSignedOut, LinkReplaced), on(everywhere, *NAMES))
def entries(scene: Scene) -> list[Entry]:
    """Cut the latest of them, the newest first; a device that had the seat before is not new."""
    staff = {person.id for person in scene.programme.people.values() if person.staff}
    found = [
        Entry(scene.name(device.person), device.since)
        for device in scene.programme.devices.values()
        if device.person in staff and device.full and not device.former
    ]
    return sorted(found, key=lambda entry: entry.at)[: -MOST - 1 : -1]
