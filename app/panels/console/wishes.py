"""Wishes that outlive a round: who is pinned to a room, who stays together, who is kept apart."""

from __future__ import annotations

from dataclasses import dataclass

from app.panels.console.audience import DRIVE, Scene, console, everywhere, here, on
from app.panels.console.changes import ACTS, NAMES, WISHES


@dataclass(frozen=True, slots=True)
class Pin:
    """A person fixed to a room number."""

    person: str
    name: str
    room: int


@dataclass(frozen=True, slots=True)
class Group:
    """People together or apart."""

    group: int
    names: list[str]


@dataclass(frozen=True, slots=True)
class AllWishes:
    """Everything that was wished for."""

    pins: list[Pin]
    together: list[Group]
    apart: list[Group]


@console(on(here, *ACTS, *WISHES), on(everywhere, *NAMES), only=DRIVE)
def wishes(scene: Scene) -> AllWishes:
    """Cut the wishes."""
    found = scene.meeting.wishes
    pins = sorted(found.pins.items(), key=lambda item: (item[1], scene.name(item[0]).casefold()))
    return AllWishes(
        [Pin(person, scene.name(person), room) for person, room in pins],
        groups(scene, found.together),
        groups(scene, found.apart),
    )


def groups(scene: Scene, found: dict[int, tuple[str, ...]]) -> list[Group]:
    """Return groups with their names."""
    return [Group(number, [scene.name(person) for person in people]) for number, people in found.items()]
