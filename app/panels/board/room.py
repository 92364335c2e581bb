"""What everybody in one place shares: its clock, its call, its question, who is there. Drawn once for all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from app.domain.agenda import Block
from app.domain.attendance import Arrived, CameBack, Gone
from app.domain.calling import CallForAllSet, CallsSet, RoomNamed
from app.domain.calls import Call
from app.domain.clock import Timer
from app.domain.door import DoorPassed
from app.domain.formats.cafe import Cafe
from app.domain.formats.harvest.holding import HoldEnded
from app.domain.formats.pause import Pause
from app.domain.formats.pitches import Pitches
from app.domain.formats.plenary import Plenary, PlenaryTold
from app.domain.formats.rooms import Round
from app.domain.formats.rooms.ending import RoomsTold
from app.domain.formats.rooms.late import LatecomerSeated
from app.domain.meetings import Meeting, MeetingDescribed
from app.domain.passing import PartTaken
from app.domain.people import PersonChanged
from app.domain.places import Spot, awaited, people_in, word
from app.domain.presence import participants_present
from app.domain.programme import GroundRulesSet, Programme
from app.domain.roles import RoleChanged
from app.domain.wishes import Pinned
from app.domain.wording import Wording
from app.panels.clocks import Face, common, face, recap, recapped_at
from app.panels.panel import View, panel
from app.panels.touching import CLOCKS, EDITS, moves
from app.platforms import personal, recognised

PLENARY, NOWHERE, LOBBY = 0, -1, -2
"""What stands for a room's number in the keys of places that are none; nobody's place shows nothing, ever."""
DIALLED = frozenset("+0123456789 ()./-")


@dataclass(frozen=True, slots=True)
class Companion:
    """One person of the room."""

    person: str
    name: str
    line: str
    role: str


@dataclass(frozen=True, slots=True)
class Company:
    """Who is in a room (or `word`: at a table); `late`: rooms (number, word) that still have hold of so many people.

    In the lobby alone: `present`, how many participants are, and whether there are ground `rules` to read meanwhile.
    """

    people: list[Companion]
    late: list[tuple[int, str, int]]
    present: int = 0
    rules: bool = False
    word: str = "room"


@dataclass(frozen=True, slots=True)
class Running:
    """A clock; `others`: it is that of the rooms, seen from the lobby or the plenary.

    `coming`: it is the time to go to the tables of this round; `recap`: what is left of the host's two minutes;
    `talks`: since when (UTC seconds) these are over; `halved`: when half-time came, once.
    `whose`: of which pitch or report it is the time; `pitch`: since when the pitch has its own.
    """

    face: Face
    others: bool
    pause: bool = False
    coming: int = 0
    recap: Face | None = None
    talks: float | None = None
    halved: float | None = None
    whose: str = ""
    pitch: float | None = None


@dataclass(frozen=True, slots=True)
class Way:
    """A further way into the call: `kind` interpretation, captions or telephone; a link, or words."""

    kind: str
    url: str
    host: str
    words: str


@dataclass(frozen=True, slots=True)
class Entrance:
    """How to get into the call: `room` (or `word`: table) 0 in plenary; `own`: the link is the room's.

    `platform` '' where unknown.
    """

    url: str
    host: str
    words: str
    ways: list[Way]
    room: int
    own: bool
    platform: str = ""
    word: str = "room"


def key(meeting: Meeting, spot: Spot) -> str:
    """Return the "of" of a place: "m1/2/3" is room 3 of block 2, "m1/0/0" the plenary."""
    if spot.kind == "room":
        return f"{meeting.id}/{spot.block}/{spot.room}"
    return f"{meeting.id}/0/{ {'away': NOWHERE, 'lobby': LOBBY}.get(spot.kind, PLENARY) }"


def all_rooms(event: Any, programme: Programme) -> Iterable[str]:
    """Every room that has talked or will, the plenary and the lobby."""
    return places(programme.meetings[event.meeting])


def clocked(event: Any, programme: Programme) -> Iterable[str]:
    """The rooms whose clocks an event changes, and the places that show what all clocks have in common."""
    rooms = [f"{event.meeting}/{event.block}/{room}" for room in event.rooms]
    return [f"{event.meeting}/0/{PLENARY}", f"{event.meeting}/0/{LOBBY}", *rooms]


def places(meeting: Meeting) -> list[str]:
    """Return what stands for all of a meeting's places."""
    rooms = [f"{meeting.id}/{block.number}/{room}" for block, body in rounds(meeting) for room in body.rooms]
    return [f"{meeting.id}/0/{PLENARY}", f"{meeting.id}/0/{LOBBY}", *rooms]


