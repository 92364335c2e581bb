"""Themes as everybody reads them: a name, what was said, and in how many rooms it was heard. Nobody is named."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from app.domain.meetings import Meeting
from app.domain.messages import Event
from app.domain.notes.joining import NotesJoined, NoteSplit
from app.domain.notes.quotes import QuoteAnswered
from app.domain.notes.sorting import NoteHeld
from app.domain.notes.writing import NoteChanged
from app.domain.programme import Programme
from app.domain.reports.withholding import FieldHeld
from app.domain.themes.gathering import ThemeNamed, ThemeRemoved, ThemeShifted, ThemesMerged, ThemesShown
from app.domain.themes.sources import NoteThemed, ReportThemed
from app.domain.themes.theme import FromReport, heard_in, leaving, notes_of, sources
from app.panels.panel import Touch
from app.panels.reported import Said

GATHERED = (ThemeNamed, ThemesMerged, ThemeShifted, ThemeRemoved, NoteThemed, ReportThemed, ThemesShown)
"""All that changes themes."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One theme; `rooms`: in how many it was heard."""

    number: int
    name: str
    rooms: int
    notes: tuple[Said, ...]


def themed(event: Any, programme: Programme) -> Iterable[str]:
    """The meeting of an event about a note, where the note, or a field drafted from it, is in a theme."""
    meeting = programme.meetings[event.meeting]
    notes = [meeting.notes.by_number[number] for number in (event.note, getattr(event, "to", 0)) if number]
    shown = {number for theme in meeting.themes.listed() for number in (*theme.notes, *sources(meeting, theme))}
    told = {one for theme in meeting.themes.listed() for one in theme.reports}
    drafted = any(FromReport(note.place, name) in told for note in notes for name in note.fields)
    return [meeting.id] if drafted or any(note.number in shown for note in notes) else ()


def retold(event: FieldHeld, programme: Programme) -> Iterable[str]:
    """The meeting of a report's field, where a theme comes from it, or from a note that it was drafted from."""
    meeting = programme.meetings[event.meeting]
    themes, notes = meeting.themes.listed(), meeting.notes.of(event.place)
    told = (one for theme in themes for one in theme.reports)
    drafted = {note.number for note in notes if event.field in note.fields}
    noted = any(drafted.intersection(sources(meeting, theme)) for theme in themes)
    return [meeting.id] if noted or FromReport(event.place, event.field) in told else ()


TOLD: dict[type[Event], Touch] = {
    **dict.fromkeys((NoteHeld, NoteChanged, NotesJoined, NoteSplit, QuoteAnswered), themed),
    FieldHeld: retold,
}
"""Changes of notes that themes show."""


def listed(meeting: Meeting) -> tuple[Shown, ...]:
    """Return the themes in their order, without what is held back."""
    return tuple(
        Shown(
            theme.number,
            theme.name,
            len(heard_in(meeting, theme)),
            tuple(Said(note.kind, note.text, note.language) for note in notes_of(meeting, theme)),
        )
        for theme in leaving(meeting)
    )
