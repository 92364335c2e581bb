"""Two notes become one, or one becomes several: every word stays, and with it its authors, late marks, stars, holds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from app.domain import text
from app.domain.errors import Conflict, Full, Invalid
from app.domain.messages import By, Event, Fact
from app.domain.notes.shelf import APPROVED, MOST, NONE, TEXT, Note, drafted
from app.domain.notes.writing import changeable
from app.domain.orders import MeetingCommand

if TYPE_CHECKING:
    from app.domain.programme import Programme

_GAP = re.compile(r"\n[^\S\n]*\n\s*")


@dataclass(frozen=True, slots=True)
class JoinNote(MeetingCommand):
    """Join a note to another of its room and round, which has both texts then; who holds one back holds both."""

    path: ClassVar[str] = "notes/{note}/joining"
    meeting: str
    note: int
    to: int

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = programme.meeting(self.meeting)
        note, other = (changeable(programme, meeting, number, by) for number in (self.note, self.to))
        if note.place != other.place or note is other:
            raise Conflict("notes-of-two-rooms")
        if note.quote or other.quote:
            raise Conflict("quote-stands-alone")
        order = meeting.notes.shelves[note.place].order
        first, second = sorted((note, other), key=lambda one: order.index(one.number))
        both = text.paragraph(f"{first.text}\n{second.text}", "text", TEXT, required=True)
        return [NotesJoined(meeting.id, note.number, other.number, both, bool(note.fields or other.fields))]


@dataclass(frozen=True, slots=True)
class SplitNote(MeetingCommand):
    """Split a note where its `text` has an empty line; the words stay the same, and their order."""

    path: ClassVar[str] = "notes/{note}/splitting"
    meeting: str
    note: int
    text: str
    version: int = 0

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = programme.meeting(self.meeting)
        note = changeable(programme, meeting, self.note, by)
        said = text.paragraph(self.text, "text", 2 * TEXT, required=True)
        parts = tuple(text.paragraph(part, "text", TEXT, required=True) for part in _GAP.split(said))
        if len(parts) == 1:
            raise Invalid("no-empty-line", field="text")
        if self.version and self.version != note.version:
            raise Conflict("note-changed-meanwhile")
        if "".join(said.split()) != "".join(note.text.split()):
            raise Invalid("split-changes-words", field="text")
        if len(meeting.notes.of(note.place)) + len(parts) - 1 > MOST:
            raise Full("too-many-notes", limit=MOST)
        return [NoteSplit(meeting.id, note.number, len(meeting.notes.by_number) + 1, parts)]


@dataclass(frozen=True, slots=True)
class NotesJoined(Event):
    """A note has the words of another one too; that one stands nowhere any more."""

    personal: ClassVar[tuple[str, ...]] = ("text",)
    meeting: str
    note: int
    to: int
    text: str
    drafted: bool = False

    @property
    def reseats(self) -> tuple[str, ...] | None:
        return drafted(self.drafted)

    def evolve(self, programme: Programme, fact: Fact) -> None:
        notes = programme.meetings[self.meeting].notes
        note, other = notes.by_number[self.note], notes.by_number[self.to]
        alike = note.authors == other.authors and note.attribution == other.attribution
        other.text, other.version = self.text, other.version + 1
        other.beside = [one for one in dict.fromkeys((*other.authors, *note.authors)) if one != other.author]
        other.interpreters = [*dict.fromkeys((*other.interpreters, *note.interpreters))]
        other.holds = [*dict.fromkeys((*other.holds, *note.holds))]
        other.practices = [*dict.fromkeys((*other.practices, *note.practices))]
        other.fields = [*dict.fromkeys((*other.fields, *note.fields))]
        other.withheld = other.withheld or note.withheld
        other.late, other.starred = other.late or note.late, other.starred or note.starred
        other.language = other.language if other.language == note.language else ""
        other.attribution = other.attribution if alike else NONE
        note.joined = other.number
        notes.shelves[note.place].order.remove(note.number)


@dataclass(frozen=True, slots=True)
class NoteSplit(Event):
    """A note is several: the first keeps its number, the others are numbered from `first` on and follow it."""

    personal: ClassVar[tuple[str, ...]] = ("texts",)
    meeting: str
    note: int
    first: int
    texts: tuple[str, ...]

    def evolve(self, programme: Programme, fact: Fact) -> None:
        notes = programme.meetings[self.meeting].notes
        note, order = notes.by_number[self.note], notes.shelves[notes.by_number[self.note].place].order
        note.text, note.version = self.texts[0], note.version + 1
        note.answer = "" if note.answer == APPROVED else note.answer
        at = order.index(note.number)
        for number, said in enumerate(self.texts[1:], self.first):
            notes.by_number[number] = part(note, number, said)
            order.insert(at + 1 + number - self.first, number)


def part(note: Note, number: int, said: str) -> Note:
    """Return a note of its own with everything but the words of the one that it was a part of."""
    made = replace(note, number=number, text=said, version=1)
    made.practices, made.fields = [*note.practices], [*note.fields]
    made.holds, made.beside, made.interpreters = [*note.holds], [*note.beside], [*note.interpreters]
    return made
