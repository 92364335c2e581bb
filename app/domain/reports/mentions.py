"""The practices that a room's report mentions (domain.md §3.5), by its notes and by itself, and those of a meeting."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from app.domain import texts
from app.domain.duties import Place, PlaceEvent
from app.domain.errors import Full, NotFound
from app.domain.formats.pitches.pitches import Pitches
from app.domain.messages import By, Event, Fact
from app.domain.notes.linking import MOST_LINKS
from app.domain.orders import MeetingCommand
from app.domain.permissions import allow, in_meeting
from app.domain.practices import rights, shelf
from app.domain.practices.shelf import Practice
from app.domain.reports import named, place_of

if TYPE_CHECKING:
    from app.domain.meetings import Meeting
    from app.domain.programme import Programme


@dataclass(frozen=True, slots=True)
class LinkReport(MeetingCommand):
    """Link a room's report to a practice that one may read, or take the link away."""

    path: ClassVar[str] = "reports/{place}/practices"
    meeting: str
    place: str
    practice: int
    linked: bool = True

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        found = place_of(programme, f"{self.meeting}/{self.place}")
        if found is None:
            raise NotFound("room")
        meeting, place = found
        if by.person:
            texts.must_write(programme, named(meeting, place), by.person, by.at)
        practice = shelf.found(programme, self.practice)
        if self.linked and by.person and not rights.reads(programme, practice, by.person):
            raise NotFound("practice")
        now = meeting.notes.mentioned.get(place, [])
        if (practice.number in now) == self.linked:
            return []
        if self.linked and len(now) >= MOST_LINKS:
            raise Full("too-many-links", limit=MOST_LINKS)
        return [ReportLinked(meeting.id, *place, practice.number, self.linked)]


@dataclass(frozen=True, slots=True)
class ReportLinked(PlaceEvent):
    """A room's report is linked to a practice, or not any more."""

    meeting: str
    block: int
    part: int
    room: int
    practice: int
    linked: bool = True

    def evolve(self, programme: Programme, fact: Fact) -> None:
        mentioned = programme.meetings[self.meeting].notes.mentioned
        others = [number for number in mentioned.get(self.place, ()) if number != self.practice]
        mentioned[self.place] = [*others, self.practice] if self.linked else others


def mentioned(programme: Programme, meeting: Meeting, place: Place) -> list[Practice]:
    """Return what a room's report mentions and everybody may read; what its held notes are linked to is left out."""
    notes = (number for note in meeting.notes.of(place) if not note.held for number in note.practices)
    numbers = dict.fromkeys((*meeting.notes.mentioned.get(place, ()), *notes))
    known = programme.practices.by_number
    return [known[number] for number in numbers if number in known and known[number].on_board]


def mentions(meeting: Meeting, place: Place, number: int) -> bool:
    """Say whether a room's report or one of its notes is linked to a practice, whoever may read it."""
    own = meeting.notes.mentioned.get(place, ())
    return number in own or any(number in note.practices for note in meeting.notes.of(place))


def left_by(programme: Programme, meeting: Meeting) -> list[Practice]:
    """Return the practices of a meeting that everybody may read: begun or pitched in it, or mentioned by a room."""
    begun = (each.number for each in programme.practices.by_number.values() if each.meeting == meeting.id)
    bodies = (block.body for block in meeting.blocks.values() if block.begun_at is not None)
    pitched = (number for body in bodies if isinstance(body, Pitches) for number in body.order)
    rooms = sorted({*meeting.notes.shelves, *meeting.notes.mentioned})
    named = (each.number for place in rooms for each in mentioned(programme, meeting, place))
    known = programme.practices.by_number
    numbers = dict.fromkeys((*pitched, *named, *begun))
    return [known[number] for number in numbers if number in known and known[number].on_board]


allow({"LinkReport": in_meeting})
