"""Quotes: somebody's own words, which leave their room once that person has said yes on their own board.

Until then, and for good after a no, a quote is held; so is one of somebody who is not on the list.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from app.domain.duties import Place
from app.domain.errors import Conflict, Invalid, NotAllowed
from app.domain.messages import By, Event, Fact
from app.domain.notes.shelf import APPROVED, REFUSED, Note, found
from app.domain.orders import MeetingCommand

if TYPE_CHECKING:
    from app.domain.meetings import Meeting
    from app.domain.programme import Programme


@dataclass(frozen=True, slots=True)
class AnswerQuote(MeetingCommand):
    """Say yes to one's own words as they are quoted, while the meeting lives; or no, then and later, for good."""

    path: ClassVar[str] = "notes/{note}/quote"
    meeting: str
    note: int
    approved: bool = True
    version: int = 0

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = programme.meeting(self.meeting)
        note = found(meeting, self.note)
        if not note.quote or note.speaker != by.person:
            raise NotAllowed("not-your-words")
        answer = APPROVED if self.approved else REFUSED
        if note.answer == answer:
            return []
        if self.approved:
            self.live(programme)
            if note.answer == REFUSED:
                raise Conflict("quote-refused")
            if self.version and self.version != note.version:
                raise Conflict("note-changed-meanwhile")
        return [QuoteAnswered(meeting.id, note.number, self.approved)]


@dataclass(frozen=True, slots=True)
class QuoteAnswered(Event):
    """Who is quoted says yes or no."""

    meeting: str
    note: int
    approved: bool

    def evolve(self, programme: Programme, fact: Fact) -> None:
        note = programme.meetings[self.meeting].notes.by_number[self.note]
        note.answer = APPROVED if self.approved else REFUSED


def speakers(programme: Programme, meeting: Meeting, place: Place) -> list[str]:
    """Return who may be quoted in a place: who sits or ever sat there; in the plenary who ever came to the meeting."""
    block, part, room = place
    if not room:
        return [person for person in meeting.attendance if person in programme.people]
    body = meeting.blocks[block].body if block in meeting.blocks else None
    if body is None:
        return []
    now = body.seats_of(meeting.blocks[block], room) if part == body.part else ()
    return [person for person in dict.fromkeys((*now, *sorted(body.sat(part, room)))) if person in programme.people]


def quotable(programme: Programme, meeting: Meeting, place: Place, speaker: str) -> str:
    """Return the person who is quoted, '' for somebody not on the list. Raises `Invalid`."""
    if speaker and speaker not in speakers(programme, meeting, place):
        raise Invalid("unknown-choice", field="speaker")
    return speaker


def waiting(meeting: Meeting, person: str) -> list[Note]:
    """Return the quotes of somebody, in the order in which they were written, that are not refused."""
    theirs = (note for note in meeting.notes.by_number.values() if note.quote and note.speaker == person)
    return [note for note in theirs if note.answer != REFUSED and not note.joined]
