"""The rooms that are on, one panel for each: its people, its clock, and what one press can do for it.

Shown are the rooms of the round that is on, else of the last one, so that a room can be reopened.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any

from app.domain import presence, rooms
from app.domain.agenda import Block
from app.domain.calling import RoomNamed
from app.domain.capture import CaptureSet
from app.domain.duties import DutyLeft, DutyTaken
from app.domain.formats.cafe import Cafe
from app.domain.formats.rooms.round import Round
from app.domain.help import HelpCalled, HelpCleared
from app.domain.meetings import Meeting
from app.domain.notes.missing import NoNotesExplained, RoomNudged, writers
from app.domain.planning import BlockDescribed
from app.domain.programme import Programme
from app.domain.rooms import MOST_ROOMS
from app.domain.texts.words import WordsNoted
from app.domain.wording import Wording
from app.panels.clocks import Face, common, face, shows
from app.panels.console.audience import AUDIENCES, Scene, console, on
from app.panels.console.changes import ACTS, ASKED, CLOCKS, LATE, LOST, NAMES, PRESENCE, UNSEATING
from app.panels.console.marks import Marks, marks, rows_of_noted, rows_of_report
from app.panels.noted import NOTES, places_written


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody with a seat: `state` here, asleep, gone; `role` where it is not participant; a next room, if asked.

    `fades`: here, but silent for some heartbeats; `host`: of the table they sit at; `part`: how
    they take part, where not fully; `going`: the room (or `word`: table) they are asked to be in next.
    """

    id: str
    name: str
    state: str
    role: str = ""
    lost: bool = False
    going: int = 0
    fades: bool = False
    host: bool = False
    part: str = ""
    word: str = "room"


@dataclass(frozen=True, slots=True)
class RoomCard:
    """`present` counts here and asleep, `here` only those whose board answers.

    `differs`: its clock is not the one of most rooms; `calls`: the number of its open call for help, 0 for none.
    `writers`: who takes its notes, else who wrote the last; `hosted`: a host is there, where there are hosts.
    """

    block: int
    number: int
    name: Wording
    sign: str
    colour: int
    state: str
    clock: Face | None
    differs: bool
    members: list[Member]
    present: int
    here: int
    drives: bool
    calls: int
    marks: Marks
    writers: tuple[str, ...]
    word: str
    hosted: bool = True

    @property
    def silent(self) -> bool:
        """Whether people talk and nobody takes notes."""
        return self.state == rooms.RUNNING and not self.writers

    @property
    def alone(self) -> bool:
        """Whether one present person sits there alone."""
        return self.present == 1 and self.state in rooms.TALKING

    @property
    def quiet(self) -> bool:
        """Whether people are present but only one of them is here: the softer mark (domain.md §4)."""
        return self.present > 1 and self.here < 2 and self.state in rooms.TALKING


def shown(meeting: Meeting) -> Block | None:
    """Return the round whose rooms the console shows: the one on, else the last that began."""
    if meeting.on is not None and isinstance(meeting.on.body, Round):
        return meeting.on
    begun = [block for block in meeting.blocks.values() if isinstance(block.body, Round) and block.begun_at is not None]
    return max(begun, key=lambda block: block.begun_at or 0.0, default=None)


def every_row(programme: Programme, meeting: Meeting) -> Iterable[int]:
    """Return the numbers of all rooms there may be: a row without a room is empty."""
    return range(1, MOST_ROOMS + 1)


def rows_of_all_rounds(event: Any, programme: Programme) -> Iterable[str]:
    """The rows that any round of the event's meeting, or of every meeting, ever filled."""
    found = []
    for meeting in meetings_of(event, programme):
        most = max((max(body.rooms, default=0) for body in rounds(meeting)), default=0)
        found += [f"{meeting.id}/{audience}/{number}" for audience in AUDIENCES for number in range(1, most + 1)]
    return found


def rows_of_rooms(event: Any, programme: Programme) -> Iterable[str]:
    """The rows of the rooms whose clocks an event names, if the clock that most others show is the same as before."""
    meeting = programme.meetings[event.meeting]
    body = meeting.blocks[event.block].body
    if not isinstance(body, Round) or not steady(body, event.rooms):
        return rows_of_all_rounds(event, programme)
    return [f"{meeting.id}/{audience}/{number}" for audience in AUDIENCES for number in event.rooms]


def steady(body: Round, rooms: Collection[int]) -> bool:
    """Say whether these rooms are too few to change what most clocks of the round show, before or now."""
    others = Counter(shows(each.clock) for each in body.active() if each.clock is not None and each.number not in rooms)
    (_, most), (_, second) = [*others.most_common(2), ((), 0), ((), 0)][:2]
    return most - second > len(rooms)


def rows_of_person(event: Any, programme: Programme) -> Iterable[str]:
    """The rows of the rooms that the event's person has a seat in, in whichever round."""
    meetings = meetings_of(event, programme)
    seats = {(meeting.id, body.seats.get(event.person)) for meeting in meetings for body in rounds(meeting)}
    return [f"{meeting}/{audience}/{room}" for meeting, room in seats if room for audience in AUDIENCES]


