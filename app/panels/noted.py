"""Notes as people read them, the same on a board, on the notes' own page and for the team."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from app.domain.meetings import Meeting
from app.domain.notes import Note, Place
from app.domain.notes.joining import NotesJoined, NoteSplit
from app.domain.notes.linking import NoteLinked
from app.domain.notes.quotes import QuoteAnswered, speakers, waiting
from app.domain.notes.shelf import NONE, here
from app.domain.notes.sorting import NoteHeld, NotePlaced, NoteStarred
from app.domain.notes.writing import NoteChanged, NoteWritten
from app.domain.programme import Programme

NOTES = (NoteWritten, NoteChanged, NoteStarred, NotePlaced, NoteHeld, NotesJoined, NoteSplit, QuoteAnswered, NoteLinked)
"""What changes a note."""


@dataclass(frozen=True, slots=True)
class Line:
    """One note; `language` '' where nobody said; `part`: the round of its block; `authors`: their ids, a space between.

    `held`: 'author' or 'team' where one of them keeps it in its room, 'report' where a field drafted from it is held
    back, 'quote' where only its speaker's yes is missing.
    `by`: who wrote it; `interpreted`: who said for others what was said. `speaker`, `spoken`: who is quoted.
    """

    number: int
    text: str
    kind: str
    authors: str
    by: tuple[str, ...]
    interpreted: tuple[str, ...]
    language: str
    at: float
    starred: bool
    late: bool
    held: str
    part: int
    version: int
    speaker: str = ""
    spoken: str = ""
    answer: str = ""
    attribution: str = NONE
    practices: tuple[int, ...] = ()


def line(programme: Programme, note: Note) -> Line:
    """Return a note with the names of those who wrote it."""
    named = {one: programme.people[one].called if one in programme.people else "" for one in note.authors}
    speaker = programme.people.get(note.speaker)
    return Line(
        number=note.number,
        text=note.text,
        kind=note.kind,
        authors=" ".join(note.authors),
        by=tuple(name for one, name in named.items() if one not in note.interpreters),
        interpreted=tuple(name for one, name in named.items() if one in note.interpreters),
        language=note.language,
        at=note.at,
        starred=note.starred,
        late=note.late,
        held=holder(note),
        part=note.place[1],
        version=note.version,
        speaker=note.speaker,
        spoken=speaker.called if speaker else "",
        answer=note.answer,
        attribution=note.attribution,
        practices=tuple(note.practices),
    )


def holder(note: Note) -> str:
    """Return what keeps a note in its room: 'author', 'team', 'report', 'quote', '' where nothing does."""
    return (
        "author" if note.kept else "team" if note.holds else "report" if note.withheld else "quote" if note.held else ""
    )


def written(place: Place) -> str:
    """Return a place as pages name it: "2-1-3" is room 3 in the first round of block 2."""
    return "-".join(map(str, place))


def the_note(event: Any, programme: Programme) -> Iterable[str]:
    """The room of the event's note: "m1/2/3", whichever round it is of."""
    block, _, room = programme.meetings[event.meeting].notes.by_number[event.note].place
    return [f"{event.meeting}/{block}/{room}"]


def the_authors(event: Any, programme: Programme) -> Iterable[str]:
    """The own panels of those who wrote the event's note, and the one that it was joined to."""
    notes = programme.meetings[event.meeting].notes.by_number
    numbers = {event.note, notes[event.note].joined or event.note}
    return {f"{event.meeting}/{author}" for number in numbers for author in notes[number].authors}


def rooms_written(event: Any, programme: Programme) -> Iterable[str]:
    """The rooms that hold notes or quotes of the event's person, who is called otherwise now."""
    return {f"{meeting}/{block}/{room}" for meeting, (block, _, room) in places_named(programme, event.person)}


def places_written(programme: Programme, person: str) -> Iterable[tuple[str, Place]]:
    """Yield each meeting and place that holds notes of a person."""
    for meeting in programme.meetings.values():
        for place, shelf in meeting.notes.shelves.items():
            if person in shelf.last_by:
                yield meeting.id, place


def places_named(programme: Programme, person: str) -> Iterable[tuple[str, Place]]:
    """Yield each meeting and place that holds notes of a person, or quotes them."""
    yield from places_written(programme, person)
    for meeting in programme.meetings.values():
        for note in waiting(meeting, person):
            yield meeting.id, note.place


def the_duty(event: Any, programme: Programme) -> Iterable[str]:
    """The room in which somebody took or left a function."""
    return [f"{event.meeting}/{event.block}/{event.room}"]


def speakers_here(programme: Programme, meeting: Meeting, person: str) -> list[tuple[str, str]]:
    """Return whom somebody may quote where they write now: ids and names, by name."""
    place = here(programme, meeting, person)
    return speakers_of(programme, meeting, place) if place is not None else []


def speakers_of(programme: Programme, meeting: Meeting, place: Place) -> list[tuple[str, str]]:
    """Return who may be quoted in a place: ids and names, by name."""
    named = [(person, programme.people[person].called) for person in speakers(programme, meeting, place)]
    return sorted(named, key=lambda one: one[1].casefold())
