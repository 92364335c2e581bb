"""The rooms being prepared: why they are as they are, who could not be seated and the ways out, who would move.

Its rooms are rows of their own (`nextroom`). Only those who drive see a draft.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any

from app.domain import agenda, rooms
from app.domain.agenda import Block, BlockRemoved
from app.domain.errors import Conflict
from app.domain.formats.chosen.choosing import ChoosingEnded
from app.domain.formats.gallery.groups import SheetsHung, Walk
from app.domain.formats.rooms import mending
from app.domain.formats.rooms.doubts import against, key
from app.domain.formats.rooms.drafting import RoomsDrafted
from app.domain.formats.rooms.opening import last_seats, preview
from app.domain.formats.rooms.round import Round
from app.domain.formats.rooms.seatable import pinned, seatable
from app.domain.meetings import Meeting
from app.domain.people import Person
from app.domain.programme import Programme
from app.domain.steps import StepTakenBack
from app.domain.wording import Wording
from app.panels.console.audience import DRIVE, Scene, console, everywhere, here, on
from app.panels.console.changes import ACTS, AGENDA, ASKED, CALLS, LATE, LOST, NAMES, PRESENCE, UNSEATING, WISHES
from app.panels.console.rooms import Member, every_row, member, members, rows_of_all_rounds, rows_of_person

MOST = 40
BUDDIES = 3


@dataclass(frozen=True, slots=True)
class Stranded:
    """Somebody without a room; `buddies` speak their language and another one; `noted`: the buddies of the next draw.

    `wished`: not languages alone keep them out, but perhaps a pin, or whom to keep together or apart.
    """

    person: str
    name: str
    languages: tuple[str, ...]
    buddies: list[Member]
    noted: list[str]
    wished: bool


@dataclass(frozen=True, slots=True)
class Small:
    """A room with too few people, and the one to merge it into (None: none would do)."""

    room: int
    people: int
    into: int | None


@dataclass(frozen=True, slots=True)
class Move:
    """One line of the preview; room 0: the plenary."""

    name: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Doubt:
    """What does not hold in the rooms, by its code, with the people it is about; `known`: somebody went on with it."""

    code: str
    names: list[str]
    room: int
    known: bool


@dataclass(frozen=True, slots=True)
class Later:
    """A round drafted beyond the next one."""

    block: int
    round: int
    rooms: int
    people: int
    unseated: int


@dataclass(frozen=True, slots=True)
class Draft:
    """`state`: planned (no rooms yet), draft or published; `unseated`: present since the draft, without a seat.

    `drawn`: the rooms are drawn, not chosen by people themselves; `walk`: of a gallery walk in groups the sheets
    that hang, how many of them each group sees, and minutes at each.

    `reshown`: people saw other rooms as their next; `moves` are then from these.
    `doubts`: what does not hold (a wish of after the draw, a move by hand, somebody who left).
    """

    block: int
    round: int
    title: Wording
    minutes: int
    state: str
    rooms: int
    people: int
    why: tuple[str, ...]
    stranded: list[Stranded]
    unseated: list[Member]
    moves: list[Move]
    moving: int
    reshown: bool
    repeatable: bool
    doubts: list[Doubt]
    small: list[Small]
    later: list[Later]
    drawn: bool = True
    walk: tuple[int, int, int] | None = None


@dataclass(frozen=True, slots=True)
class NextRoom:
    """One room of the round being prepared."""

    block: int
    number: int
    name: Wording
    sign: str
    colour: int
    call: bool
    members: list[Member]


def coming(meeting: Meeting) -> Block | None:
    """Return the round that comes next, if the next block is one."""
    block = agenda.upcoming(meeting) if meeting.phase != "closed" else None
    return block if block is not None and isinstance(block.body, Round) else None


@console(on(here, *ACTS, *AGENDA, *PRESENCE, *LATE, *ASKED, *WISHES, SheetsHung), on(everywhere, *NAMES), only=DRIVE)
def draft(scene: Scene) -> Draft | None:
    """Cut the round being prepared."""
    block = coming(scene.meeting)
    if block is None or not isinstance(block.body, Round) or block.body.word != Round.word:
        return None
    body = block.body
    if not body.drawn and not body.rooms:
        return None
    moves = preview(scene.meeting, body) if body.rooms else []
    unseated = came_since(scene, body)
    return Draft(
        block=block.number,
        round=agenda.round_number(scene.meeting, block.number),
        title=block.titled(scene.meeting.language) or block.asked(scene.meeting.language),
        minutes=block.minutes,
        state=body.state,
        rooms=len(body.active()),
        people=len(set(scene.meeting.present()) & body.seats.keys()),
        why=body.why,
        stranded=[stranded(scene, body, person) for person in left_out(body)[:MOST]],
        unseated=[member(scene, person) for person in unseated[:MOST]],
        moves=[Move(scene.name(move.person), move.before, move.after) for move in moves[:MOST]],
        moving=len(moves),
        reshown=bool(body.shown),
        repeatable=bool(last_seats(scene.meeting)) and body.drawn,
        doubts=[doubt(scene, body, found) for found in doubts(scene, body)[:MOST]],
        small=small(scene, body),
        later=later(scene, block),
        drawn=body.drawn,
        walk=round_of_sheets(body),
    )


def round_of_sheets(body: Round) -> tuple[int, int, int] | None:
    """Return how a gallery walk in groups goes round; None of all other rooms."""
    return (len(body.sheets), body.stops, body.minutes) if isinstance(body, Walk) else None


def doubts(scene: Scene, body: Round) -> list[Conflict]:
    """Return what speaks against the rooms as those present would meet them; small rooms are listed by themselves."""
    found = against(scene.programme, scene.meeting, body, pinned(scene.meeting)) if body.rooms else []
    return [doubt for doubt in found if doubt.code != "alone-in-room"]


def small(scene: Scene, body: Round) -> list[Small]:
    """Return the rooms with too few people, each with its merge; those that are merged make place for more."""
    found = list(mending.too_small(scene.meeting, body).items())[:MOST]
    merge = partial(mending.merge_into, scene.programme, scene.meeting, body)
    return [Small(room, len(people), merge(room)) for room, people in found]


def doubt(scene: Scene, body: Round, found: Conflict) -> Doubt:
    """Return one of them as it is shown."""
    people = str(found.facts.get("people", found.facts.get("person", ""))).split(",")
    names = [scene.name(person) for person in people]
    return Doubt(found.code, names, int(found.facts.get("room", 0)), key(found) in body.accepted)


def came_since(scene: Scene, body: Round) -> list[str]:
    """Return who is present without a seat in the drafted rooms and was not left out knowingly."""
    if not body.rooms:
        return []
    known = body.seats.keys() | body.stayed | set(body.stranded)
    return [person for person in seatable(scene.programme, scene.meeting) if person not in known]


def left_out(body: Round) -> list[str]:
    """Return whom no room would understand."""
    return [person for person in body.stranded if person not in body.seats]


def without_room(scene: Scene) -> int:
    """Count those whom the round being prepared leaves without a room."""
    block = coming(scene.meeting)
    body = block.body if block is not None else None
    return len(left_out(body)) + len(came_since(scene, body)) if isinstance(body, Round) else 0


def stranded(scene: Scene, body: Round, person: str) -> Stranded:
    """Return somebody who could not be seated, with people who could sit beside them as a language buddy."""
    own, wishes = set(scene.programme.people[person].languages), scene.meeting.wishes
    circle = {one for group in wishes.together.values() if person in group for one in group} - {person}
    wished = bool(circle) or person in wishes.pins or any(person in group for group in wishes.apart.values())
    bridging = (one for one in body.seats if one not in circle and bridges(scene.programme.people[one], own))
    buddies = [member(scene, one) for one in islice(bridging, BUDDIES)]
    noted = [scene.name(one) for one in sorted(circle)]
    return Stranded(person, scene.name(person), tuple(sorted(own)), buddies, noted, wished)


def bridges(person: Person, own: set[str]) -> bool:
    """Say whether the person speaks one of these languages and another one."""
    spoken = set(person.languages)
    return not own.isdisjoint(spoken) and not spoken <= own


def later(scene: Scene, next_block: Block) -> list[Later]:
    """Return the rounds that are drafted beyond the next one."""
    found = []
    for number in scene.meeting.agenda:
        block = scene.meeting.blocks[number]
        drafted = isinstance(block.body, Round) and block.body.drawn and block.state == next_block.state
        if drafted and block is not next_block and isinstance(block.body, Round):
            which = agenda.round_number(scene.meeting, number)
            body, unseated = block.body, len(came_since(scene, block.body)) + len(left_out(block.body))
            found.append(Later(number, which, len(body.active()), len(body.seats), unseated))
    return found


def every_row_there_may_be(event: Any, programme: Programme) -> Iterable[str]:
    """All rows, filled or not: what went before may have had more rooms."""
    meeting = programme.meetings[event.meeting]
    return [f"{meeting.id}/{DRIVE}/{number}" for number in every_row(programme, meeting)]


@console(
    on(rows_of_all_rounds, *ACTS, *AGENDA, *CALLS),
    on(rows_of_person, *PRESENCE, *LATE, *LOST, *NAMES),
    on(rows_of_all_rounds, *UNSEATING),
    on(every_row_there_may_be, RoomsDrafted, ChoosingEnded, StepTakenBack, BlockRemoved),
    only=DRIVE,
    rows=every_row,
    volatile=True,
)
def nextroom(scene: Scene) -> NextRoom | None:
    """Cut one room of the round being prepared; empty once it is on."""
    block = coming(scene.meeting)
    found = block.body.rooms.get(int(scene.row)) if block is not None and isinstance(block.body, Round) else None
    if block is None or found is None or found.state not in (rooms.DRAFT, rooms.PUBLISHED):
        return None
    assert isinstance(block.body, Round)
    people = members(scene, block.body, found.number)
    name = found.named(scene.meeting.language)
    return NextRoom(block.number, found.number, name, found.sign, found.colour, bool(found.call), people)