def unseated(event: Any, programme: Programme) -> Iterable[str]:
    """Every place, where a pin that is gone or another role may have taken a seat: it is not known any more which."""
    if getattr(event, "room", 0):
        return []
    meetings = [programme.meetings[event.meeting]] if hasattr(event, "meeting") else programme.meetings.values()
    return [place for meeting in meetings for place in places(meeting)]


def rooms_of_person(event: Any, programme: Programme) -> Iterable[str]:
    """The rooms that the event's person has a seat in, and the lobby, which counts."""
    meetings = [programme.meetings[event.meeting]] if hasattr(event, "meeting") else programme.meetings.values()
    for meeting in meetings:
        if meeting.phase == "live":
            yield f"{meeting.id}/0/{LOBBY}"
        for block, body in rounds(meeting):
            if event.person in body.seats:
                yield f"{meeting.id}/{block.number}/{body.seats[event.person]}"


def lobbies(event: Any, programme: Programme) -> Iterable[str]:
    """The lobby of each meeting."""
    return [f"{meeting}/0/{LOBBY}" for meeting in programme.meetings]


def rounds(meeting: Meeting) -> list[tuple[Block, Round]]:
    """Return all rounds of rooms of a meeting."""
    return [(block, block.body) for block in meeting.blocks.values() if isinstance(block.body, Round)]


def parts(view: View, of: str) -> tuple[Meeting, int, int]:
    """Return the meeting, block and room that a key names."""
    name, block, room = of.split("/")
    return view.programme.meetings[name], int(block), int(room)


@panel(
    "board",
    on={
        **dict.fromkeys((*moves(), RoomsTold, PlenaryTold, HoldEnded), all_rooms),
        **dict.fromkeys(CLOCKS, clocked),
    },
    template="board/clock.html",
)
def clock(view: View, of: str) -> Running | None:
    """Cut the clock of a room, of the plenary while it is on, or of the rooms for those who wait or stay outside."""
    meeting, block, room = parts(view, of)
    found = timer(meeting, block, room)
    shown, part = face(found), meeting.blocks[block] if room > 0 else meeting.on
    if found is None or shown is None or part is None:
        return None
    coming = part.body.round if isinstance(part.body, Cafe) and part.body.travelling else 0
    if room > 0:
        return Running(
            shown, others=False, coming=coming, recap=recap(found), talks=recapped_at(found), halved=found.halved_at
        )
    if not isinstance(part.body, Plenary):
        return Running(shown, others=True, coming=coming)
    pitch = found.started_at if isinstance(part.body, Pitches) and part.body.talking else None
    return Running(shown, False, isinstance(part.body, Pause), whose=part.body.whose, pitch=pitch)


def timer(meeting: Meeting, block: int, room: int) -> Timer | None:
    """Return the clock that counts in a place."""
    on = meeting.on if meeting.phase == "live" else None
    if room > 0:
        body = meeting.blocks[block].body
        found = body.rooms.get(room) if isinstance(body, Round) else None
        return found.clock if found is not None and found.talking else None
    if room in (LOBBY, PLENARY) and on is not None and isinstance(on.body, Round):
        return common([each.clock for each in on.body.active() if each.talking])
    return on.body.clock if room == PLENARY and on is not None and isinstance(on.body, Plenary) else None


