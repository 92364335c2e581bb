"""The latest acts, with who and when, so that two moderators see what the other does: a row each, the newest first.

A row is a place of a ring: a new act takes that of the oldest, and nothing else is sent.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from app.domain.meetings import Meeting
from app.domain.programme import Programme
from app.panels.console.audience import Scene, console, everywhere, here, on
from app.panels.console.changes import ACTS, NAMES

MOST = 8


@dataclass(frozen=True, slots=True)
class Line:
    """One act: its place in the ring, its number, the event's name; `who` '': the clock or the server did it."""

    place: int
    number: int
    who: str
    name: str
    what: str
    at: float


def places(programme: Programme, meeting: Meeting) -> Iterable[int]:
    """Return the places of the ring."""
    return range(MOST)


def newest(event: Any, programme: Programme) -> Iterable[str]:
    """The place of the event's act, which is the newest."""
    return [f"{of}/{programme.meetings[event.meeting].acts % MOST}" for of in here(event, programme)]


def all_places(event: Any, programme: Programme) -> Iterable[str]:
    """Every place of every meeting: somebody is called otherwise."""
    return [f"{of}/{place}" for of in everywhere(event, programme) for place in range(MOST)]


@console(on(newest, *ACTS), on(all_places, *NAMES), rows=places)
def act(scene: Scene) -> Line | None:
    """Cut the act that has a place of the ring now."""
    place = int(scene.row)
    for found in scene.meeting.recent[-MOST:]:
        if found.number % MOST == place:
            return Line(place, found.number, found.who, scene.name(found.who), found.what, found.at)
    return None
