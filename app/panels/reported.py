"""A room's report as all pages tell it: its words, else the room's starred notes. Nobody is named."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.calling import room_name
from app.domain.duties import Place
from app.domain.formats.rooms.round import Round
from app.domain.meetings import Meeting
from app.domain.programme import Programme
from app.domain.reports import FIELDS, leaving, named
from app.domain.reports.mentions import mentioned
from app.domain.wording import Wording
from app.panels.practices.card import worded

SHORT = ("surprise", "tip")
"""What a room tells where six and more do (domain.md §5 F12)."""


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence: the field of the report or the kind of the note, and the language it was marked with."""

    kind: str
    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """One room's report. `notes`: they stand for a report that has no words yet. `word`: room or table.

    `practices`: those it mentions and everybody may read, by number and title.
    """

    place: Place
    word: str
    name: Wording
    title: Wording
    question: Wording
    said: tuple[Said, ...]
    notes: bool
    practices: tuple[tuple[int, Wording], ...] = ()


def where(meeting: Meeting, place: Place) -> tuple[str, Wording, Wording]:
    """Return what a place is called: room or table, its name, the title of its part of the agenda."""
    block = meeting.blocks.get(place[0])
    if block is None:
        return "room", Wording(), Wording()
    found = block.body.rooms.get(place[2]) if isinstance(block.body, Round) else None
    name = found.named(meeting.language) if found else room_name(meeting, place[2]) if place[2] else Wording()
    return block.body.word, name, block.titled(meeting.language)


def told(programme: Programme, meeting: Meeting, place: Place, *, short: bool = False) -> Told:
    """Return a room's report, in the order of its fields; `short`: one surprise and one tip, where it has them."""
    word, name, title = where(meeting, place)
    block = meeting.blocks.get(place[0])
    question = block.asked(meeting.language) if block else Wording()
    said = words(programme, meeting, place)
    named = practices(programme, meeting, place)
    chosen = tuple(one for one in said if one.kind in SHORT) if short else ()
    if chosen or said:
        return Told(place, word, name, title, question, chosen or said, notes=False, practices=named)
    starred = [note for note in meeting.notes.starred(place) if not note.held]
    lines = tuple(Said(note.kind, note.text, note.language) for note in starred)
    return Told(place, word, name, title, question, lines, notes=True, practices=named)


def practices(programme: Programme, meeting: Meeting, place: Place) -> tuple[tuple[int, Wording], ...]:
    """Return the practices that a room's report mentions, by number and title."""
    found = mentioned(programme, meeting, place)
    return tuple((each.number, worded(programme, each, "title")) for each in found)


def words(programme: Programme, meeting: Meeting, place: Place) -> tuple[Said, ...]:
    """Return the filled fields of a room's report in their order, but what is held back."""
    known = programme.texts.get(named(meeting, place))
    found = leaving(meeting, place, known.words) if known is not None else {}
    return tuple(Said(field, found[field]) for field in FIELDS if found.get(field))
