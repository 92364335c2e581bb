"""Room → names, the whole list: the rooms that are on, else those that were shown."""

from __future__ import annotations

from app.domain.agenda import BlockRemoved
from app.domain.attendance import Arrived, CameBack, Gone
from app.domain.calling import RoomNamed
from app.domain.door import DoorPassed
from app.domain.formats.rooms.late import LatecomerSeated
from app.domain.people import PersonChanged
from app.domain.roles import RoleChanged
from app.domain.wishes import Pinned
from app.panels.panel import View, panel
from app.panels.screen.stage import Wall, rooms
from app.panels.touching import acts, every_meeting, the_meeting


@panel(
    "list",
    on={
        **dict.fromkeys((*acts(), BlockRemoved, RoomNamed, Arrived, CameBack, Gone), the_meeting),
        **dict.fromkeys((LatecomerSeated, Pinned), the_meeting),
        **dict.fromkeys((DoorPassed, PersonChanged, RoleChanged), every_meeting),
    },
    template="list/everybody.html",
)
def everybody(view: View, of: str) -> list[Wall]:
    """Cut the rooms of the plenary screen with everybody who is in them, however many they are."""
    return rooms(view, of)
