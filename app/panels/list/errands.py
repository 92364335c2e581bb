"""Only what changed: who has to be moved in the video tool, grouped by the room they go to, to be ticked off."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from app.domain import carrying
from app.domain.attendance import Arrived, CameBack, Gone
from app.domain.calling import RoomNamed, room_name
from app.domain.carrying import CarriedOut
from app.domain.door import DoorPassed
from app.domain.formats.rooms.late import LatecomerSeated
from app.domain.passing import PartTaken
from app.domain.people import PersonChanged
from app.domain.places import word
from app.domain.roles import RoleChanged
from app.domain.wishes import Pinned
from app.domain.wording import Wording
from app.panels.console.rooms import shown
from app.panels.panel import View, panel
from app.panels.touching import EDITS, acts, every_meeting, the_meeting

MOST = 60
"""Errands that are shown at once; the rest follows when these are ticked off."""


@dataclass(frozen=True, slots=True)
class Errand:
    """One person to be moved from a room (0: the plenary)."""

    person: str
    name: str
    before: int


@dataclass(frozen=True, slots=True)
class Way:
    """All who go to one room (0: the plenary), or `word`: table."""

    room: int
    word: str
    name: Wording
    people: list[Errand]


@dataclass(frozen=True, slots=True)
class Errands:
    """`count` counts all errands, shown or not; `open`: they can be ticked off (the meeting is not closed).

    `word`: what the places are called that people come from.
    """

    ways: list[Way]
    count: int
    open: bool
    word: str

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.count - sum(len(way.people) for way in self.ways)


@panel(
    "list",
    on={
        **dict.fromkeys(
            (*acts(), *EDITS, RoomNamed, Arrived, CameBack, Gone, LatecomerSeated, CarriedOut, Pinned, PartTaken),
            the_meeting,
        ),
        **dict.fromkeys((DoorPassed, PersonChanged, RoleChanged), every_meeting),
    },
    template="list/errands.html",
)
def errands(view: View, of: str) -> Errands:
    """Cut what is to be done in the video tool."""
    meeting, people = view.programme.meetings[of], view.programme.people
    due = carrying.errands(view.programme, meeting)
    ways = []
    for room, (first, *rest) in groupby(due[:MOST], key=lambda each: each.after):
        found = [Errand(each.person, people[each.person].called, each.before) for each in (first, *rest)]
        ways.append(Way(room, word(meeting, first.block), room_name(meeting, room), found))
    before = shown(meeting)
    return Errands(ways, len(due), meeting.phase != "closed", word(meeting, before.number if before else 0))