def row_of_call(event: Any, programme: Programme) -> Iterable[str]:
    """The row of the room that an event's call for help came from."""
    room = programme.meetings[event.meeting].help.calls[event.call].room
    return [f"{event.meeting}/{audience}/{room}" for audience in AUDIENCES] if room else []


def rows_of_notes(event: Any, programme: Programme) -> Iterable[str]:
    """The row of the room that the event's note or function belongs to."""
    return [f"{event.meeting}/{audience}/{event.room}" for audience in AUDIENCES] if event.room else []


def rows_of_named(event: Any, programme: Programme) -> Iterable[str]:
    """The rows of the rooms where the event's person sits or wrote."""
    return {*rows_of_person(event, programme), *rows_written(event, programme)}


def rows_written(event: Any, programme: Programme) -> Iterable[str]:
    """The rows of the rooms that hold notes of the event's person."""
    found = {(meeting, room) for meeting, (_, _, room) in places_written(programme, event.person) if room}
    return [f"{meeting}/{audience}/{room}" for meeting, room in found for audience in AUDIENCES]


def meetings_of(event: Any, programme: Programme) -> Iterable[Meeting]:
    """Return the meeting of an event, all where it speaks of none."""
    return [programme.meetings[event.meeting]] if hasattr(event, "meeting") else programme.meetings.values()


def rounds(meeting: Meeting) -> list[Round]:
    """Return all rounds of rooms of a meeting."""
    return [block.body for block in meeting.blocks.values() if isinstance(block.body, Round)]


@console(
    on(rows_of_all_rounds, *ACTS, *ASKED, RoomNamed),
    on(rows_of_rooms, *CLOCKS),
    on(rows_of_person, *PRESENCE, *LOST, *LATE),
    on(rows_of_named, *NAMES),
    on(rows_of_notes, DutyTaken, DutyLeft, RoomNudged, NoNotesExplained),
    on(rows_of_noted, *NOTES),
    on(rows_of_report, WordsNoted),
    on(rows_of_all_rounds, CaptureSet, BlockDescribed),
    on(rows_of_all_rounds, *UNSEATING),
    on(row_of_call, HelpCalled, HelpCleared),
    rows=every_row,
    volatile=True,
)
def room(scene: Scene) -> RoomCard | None:
    """Cut one room of the round that is shown."""
    block = shown(scene.meeting) if scene.meeting.phase == "live" else None
    found = block.body.rooms.get(int(scene.row)) if block and isinstance(block.body, Round) else None
    if block is None or found is None or found.merged_into is not None:
        return None
    assert isinstance(block.body, Round)
    return card(scene, block, block.body, found)


def card(scene: Scene, block: Block, body: Round, found: rooms.Room) -> RoomCard:
    """Return the card of a room."""
    people = members(scene, body, found.number)
    present = [member for member in people if member.state in (presence.HERE, presence.ASLEEP)]
    most = common([each.clock for each in body.active()])
    calls = scene.meeting.help.open.get(f"{block.number}/{found.number}")
    place = block.number, body.part, found.number
    return RoomCard(
        block=block.number,
        number=found.number,
        name=found.named(scene.meeting.language),
        sign=found.sign,
        colour=found.colour,
        state=found.state,
        clock=face(found.clock),
        differs=found.clock is not None and shows(found.clock) != shows(most),
        members=people,
        present=len(present),
        here=sum(member.state == presence.HERE for member in present),
        drives=scene.drives,
        calls=calls.number if calls is not None else 0,
        marks=marks(scene, block, place),
        writers=tuple(map(scene.name, writers(scene.programme, scene.meeting, place))),
        word=body.word,
        hosted=not (isinstance(body, Cafe) and body.busy) or scene.meeting.is_present(body.host_of(found.number)),
    )


def members(scene: Scene, body: Round, number: int) -> list[Member]:
    """Return who has a seat in the room, those present first."""
    found = [
        replace(member(scene, person, body.coming.get(person, 0)), word=body.word) for person in body.members(number)
    ]
    if isinstance(body, Cafe):
        found = [replace(one, host=body.host_of(number) == one.id) for one in found]
    return sorted(found, key=lambda one: (one.state == presence.GONE, not one.host, one.name.casefold()))


def member(scene: Scene, person: str, going: int = 0) -> Member:
    """Return one person as the console lists them."""
    last = scene.view.signals.last(person)
    state = presence.state_of(scene.programme, scene.meeting, person, last, scene.now)
    role = scene.programme.people[person].role
    return Member(
        person,
        scene.name(person),
        state,
        "" if role == "participant" else role,
        person in scene.meeting.lost,
        going,
        state == presence.HERE and presence.fades(last, scene.now),
        part=scene.meeting.wishes.passing.get(person, ""),
    )
