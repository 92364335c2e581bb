"""The latest acts, with who and when, so that two moderators see what the other does."""

from __future__ import annotations

from dataclasses import dataclass

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


@console(on(here, *ACTS), on(everywhere, *NAMES))
def acts(scene: Scene) -> list[Line]:
    """Cut the latest acts, the newest first."""
    return [Line(act.who, scene.name(act.who), act.what, act.at) for act in reversed(scene.meeting.recent[-MOST:])]
