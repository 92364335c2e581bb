"""Room → names, the whole list: the rooms that are on, else those that were shown."""

from __future__ import annotations

from app.domain.attendance import Arrived, CameBack, Gone
from app.domain.calling import RoomNamed
from app.domain.door import DoorPassed
from app.domain.formats.rooms.late import LatecomerSeated
from app.domain.people import PersonChanged
from app.domain.roles import RoleChanged
from app.domain.wishes import Pinned
from app.panels.panel import View, panel
from app.panels.screen.stage import walls
from app.panels.touching import acts, every_meeting, the_meeting


@panel(
    "list",
    on={
        **dict.fromkeys((*acts(), RoomNamed, Arrived, CameBack, Gone, LatecomerSeated, Pinned), the_meeting),
        **dict.fromkeys((DoorPassed, PersonChanged, RoleChanged), every_meeting),
    },
    template="list/everybody.html",
)
def everybody(view: View, of: str) -> object:
    """Cut the rooms and who is in them, as the plenary screen shows them."""
    return walls(view, of)
