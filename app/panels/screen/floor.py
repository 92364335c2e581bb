"""Who has the floor and for how long, for the whole hall."""

from __future__ import annotations

from app.domain.door import DoorPassed
from app.domain.people import PersonChanged
from app.domain.speakers import FloorGiven, FloorTaken
from app.panels.board.floor import Speaker, named, speaking, used
from app.panels.panel import View, panel
from app.panels.touching import acts, the_meeting


@panel(
    "screen",
    on={
        **dict.fromkeys(acts(), used),
        **dict.fromkeys((FloorGiven, FloorTaken), the_meeting),
        **dict.fromkeys((DoorPassed, PersonChanged), named),
    },
)
def speaker(view: View, of: str) -> Speaker | None:
    """Cut who has the floor."""
    return speaking(view.programme, view.programme.meetings[of])
