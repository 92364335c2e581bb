"""Writing and changing notes: by those in the room, by its rapporteur, by the team; what comes late is taken too."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from app.domain import duties, permissions, text
from app.domain.duties import Place, PlaceEvent
from app.domain.errors import Conflict, Full, Invalid, NotAllowed, NotFound
from app.domain.messages import By, Event, Fact
from app.domain.notes.attribution import Voice, attributed
from app.domain.notes.quotes import quotable
from app.domain.notes.shelf import (
    APPROVED,
    INTERPRETER,
    KINDS,
    MOST,
    MOST_OF_ONE,
    NONE,
    QUOTE,
    REFUSED,
    TEXT,
    Note,
    Shelf,
    drafted,
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
    speaker: str = ""
    attribution: str = NONE
    interpreted: bool = False

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = programme.meeting(self.meeting)
        place, late = self._place(programme, meeting, by)
        said = text.paragraph(self.text, "text", TEXT, required=True)
        if self.kind not in KINDS:
            raise Invalid("unknown-choice", field="kind")
        written = meeting.notes.of(place)
        if len(written) >= MOST:
            raise Full("too-many-notes", limit=MOST)
        if sum(by.person in note.authors for note in written) >= MOST_OF_ONE:
            raise Full("too-many-notes-of-one", limit=MOST_OF_ONE)
        if self.interpreted and programme.person(by.person).role != INTERPRETER:
            raise NotAllowed("interpreters-only")
        speaker = quotable(programme, meeting, place, self.speaker) if self.kind == QUOTE else ""
        own = Voice(speaker, self.kind == QUOTE, self.interpreted, writes=True)
        attribution = attributed(programme, meeting, own, self.attribution)
        language = self.language if self.language in LANGUAGES else ""
        number = len(meeting.notes.by_number) + 1
        begun = NoteWritten(meeting.id, number, *place, said, self.kind, language, late)
        return [replace(begun, speaker=speaker, attribution=attribution, interpreted=self.interpreted)]

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
    """Say a note otherwise; `version`: the one that was seen, so that nothing newer is overwritten.

    What is None stays as it is. A quote stays one, and another wording of it waits for its speaker again.
    """

    path: ClassVar[str] = "notes/{note}"
    meeting: str
    note: int
    text: str
    kind: str = "key_point"
    version: int = 0
    language: str | None = None
    speaker: str | None = None
    attribution: str | None = None

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = programme.meeting(self.meeting)
        note = changeable(programme, meeting, self.note, by)
        said = text.paragraph(self.text, "text", TEXT, required=True)
        if self.kind not in KINDS:
            raise Invalid("unknown-choice", field="kind")
        if note.quote and self.kind != QUOTE:
            raise Conflict("quote-stays-quote")
        language = note.language if self.language is None else self.language if self.language in LANGUAGES else ""
        speaker = self._speaker(programme, meeting, note)
        attribution = self._attribution(programme, meeting, note, by, speaker)
        after = (said, self.kind, language, speaker, attribution)
        if after == (note.text, note.kind, note.language, note.speaker, note.attribution):
            return []
        if self.version and self.version != note.version:
            raise Conflict("note-changed-meanwhile")
        if note.answer == REFUSED:
            raise Conflict("quote-refused")
        in_report = bool(note.fields) and self.kind == QUOTE
        return [NoteChanged(meeting.id, note.number, *after, before=note.speaker, drafted=in_report)]

    def _speaker(self, programme: Programme, meeting: Meeting, note: Note) -> str:
        """Return whose words it is after the change, '' of a note that is no quote. Raises `Invalid`."""
        if self.kind != QUOTE:
            return ""
        known = self.speaker is None or self.speaker == note.speaker
        return note.speaker if known else quotable(programme, meeting, note.place, self.speaker or "")

    def _attribution(self, programme: Programme, meeting: Meeting, note: Note, by: By, speaker: str) -> str:
        """Return what it says of its voice after the change; as it was where that is kept. Raises a refusal."""
        if self.attribution is None or self.attribution == note.attribution:
            return note.attribution if self.kind == note.kind else NONE
        voice = Voice(speaker, self.kind == QUOTE, bool(note.interpreters), writes=note.authors == [by.person])
        return attributed(programme, meeting, voice, self.attribution)


@dataclass(frozen=True, slots=True)
class NoteWritten(PlaceEvent):
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
    speaker: str = ""
    attribution: str = NONE
    interpreted: bool = False

    def evolve(self, programme: Programme, fact: Fact) -> None:
        notes = programme.meetings[self.meeting].notes
        made = Note(self.note, self.place, self.text, self.kind, fact.actor, self.language, fact.at, self.late)
        made.speaker, made.attribution = self.speaker, self.attribution
        made.interpreters = [fact.actor] if self.interpreted else []
        notes.by_number[self.note] = made
        shelf = notes.shelves.setdefault(self.place, Shelf())
        shelf.order.append(self.note)
        shelf.last_by[fact.actor] = fact.at


@dataclass(frozen=True, slots=True)
class NoteChanged(Event):
    """A note is said otherwise; what is None is as before. Its speaker has not said yes to another wording.

    `before`: who was quoted until now; `drafted`: it is a quote whose words stand in its room's report, too.
    """

    personal: ClassVar[tuple[str, ...]] = ("text",)
    meeting: str
    note: int
    text: str
    kind: str
    language: str | None = None
    speaker: str | None = None
    attribution: str | None = None
    before: str = ""
    drafted: bool = False

    @property
    def reseats(self) -> tuple[str, ...] | None:
        return drafted(self.drafted)

    def evolve(self, programme: Programme, fact: Fact) -> None:
        note = programme.meetings[self.meeting].notes.by_number[self.note]
        before = note.text, note.speaker, note.attribution
        note.text, note.kind, note.version = self.text, self.kind, note.version + 1
        note.language = note.language if self.language is None else self.language
        note.speaker = note.speaker if self.speaker is None else self.speaker
        note.attribution = note.attribution if self.attribution is None else self.attribution
        if note.answer == APPROVED and before != (note.text, note.speaker, note.attribution):
            note.answer = ""


def changeable(programme: Programme, meeting: Meeting, number: int, by: By) -> Note:
    """Return a note that somebody may change now. Raises a refusal."""
    note = known(programme, meeting, number, by.person)
    if not may_change(programme, meeting, note, by.person):
        raise NotAllowed("not-your-note")
    if note.held and not reads_held(meeting, note, by.person):
        raise hidden(note)
    in_time(meeting, by.at)
    return note


def known(programme: Programme, meeting: Meeting, number: int, person: str) -> Note:
    """Return a note that somebody may know of: its authors, its room then and now, the team. Raises `NotFound`."""
    note = found(meeting, number)
    own = person in note.authors or person == note.speaker or may_sort(programme, meeting, note.place, person)
    if not own and not wrote(meeting, note.place, person) and not reads_held(meeting, note, person):
        raise NotFound("note")
    return note


def may_change(programme: Programme, meeting: Meeting, note: Note, person: str) -> bool:
    """Whether somebody may change a note: its authors while the block is on, the room's rapporteurs, the team."""
    own = person in note.authors and meeting.current == note.place[0]
    return own or may_sort(programme, meeting, note.place, person)


def reads_held(meeting: Meeting, note: Note, person: str) -> bool:
    """Whether somebody reads a note that is held back: its authors, and who sits in its room now."""
    seat = duties.seat(meeting, person)
    return person in note.authors or (seat is not None and (seat[0], seat[2]) == (note.place[0], note.place[2]))


def hidden(note: Note) -> NotAllowed:
    """Return why somebody outside its room does not read a note that is held."""
    if note.withheld and not note.holds:
        return NotAllowed("held-in-report")
    return NotAllowed("held-by-author" if note.kept else "held-by-team" if note.holds else "quote-waits")


def may_sort(programme: Programme, meeting: Meeting, place: Place, person: str) -> bool:
    """Whether somebody may star and order a room's notes: its rapporteurs and the team."""
    return permissions.helps(programme, meeting, person) or person in duties.holders(meeting, place, duties.RAPPORTEUR)


def _exists(meeting: Meeting, place: Place) -> bool:
    body = meeting.blocks[place[0]].body
    return 1 <= place[1] <= body.part and (not place[2] or place[2] in getattr(body, "rooms", {}))
