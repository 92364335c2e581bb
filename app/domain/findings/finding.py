"""What a finding is: a kind, a statement, what more is said, and the themes, notes and practices it comes from.

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
    from app.domain.practices.shelf import Practice
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
    LESSON: {"how": 300, "before": 160, "action": 160, "limits": 160},
}
"""Further fields of each kind. `how`: how it is done, why, in which context; `before`: what was assumed; `limits`: when
it may not hold."""
DIRECTIONS = ("new", "growing", "fading", "disputed")
CHOICES: Mapping[str, tuple[str, ...]] = {
    TREND: ("fields",),
    METHOD: ("fields",),
    PRIORITY: ("fields",),
    TIP: ("audience", "stage", "manner", "fields"),
    LESSON: ("audience", "types", "sizes", "fields"),
}
"""What may be chosen for each kind: thematic fields, for whom it is, and what domain.md §3.3 and §3.4 ask besides."""
CODES: Mapping[str, tuple[str, ...]] = {
    "audience": ("authority", "cso", "educator", "moderator", "everyone"),
    "stage": ("before", "start", "run", "keep"),
    "manner": ("do", "dont"),
    "sizes": ("small", "middle", "large"),
}
"""Where the platform says what there is to choose; `manner`: a tip to follow, or something better not done."""
MOST = 200
MOST_SOURCES = 60


class Source(NamedTuple):
    """A theme or a note (`kind`) of a meeting, or a practice that was named in it."""

    meeting: str
    kind: str
    number: int


@dataclass(slots=True)
class Finding:
    """One finding; `more`: its further fields; `direction` of a trend, '' where nobody said; `choices`: codes by name.

    `meeting`: where it was first said, '' where an old log does not tell.
    """

    number: int
    kind: str
    statement: str
    more: dict[str, str] = field(default_factory=dict)
    direction: str = ""
    sources: list[Source] = field(default_factory=list)
    choices: dict[str, tuple[str, ...]] = field(default_factory=dict)
    meeting: str = ""


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
    """Return the rooms of a source; none where it is gone or held back, or where it is a practice."""
    if source.kind == "theme":
        theme = meeting.themes.standing(source.number)
        return heard_in(meeting, theme) if theme is not None else []
    if source.kind != "note" or source.number not in meeting.notes.by_number:
        return []
    note = meeting.notes.by_number[standing(meeting, source.number)]
    return [] if note.held else [note.place]


def heard(programme: Programme, finding: Finding) -> dict[str, int]:
    """Return in which meetings a finding was heard, the first first, and in how many rooms of each."""
    rooms: dict[str, set[Place]] = {}
    for source in finding.sources:
        meeting = programme.meetings.get(source.meeting)
        if meeting is not None and source.kind != "practice":
            rooms.setdefault(meeting.id, set()).update(places(meeting, source))
    return {meeting: len(found) for meeting, found in rooms.items()}


def practices_of(programme: Programme, finding: Finding) -> list[Practice]:
    """Return the practices that a finding comes from and that everybody may read."""
    numbers = (source.number for source in finding.sources if source.kind == "practice")
    found = (programme.practices.by_number.get(number) for number in numbers)
    return [each for each in found if each is not None and each.on_board]


def sourced(programme: Programme, finding: Finding) -> bool:
    """Say whether a note, a report or a practice still shows where it comes from."""
    return any(heard(programme, finding).values()) or bool(practices_of(programme, finding))


def leaves(programme: Programme, finding: Finding, meeting: str) -> bool:
    """Say whether it goes out with a meeting's files: said or heard there, and not only by what is held back."""
    told = [finding.meeting, *(source.meeting for source in finding.sources)]
    notes = [source for source in finding.sources if source.kind == "note"]
    held = len(notes) == len(finding.sources) > 0 and not sourced(programme, finding)
    return meeting in told and not held


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
