"""The starred notes that wait for a theme, and the themes with their sources, for those who gather."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.calling import RoomNamed
from app.domain.duties import Place
from app.domain.meetings import Meeting
from app.domain.messages import Event
from app.domain.notes import Note
from app.domain.programme import Programme
from app.domain.reports import reported
from app.domain.reports.withholding import FieldHeld
from app.domain.texts.words import WordsNoted
from app.domain.themes.theme import FromReport, heard_in, notes_of, waiting
from app.domain.wording import Wording
from app.panels.noted import NOTES
from app.panels.panel import View, panel
from app.panels.reported import where, words
from app.panels.themed import GATHERED
from app.panels.touching import acts, the_meeting

CHANGED: tuple[type[Event], ...] = (*acts(), *GATHERED, *NOTES, FieldHeld, RoomNamed)
MOST = 120


@dataclass(frozen=True, slots=True)
class Origin:
    """A room as a source: its number ('' of a plenary 0), what it is called."""

    room: int
    word: str
    name: Wording


@dataclass(frozen=True, slots=True)
class Card:
    """One note with where it was written."""

    number: int
    text: str
    kind: str
    language: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Line:
    """What a room's report says in one field; `field` '' for all of it."""

    place: Place
    field: str
    text: str
    language: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Gathered:
    """One theme with its notes, what reports say of it, and the rooms it was heard in."""

    number: int
    name: str
    notes: tuple[Card, ...]
    lines: tuple[Line, ...]
    rooms: tuple[Origin, ...]


@dataclass(frozen=True, slots=True)
class Themes:
    """All themes; `shown`: everybody sees them."""

    all: tuple[Gathered, ...]
    shown: bool


@dataclass(frozen=True, slots=True)
class Pool:
    """The notes that wait, and the themes that they can be put into: (number, name)."""

    cards: tuple[Card, ...]
    more: int
    themes: tuple[tuple[int, str], ...]


def reporting(event: WordsNoted, programme: Programme) -> Iterable[str]:
    """The meeting of whose rooms one says something else in its report."""
    found = reported(programme, event.text)
    return [found[0].id] if found else ()


@panel(
    "harvest",
    on={**dict.fromkeys(CHANGED, the_meeting), WordsNoted: reporting},
    template="harvest/themes.html",
)
def themes(view: View, of: str) -> Themes:
    """Cut the themes in their order."""
    meeting = view.programme.meetings[of]
    found = tuple(
        Gathered(
            theme.number,
            theme.name,
            tuple(card(meeting, note) for note in notes_of(meeting, theme)),
            tuple(line(view.programme, meeting, source) for source in theme.reports),
            tuple(origin(meeting, place) for place in heard_in(meeting, theme)),
        )
        for theme in meeting.themes.listed()
    )
    return Themes(found, meeting.themes.shown)


@panel("harvest", on=dict.fromkeys(CHANGED, the_meeting), template="harvest/pool.html")
def pool(view: View, of: str) -> Pool:
    """Cut the starred notes that are in no theme."""
    meeting = view.programme.meetings[of]
    found = waiting(meeting)
    named = tuple((theme.number, theme.name) for theme in meeting.themes.listed())
    return Pool(tuple(card(meeting, note) for note in found[:MOST]), max(0, len(found) - MOST), named)


def card(meeting: Meeting, note: Note) -> Card:
    """Return a note with its room; its author is not named."""
    return Card(note.number, note.text, note.kind, note.language, origin(meeting, note.place))


def line(programme: Programme, meeting: Meeting, source: FromReport) -> Line:
    """Return a report, or one field of it, as a source."""
    said = next((one for one in words(programme, meeting, source.place) if one.kind == source.field), None)
    text, language = (said.text, said.language) if said else ("", "")
    return Line(source.place, source.field, text, language, origin(meeting, source.place))


def origin(meeting: Meeting, place: Place) -> Origin:
    """Return a room as a source."""
    word, name, _ = where(meeting, place)
    return Origin(place[2], word, name)
