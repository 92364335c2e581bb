"""Taking out what a meeting kept: noted with who and when, and without anything that somebody holds back.

Until the two minutes of its harvest have ended, staff alone may (domain.md §4 "What leaves the meeting").
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain import permissions
from app.domain.errors import NotAllowed
from app.domain.formats.harvest.harvest import cleared
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
        meeting = programme.meeting(self.meeting)
        if not permissions.helps(programme, meeting, by.person):
            if programme.people[by.person].role == "observer":
                raise NotAllowed("role")
            if not cleared(meeting, by.at):
                raise NotAllowed("not-cleared-yet")
        return [NotesExported(meeting.id)]


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
