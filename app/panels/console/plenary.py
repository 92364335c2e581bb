"""The plenary's own clock on the console; empty while another block is on."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.formats.harvest.holding import HoldEnded
from app.domain.formats.plenary import Plenary, PlenaryTold
from app.panels.clocks import Face, face
from app.panels.console.audience import Scene, console, here, on
from app.panels.console.changes import ACTS


@dataclass(frozen=True, slots=True)
class PlenaryClock:
    """The block's number and its clock, None while none runs; `whose`: of which pitch or report it is the time."""

    block: int
    clock: Face | None
    drives: bool
    whose: str


@console(on(here, *ACTS, PlenaryTold, HoldEnded))
def plenary(scene: Scene) -> PlenaryClock | None:
    """Cut the plenary's clock."""
    block = scene.meeting.on
    if scene.meeting.phase != "live" or block is None or not isinstance(block.body, Plenary):
        return None
    return PlenaryClock(block.number, face(block.body.clock), scene.drives, block.body.whose)
