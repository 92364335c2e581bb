"""One round of assigned rooms (domain.md §5 F3): its rooms, who sits where, and what it answers the agenda."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, ClassVar

from app.domain import agenda
from app.domain.clock import GRACE, GRACE_OF_PAIRS, HALF, Timer
from app.domain.errors import Conflict, NotFound
from app.domain.formats import PLANNED, Body
from app.domain.places import PLENARY, Spot
from app.domain.rooms import CLOSED, PUBLISHED, STATES, Room

if TYPE_CHECKING:
    from app.domain.agenda import Block
    from app.domain.meetings import Meeting
    from app.domain.messages import Command, Event
    from app.domain.programme import Programme
    from app.domain.steps import Step

Seats = Mapping[str, int]
"""Person → number of their room."""
Plan = tuple[int, str, tuple[str, ...], tuple[str, ...], frozenset[str], dict[str, int]]
"""Largest, seed, why, stranded, accepted, shown: of a `Round`, as an act keeps them."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Places and clocks of a round at one moment, to be restored."""

    seats: dict[str, int]
    coming: dict[str, int]
    stayed: set[str]
    left: set[str]
    plan: Plan
    rooms: dict[int, tuple[Room, str, Timer | None, int | None]]

    def parts(self) -> dict[str, Any]:
        """Return what is kept, by name, for a format that keeps more."""
        return {each.name: getattr(self, each.name) for each in fields(self)}


