"""Latecomers: a seat at once where it is worth it, else the lobby with the next round in view (domain.md §4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain import agenda, clock, languages, wishes
from app.domain.formats.rooms.round import Kept, Round, the_round
from app.domain.messages import Event, Fact
from app.domain.placing import Candidate, place
from app.domain.rooms import DRAFT, OPEN, PUBLISHED, RUNNING, Room

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
        the_round(meeting, self.block).seats[self.person] = self.room
        kept = _kept(meeting, self.block)
        if kept is not None and self.room in kept.rooms:
            kept.seats[self.person] = self.room
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
    """Return the room where the person would be placed, None: the lobby."""
    states = (DRAFT, PUBLISHED, OPEN, RUNNING)
    rooms = [room for room in found.active() if room.state in states and not _apart(meeting, found, person, room)]
    pinned = meeting.wishes.pins.get(person)
    wanted = pinned if pinned is not None else _companions_room(meeting, found, person)
    return place((_candidate(programme, meeting, found, person, room, at) for room in rooms), wanted)


def _concerns(meeting: Meeting, block: Block, found: Round) -> bool:
    if not found.rooms:
        return False
    return block.number == meeting.current or agenda.upcoming(meeting) is block


def _candidate(programme: Programme, meeting: Meeting, found: Round, person: str, room: Room, at: float) -> Candidate:
    present = set(meeting.present())
    members = [programme.people[each] for each in found.members(room.number) if each in present]
    buddies = languages.buddies(meeting.wishes.together.values())
    understood = bool(languages.shared([*members, programme.people[person]], buddies))
    if room.clock is None:
        return Candidate(room.number, len(members), understood)
    left = clock.remaining(room.clock, at)
    return Candidate(room.number, len(members), understood, left, room.clock.duration)


def _apart(meeting: Meeting, found: Round, person: str, room: Room) -> bool:
    members = set(found.members(room.number))
    return any(person in group and members.intersection(group) for group in meeting.wishes.apart.values())


def _companions_room(meeting: Meeting, found: Round, person: str) -> int | None:
    circle = [circle for circle in wishes.circles(meeting.wishes.together.values()) if person in circle]
    return next((found.seats[each] for each in sorted(circle[0]) if each in found.seats), None) if circle else None


def _kept(meeting: Meeting, block: int) -> Kept | None:
    undo = meeting.last_act.undo if meeting.last_act else None
    kept = undo.blocks[block][3] if undo and block in undo.blocks else None
    return kept if isinstance(kept, Kept) else None
