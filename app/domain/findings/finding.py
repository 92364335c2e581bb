"""What a finding is: a kind, a statement, its limits, and the themes and notes of one meeting or several it comes from.

A programme has its findings, not a meeting: what a second meeting hears again is the same finding, heard twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from app.domain.duties import Place
from app.domain.errors import NotFound
from app.domain.formats.vote import Line, Vote
from app.domain.formats.vote.vote import COUNTED
from app.domain.themes.theme import heard_in, standing

if TYPE_CHECKING:
    from app.domain.meetings import Meeting
    from app.domain.programme import Programme

TREND, METHOD, PRIORITY, TIP, LESSON = "trend", "method", "priority", "tip", "lesson"
KINDS = (TREND, METHOD, PRIORITY, TIP, LESSON)
STATEMENT: Mapping[str, int] = {TREND: 160, METHOD: 80, PRIORITY: 160, TIP: 140, LESSON: 220}
"""Most grapheme clusters of a statement, by kind."""
FIELDS: Mapping[str, Mapping[str, int]] = {
    TREND: {},
    METHOD: {"how": 400, "limits": 160},
    PRIORITY: {"limits": 160},
    TIP: {"how": 200},
    LESSON: {"how": 300, "action": 160, "limits": 160},
}
"""Further fields of each kind. `how`: how it is done, why, in which context; `limits`: when it may not hold."""
DIRECTIONS = ("new", "growing", "fading", "disputed")
MOST = 200
MOST_SOURCES = 60


class Source(NamedTuple):
    """A theme, or a note (`kind`), of a meeting."""

    meeting: str
    kind: str
    number: int


@dataclass(slots=True)
class Finding:
    """One finding; `more`: its further fields; `direction` of a trend, '' where nobody said."""

    number: int
    kind: str
    statement: str
    more: dict[str, str] = field(default_factory=dict)
    direction: str = ""
    sources: list[Source] = field(default_factory=list)


@dataclass(slots=True)
class Findings:
    """All findings of a programme."""

    by_number: dict[int, Finding] = field(default_factory=dict)
    last: int = 0

    def found(self, number: int) -> Finding:
        """Return the finding of that number. Raises `NotFound`."""
        if number not in self.by_number:
            raise NotFound("finding")
        return self.by_number[number]


def places(meeting: Meeting, source: Source) -> list[Place]:
    """Return the rooms of a source; none where it is gone or held back."""
    if source.kind == "theme":
        theme = meeting.themes.by_number.get(source.number)
        return heard_in(meeting, theme) if theme is not None else []
    if source.number not in meeting.notes.by_number:
        return []
    note = meeting.notes.by_number[standing(meeting, source.number)]
    return [] if note.held else [note.place]


def heard(programme: Programme, finding: Finding) -> dict[str, int]:
    """Return in which meetings a finding was heard, the first first, and in how many rooms of each."""
    rooms: dict[str, set[Place]] = {}
    for source in finding.sources:
        meeting = programme.meetings.get(source.meeting)
        if meeting is not None:
            rooms.setdefault(meeting.id, set()).update(places(meeting, source))
    return {meeting: len(found) for meeting, found in rooms.items()}


def result(programme: Programme, finding: Finding) -> tuple[str, Line, int, int] | None:
    """Return what the last vote on a theme of it said: the meeting, its line, how many answered, of how many."""
    for source in reversed(finding.sources):
        meeting = programme.meetings.get(source.meeting)
        for block in meeting.blocks.values() if meeting is not None and source.kind == "theme" else ():
            body = block.body
            if isinstance(body, Vote) and body.state == COUNTED:
                for line in body.result():
                    if line.item.theme == source.number:
                        return source.meeting, line, len(body.answered), body.asked
    return None
