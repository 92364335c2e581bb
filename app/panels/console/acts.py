"""The latest acts, with who and when, so that two moderators see what the other does.

Among them: a member of staff came in on a device that is new (security.md, Personal links).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from app.domain.devices import DeviceSignedIn, DevicesSignedOut
from app.domain.links import LinkReplaced
from app.domain.programme import Programme
from app.panels.console.audience import Scene, console, everywhere, here, on
from app.panels.console.changes import ACTS, NAMES

MOST = 8


@dataclass(frozen=True, slots=True)
class Line:
    """`what`: the event's name; `who` '': the clock or the server did it."""

    who: str
    name: str
    what: str
    at: float


def where_staff(event: Any, programme: Programme) -> Iterable[str]:
    """Everywhere, if the event's person is of the staff: a thousand participants come in unmentioned."""
    person = programme.people.get(event.person)
    return everywhere(event, programme) if person is not None and person.staff else ()


@console(on(here, *ACTS), on(everywhere, *NAMES), on(where_staff, DeviceSignedIn, DevicesSignedOut, LinkReplaced))
def acts(scene: Scene) -> list[Line]:
    """Cut the latest acts, the newest first."""
    done = [Line(act.who, scene.name(act.who), act.what, act.at) for act in scene.meeting.recent]
    return sorted([*done, *new_devices(scene)], key=lambda line: line.at)[: -MOST - 1 : -1]


def new_devices(scene: Scene) -> list[Line]:
    """Return when devices of staff came in by the personal link; one that had the seat before is not new."""
    staff = {person.id for person in scene.programme.people.values() if person.staff}
    return [
        Line(device.person, scene.name(device.person), "DeviceSignedIn", device.since)
        for device in scene.programme.devices.values()
        if device.person in staff and device.full and not device.former
    ]
