"""Which events change what on the console, in groups that its panels name. Acts of new formats join by themselves."""

from __future__ import annotations

from app.domain.attendance import Arrived, CameBack, Gone
from app.domain.calling import CallForAllSet, CallsSet, RoomNamed
from app.domain.door import DoorPassed
from app.domain.formats.rooms.ending import EndAnnounced, GraceGiven, RoomsClosed
from app.domain.formats.rooms.late import LatecomerSeated
from app.domain.formats.rooms.moving import MoveAsked
from app.domain.formats.rooms.running import RoomsPaused, RoomsResumed, RoomsStarted, TimeAdded
from app.domain.help import HelpCalled, HelpCleared
from app.domain.leading import LeadTaken
from app.domain.lost import LostCleared, LostSaid
from app.domain.meetings import MeetingDescribed
from app.domain.passing import PartTaken
from app.domain.people import PersonAdded, PersonChanged
from app.domain.roles import RoleChanged
from app.domain.wishes import Grouped, Pinned, Ungrouped
from app.panels.touching import EDITS, acts

ACTS = acts()
"""Steps and moves, with their taking back: places, clocks and what is on."""

CLOCKS = (RoomsStarted, RoomsPaused, RoomsResumed, TimeAdded, EndAnnounced, GraceGiven, RoomsClosed)
"""Acts on the clocks of the rooms that they name; nobody's seat changes."""

PRESENCE = (Arrived, CameBack, Gone)
"""Who is present."""

LATE = (LatecomerSeated, Pinned, PartTaken)
"""Seats that are no act: latecomers get theirs by themselves, and who is unpinned loses it."""

ASKED = (MoveAsked,)
"""Moves that wait for the next round."""

LOST = (LostSaid, LostCleared)

HELP = (HelpCalled, HelpCleared, *LOST)
"""Calls for help begin and end; of somebody who is lost and goes, `PRESENCE` says it."""

CALLS = (CallsSet, CallForAllSet, RoomNamed)
LEAD = (LeadTaken,)

AGENDA = EDITS
DETAILS = (MeetingDescribed,)
WISHES = (Pinned, Grouped, Ungrouped)

UNSEATING = (Pinned, RoleChanged, PartTaken)
"""What may take somebody's seat away, so that nobody knows any more in which room it was."""

PEOPLE = (PersonAdded, PersonChanged, RoleChanged)
"""Who belongs to the meeting, and in which role."""

NAMES = (*PEOPLE, DoorPassed)
"""How people are shown."""
