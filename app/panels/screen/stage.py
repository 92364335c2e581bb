"""What is on and for how long, and who is in which room, readable from afar."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from app.domain import agenda, presence
from app.domain.agenda import Block
from app.domain.attendance import Arrived, CameBack, Gone
from app.domain.calling import RoomNamed
from app.domain.clock import Timer
from app.domain.codes import CodeRenewed
from app.domain.door import DoorPassed
from app.domain.formats.cafe import Cafe
from app.domain.formats.gallery.groups import Walk
from app.domain.formats.harvest.holding import HoldEnded
from app.domain.formats.plenary import Plenary, PlenaryTold
from app.domain.formats.rooms.ending import RoomsTold
from app.domain.formats.rooms.late import LatecomerSeated
from app.domain.formats.rooms.round import Round, rooms_of
from app.domain.meetings import Meeting, MeetingDescribed
from app.domain.passing import PartTaken
from app.domain.people import PersonChanged
from app.domain.roles import RoleChanged
from app.domain.rooms import CLOSED, PUBLISHED, Room
from app.domain.wishes import Pinned
from app.domain.wording import Wording
from app.panels.clocks import Face, common, face, recap
from app.panels.panel import View, panel
from app.panels.touching import EDITS, acts, every_meeting, the_meeting

MOST_NAMED = 160
"""With more people in rooms their names are too small to be read from afar: rooms are shown with how many."""


@dataclass(frozen=True, slots=True)
class Stage:
    """`state`: planned, doors, closed, plenary, ahead (rooms are shown), rooms, or another way of meeting.

    `clock`: the one most show.
    `named`: the rooms are shown with the names of their people; `round` of `rounds`: of a World Café.
    `travelling`: people are on their way to its tables; `recap`: what is left of its hosts' two minutes.
    `word`: what the rooms that are shown are called, room or table; `whose`: of which pitch or report it is the time.
    `sheet` of `sheets`: of a walk in groups; after them each is at its first one again.
    """

    state: str
    name: Wording
    title: Wording
    question: Wording
    clock: Face | None
    starts_at: float
    named: bool
    round: int = 0
    rounds: int = 0
    travelling: bool = False
    recap: Face | None = None
    word: str = "room"
    whose: str = ""
    sheet: int = 0
    sheets: int = 0


@dataclass(frozen=True, slots=True)
class Wall:
    """One room with the names of its people, none where they would be too many on the whole screen.

    `over`: it is closed, and its people are elsewhere; `word`: room or table.
    """

    number: int
    name: Wording
    sign: str
    colour: int
    people: list[str]
    count: int
    over: bool = False
    word: str = "room"


@dataclass(frozen=True, slots=True)
class Entry:
    """How to come in, and how many participants have: `code` lets people in, '' once the meeting is over.

    `next` is the coming block, before which comes round `turn` of the one that is on, if it has another.
    """

    code: str
    present: int
    next: str
    next_title: Wording
    turn: int = 0


def shown(meeting: Meeting) -> Block | None:
    """Return the round to show: the one on, else the next one once it is published."""
    if meeting.on is not None and isinstance(meeting.on.body, Round):
        return meeting.on
    rounds = (meeting.blocks[number] for number in meeting.agenda)
    return next((each for each in rounds if isinstance(each.body, Round) and each.body.state == PUBLISHED), None)


@panel(
    "screen",
    on={
        **dict.fromkeys((*acts(), *EDITS, MeetingDescribed), the_meeting),
        **dict.fromkeys((RoomsTold, PlenaryTold, HoldEnded, LatecomerSeated, Pinned, PartTaken), the_meeting),
        RoleChanged: every_meeting,
    },
)
def stage(view: View, of: str) -> Stage:
    """Cut what is on."""
    meeting = view.programme.meetings[of]
    on = meeting.on if meeting.phase == "live" else None
    cafe, seen = on.body if on is not None and isinstance(on.body, Cafe) else None, shown(meeting)
    walk = on.body if on is not None and isinstance(on.body, Walk) else None
    return Stage(
        state=state_of(meeting, on),
        name=meeting.called,
        title=on.titled(meeting.language) if on else Wording(),
        question=on.asked(meeting.language) if on else Wording(),
        clock=face(clock_of(on)),
        starts_at=meeting.starts_at,
        named=named(seen),
        round=cafe.round if cafe else 0,
        rounds=cafe.rounds if cafe else 0,
        travelling=bool(cafe and cafe.travelling),
        recap=recap(clock_of(on)),
        word=seen.body.word if seen is not None else Round.word,
        whose=on.body.whose if on is not None and isinstance(on.body, Plenary) else "",
        sheet=walk.stop if walk else 0,
        sheets=walk.stops if walk else 0,
    )


def state_of(meeting: Meeting, on: Block | None) -> str:
    """Return what the screen has to say."""
    if meeting.phase != "live":
        return meeting.phase
    if on is not None and isinstance(on.body, Round):
        return "rooms"
    if on is not None and on.format != Plenary.format:
        return on.format
    return "ahead" if shown(meeting) is not None else "plenary"


@panel(
    "screen",
    on={
        **dict.fromkeys((*acts(), *EDITS, CodeRenewed, Arrived, CameBack, Gone), the_meeting),
        RoleChanged: every_meeting,
    },
)
def entry(view: View, of: str) -> Entry:
    """Cut how people come in, and what comes next."""
    meeting = view.programme.meetings[of]
    coming, on = (agenda.upcoming(meeting), meeting.on) if meeting.phase == "live" else (None, None)
    return Entry(
        meeting.code if meeting.phase != "closed" else "",
        len(presence.participants_present(view.programme, meeting)),
        coming.format if coming else "",
        coming.titled(meeting.language) if coming else Wording(),
        on.body.round + 1 if on is not None and isinstance(on.body, Cafe) and on.body.more else 0,
    )


def clock_of(on: Block | None) -> Timer | None:
    """Return the clock of the plenary, or the one that most rooms show."""
    if on is not None and isinstance(on.body, Plenary):
        return on.body.clock
    if on is not None and isinstance(on.body, Round):
        return common([room.clock for room in on.body.active() if room.talking])
    return None


@panel(
    "screen",
    on={
        **dict.fromkeys(
            (*acts(), *EDITS, RoomNamed, Arrived, CameBack, Gone, LatecomerSeated, Pinned, PartTaken), the_meeting
        ),
        **dict.fromkeys((DoorPassed, PersonChanged, RoleChanged), every_meeting),
    },
)
def walls(view: View, of: str) -> list[Wall]:
    """Cut the rooms and who is in them, as far as it can be read from afar."""
    made = rooms(view, of)
    return made if named(shown(view.programme.meetings[of])) else [replace(each, people=[]) for each in made]


def rooms(view: View, of: str) -> list[Wall]:
    """Return the rooms that are on, else those that are shown, with all of their people who are present."""
    meeting = view.programme.meetings[of]
    block = shown(meeting) if walled(meeting) else None
    if block is None or not isinstance(block.body, Round):
        return []
    body = block.body
    members = rooms_of(body.seated(meeting.present()))
    return [wall(view, room, members.get(room.number, ()), meeting.language, body.word) for room in body.active()]


def walled(meeting: Meeting) -> bool:
    """Whether rooms have the wall: some are on or shown, and nothing that is on needs it for itself."""
    filled = meeting.on is not None and meeting.on.body.fills
    return meeting.phase == "live" and not filled and shown(meeting) is not None


def named(block: Block | None) -> bool:
    """Say whether so few have a seat that their names can be read from afar."""
    return block is not None and isinstance(block.body, Round) and len(block.body.seats) <= MOST_NAMED


def wall(view: View, room: Room, people: Iterable[str], own: str, word: str) -> Wall:
    """Return one room (or `word`: table) with the names of its people; `own`: the meeting's language."""
    names = sorted((view.programme.people[person].called for person in people), key=str.casefold)
    return Wall(room.number, room.named(own), room.sign, room.colour, names, len(names), room.state == CLOSED, word)