@panel(
    "board",
    on=dict.fromkeys((*moves(), CallsSet, CallForAllSet, RoomNamed), all_rooms),
    template="board/call.html",
)
def call(view: View, of: str) -> Entrance | None:
    """Cut how to get into the call; a room without one of its own is reached from the plenary's."""
    meeting, block, room = parts(view, of)
    if meeting.phase not in ("doors", "live") or room == NOWHERE:
        return None
    own = meeting.call_of(room) if room > 0 else meeting.call
    found = own or meeting.call
    url = personal(found.url, subject(meeting, room if own else PLENARY))
    called = max(room, 0), bool(own), recognised(found.url), word(meeting, block)
    return Entrance(url, found.host, own.words, ways(found), *called)


def subject(meeting: Meeting, room: int) -> str:
    """Return what a call is headed with, the same in all languages: the room's number and name, or the meeting's."""
    if room <= 0:
        return meeting.name
    name = meeting.room_names.get(room, "")
    return f"{room} · {name}" if name else f"{room} · {meeting.name}"


def ways(found: Call) -> list[Way]:
    """Return the further ways into a call."""
    named = {"interpretation": found.interpretation, "captions": found.captions}
    made = [way(kind, value) for kind, value in named.items() if value]
    if found.dial_in:
        dialled = "".join(found.dial_in.split()) if set(found.dial_in) <= DIALLED else ""
        made.append(Way("telephone", f"tel:{dialled}" if dialled else "", "", found.dial_in))
    return made


def way(kind: str, value: str) -> Way:
    """Return a way that is a link, or words."""
    if value.startswith("https://"):
        return Way(kind, value, urlsplit(value).hostname or "", "")
    return Way(kind, "", "", value)


@dataclass(frozen=True, slots=True)
class Task:
    """What a place talks about, and how, one step a line."""

    question: Wording
    steps: Wording


@panel("board", on=dict.fromkeys((*moves(), *EDITS, MeetingDescribed), all_rooms), template="board/question.html")
def question(view: View, of: str) -> Task | None:
    """Cut the question that a place talks about."""
    meeting, block, room = parts(view, of)
    on = meeting.blocks.get(block) if room > 0 else meeting.on
    if on is None or meeting.phase != "live" or room == NOWHERE:
        return None
    more, own = on.more, meeting.language
    task = Task(on.asked(own), Wording(more.instructions, more.instructions_in, own))
    return task if task.question or task.steps else None


@panel(
    "board",
    on={
        **dict.fromkeys(moves(), all_rooms),
        **dict.fromkeys((Arrived, CameBack, Gone, LatecomerSeated, DoorPassed, PersonChanged), rooms_of_person),
        **dict.fromkeys((Pinned, RoleChanged, PartTaken), unseated),
        GroundRulesSet: lobbies,
    },
    template="board/company.html",
)
def company(view: View, of: str) -> Company | None:
    """Cut who is in a room now; in plenary nobody is listed, and the lobby of a live meeting is told how many came."""
    meeting, block, room = parts(view, of)
    if room == LOBBY and meeting.phase == "live":
        return Company([], [], len(participants_present(view.programme, meeting)), bool(view.programme.ground_rules))
    body = meeting.blocks[block].body if room > 0 else None
    if not isinstance(body, Round):
        return None
    programme, spot = view.programme, Spot("room", block, room)
    people = [programme.people[person] for person in people_in(programme, meeting, spot)]
    found = [Companion(one.id, one.called, one.line, one.role) for one in people]
    held = Counter((at.room, word(meeting, at.block)) for at in awaited(programme, meeting, spot).values())
    late = sorted((*at, count) for at, count in held.items())
    return Company(sorted(found, key=lambda one: one.name.casefold()), late, word=body.word)
