"""Latecomers: a seat at once where it is worth it, else the lobby with the next round in view (domain.md §4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain import clock, languages, wishes
from app.domain.formats import PLANNED
from app.domain.formats.rooms.round import Kept, Round, rooms_of, the_round
from app.domain.messages import Event, Fact
from app.domain.placing import Candidate, place
from app.domain.rooms import CLOSED, DRAFT, OPEN, PUBLISHED, RUNNING, Room

if TYPE_CHECKING:
    from app.domain.agenda import Block
    from app.domain.meetings import Meeting
    from app.domain.programme import Programme


@dataclass(frozen=True, slots=True)
class LatecomerSeated(Event):
    """Somebody who came late has a seat; taking back an act made just before leaves it to them."""

    meeting: str
    block: int
    person: str
    room: int

    @property
    def reseats(self) -> tuple[str, ...]:
        return (self.person,)

    def evolve(self, programme: Programme, fact: Fact) -> None:
        meeting = programme.meetings[self.meeting]
        found = the_round(meeting, self.block)
        found.seats[self.person] = self.room
        found.stranded = tuple(each for each in found.stranded if each != self.person)
        kept = _kept(meeting, self.block)
        if kept is not None and self.room in kept.rooms:
            kept.seats[self.person] = self.room
        if found.state != DRAFT:
            meeting.moved((self.person,), fact)


def arrived(
    programme: Programme, meeting: Meeting, block: Block, found: Round, person: str, at: float
) -> Iterable[Event]:
    """Yield the seat for somebody who comes while rooms are drafted, shown or on; nothing if they have one."""
    if person in found.seats or person in found.stayed or not _concerns(meeting, block, found):
        return
    if programme.people[person].role != "participant" and person not in meeting.wishes.pins:
        return
    room = seat_for(programme, meeting, found, person, at)
    if room is not None:
        yield LatecomerSeated(meeting.id, block.number, person, room)


def seat_for(programme: Programme, meeting: Meeting, found: Round, person: str, at: float) -> int | None:
    """Return the room where the person would be placed, None: the lobby, as where two wishes speak of two rooms.

    Rooms where they have been in an earlier round come last.
    """
    wishes = [_companions_room(meeting, found, person)]
    if person in meeting.wishes.pins:
        wishes.append(found.standing(meeting.wishes.pins[person]))
    wanted = {room for room in wishes if room in found.rooms}
    rooms = _candidates(programme, meeting, found, person, at)
    fitting = [room for room in rooms if not wanted or room.number in wanted]
    fresh = [room for room in fitting if room.number not in found.been(person)]
    return (place(fresh) or place(fitting)) if len(wanted) < 2 else None


def _concerns(meeting: Meeting, block: Block, found: Round) -> bool:
    """Whether the round is on, or is drafted or shown for later: the next one or one after it."""
    return bool(found.rooms) and (block.number == meeting.current or block.state == PLANNED)


def _candidates(programme: Programme, meeting: Meeting, found: Round, person: str, at: float) -> Iterable[Candidate]:
    """Yield the rooms as the person meets them; those with somebody to stay apart from are left out."""
    present, seats = set(meeting.present()), rooms_of(found.seats)
    buddies = languages.buddies(meeting.wishes.together.values())
    apart = {each for group in meeting.wishes.apart.values() if person in group for each in group}
    for room in found.active():
        seated = seats.get(room.number, [])
        open_to = found.lasting or room.state in (DRAFT, PUBLISHED, OPEN, RUNNING)
        if open_to and apart.isdisjoint(seated):
            members = [programme.people[each] for each in seated if each in present]
            pinned = meeting.wishes.pins.get(person) == room.number
            full = len(members) >= (found.places(room.number) or len(members) + 1)
            newcomer, tongue = programme.people[person], found.tongue(room.number)
            speaks = not tongue or not newcomer.languages or tongue in newcomer.languages
            fits = speaks and not full and bool(languages.shared([*members, newcomer], buddies))
            yield Candidate(room.number, len(members), pinned or fits, *_time(found, room, at))


def _time(found: Round, room: Room, at: float) -> tuple[float | None, float]:
    if room.clock is None or room.state != RUNNING or found.lasting:
        return None, 0.0
    return clock.remaining(room.clock, at), room.clock.duration


def _companions_room(meeting: Meeting, found: Round, person: str) -> int | None:
    circle = [circle for circle in wishes.circles(meeting.wishes.together.values()) if person in circle]
    seated = [each for each in sorted(circle[0]) if each in found.seats] if circle else []
    return next((found.seats[each] for each in seated if meeting.is_present(each)), None) or next(
        (found.seats[each] for each in seated if found.rooms[found.seats[each]].state != CLOSED), None
    )


def _kept(meeting: Meeting, block: int) -> Kept | None:
    undo = meeting.last_act.undo if meeting.last_act else None
    kept = undo.blocks[block][3] if undo and block in undo.blocks else None
    return kept if isinstance(kept, Kept) else None
