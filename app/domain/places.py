"""Where is everybody: exactly one current place for each present person, and at most one next (domain.md §4)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain import agenda
from app.domain.formats import Body

if TYPE_CHECKING:
    from app.domain.agenda import Block
    from app.domain.meetings import Meeting
    from app.domain.programme import Programme


@dataclass(frozen=True, slots=True)
class Spot:
    """A place: 'room' (with block and number), 'plenary', 'lobby' or 'away'."""

    kind: str
    block: int = 0
    room: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody is now and where they go next, if that is known."""

    now: Spot
    next: Spot | None = None


PLENARY, LOBBY, AWAY = Spot("plenary"), Spot("lobby"), Spot("away")


def where(programme: Programme, meeting: Meeting, person: str) -> Place:
    """Return the person's place; who is not present is away."""
    found = meeting.attendance.get(person)
    if found is None or found.gone or meeting.phase in ("planned", "closed"):
        return Place(AWAY)
    block = meeting.on
    if meeting.phase == "doors" or block is None:
        return Place(LOBBY, PLENARY)
    now = _held(meeting, person) or _within(programme, meeting, block, person)
    following = _next(meeting, block, person, now)
    return Place(now, following if following != now else None)


def word(meeting: Meeting, block: int) -> str:
    """Return what people call the places of a block, room or table; 'room' where it has none or is no more."""
    found = meeting.blocks.get(block)
    return found.body.word if found is not None else Body.word


def people_in(programme: Programme, meeting: Meeting, spot: Spot) -> list[str]:
    """Return who is in the place now; for a room only those with a seat there are asked."""
    block = meeting.blocks[spot.block] if spot.kind == "room" else None
    asked = block.body.seats_of(block, spot.room) if block else meeting.present()
    return [person for person in asked if where(programme, meeting, person).now == spot]


def awaited(programme: Programme, meeting: Meeting, spot: Spot) -> dict[str, Spot]:
    """Return who has a seat in a room but is still held in an earlier one, and where ("2 still in Room 3")."""
    if not any(block.body.busy for block in meeting.blocks.values() if block.number != meeting.current):
        return {}  # as nearly always; asked for each room
    block = meeting.blocks[spot.block]
    seated = [person for person in block.body.seats_of(block, spot.room) if meeting.is_present(person)]
    held = {person: _held(meeting, person) for person in seated}
    return {person: at for person, at in held.items() if at and at.block != spot.block}


def unplaced(programme: Programme, meeting: Meeting) -> list[str]:
    """Return the participants who are present but neither in a room of the round that is on nor staying by choice.

    Whom no room would understand waits in plenary, and is counted too until staff or time find them a room.
    """
    if meeting.on is None or meeting.phase != "live":
        return []
    waiting = dict.fromkeys(meeting.on.body.left_out(), PLENARY)
    present = meeting.present()
    asked = [person for person in present if not meeting.wishes.stays(person)]
    return [person for person in asked if where(programme, meeting, person).now in (LOBBY, waiting.get(person))]


def _held(meeting: Meeting, person: str) -> Spot | None:
    """Return the earlier room that keeps the person (extended, or reopened) while another block is on."""
    for number in meeting.agenda:
        if number != meeting.current:
            room = meeting.blocks[number].body.held(person)
            if room is not None:
                return Spot("room", number, room)
    return None


def _within(programme: Programme, meeting: Meeting, block: Block, person: str) -> Spot:
    waits = programme.people[person].role == "participant" and not meeting.wishes.stays(person)
    return block.body.spot(block, person) or (LOBBY if waits else PLENARY)


def _next(meeting: Meeting, block: Block, person: str, now: Spot) -> Spot | None:
    if now.kind == "room" and now.block != block.number:
        return block.body.spot(block, person) or PLENARY
    onward = block.body.onward(block, person)
    if onward is not None:
        return onward
    coming = agenda.upcoming(meeting)
    shown = coming.body.ahead(coming, person) if coming is not None else None
    return shown or (PLENARY if now.kind != "plenary" else None)
