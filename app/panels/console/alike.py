"""People of the meeting whose shown names a reader would take for each other (security.md, look-alikes)."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.lookalikes import lookalikes
from app.panels.console.audience import Scene, console, everywhere, here, on
from app.panels.console.changes import NAMES, PRESENCE

MOST = 5


@dataclass(frozen=True, slots=True)
class Twin:
    """One of them, with what tells them apart."""

    name: str
    listed: str
    organisation: str


@console(on(here, *PRESENCE), on(everywhere, *NAMES))
def alike(scene: Scene) -> list[list[Twin]]:
    """Cut the groups of names that look alike, of those present."""
    present = [(person, scene.name(person)) for person in scene.meeting.present()]
    return [[twin(scene, person) for person in group] for group in lookalikes(present)[:MOST]]


def twin(scene: Scene, person: str) -> Twin:
    """Return one person of a group."""
    found = scene.programme.people[person]
    return Twin(scene.name(person), found.name, found.organisation)