@dataclass(slots=True)
class Round(Body):
    """One round's places: `seats` says who has which room, whether or not they are present.

    `coming`: who is to sit where in the round after this one; `stayed`: in plenary by choice; `left`: taken out of a
    room that talks on into the next block; `stranded`: whom no room would understand (domain.md §4, language).
    `ever`: round within the block and room → who ever sat there while it talked.
    `turned_at`: when people last went on to something else within the block, 0 for never.
    `accepted`: doubts about the rooms that somebody went on with; `shown`: the rooms people last saw as their next.
    """

    format: ClassVar[str] = "rooms"
    travel: ClassVar[int] = 2
    drawn: ClassVar[bool] = True
    """Whether its rooms are drawn, once for the whole block."""
    rooms: dict[int, Room] = field(default_factory=dict)
    seats: dict[str, int] = field(default_factory=dict)
    coming: dict[str, int] = field(default_factory=dict)
    stayed: set[str] = field(default_factory=set)
    left: set[str] = field(default_factory=set)
    stranded: tuple[str, ...] = ()
    accepted: frozenset[str] = frozenset()
    shown: dict[str, int] = field(default_factory=dict)
    why: tuple[str, ...] = ()
    seed: str = ""
    largest: int = 0
    turn: int = 0
    ever: dict[tuple[int, int], set[str]] = field(default_factory=dict)
    turned_at: float = 0.0

    @property
    def shown_ahead(self) -> bool:
        return self.state == PUBLISHED

    @property
    def state(self) -> str:
        """That of most of its rooms (closed: of half), of equals the later; 'planned' before there are rooms."""
        states = [room.state for room in self.rooms.values() if room.merged_into is None]
        if states and states.count(states[0]) == len(states):  # as nearly always; asked for each person
            return states[0]
        if states.count(CLOSED) * 2 >= len(states) > 0:
            return CLOSED
        counted = Counter(state for state in states if state != CLOSED)
        return max(counted, key=lambda state: (counted[state], STATES.index(state)), default=PLANNED)

    @property
    def grace(self) -> float:
        """Seconds to finish a sentence after the time is up."""
        return GRACE_OF_PAIRS if self.largest == 2 else GRACE

    @property
    def busy(self) -> bool:
        """Whether people talk in one of its rooms."""
        return any(room.talking for room in self.rooms.values())

    @property
    def knowingly_out(self) -> set[str]:
        """Who is in no room by choice, or because no room would understand them."""
        return self.stayed | set(self.stranded)

    @property
    def recap(self) -> float:
        """Seconds at the start in which somebody tells what was said before."""
        return 0.0

    @property
    def more(self) -> bool:
        """Whether a further round follows within the block."""
        return False

    @property
    def lasting(self) -> bool:
        """Whether its groups stay together when their time is up, so that it is never too late to join one."""
        return False

    def asks(self, programme: Programme, people: int) -> int:
        """Return how many rooms so many people need in it, 0: as many as their size asks for. Raises `Conflict`."""
        return 0

    def drafted(
        self, programme: Programme, meeting: Meeting, block: Block, seats: Iterable[tuple[str, int]]
    ) -> Iterable[Event]:
        """Return what follows where rooms with these seats are drafted for it. Raises `Conflict`."""
        return ()

    def length(self, block: Block) -> int:
        """Return the minutes that its rooms talk where nothing else is said: those of the block but for its travel.

        The way there, the grace and the way back are inside the block (domain.md §6), so that it ends in time.
        """
        return max(1, block.minutes - self.travel)

    def follows(self, programme: Programme, meeting: Meeting, block: int, rooms: tuple[int, ...]) -> Iterable[Event]:
        """Return what follows within the block where these rooms close, instead of everybody coming back."""
        return ()

    def been(self, person: str) -> set[int]:
        """Return the rooms where somebody was in the block and is not to come again."""
        return set()

    def active(self) -> list[Room]:
        """Return the rooms that were not merged into others."""
        return [room for room in self.rooms.values() if room.merged_into is None]

    def standing(self, room: int) -> int:
        """Return the room that this one was merged into, itself where it was not."""
        into = self.rooms[room].merged_into if room in self.rooms else None
        return room if into is None else self.standing(into)

    def seated(self, people: Iterable[str]) -> dict[str, int]:
        """Return the seats of those of the people who have one."""
        return {person: self.seats[person] for person in people if person in self.seats}

    def members(self, room: int) -> list[str]:
        """Return who has a seat in the room, present or not."""
        return [person for person, seat in self.seats.items() if seat == room]

    def room(self, number: int) -> Room:
        """Return the room of that number. Raises `NotFound`."""
        if number not in self.rooms:
            raise NotFound("room")
        return self.rooms[number]

    def next_turn(self) -> int:
        """Return a new number for a change of clocks; alarms of older turns ring in vain."""
        self.turn += 1
        return self.turn

    def spot(self, block: Block, person: str) -> Spot | None:
        room = self.seats.get(person)
        if room is not None:
            return Spot("room", block.number, room) if self.rooms[room].talking else PLENARY
        return PLENARY if person in self.stayed or person in self.stranded else None

    def held(self, person: str) -> int | None:
        room = self.seats.get(person)
        return room if room is not None and self.rooms[room].talking and person not in self.left else None

    def ahead(self, block: Block, person: str) -> Spot | None:
        room = self.seats.get(person)
        # Rooms are published all at once; asking all of them for each of a thousand people would take a second.
        return Spot("room", block.number, room) if room is not None and self.rooms[room].state == PUBLISHED else None

    def left_out(self) -> Iterable[str]:
        return [person for person in self.stranded if person not in self.seats] if self.busy else ()

    def seats_of(self, block: Block, room: int) -> Iterable[str]:
        return self.members(room)

    def step(self, meeting: Meeting, block: Block) -> Step | None:
        from app.domain.formats.rooms import path

        return path.within(meeting, block, self)

    def entry(self, meeting: Meeting, block: Block) -> Step | None:
        from app.domain.formats.rooms import path

        return path.towards(meeting, block, self)

    def mark(self) -> Kept:
        rooms = {}
        for number, room in self.rooms.items():
            rooms[number] = (room, room.state, room.clock and room.clock.copy(), room.merged_into)
        return Kept(dict(self.seats), dict(self.coming), set(self.stayed), set(self.left), self._plan(), rooms)

    def restore(self, kept: Kept) -> None:
        self.seats, self.coming = dict(kept.seats), dict(kept.coming)
        self.stayed, self.left = set(kept.stayed), set(kept.left)
        self.largest, self.seed, self.why, self.stranded, self.accepted, self.shown = kept.plan
        self.rooms = {number: each for number, (each, *_) in kept.rooms.items()}
        turn = self.next_turn()
        for room, state, clock, merged_into in kept.rooms.values():
            before, room.clock = room.clock, clock and clock.copy()
            room.state, room.merged_into = state, merged_into
            if room.clock is not None:
                room.clock.turn = turn
            if room.clock is not None and before is not None and before.halved_at is not None:
                room.clock.tell(HALF, before.halved_at)

    def _plan(self) -> Plan:
        return self.largest, self.seed, self.why, self.stranded, self.accepted, self.shown

    def sits(self, people: Iterable[str]) -> None:
        talking = {room.number for room in self.rooms.values() if room.talking}
        for person in people if talking else ():
            room = self.seats.get(person)
            if room in talking:
                self.ever.setdefault((self.part, room), set()).add(person)

    def sat(self, part: int, room: int) -> Collection[str]:
        return self.ever.get((part, room), ())

    def places(self, room: int) -> int | None:
        """Return how many people a room may have, None where nobody said."""
        return None

    def tongue(self, room: int) -> str:
        """Return the language that a room was given, '' for any."""
        return ""

    def met(self) -> Iterable[Mapping[str, int]]:
        return [self.seats]

    def unseat(self, people: Iterable[str]) -> None:
        for person in people:
            if person in self.seats and self.rooms[self.seats[person]].state != CLOSED:
                del self.seats[person]

    def relabel(self, meeting: Meeting) -> None:
        for room in self.rooms.values():
            room.name = meeting.room_names.get(room.number, "")
            room.others = meeting.room_names_in.get(room.number, ())
            room.call = meeting.call_of(room.number)

    def due(self, meeting: Meeting, block: Block) -> dict[str, float]:
        from app.domain.formats.rooms import alarms

        return alarms.due(self)

    def ring(self, meeting: Meeting, block: Block, rest: str) -> Command | None:
        from app.domain.formats.rooms import alarms

        return alarms.ring(meeting, block, self, rest)

    def arrived(self, programme: Programme, meeting: Meeting, block: Block, person: str, at: float) -> Iterable[Event]:
        from app.domain.formats.rooms import late

        return late.arrived(programme, meeting, block, self, person, at)

    def missed(self, at: float) -> Iterable[int]:
        from app.domain.formats.rooms import alarms

        return alarms.missed(self, at)

    def restarted(self, meeting: Meeting, block: Block, at: float) -> Iterable[Event]:
        from app.domain.formats.rooms import alarms

        return alarms.restarted(meeting, block, self, at)


def the_round(meeting: Meeting, block: int) -> Round:
    """Return the round that a block of the rooms format holds. Raises `NotFound`, `Conflict`."""
    body = agenda.found(meeting, block).body
    if not isinstance(body, Round):
        raise Conflict("other-format")
    return body


def rooms_of(seats: Seats) -> dict[int, list[str]]:
    """Return the people of each room, by room number."""
    found: dict[int, list[str]] = {}
    for person, room in seats.items():
        found.setdefault(room, []).append(person)
    return dict(sorted(found.items()))
