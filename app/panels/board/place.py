"""A person's own place: one sentence that says where to be and what comes next; and the mark "I'm lost"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from app.domain.agenda import BlockAdded, BlockChanged, BlockRemoved
from app.domain.attendance import Arrived, CameBack, Gone
from app.domain.calling import RoomNamed
from app.domain.formats.cafe import Cafe
from app.domain.formats.pause import Pause
from app.domain.formats.rooms import Round
from app.domain.formats.rooms.late import LatecomerSeated
from app.domain.lost import LostCleared, LostSaid
from app.domain.meetings import DoorsOpened, Meeting, MeetingClosed, MeetingDescribed, MeetingReopened
from app.domain.passing import PartTaken
from app.domain.people import PersonChanged
from app.domain.places import Place as Where
from app.domain.places import Spot, where
from app.domain.planning import BlockDescribed, BlockParked, BlockShifted, MinutesCut
from app.domain.programme import Programme, ProgrammeDescribed
from app.domain.roles import RoleChanged
from app.domain.rooms import PUBLISHED, Room
from app.domain.steps import StepTakenBack
from app.domain.wishes import Pinned
from app.domain.wording import NOTHING, Wording
from app.panels.panel import View, panel
from app.panels.touching import acts, the_person

ARRIVING = (Arrived, CameBack, Gone)
FINISH = 10.0
"""Seconds that somebody who is moved while others talk has to finish a sentence (domain.md §4)."""


@dataclass(frozen=True, slots=True)
class Spotted:
    """A place in words: `kind` plenary, room or lobby; of a room its number, name, sign and colour, and its `word`."""

    kind: str
    number: int = 0
    name: Wording = NOTHING
    sign: str = ""
    colour: int = 0
    word: str = "room"


@dataclass(frozen=True, slots=True)
class Table:
    """Of a person at a table of a World Café: which round of how many it is, and whether they are the host."""

    round: int
    rounds: int
    host: bool


@dataclass(frozen=True, slots=True)
class Coming:
    """A later meeting of the person; instants UTC seconds."""

    name: Wording
    starts_at: float
    zone: str


@dataclass(frozen=True, slots=True)
class Place:
    """`state`: planned, doors, closed, expected (not come yet), gone, or where the person is: room, plenary, lobby.

    `longer`: the room talks on while the others are elsewhere; `finish_until`: moved by hand in mid-talk;
    `unheard`: gone by silence, not by their own word; `coming`: the next meeting, once this one is over;
    `outside`: others talk meanwhile, in rooms (or table: at tables); `seatable`: the team may find the person a room.
    """

    state: str
    now: Spotted
    next: Spotted | None
    starts_at: float
    mark: str
    longer: bool = False
    finish_until: float | None = None
    unheard: bool = False
    coming: Coming | None = None
    outside: str = ""
    seatable: bool = False
    cafe: Table | None = None
    pause: bool = False


@dataclass(frozen=True, slots=True)
class Lost:
    """Whether the person has called for help, and whether the team would hear the call."""

    asked: bool
    heard: bool


def whose(event: Any, programme: Programme) -> Iterable[str]:
    """Own panels of those whose place an event may change."""
    reseated = event.reseats
    if reseated is None:
        return all_people(event, programme)
    return [f"{event.meeting}/{person}" for person in reseated]


def all_people(event: Any, programme: Programme) -> Iterable[str]:
    """Own panels of everybody of the meeting, come or not."""
    return [f"{event.meeting}/{each.id}" for each in programme.people.values() if each.takes_part_in(event.meeting)]


def shown_ahead(event: Any, programme: Programme) -> Iterable[str]:
    """Own panels of everybody, where a round to come is in sight: one of no minutes any more is not."""
    blocks = programme.meetings[event.meeting].blocks.values()
    seen = any(isinstance(block.body, Round) and block.body.state == PUBLISHED for block in blocks)
    return all_people(event, programme) if seen else ()


def all_meetings(event: Any, programme: Programme) -> Iterable[str]:
    """Own panels of everybody in every meeting: a closed one names the next."""
    people = programme.people.values()
    return [f"{meeting}/{each.id}" for meeting in programme.meetings for each in people if each.takes_part_in(meeting)]


def in_all_meetings(event: Any, programme: Programme) -> Iterable[str]:
    """The event's person's own panel in every meeting."""
    return [f"{meeting}/{event.person}" for meeting in programme.meetings]


@panel(
    "board",
    on={
        **dict.fromkeys(acts(), whose),
        **dict.fromkeys((BlockAdded, BlockRemoved, BlockShifted, BlockParked, RoomNamed), all_people),
        **dict.fromkeys((BlockChanged, BlockDescribed, MinutesCut), shown_ahead),
        **dict.fromkeys((*ARRIVING, LatecomerSeated, Pinned, PartTaken), the_person),
        MeetingDescribed: all_meetings,
        **dict.fromkeys((PersonChanged, RoleChanged), in_all_meetings),
    },
    template="board/place.html",
)
def place(view: View, of: str) -> Place:
    """Cut where one person is and goes next."""
    name, _, person = of.partition("/")
    meeting = view.programme.meetings[name]
    found = where(view.programme, meeting, person)
    state, now = state_of(meeting, person, found.now), spotted(meeting, found.now)
    attended = meeting.attendance.get(person)
    return Place(
        state=state,
        now=now,
        next=spotted(meeting, found.next) if found.next is not None and meeting.phase == "live" else None,
        starts_at=meeting.starts_at,
        mark=f"{state}/{found.now.block if found.now.kind == 'room' else 0}/{now.number}",
        longer=found.now.kind == "room" and found.now.block != meeting.current,
        finish_until=finishing(meeting, person, found),
        unheard=attended is not None and attended.gone_why in ("closed", "silent"),
        coming=coming(view.programme, meeting, person) if state == "closed" else None,
        outside=talking(meeting) if state in ("plenary", "lobby") else "",
        seatable=view.programme.people[person].role == "participant",
        cafe=table(meeting, person, found.now),
        pause=meeting.on is not None and meeting.on.format == Pause.format,
    )


@panel(
    "board",
    on={
        **dict.fromkeys((LostSaid, LostCleared, Gone), the_person),
        **dict.fromkeys((DoorsOpened, MeetingClosed, MeetingReopened, StepTakenBack), all_people),
        ProgrammeDescribed: all_meetings,
    },
    template="board/lost.html",
)
def lost(view: View, of: str) -> Lost:
    """Say whether the person has called for help."""
    name, _, person = of.partition("/")
    meeting = view.programme.meetings[name]
    return Lost(person in meeting.lost, meeting.phase in ("doors", "live"))


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


def talking(meeting: Meeting) -> str:
    """Return what those places are called, room or table, in which people talk now; '' where none do."""
    body = meeting.on.body if meeting.on is not None else None
    return body.word if isinstance(body, Round) and body.busy else ""


def spotted(meeting: Meeting, spot: Spot) -> Spotted:
    """Return a place with what tells it from others."""
    if spot.kind != "room":
        return Spotted(spot.kind)
    body = meeting.blocks[spot.block].body
    found: Room = body.room(spot.room)  # type: ignore[attr-defined]
    name = found.named(meeting.language)
    return Spotted("room", found.number, name, found.sign, found.colour, body.word)


def table(meeting: Meeting, person: str, spot: Spot) -> Table | None:
    """Return what somebody at a table of a World Café is told of its rounds; None for all others."""
    body = meeting.blocks[spot.block].body if spot.kind == "room" else None
    return Table(body.round, body.rounds, body.hosting(person)) if isinstance(body, Cafe) else None


def finishing(meeting: Meeting, person: str, found: Where) -> float | None:
    """Return until when somebody who was moved while rooms talk may finish; None for all others."""
    moved, attended, on = meeting.moved_at.get(person), meeting.attendance.get(person), meeting.on
    if moved is None or attended is None or on is None or not isinstance(on.body, Round) or found.now.kind == "away":
        return None
    began = on.body.turned_at or on.begun_at
    if began is None or moved <= began or moved <= attended.spans[-1][0]:
        return None
    return moved + FINISH


def coming(programme: Programme, meeting: Meeting, person: str) -> Coming | None:
    """Return the person's next meeting after this one."""
    later = [each for each in programme.meetings.values() if each.starts_at > meeting.starts_at]
    mine = [each for each in later if programme.people[person].takes_part_in(each.id)]
    first = min(mine, key=lambda each: each.starts_at, default=None)
    return Coming(first.called, first.starts_at, first.zone) if first is not None else None
