"""What a theme is: a name, and where it comes from. Each note is in one theme at most; a report may be in several."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from app.domain.duties import Place
from app.domain.errors import NotFound

if TYPE_CHECKING:
    from app.domain.meetings import Meeting
    from app.domain.notes import Note

NAME = 160
"""Most grapheme clusters of a name: it may become a trend (domain.md §3.3b)."""
MOST = 30


class FromReport(NamedTuple):
    """A room's report as a source: the place of the room and which of its fields, '' for all of it."""

    place: Place
    field: str = ""


@dataclass(slots=True)
class Theme:
    """One theme; `notes` by number, `reports` with their rooms, in the order they came."""

    number: int
    name: str
    notes: list[int] = field(default_factory=list)
    reports: list[FromReport] = field(default_factory=list)


@dataclass(slots=True)
class Themes:
    """All themes of a meeting in their order; `shown`: boards and the plenary screen have them.

    `joined`: the theme that each one that is there no more was joined to.
    """

    by_number: dict[int, Theme] = field(default_factory=dict)
    order: list[int] = field(default_factory=list)
    last: int = 0
    shown: bool = False
    joined: dict[int, int] = field(default_factory=dict)

    def standing(self, number: int) -> Theme | None:
        """Return the theme that has a theme's sources now: itself, or the one that it was joined to."""
        while number in self.joined:
            number = self.joined[number]
        return self.by_number.get(number)

    def listed(self) -> list[Theme]:
        """Return the themes in order."""
        return [self.by_number[number] for number in self.order]

    def of_note(self, note: int) -> Theme | None:
        """Return the theme that a note is in."""
        return next((theme for theme in self.by_number.values() if note in theme.notes), None)


def found(meeting: Meeting, number: int) -> Theme:
    """Return the theme of that number. Raises `NotFound`."""
    if number not in meeting.themes.by_number:
        raise NotFound("theme")
    return meeting.themes.by_number[number]


def sources(meeting: Meeting, theme: Theme) -> list[int]:
    """Return the numbers of the theme's notes; of one that was joined to another, the other's."""
    return list(dict.fromkeys(standing(meeting, number) for number in theme.notes))


def standing(meeting: Meeting, number: int) -> int:
    """Return the note that has a note's words now: itself, or the one that it was joined to."""
    while meeting.notes.by_number[number].joined:
        number = meeting.notes.by_number[number].joined
    return number


def notes_of(meeting: Meeting, theme: Theme) -> list[Note]:
    """Return the theme's notes, but what is held back."""
    notes = (meeting.notes.by_number[number] for number in sources(meeting, theme))
    return [note for note in notes if not note.held]


def heard_in(meeting: Meeting, theme: Theme) -> list[Place]:
    """Return the rooms that the theme comes from, each once, by block, round and number; not by what is held back."""
    staying = {one.place: meeting.notes.staying(one.place) for one in theme.reports}
    told = (one.place for one in theme.reports if one.field not in staying[one.place])
    return sorted({*(note.place for note in notes_of(meeting, theme)), *told})


def leaving(meeting: Meeting) -> list[Theme]:
    """Return the themes in order, but those of which all that they come from is held back: a name may repeat it."""
    themes = meeting.themes.listed()
    return [theme for theme in themes if not (theme.notes or theme.reports) or heard_in(meeting, theme)]


def waiting(meeting: Meeting) -> list[Note]:
    """Return the starred notes that are in no theme and not held back, room by room."""
    taken = {number for theme in meeting.themes.by_number.values() for number in sources(meeting, theme)}
    notes = meeting.notes
    starred = [note for place in sorted(notes.shelves) for note in notes.starred(place)]
    return [note for note in starred if not note.held and note.number not in taken]
