"""A room's report drafted from its starred notes, and which note each field was drafted from.

A field and the notes that it was drafted from stay in their room together (`withholding`): the words are the same, and
nobody can tell from an edited sentence whether they still are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.duties import PlaceEvent
from app.domain.messages import By, Event, Fact
from app.domain.notes.shelf import Note
from app.domain.orders import MeetingCommand
from app.domain.reports import FIELDS, KEYS
from app.domain.text import graphemes

if TYPE_CHECKING:
    from app.domain.programme import Programme

TAKES: Mapping[str, tuple[str, ...]] = {
    "key_point": KEYS,
    "practice_hint": KEYS,
    "lesson": KEYS,
    "trend": ("surprise", *KEYS),
    "disagreement": ("disagreement",),
    "tip": ("tip",),
    "question": ("question",),
    "next_step": ("next_steps",),
}
"""Kind of note → fields that a draft puts it into, the first that is empty."""


@dataclass(frozen=True, slots=True)
class DraftFields(MeetingCommand):
    """Note which note each of these fields is drafted from, before its words are put there."""

    meeting: str
    block: int
    part: int
    room: int
    sources: dict[str, int]

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = programme.meeting(self.meeting)
        known = {note.number for note in meeting.notes.of((self.block, self.part, self.room))}
        found = {name: number for name, number in self.sources.items() if name in FIELDS and number in known}
        if found:
            yield FieldsDrafted(meeting.id, self.block, self.part, self.room, found)


@dataclass(frozen=True, slots=True)
class FieldsDrafted(PlaceEvent):
    """Fields of a room's report were drafted from these of its notes; that is never forgotten."""

    meeting: str
    block: int
    part: int
    room: int
    sources: dict[str, int]

    def evolve(self, programme: Programme, fact: Fact) -> None:
        notes = programme.meetings[self.meeting].notes
        for name, number in self.sources.items():
            note = notes.by_number[number]
            note.fields = [*dict.fromkeys((*note.fields, name))]
        notes.withhold(self.place)


def draft(notes: Iterable[Note], said: Mapping[str, str], withheld: Collection[str] = ()) -> dict[str, Note]:
    """Return which starred notes go into fields that are still empty; what is held back stays out of it.

    So does a note whose words stand in the report already, and nothing goes into a field that is `withheld`.
    """
    free = {
        kind: [name for name in fields if not said.get(name) and name not in withheld] for kind, fields in TAKES.items()
    }
    found: dict[str, Note] = {}
    for note in notes:
        if note.starred and not note.held and not any(said.get(name) for name in note.fields):
            name = next((name for name in free.get(note.kind, ()) if name not in found), None)
            if name is not None:
                found[name] = note
    return found


def drafted(notes: Mapping[str, Note]) -> dict[str, str]:
    """Return what each field says that is drafted from a note."""
    return {name: _shortened(note.text, FIELDS[name]) for name, note in notes.items()}


def _shortened(said: str, limit: int) -> str:
    """Return a text that fits, cut between two words."""
    if graphemes(said) <= limit:
        return said
    words = said.split()
    while words and graphemes(" ".join(words)) > limit - 2:
        words.pop()
    return f"{' '.join(words)} …"
