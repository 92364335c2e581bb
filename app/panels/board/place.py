"""A person's own place: one sentence that says where to be, one big button, what comes next; and "I'm lost"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from app.domain.agenda import BlockAdded, BlockRemoved
from app.domain.attendance import Arrived, CameBack, Gone
from app.domain.calling import CallForAllSet, CallsSet, RoomNamed
from app.domain.calls import NO_CALL, Call
from app.domain.formats.rooms.late import LatecomerSeated
from app.domain.lost import LostCleared, LostSaid
from app.domain.meetings import Meeting, MeetingDescribed
from app.domain.places import Spot, where
from app.domain.programme import Programme
from app.domain.rooms import Room
from app.panels.panel import View, panel
from app.panels.touching import acts, the_person

ARRIVING = (Arrived, CameBack, Gone)


@dataclass(frozen=True, slots=True)
class Spotted:
    """A place in words: `kind` plenary, room or lobby; of a room its number, name, sign and colour."""

    kind: str
    number: int = 0
    name: str = ""
    sign: str = ""
    colour: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """`state`: planned, doors, closed, expected (not come yet), gone, or where the person is: room, plenary, lobby."""

    state: str
    now: Spotted
    next: Spotted | None
    call: Call
    starts_at: float
    mark: str
    calls_meeting: bool


def whose(event: Any, programme: Programme) -> Iterable[str]:
    """Own panels of those whose place an event may change."""
    reseated = event.reseats
    if reseated is None:
        return all_people(event, programme)
    return [f"{event.meeting}/{person}" for person in reseated]


def all_people(event: Any, programme: Programme) -> Iterable[str]:
    """Own panels of everybody of the meeting, come or not."""
    return [f"{event.meeting}/{each.id}" for each in programme.people.values() if each.takes_part_in(event.meeting)]


@panel(
    "board",
    on={
        **dict.fromkeys(acts(), whose),
        **dict.fromkeys((BlockAdded, BlockRemoved, CallsSet, CallForAllSet, RoomNamed, MeetingDescribed), all_people),
        **dict.fromkeys((*ARRIVING, LatecomerSeated), the_person),
    },
    template="board/place.html",
)
def place(view: View, of: str) -> Place:
    """Cut where one person is and goes next."""
    name, _, person = of.partition("/")
    meeting = view.programme.meetings[name]
    found = where(view.programme, meeting, person)
    state = state_of(meeting, person, found.now)
    now = spotted(meeting, found.now)
    return Place(
        state,
        now,
        spotted(meeting, found.next) if found.next is not None else None,
        call_at(meeting, found.now),
        meeting.starts_at,
        f"{state}/{found.now.block if found.now.kind == 'room' else 0}/{now.number}",
        meeting.phase in ("doors", "live"),
    )


@panel("board", on={**dict.fromkeys((LostSaid, LostCleared), the_person)}, template="board/lost.html")
def lost(view: View, of: str) -> bool:
    """Say whether the person has called for help."""
    name, _, person = of.partition("/")
    return person in view.programme.meetings[name].lost


def state_of(meeting: Meeting, person: str, now: Spot) -> str:
    """Return what the board has to say first."""
    found = meeting.attendance.get(person)
    if meeting.phase in ("planned", "closed"):
        return meeting.phase
    if found is None:
        return "expected"
    if found.gone:
        return "gone"
    return "doors" if meeting.phase == "doors" else now.kind


def spotted(meeting: Meeting, spot: Spot) -> Spotted:
    """Return a place with what tells it from others."""
    if spot.kind != "room":
        return Spotted(spot.kind)
    found: Room = meeting.blocks[spot.block].body.room(spot.room)  # type: ignore[attr-defined]
    return Spotted("room", found.number, found.name, found.sign, found.colour)


def call_at(meeting: Meeting, spot: Spot) -> Call:
    """Return the call of a place."""
    if spot.kind == "room":
        return meeting.call_of(spot.room)
    return NO_CALL if spot.kind == "away" else meeting.call
