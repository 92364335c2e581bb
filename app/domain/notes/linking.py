"""Links from a note to good practices of the programme: what the note is about, or came from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from app.domain.errors import Full, NotFound
from app.domain.messages import By, Event, Fact
from app.domain.notes.shelf import Note
from app.domain.notes.writing import changeable
from app.domain.orders import MeetingCommand
from app.domain.permissions import allow, in_meeting
from app.domain.practices import rights, shelf
from app.domain.practices.shelf import Practice

if TYPE_CHECKING:
    from app.domain.programme import Programme

MOST_LINKS = 8
"""Most practices that one note is linked to."""


@dataclass(frozen=True, slots=True)
class LinkNote(MeetingCommand):
    """Link a note to a practice that one may read, or take the link away."""

    path: ClassVar[str] = "notes/{note}/practice"
    meeting: str
    note: int
    practice: int
    linked: bool = True

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = programme.meeting(self.meeting)
        note = changeable(programme, meeting, self.note, by)
        practice = shelf.found(programme, self.practice)
        if self.linked and not rights.reads(programme, practice, by.person):
            raise NotFound("practice")
        if (practice.number in note.practices) == self.linked:
            return []
        if self.linked and len(note.practices) >= MOST_LINKS:
            raise Full("too-many-links", limit=MOST_LINKS)
        return [NoteLinked(meeting.id, note.number, practice.number, self.linked)]


@dataclass(frozen=True, slots=True)
class NoteLinked(Event):
    """A note is linked to a practice, or not any more."""

    meeting: str
    note: int
    practice: int
    linked: bool = True

    def evolve(self, programme: Programme, fact: Fact) -> None:
        note = programme.meetings[self.meeting].notes.by_number[self.note]
        others = [number for number in note.practices if number != self.practice]
        note.practices = [*others, self.practice] if self.linked else others


def readable(programme: Programme, person: str) -> list[Practice]:
    """Return the practices that somebody may read, by number."""
    return [each for each in programme.practices.by_number.values() if rights.reads(programme, each, person)]


def public(programme: Programme, note: Note) -> list[Practice]:
    """Return the practices that a note is linked to and that are on the board, where everybody may read them."""
    known = programme.practices.by_number
    return [known[number] for number in note.practices if number in known and known[number].on_board]


allow({"LinkNote": in_meeting})
