"""What is on and for how long, and who is in which room, readable from afar."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.agenda import Block, BlockAdded, BlockChanged, BlockRemoved
from app.domain.attendance import Arrived, CameBack, Gone
from app.domain.calling import RoomNamed
from app.domain.codes import CodeRenewed
from app.domain.door import DoorPassed
from app.domain.formats.plenary import Plenary, PlenaryTold
from app.domain.formats.rooms import Round
from app.domain.formats.rooms.ending import RoomsTold
from app.domain.formats.rooms.late import LatecomerSeated
from app.domain.meetings import Meeting, MeetingDescribed
from app.domain.people import PersonChanged
from app.domain.rooms import PUBLISHED, Room
from app.panels.console.clocks import Face, common, face
from app.panels.panel import View, panel
from app.panels.touching import acts, every_meeting, the_meeting


@dataclass(frozen=True, slots=True)
class Stage:
    """`state`: planned, doors, closed, plenary or rooms; `clock` is the one most rooms show; `code` lets people in."""

    state: str
    name: str
    title: str
    question: str
    clock: Face | None
    starts_at: float
    code: str
    present: int


@dataclass(frozen=True, slots=True)
class Wall:
    """One room with the names of its people."""

    number: int
    name: str
    sign: str
    colour: int
    people: list[str]


def shown(meeting: Meeting) -> Block | None:
    """Return the round to show: the one on, else the next one once it is published."""
    blocks = [meeting.on, *(meeting.blocks[number] for number in meeting.agenda)]
    for block in blocks:
        published = block is not None and isinstance(block.body, Round) and block.body.state == PUBLISHED
        if published or (block is meeting.on and block is not None and isinstance(block.body, Round)):
            return block
    return None


@panel(
    "screen",
    on=dict.fromkeys(
        (
            *acts(),
            BlockAdded,
            BlockChanged,
            BlockRemoved,
            MeetingDescribed,
            CodeRenewed,
            RoomsTold,
            PlenaryTold,
            Arrived,
            CameBack,
            Gone,
        ),
        the_meeting,
    ),
)
def stage(view: View, of: str) -> Stage:
    """Cut what is on."""
    meeting = view.programme.meetings[of]
    on = meeting.on if meeting.phase == "live" else None
    rooms = isinstance(on.body, Round) if on is not None else False
    return Stage(
        ("rooms" if rooms else "plenary") if meeting.phase == "live" else meeting.phase,
        meeting.name,
        on.title if on else "",
        on.question if on else "",
        clock_of(on),
        meeting.starts_at,
        meeting.code,
        len(meeting.present()),
    )


def clock_of(on: Block | None) -> Face | None:
    """Return the clock of the plenary, or the one that most rooms show."""
    if on is not None and isinstance(on.body, Plenary):
        return face(on.body.clock)
    if on is not None and isinstance(on.body, Round):
        return face(common([room.clock for room in on.body.active() if room.talking]))
    return None


@panel(
    "screen",
    on={
        **dict.fromkeys((*acts(), BlockRemoved, RoomNamed, Arrived, CameBack, Gone, LatecomerSeated), the_meeting),
        **dict.fromkeys((DoorPassed, PersonChanged), every_meeting),
    },
)
def walls(view: View, of: str) -> list[Wall]:
    """Cut the rooms and who is in them."""
    meeting = view.programme.meetings[of]
    block = shown(meeting) if meeting.phase == "live" else None
    if block is None or not isinstance(block.body, Round):
        return []
    body, present = block.body, set(meeting.present())
    return [wall(view, body, room, present) for room in body.active()]


def wall(view: View, body: Round, room: Room, present: set[str]) -> Wall:
    """Return one room with its people who are present."""
    people = [view.programme.people[person] for person in body.members(room.number) if person in present]
    names = sorted((one.shown or one.name for one in people), key=str.casefold)
    return Wall(room.number, room.name, room.sign, room.colour, names)
