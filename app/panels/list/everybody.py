"""Room → names, the whole list: the rooms that are on, those that talk on from before, else those that were shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from app.domain import carrying
from app.domain.attendance import Arrived, CameBack, Gone
from app.domain.calling import RoomNamed
from app.domain.door import DoorPassed
from app.domain.formats.rooms import Round
from app.domain.formats.rooms.late import LatecomerSeated
from app.domain.meetings import Meeting
from app.domain.passing import PartTaken
from app.domain.people import PersonChanged
from app.domain.roles import RoleChanged
from app.domain.wishes import Pinned
from app.panels.panel import View, panel
from app.panels.screen.stage import Wall, rooms, wall
from app.panels.touching import EDITS, acts, every_meeting, the_meeting


@panel(
    "list",
    on={
        **dict.fromkeys((*acts(), *EDITS, RoomNamed, Arrived, CameBack, Gone), the_meeting),
        **dict.fromkeys((LatecomerSeated, Pinned, PartTaken), the_meeting),
        **dict.fromkeys((DoorPassed, PersonChanged, RoleChanged), every_meeting),
    },
    template="list/everybody.html",
)
def everybody(view: View, of: str) -> list[Wall]:
    """Cut the rooms of the plenary screen and those that talk on, with everybody where they should be now."""
    meeting = view.programme.meetings[of]
    found = {each.number: each for each in (*talking_on(view, meeting), *rooms(view, of))}
    aims: dict[int, list[str]] = {}
    for person in meeting.present() if found else ():
        room = carrying.aim(view.programme, meeting, person).room
        aims.setdefault(room, []).append(view.programme.people[person].called)
    return [each if each.over else filled(each, aims.get(number, [])) for number, each in sorted(found.items())]


def talking_on(view: View, meeting: Meeting) -> Iterable[Wall]:
    """Yield the rooms that still talk though another block is on, empty yet."""
    for block in meeting.blocks.values():
        if block.number != meeting.current and isinstance(block.body, Round):
            body, own = block.body, meeting.language
            yield from (wall(view, room, (), own, body.word) for room in body.active() if room.talking)


def filled(wall: Wall, people: list[str]) -> Wall:
    """Return the room with these people."""
    return replace(wall, people=sorted(people, key=str.casefold), count=len(people))
