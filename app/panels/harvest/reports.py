"""What the rooms report, line by line, for those who gather: each line may be a source of a theme."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.calling import RoomNamed
from app.domain.duties import Place
from app.domain.reports.withholding import FieldHeld
from app.domain.texts.words import WordsNoted
from app.domain.themes.theme import FromReport
from app.panels.harvest.gathering import Origin, origin, reporting
from app.panels.noted import NOTES
from app.panels.panel import View, panel
from app.panels.reported import words
from app.panels.themed import GATHERED
from app.panels.touching import EDITS, the_meeting


@dataclass(frozen=True, slots=True)
class Reported:
    """One field of a report; `themes`: the numbers of those whose source it is."""

    field: str
    text: str
    language: str
    themes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Room:
    """One room's report."""

    place: Place
    origin: Origin
    lines: tuple[Reported, ...]


@dataclass(frozen=True, slots=True)
class Reports:
    """All reports with words, and the themes that their lines can be put into: (number, name)."""

    rooms: tuple[Room, ...]
    themes: tuple[tuple[int, str], ...]


@panel(
    "harvest",
    on={**dict.fromkeys((*GATHERED, *EDITS, *NOTES, RoomNamed, FieldHeld), the_meeting), WordsNoted: reporting},
    template="harvest/reports.html",
)
def reports(view: View, of: str) -> Reports:
    """Cut the reports, room by room."""
    programme, meeting = view.programme, view.programme.meetings[of]
    themes = meeting.themes.listed()
    found = []
    for place in sorted(meeting.notes.reported):
        lines = tuple(
            Reported(
                said.kind,
                said.text,
                said.language,
                tuple(theme.number for theme in themes if FromReport(place, said.kind) in theme.reports),
            )
            for said in words(programme, meeting, place)
        )
        if lines:
            found.append(Room(place, origin(meeting, place), lines))
    return Reports(tuple(found), tuple((theme.number, theme.name) for theme in themes))
