"""What is wrong with the server itself: that it cannot save, or that it was down in the middle of the meeting."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.restarts import ServerRestarted
from app.panels.console.audience import Scene, console, here, on
from app.panels.console.changes import ACTS, AGENDA


@dataclass(frozen=True, slots=True)
class Trouble:
    """`saving`: why nothing can be written ('disk-full' …), '' when all is well; `down_since`, `back_at`: a restart."""

    saving: str
    down_since: float | None
    back_at: float | None
    rooms: tuple[int, ...]


@console(on(here, ServerRestarted, *ACTS, *AGENDA), volatile=True)
def trouble(scene: Scene) -> Trouble:
    """Cut the trouble; a restart is told until the next step."""
    restart, step = scene.meeting.restart, scene.meeting.last_step
    if restart is None or (step is not None and step.at > restart.at and step.who):
        return Trouble(scene.view.signals.trouble or "", None, None, ())
    rooms = tuple(room for _, room in restart.rooms)
    return Trouble(scene.view.signals.trouble or "", restart.down_since, restart.at, rooms)
