"""Notes as people read them, the same on a board, on the notes' own page and for the team."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from app.domain.notes import Note, Place
from app.domain.notes.sorting import NoteHeld, NotePlaced, NoteStarred
from app.domain.notes.writing import NoteChanged, NoteWritten
from app.domain.programme import Programme

NOTES = (NoteWritten, NoteChanged, NoteStarred, NotePlaced, NoteHeld)
"""What changes a note."""


@dataclass(frozen=True, slots=True)
class Line:
    """One note; `language` '' where nobody said; `part`: the round of its block.

    `held`: 'author' or 'team' where one of them keeps it in its room.
    """

    number: int
    text: str
    kind: str
    author: str
    name: str
    language: str
    at: float
    starred: bool
    late: bool
    held: str
    part: int
    version: int


def line(programme: Programme, note: Note) -> Line:
    """Return a note with its author's name."""
    author = programme.people.get(note.author)
    return Line(
        note.number,
        note.text,
        note.kind,
        note.author,
        author.called if author else "",
        note.language,
        note.at,
        note.starred,
        note.late,
        ("author" if note.held_by == note.author else "team") if note.held else "",
        note.place[1],
        note.version,
    )


def written(place: Place) -> str:
    """Return a place as pages name it: "2-1-3" is room 3 in the first round of block 2."""
    return "-".join(map(str, place))


def the_note(event: Any, programme: Programme) -> Iterable[str]:
    """The room of the event's note: "m1/2/3", whichever round it is of."""
    block, _, room = programme.meetings[event.meeting].notes.by_number[event.note].place
    return [f"{event.meeting}/{block}/{room}"]


def the_author(event: Any, programme: Programme) -> Iterable[str]:
    """The own panel of whoever wrote the event's note."""
    return [f"{event.meeting}/{programme.meetings[event.meeting].notes.by_number[event.note].author}"]


def rooms_written(event: Any, programme: Programme) -> Iterable[str]:
    """The rooms that hold notes of the event's person, who is called otherwise now."""
    return [f"{meeting}/{block}/{room}" for meeting, (block, _, room) in places_written(programme, event.person)]


def places_written(programme: Programme, person: str) -> Iterable[tuple[str, Place]]:
    """Yield each meeting and place that holds notes of a person."""
    for meeting in programme.meetings.values():
        for place, shelf in meeting.notes.shelves.items():
            if person in shelf.last_by:
                yield meeting.id, place


def the_duty(event: Any, programme: Programme) -> Iterable[str]:
    """The room in which somebody took or left a function."""
    return [f"{event.meeting}/{event.block}/{event.room}"]
