"""Making the rooms of a round: from a plan of seats that is checked whole, or the same rooms as last time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from app.domain import agenda, languages, text
from app.domain.acts import Act
from app.domain.agenda import BlockAdded, BlockChanged
from app.domain.errors import Conflict, Full, Invalid
from app.domain.formats import PLANNED
from app.domain.formats.rooms.opening import last_seats, last_size
from app.domain.formats.rooms.round import Round, rooms_of, the_round
from app.domain.formats.rooms.running import minutes_in
from app.domain.formats.rooms.seatable import check_plan, pinned, seatable
from app.domain.messages import By, Event, Fact
from app.domain.orders import MeetingCommand
from app.domain.permissions import allow, drives
from app.domain.placing import Candidate, place
from app.domain.rooms import DRAFT, PUBLISHED, Room

if TYPE_CHECKING:
    from app.domain.meetings import Meeting
    from app.domain.programme import Programme

LARGEST = 200
"""Most people that may be asked for in one room."""


@dataclass(frozen=True, slots=True)
class PlanRounds(MeetingCommand):
    """Plan so many rounds to draft rooms for: those without rooms first, what is missing is added to the agenda.

    `minutes` are those that people talk; the block has those of its travel beside them.

    Its events name the rounds, each one once, so that the same form sent again finds the same.
    """

    meeting: str
    rounds: int = 1
    question: str = ""
    minutes: int = 20

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = self.unclosed(programme)
        if not 1 <= self.rounds <= agenda.MOST_BLOCKS:
            raise Invalid("out-of-range", field="rounds", least=1, most=agenda.MOST_BLOCKS)
        planned = min(minutes_in(self.minutes) + Round.travel, agenda.LONGEST)
        words = text.paragraph(self.question, "question", text.QUESTION), planned
        blocks = (meeting.blocks[number] for number in meeting.agenda)
        rounds = [(block, block.body) for block in blocks if isinstance(block.body, Round)]
        free = [block for block, body in rounds if block.format == Round.format and body.state == PLANNED]
        for block in free[: self.rounds]:
            yield BlockChanged(meeting.id, block.number, block.title, words[0] or block.question, words[1])
        missing = max(0, self.rounds - len(free))
        if len(meeting.blocks) + missing > agenda.MOST_BLOCKS:
            raise Full("too-many-blocks", limit=agenda.MOST_BLOCKS)
        for number in range(meeting.next_block(), meeting.next_block() + missing):
            yield BlockAdded(meeting.id, number, Round.format, "", *words)


@dataclass(frozen=True, slots=True)
class DraftRooms(MeetingCommand):
    """Draft the rooms of a planned round from a plan: everybody present and seatable, or `stranded` by language.

    `seats` are (person, room) with rooms numbered from 1; `seed` makes the same plan again; `why` are its reasons.
    `instead_of` are the seats that whoever asked for the plan saw (None: whichever): others' work is not overwritten.
    """

    meeting: str
    block: int
    seats: tuple[tuple[str, int], ...]
    largest: int
    seed: str = ""
    why: tuple[str, ...] = ()
    stranded: tuple[str, ...] = ()
    instead_of: tuple[tuple[str, int], ...] | None = None

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = draftable(self, programme, self.block)
        if self.instead_of is not None and redrawn(the_round(meeting, self.block), dict(self.instead_of)):
            raise Conflict("rooms-changed-meanwhile")
        if not 2 <= self.largest <= LARGEST:
            raise Invalid("out-of-range", field="largest", least=2, most=LARGEST)
        seats = dict(self.seats)
        if len(seats) != len(self.seats):
            raise Invalid("seated-twice", field="seats")
        check_plan(programme, meeting, seats, self.stranded, self.largest)
        why = tuple(text.line(reason, "why", text.QUESTION) for reason in self.why[:40])
        seed = self.seed and text.token(self.seed, "seed")
        return drafted(programme, meeting, self.block, self.seats, (self.largest, seed, why, self.stranded))


@dataclass(frozen=True, slots=True)
class RepeatRooms(MeetingCommand):
    """Draft the same rooms as last time for those who are present; who is new goes to the smallest fitting room.

    What was wished since and does not hold in them is said in the draft, and asked about before they are shown.
    """

    path: ClassVar[str] = "rounds/{block}/repetition"
    meeting: str
    block: int

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = draftable(self, programme, self.block)
        before = last_seats(meeting)
        if not before:
            raise Conflict("no-round-before")
        seats, stranded = repeated(programme, meeting, before)
        if not seats:
            raise Conflict("nobody-to-seat")
        largest = max(last_size(meeting), *map(len, rooms_of(seats).values()))
        return drafted(programme, meeting, self.block, tuple(seats.items()), (largest, "", ("same-rooms",), stranded))


@dataclass(frozen=True, slots=True)
class RoomsDrafted(Act):
    """Rooms are drafted; only the console sees them, also where others were `shown` before."""

    meeting: str
    block: int
    seats: tuple[tuple[str, int], ...]
    rooms: tuple[int, ...]
    largest: int
    seed: str = ""
    why: tuple[str, ...] = ()
    stranded: tuple[str, ...] = ()
    shown: bool = False

    @property
    def reseats(self) -> tuple[str, ...] | None:
        return None if self.shown else ()

    def change(self, programme: Programme, meeting: Meeting, fact: Fact) -> None:
        found = the_round(meeting, self.block)
        if self.shown:
            found.shown = dict(found.seats)
            meeting.moved(found.seats, fact)
        found.rooms = {number: Room(number) for number in self.rooms}
        found.seats, found.stayed, found.left, found.accepted = dict(self.seats), set(), set(), frozenset()
        found.largest, found.seed, found.why, found.stranded = self.largest, self.seed, self.why, self.stranded
        found.relabel(meeting)


def drafted(
    programme: Programme,
    meeting: Meeting,
    number: int,
    seats: tuple[tuple[str, int], ...],
    plan: tuple[int, str, tuple[str, ...], tuple[str, ...]],
) -> list[Event]:
    """Return the events that draft these rooms; `plan`: largest, seed, why, stranded."""
    block, found = meeting.blocks[number], the_round(meeting, number)
    act = RoomsDrafted(meeting.id, number, seats, tuple(rooms_of(dict(seats))), *plan, found.state == PUBLISHED)
    return [act, *found.drafted(programme, meeting, block, seats)]


def draftable(command: MeetingCommand, programme: Programme, block: int) -> Meeting:
    """Return the meeting if rooms may be drafted for the block now, shown or not. Raises `Conflict`."""
    meeting = command.unclosed(programme)
    if not the_round(meeting, block).drawn:
        raise Conflict("other-format")
    if the_round(meeting, block).state not in (PLANNED, DRAFT, PUBLISHED):
        raise Conflict("wrong-state", state=the_round(meeting, block).state)
    return meeting


def redrawn(found: Round, before: dict[str, int]) -> bool:
    """Say whether somebody changed a round's seats since they were `before`; a latecomer's seat is no such change."""
    if not before:
        return bool(found.rooms)
    return any(found.seats.get(person) != room for person, room in before.items())


def repeated(programme: Programme, meeting: Meeting, before: dict[str, int]) -> tuple[dict[str, int], tuple[str, ...]]:
    """Return the seats of `before` for those present, the others added where they are understood, and who is not."""
    people = seatable(programme, meeting)
    pins = pinned(meeting)
    seats = {person: pins.get(person, before.get(person, 0)) for person in people if person in before or person in pins}
    stranded = []
    for person in people:
        if person not in seats:
            room = _smallest(programme, meeting, seats, person)
            if room is None:
                stranded.append(person)
            else:
                seats[person] = room
    return seats, tuple(stranded)


def _smallest(programme: Programme, meeting: Meeting, seats: dict[str, int], person: str) -> int | None:
    buddies = languages.buddies(meeting.wishes.together.values())
    candidates = []
    for room, members in rooms_of(seats).items():
        together = [programme.people[each] for each in (*members, person)]
        candidates.append(Candidate(room, len(members), bool(languages.shared(together, buddies))))
    return place(candidates, pinned(meeting).get(person))


allow({"PlanRounds": drives, "DraftRooms": drives, "RepeatRooms": drives})
