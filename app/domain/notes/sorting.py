"""What is done with a room's notes: stars, their order, and holding one back so that it never leaves the room."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from app.domain import permissions
from app.domain.errors import NotAllowed
from app.domain.holds import held_already, remaining
from app.domain.messages import By, Event, Fact
from app.domain.notes.shelf import Note, drafted, in_time
from app.domain.notes.writing import known, may_sort
from app.domain.orders import MeetingCommand

if TYPE_CHECKING:
    from app.domain.meetings import Meeting
    from app.domain.programme import Programme


@dataclass(frozen=True, slots=True)
class StarNote(MeetingCommand):
    """Star a note, or take its star; said twice it is the same."""

    path: ClassVar[str] = "notes/{note}/star"
    meeting: str
    note: int
    starred: bool = True

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting, note = _sortable(self, programme, by, self.note)
        return [NoteStarred(meeting.id, note.number, self.starred)] if note.starred != self.starred else []


@dataclass(frozen=True, slots=True)
class PlaceNote(MeetingCommand):
    """Put a note before another of its room (0: at the end)."""

    path: ClassVar[str] = "notes/{note}/place"
    meeting: str
    note: int
    before: int = 0

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting, note = _sortable(self, programme, by, self.note)
        if self.before == note.number:
            return []
        order = _placed(meeting, note, self.before)
        return [NotePlaced(meeting.id, note.number, self.before)] if order != _order(meeting, note) else []


@dataclass(frozen=True, slots=True)
class ShiftNote(MeetingCommand):
    """Move a note by one place: -1 up, 1 down."""

    path: ClassVar[str] = "notes/{note}/shift"
    meeting: str
    note: int
    by: int = -1

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting, note = _sortable(self, programme, by, self.note)
        order = _order(meeting, note)
        at = order.index(note.number)
        if self.by < 0:
            return [NotePlaced(meeting.id, note.number, order[at - 1])] if at else []
        return [NotePlaced(meeting.id, note.number, [*order, 0, 0][at + 2])] if at + 1 < len(order) else []


@dataclass(frozen=True, slots=True)
class HoldNote(MeetingCommand):
    """Hold a note back: it shows only in its room and to its author, in no export and on no other screen; or let it go.

    Its authors and those who drive may, then and later, without an end; what one of them holds back, the other does
    not let go: it leaves its room once nobody holds it.
    """

    path: ClassVar[str] = "notes/{note}/hold"
    meeting: str
    note: int
    held: bool = True

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = programme.meeting(self.meeting)
        note = known(programme, meeting, self.note, by.person)
        own, drives = by.person in note.authors, permissions.drives(programme, meeting, by.person)
        if not own and not drives:
            raise NotAllowed("not-your-note")
        holds = note.held_by
        if self.held:
            known_already = held_already(holds, by.person, own=own)
            return [] if known_already else [NoteHeld(meeting.id, note.number, True, drafted=bool(note.fields))]
        if not holds:
            return []
        if remaining(holds, by.person, team=drives) == holds:
            raise NotAllowed("held-by-author" if note.kept else "held-by-team")
        return [NoteHeld(meeting.id, note.number, False, drives, bool(note.fields))]


@dataclass(frozen=True, slots=True)
class NoteStarred(Event):
    """A note has a star, or has lost it."""

    meeting: str
    note: int
    starred: bool

    def evolve(self, programme: Programme, fact: Fact) -> None:
        programme.meetings[self.meeting].notes.by_number[self.note].starred = self.starred


@dataclass(frozen=True, slots=True)
class NotePlaced(Event):
    """A note stands before another one (0: at the end)."""

    meeting: str
    note: int
    before: int

    def evolve(self, programme: Programme, fact: Fact) -> None:
        meeting = programme.meetings[self.meeting]
        note = meeting.notes.by_number[self.note]
        meeting.notes.shelves[note.place].order = _placed(meeting, note, self.before)


@dataclass(frozen=True, slots=True)
class NoteHeld(Event):
    """A note is held back by somebody, or let go; `team`: by who drives, so that none of the team holds it any more.

    `drafted`: a field of its room's report has its words.
    """

    meeting: str
    note: int
    held: bool
    team: bool = True
    drafted: bool = False

    @property
    def reseats(self) -> tuple[str, ...] | None:
        return drafted(self.drafted)

    def evolve(self, programme: Programme, fact: Fact) -> None:
        note = programme.meetings[self.meeting].notes.by_number[self.note]
        left = note.held_by
        note.holds = [*left, fact.actor] if self.held else [*remaining(left, fact.actor, team=self.team)]


def _sortable(command: MeetingCommand, programme: Programme, by: By, number: int) -> tuple[Meeting, Note]:
    meeting = programme.meeting(command.meeting)
    note = known(programme, meeting, number, by.person)
    if not may_sort(programme, meeting, note.place, by.person):
        raise NotAllowed("rapporteur-only")
    in_time(meeting, by.at)
    return meeting, note


def _order(meeting: Meeting, note: Note) -> list[int]:
    return meeting.notes.shelves[note.place].order


def _placed(meeting: Meeting, note: Note, before: int) -> list[int]:
    others = [number for number in _order(meeting, note) if number != note.number]
    at = others.index(before) if before in others else len(others)
    return [*others[:at], note.number, *others[at:]]
