"""The words that one is quoted with: they leave the room once one says yes to them here, on one's own board."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from app.domain.meetings import MeetingClosed, MeetingReopened
from app.domain.notes import Note
from app.domain.notes.joining import NoteSplit
from app.domain.notes.quotes import QuoteAnswered, waiting
from app.domain.notes.shelf import STAKEHOLDER
from app.domain.notes.writing import NoteChanged, NoteWritten
from app.domain.programme import Programme
from app.domain.steps import StepTakenBack
from app.panels.panel import View, panel


@dataclass(frozen=True, slots=True)
class Quote:
    """One quote of the reader; `signed`: with their kind of organisation and country."""

    number: int
    text: str
    language: str
    version: int
    signed: bool


@dataclass(frozen=True, slots=True)
class Quotes:
    """What one is quoted with; `asked` waits for one's own yes, which counts while the meeting lives."""

    asked: tuple[Quote, ...]
    approved: tuple[Quote, ...]


def the_speakers(event: Any, programme: Programme) -> Iterable[str]:
    """The own panel of whoever the event's note quotes, or quoted before."""
    note = programme.meetings[event.meeting].notes.by_number[event.note]
    return [f"{event.meeting}/{person}" for person in {note.speaker, getattr(event, "before", "")} if person]


def all_speakers(event: Any, programme: Programme) -> Iterable[str]:
    """The own panel of everybody who is quoted in the event's meeting."""
    notes = programme.meetings[event.meeting].notes.by_number.values()
    return {f"{event.meeting}/{note.speaker}" for note in notes if note.speaker}


@panel(
    "board",
    on={
        **dict.fromkeys((NoteWritten, NoteChanged, NoteSplit, QuoteAnswered), the_speakers),
        **dict.fromkeys((MeetingClosed, MeetingReopened, StepTakenBack), all_speakers),
    },
    template="board/quotes.html",
)
def quotes(view: View, of: str) -> Quotes:
    """Cut the quotes of a person that they have not refused."""
    name, _, person = of.partition("/")
    meeting = view.programme.meetings[name]
    found = waiting(meeting, person)
    asked = tuple(quote(note) for note in found if not note.answer) if meeting.phase == "live" else ()
    return Quotes(asked, tuple(quote(note) for note in found if note.answer))


def quote(note: Note) -> Quote:
    """Return a quote as its speaker reads it."""
    return Quote(note.number, note.text, note.language, note.version, note.attribution == STAKEHOLDER)
