"""What everybody in one room shares: its clock, its question, who is there. The plenary is a place like a room."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from app.domain.agenda import Block, BlockChanged
from app.domain.attendance import Arrived, CameBack, Gone
from app.domain.door import DoorPassed
from app.domain.formats.plenary import Plenary, PlenaryTold
from app.domain.formats.rooms import Round
from app.domain.formats.rooms.ending import RoomsTold
from app.domain.formats.rooms.late import LatecomerSeated
from app.domain.meetings import Meeting
from app.domain.people import PersonChanged, RoleChanged
from app.domain.places import Spot, where
from app.domain.programme import Programme
from app.panels.console.clocks import Face, face
from app.panels.panel import View, panel
from app.panels.touching import acts


@dataclass(frozen=True, slots=True)
class Companion:
    """One person of the room."""

    person: str
    name: str
    line: str
    role: str


def key(meeting: Meeting, spot: Spot) -> str:
    """Return the "of" of a place: "m1/2/3" is room 3 of block 2, "m1/0/0" all that is no room."""
    return f"{meeting.id}/{spot.block}/{spot.room}" if spot.kind == "room" else f"{meeting.id}/0/0"


def all_rooms(event: Any, programme: Programme) -> Iterable[str]:
    """Every room that has talked or will, and the plenary."""
    meeting = programme.meetings[event.meeting]
    rooms = [f"{meeting.id}/{block.number}/{room}" for block, body in rounds(meeting) for room in body.rooms]
    return [f"{meeting.id}/0/0", *rooms]


def rooms_of_person(event: Any, programme: Programme) -> Iterable[str]:
    """The rooms that the event's person has a seat in."""
    meetings = [programme.meetings[event.meeting]] if hasattr(event, "meeting") else programme.meetings.values()
    return [
        f"{meeting.id}/{block.number}/{body.seats[event.person]}"
        for meeting in meetings
        for block, body in rounds(meeting)
        if event.person in body.seats
    ]


def rounds(meeting: Meeting) -> list[tuple[Block, Round]]:
    """Return all rounds of rooms of a meeting."""
    return [(block, block.body) for block in meeting.blocks.values() if isinstance(block.body, Round)]


def parts(view: View, of: str) -> tuple[Meeting, int, int]:
    """Return the meeting, block and room that a key names."""
    name, block, room = of.split("/")
    return view.programme.meetings[name], int(block), int(room)


@panel("board", on={**dict.fromkeys((*acts(), RoomsTold, PlenaryTold), all_rooms)}, template="board/clock.html")
def clock(view: View, of: str) -> Face | None:
    """Cut the clock of a room, or of the plenary while it is on."""
    meeting, block, room = parts(view, of)
    if room:
        body = meeting.blocks[block].body
        found = body.rooms.get(room) if isinstance(body, Round) else None
        return face(found.clock) if found is not None and found.talking else None
    on = meeting.on
    return face(on.body.clock) if meeting.phase == "live" and on and isinstance(on.body, Plenary) else None


@panel("board", on={**dict.fromkeys((*acts(), BlockChanged), all_rooms)}, template="board/question.html")
def question(view: View, of: str) -> str:
    """Cut the question that a place talks about."""
    meeting, block, room = parts(view, of)
    on = meeting.blocks.get(block) if room else meeting.on
    return on.question if on is not None and meeting.phase == "live" else ""


@panel(
    "board",
    on={
        **dict.fromkeys(acts(), all_rooms),
        **dict.fromkeys(
            (Arrived, CameBack, Gone, LatecomerSeated, DoorPassed, PersonChanged, RoleChanged), rooms_of_person
        ),
    },
    template="board/company.html",
)
def company(view: View, of: str) -> list[Companion] | None:
    """Cut who is in a room now; nobody is listed in plenary."""
    meeting, block, room = parts(view, of)
    body = meeting.blocks[block].body if room else None
    if not isinstance(body, Round):
        return None
    programme, spot = view.programme, Spot("room", block, room)
    here = [person for person in body.members(room) if where(programme, meeting, person).now == spot]
    people = [programme.people[person] for person in here]
    found = [Companion(one.id, one.shown or one.name, one.line, one.role) for one in people]
    return sorted(found, key=lambda one: one.name.casefold())
