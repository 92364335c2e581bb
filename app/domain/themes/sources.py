"""Where themes come from: notes put in and out, reports named as their source; who may gather."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from app.domain import permissions
from app.domain.duties import PlaceEvent
from app.domain.errors import Conflict, Invalid, NotFound
from app.domain.messages import By, Event, Fact
from app.domain.notes import shelf
from app.domain.orders import MeetingCommand
from app.domain.permissions import allow
from app.domain.reports import FIELDS
from app.domain.themes.theme import FromReport, found

if TYPE_CHECKING:
    from app.domain.meetings import Meeting
    from app.domain.programme import Programme


@dataclass(frozen=True, slots=True)
class PutNote(MeetingCommand):
    """Put a note into a theme (0: out of the one it is in)."""

    path: ClassVar[str] = "notes/{note}/theme"
    meeting: str
    note: int
    theme: int = 0

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = programme.meeting(self.meeting)
        free(meeting, self.note)
        theme = found(meeting, self.theme).number if self.theme else 0
        now = meeting.themes.of_note(self.note)
        return [NoteThemed(meeting.id, self.note, theme)] if (now.number if now else 0) != theme else []


@dataclass(frozen=True, slots=True)
class PutReport(MeetingCommand):
    """Name a room's report, or one field of it, as a source of a theme, or no longer (`put`)."""

    path: ClassVar[str] = "themes/{theme}/reports"
    meeting: str
    theme: int
    block: int
    part: int
    room: int
    put: bool = True
    field: str = ""

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = programme.meeting(self.meeting)
        theme, place = found(meeting, self.theme), (self.block, self.part, self.room)
        if place not in meeting.notes.reported and place not in meeting.notes.shelves:
            raise NotFound("room")
        if self.field and self.field not in FIELDS:
            raise Invalid("unknown-choice", field="field")
        if (FromReport(place, self.field) in theme.reports) == self.put:
            return []
        return [ReportThemed(meeting.id, theme.number, *place, self.put, self.field)]


@dataclass(frozen=True, slots=True)
class NoteThemed(Event):
    """A note is in this theme (0: in none)."""

    meeting: str
    note: int
    theme: int

    def evolve(self, programme: Programme, fact: Fact) -> None:
        themes = programme.meetings[self.meeting].themes
        before = themes.of_note(self.note)
        if before is not None:
            before.notes.remove(self.note)
        if self.theme:
            themes.by_number[self.theme].notes.append(self.note)


@dataclass(frozen=True, slots=True)
class ReportThemed(PlaceEvent):
    """A room's report, or one field of it, is a source of a theme, or is none."""

    meeting: str
    theme: int
    block: int
    part: int
    room: int
    put: bool = True
    field: str = ""

    def evolve(self, programme: Programme, fact: Fact) -> None:
        reports = programme.meetings[self.meeting].themes.by_number[self.theme].reports
        source = FromReport(self.place, self.field)
        reports.append(source) if self.put else reports.remove(source)


def free(meeting: Meeting, number: int) -> None:
    """Refuse a note that is not there or that is held back. Raises `NotFound`, `Conflict`."""
    if shelf.found(meeting, number).held:
        raise Conflict("note-held-back")


def gathers(programme: Programme, meeting: Meeting | None, person: str) -> bool:
    """Those who gather themes: who drives, and the central rapporteur."""
    known = programme.people.get(person)
    return permissions.drives(programme, meeting, person) or (known is not None and known.role == "rapporteur")


allow({"PutNote": gathers, "PutReport": gathers})
