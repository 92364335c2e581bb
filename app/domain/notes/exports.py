"""Taking notes out of a meeting: staff alone, noted with who and when, and nothing that somebody holds back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.messages import By, Event, Fact
from app.domain.notes.shelf import Note
from app.domain.orders import MeetingCommand

if TYPE_CHECKING:
    from app.domain.meetings import Meeting
    from app.domain.programme import Programme


@dataclass(frozen=True, slots=True)
class ExportNotes(MeetingCommand):
    """Note that somebody takes the notes out; the file is made of what may leave."""

    meeting: str

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        return [NotesExported(programme.meeting(self.meeting).id)]


@dataclass(frozen=True, slots=True)
class NotesExported(Event):
    """Somebody took the notes out."""

    meeting: str

    def evolve(self, programme: Programme, fact: Fact) -> None:
        programme.meetings[self.meeting].notes.exports.append((fact.actor, fact.at))


def leaving(meeting: Meeting) -> list[Note]:
    """Return the notes that may leave, by block, round, room and order there."""
    notes = meeting.notes
    return [note for place in sorted(notes.shelves) for note in notes.of(place) if not note.held]
