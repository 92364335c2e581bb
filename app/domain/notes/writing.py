"""Writing and changing notes: by those in the room, by its rapporteur, by the team; what comes late is taken too."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from app.domain import duties, permissions, text
from app.domain.duties import Place
from app.domain.errors import Conflict, Full, Invalid, NotAllowed, NotFound
from app.domain.messages import By, Event, Fact
from app.domain.notes.shelf import (
    KINDS,
    MOST,
    MOST_OF_ONE,
    TEXT,
    Note,
    Shelf,
    found,
    here,
    in_time,
    open_now,
    wrote,
)
from app.domain.orders import MeetingCommand
from app.domain.wording import LANGUAGES

if TYPE_CHECKING:
    from app.domain.meetings import Meeting
    from app.domain.programme import Programme


@dataclass(frozen=True, slots=True)
class WriteNote(MeetingCommand):
    """Write a note where one is, or where one was when it was typed (block 0: where one is)."""

    path: ClassVar[str] = "notes"
    meeting: str
    text: str
    kind: str = "key_point"
    language: str = ""
    block: int = 0
    part: int = 1
    room: int = 0

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = programme.meeting(self.meeting)
        place, late = self._place(programme, meeting, by)
        said = text.paragraph(self.text, "text", TEXT, required=True)
        if self.kind not in KINDS:
            raise Invalid("unknown-choice", field="kind")
        written = meeting.notes.of(place)
        if len(written) >= MOST:
            raise Full("too-many-notes", limit=MOST)
        if sum(note.author == by.person for note in written) >= MOST_OF_ONE:
            raise Full("too-many-notes-of-one", limit=MOST_OF_ONE)
        language = self.language if self.language in LANGUAGES else ""
        number = len(meeting.notes.by_number) + 1
        return [NoteWritten(meeting.id, number, *place, said, self.kind, language, late)]

    def _place(self, programme: Programme, meeting: Meeting, by: By) -> tuple[Place, bool]:
        """Return where the note belongs and whether it comes late, by the server's own time. Raises a refusal."""
        in_time(meeting, by.at)
        now = here(programme, meeting, by.person)
        place = (self.block, self.part, self.room) if self.block else now
        if place is None:
            raise Conflict("no-room-to-write-in")
        if place == now:
            return place, not open_now(meeting, place)
        if place[0] not in meeting.blocks:
            raise NotFound("block")
        staff = permissions.helps(programme, meeting, by.person) and _exists(meeting, place)
        if not staff and not wrote(meeting, place, by.person):
            raise NotAllowed("not-in-that-room")
        return place, not (staff and open_now(meeting, place))


@dataclass(frozen=True, slots=True)
class ChangeNote(MeetingCommand):
    """Give a note another text or kind; `version`: the one that was seen, so that nothing newer is overwritten."""

    path: ClassVar[str] = "notes/{note}"
    meeting: str
    note: int
    text: str
    kind: str = "key_point"
    version: int = 0

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = programme.meeting(self.meeting)
        note = found(meeting, self.note)
        if not may_change(programme, meeting, note, by.person):
            raise NotAllowed("not-your-note")
        if note.held and not reads_held(meeting, note, by.person):
            raise NotAllowed("held-by-author" if note.held_by == note.author else "held-by-team")
        in_time(meeting, by.at)
        said = text.paragraph(self.text, "text", TEXT, required=True)
        if self.kind not in KINDS:
            raise Invalid("unknown-choice", field="kind")
        if (said, self.kind) == (note.text, note.kind):
            return []
        if self.version and self.version != note.version:
            raise Conflict("note-changed-meanwhile")
        return [NoteChanged(meeting.id, note.number, said, self.kind)]


@dataclass(frozen=True, slots=True)
class NoteWritten(Event):
    """A note is kept; `late`: its room wrote no more when it came."""

    personal: ClassVar[tuple[str, ...]] = ("text",)
    meeting: str
    note: int
    block: int
    part: int
    room: int
    text: str
    kind: str
    language: str = ""
    late: bool = False

    @property
    def place(self) -> Place:
        """Block, round and room."""
        return self.block, self.part, self.room

    def evolve(self, programme: Programme, fact: Fact) -> None:
        notes = programme.meetings[self.meeting].notes
        made = Note(self.note, self.place, self.text, self.kind, fact.actor, self.language, fact.at, self.late)
        notes.by_number[self.note] = made
        shelf = notes.shelves.setdefault(self.place, Shelf())
        shelf.order.append(self.note)
        shelf.last_by[fact.actor] = fact.at


@dataclass(frozen=True, slots=True)
class NoteChanged(Event):
    """A note has another text or kind."""

    personal: ClassVar[tuple[str, ...]] = ("text",)
    meeting: str
    note: int
    text: str
    kind: str

    def evolve(self, programme: Programme, fact: Fact) -> None:
        note = programme.meetings[self.meeting].notes.by_number[self.note]
        note.text, note.kind, note.version = self.text, self.kind, note.version + 1


def may_change(programme: Programme, meeting: Meeting, note: Note, person: str) -> bool:
    """Whether somebody may change a note: its author while the block is on, the room's rapporteurs, the team."""
    own = note.author == person and meeting.current == note.place[0]
    return own or may_sort(programme, meeting, note.place, person)


def reads_held(meeting: Meeting, note: Note, person: str) -> bool:
    """Whether somebody reads a note that is held back: its author, and who sits in its room now."""
    seat = duties.seat(meeting, person)
    return person == note.author or (seat is not None and (seat[0], seat[2]) == (note.place[0], note.place[2]))


def may_sort(programme: Programme, meeting: Meeting, place: Place, person: str) -> bool:
    """Whether somebody may star and order a room's notes: its rapporteurs and the team."""
    return permissions.helps(programme, meeting, person) or person in duties.holders(meeting, place, duties.RAPPORTEUR)


def _exists(meeting: Meeting, place: Place) -> bool:
    body = meeting.blocks[place[0]].body
    return 1 <= place[1] <= body.part and (not place[2] or place[2] in getattr(body, "rooms", {}))
