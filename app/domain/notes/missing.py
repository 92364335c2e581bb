"""What a room has not written: the team asks it for a line, and one that ends without notes says why with one tap."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from app.domain.agenda import found
from app.domain.duties import RAPPORTEUR, Place, PlaceEvent, at_work, holders, seat
from app.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from app.domain.formats.rooms.round import Round
from app.domain.messages import By, Event, Fact
from app.domain.notes.shelf import open_now, wrote
from app.domain.orders import MeetingCommand
from app.domain.permissions import allow, helps, in_meeting
from app.domain.reports import named
from app.domain.rooms import CLOSED, CLOSING

if TYPE_CHECKING:
    from app.domain.meetings import Meeting
    from app.domain.programme import Programme

REASONS = ("talked", "language", "technical", "nobody", "elsewhere")
"""Why a room has no notes: talk mattered more, the language, it did not work, nobody wished to, kept elsewhere."""
AGAIN = 60.0
"""Seconds after which the team may ask the same room again."""


@dataclass(frozen=True, slots=True)
class NudgeRoom(MeetingCommand):
    """Ask a room that talks to write a line; its boards show it until something is written there."""

    path: ClassVar[str] = "rounds/{block}/rooms/{room}/nudge"
    meeting: str
    block: int
    room: int

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = self.live(programme)
        place = found(meeting, self.block).number, meeting.blocks[self.block].body.part, self.room
        if not self.room or not open_now(meeting, place):
            raise Conflict("room-does-not-talk")
        if by.at < meeting.notes.nudges.get(place, -AGAIN) + AGAIN:
            return []
        return [RoomNudged(meeting.id, *place)]


@dataclass(frozen=True, slots=True)
class ExplainNoNotes(MeetingCommand):
    """Say with one tap why a room that ends, or has ended, has no notes; by whoever sat there."""

    path: ClassVar[str] = "rounds/{block}/rooms/{room}/no-notes"
    meeting: str
    block: int
    room: int
    reason: str = "talked"
    part: int = 0

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = programme.meeting(self.meeting)
        block = found(meeting, self.block)
        place = block.number, self.part or block.body.part, self.room
        if self.reason not in REASONS:
            raise Invalid("unknown-choice", field="reason")
        if not isinstance(block.body, Round) or self.room not in block.body.rooms:
            raise NotFound("room")
        if not wrote(meeting, place, by.person):
            raise NotAllowed("not-in-that-room")
        if written_at(programme, meeting, place):
            raise Conflict("room-has-notes")
        if not ending(meeting, place):
            raise Conflict("room-talks-on")
        known = meeting.notes.reasons.get(place)
        return [] if known == self.reason else [NoNotesExplained(meeting.id, *place, self.reason)]


@dataclass(frozen=True, slots=True)
class RoomNudged(PlaceEvent):
    """The team asks a room to write a line."""

    meeting: str
    block: int
    part: int
    room: int

    def evolve(self, programme: Programme, fact: Fact) -> None:
        programme.meetings[self.meeting].notes.nudges[self.place] = fact.at


@dataclass(frozen=True, slots=True)
class NoNotesExplained(PlaceEvent):
    """Somebody of a room without notes said why it has none."""

    meeting: str
    block: int
    part: int
    room: int
    reason: str

    def evolve(self, programme: Programme, fact: Fact) -> None:
        programme.meetings[self.meeting].notes.reasons[self.place] = self.reason


def written_at(programme: Programme, meeting: Meeting, place: Place) -> float:
    """Return when a room last wrote a note or in its report (UTC seconds), 0 where it has nothing."""
    shelf, report = meeting.notes.shelves.get(place), programme.texts.get(named(meeting, place))
    notes = max(shelf.last_by.values(), default=0.0) if shelf is not None and shelf.order else 0.0
    return max(notes, report.at if report is not None and report.filled else 0.0)


def writers(programme: Programme, meeting: Meeting, place: Place) -> list[str]:
    """Return who takes the notes of a place (ids): its rapporteur, else who wrote a note or in its report last.

    While it talks, neither of those who are gone or sit elsewhere by now.
    """
    shelf, report = meeting.notes.shelves.get(place), programme.texts.get(named(meeting, place))
    talks = open_now(meeting, place)
    wrote_at = dict(shelf.last_by) if shelf else {}
    if report is not None and report.by and report.filled:
        wrote_at[report.by] = max(wrote_at.get(report.by, 0.0), report.at)
    there = [one for one in wrote_at if not talks or (seat(meeting, one) == place and meeting.is_present(one))]
    last = sorted(there, key=wrote_at.__getitem__)[-1:]
    return (at_work if talks else holders)(meeting, place, RAPPORTEUR)[-1:] or last


def asked_for_line(programme: Programme, meeting: Meeting, place: Place) -> bool:
    """Whether the team asked a room that talks for a line, and nothing was written there since."""
    at = meeting.notes.nudges.get(place)
    return at is not None and open_now(meeting, place) and written_at(programme, meeting, place) < at


def ending(meeting: Meeting, place: Place) -> bool:
    """Whether a room finishes its sentence, or has ended, in that round."""
    block = meeting.blocks.get(place[0])
    room = block.body.rooms.get(place[2]) if block is not None and isinstance(block.body, Round) else None
    if block is None or room is None:
        return False
    return place[1] < block.body.part or room.state in (CLOSING, CLOSED)


def last_place(meeting: Meeting, person: str) -> Place | None:
    """Return the room where somebody sits or sat last, of the newest round that began."""
    here = seat(meeting, person)
    if here is not None:
        return here
    begun = [one for one in meeting.blocks.values() if isinstance(one.body, Round) and one.begun_at is not None]
    newest = max(begun, key=lambda one: one.begun_at or 0.0, default=None)
    if newest is None or not isinstance(newest.body, Round) or person not in newest.body.seats:
        return None
    room = newest.body.standing(newest.body.seats[person])
    place = newest.number, newest.body.part, room
    return place if wrote(meeting, place, person) else None


allow({"NudgeRoom": helps, "ExplainNoNotes": in_meeting})
