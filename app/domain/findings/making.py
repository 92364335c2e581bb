"""Making findings of themes and notes, changing them, hearing them again in another meeting, dropping them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from app.domain import text
from app.domain.errors import Full, Invalid
from app.domain.findings.finding import (
    DIRECTIONS,
    FIELDS,
    KINDS,
    LESSON,
    MOST,
    MOST_SOURCES,
    STATEMENT,
    TREND,
    Finding,
    Source,
)
from app.domain.messages import By, Event, Fact
from app.domain.orders import MeetingCommand
from app.domain.permissions import allow
from app.domain.themes.sources import free, gathers
from app.domain.themes.theme import found as the_theme

if TYPE_CHECKING:
    from app.domain.meetings import Meeting
    from app.domain.programme import Programme


@dataclass(frozen=True, slots=True)
class MakeFinding(MeetingCommand):
    """Make a trend, method, priority, tip or lesson of a theme or a note of this meeting (0: of none yet)."""

    path: ClassVar[str] = "findings"
    meeting: str
    kind: str
    statement: str
    theme: int = 0
    note: int = 0
    direction: str = ""
    how: str = ""
    action: str = ""
    limits: str = ""

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = programme.meeting(self.meeting)
        if len(programme.findings.by_number) >= MOST:
            raise Full("too-many-findings", limit=MOST)
        number = programme.findings.last + 1
        said = worded(self)
        if any(said[0].casefold() == one.statement.casefold() for one in programme.findings.by_number.values()):
            raise Invalid("said-twice", field="statement")
        source = source_of(meeting, self.theme, self.note)
        if source is None and self.kind == LESSON:
            raise Invalid("source-missing", field="theme")
        yield FindingSet(meeting.id, number, self.kind, *said)
        if source is not None:
            yield FindingHeard(meeting.id, number, source.kind, source.number)


@dataclass(frozen=True, slots=True)
class ChangeFinding(MeetingCommand):
    """Say a finding otherwise; its kind stays."""

    path: ClassVar[str] = "findings/{finding}"
    meeting: str
    finding: int
    statement: str
    direction: str = ""
    how: str = ""
    action: str = ""
    limits: str = ""
    kind: str = ""

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        known = programme.findings.found(self.finding)
        said = worded(self, known.kind)
        if said == (known.statement, tuple(known.more.items()), known.direction):
            return []
        return [FindingSet(programme.meeting(self.meeting).id, known.number, known.kind, *said)]


@dataclass(frozen=True, slots=True)
class HearFinding(MeetingCommand):
    """Say that a theme or a note of this meeting says the same: it was heard again."""

    path: ClassVar[str] = "findings/{finding}/sources"
    meeting: str
    finding: int
    theme: int = 0
    note: int = 0

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = programme.meeting(self.meeting)
        known = programme.findings.found(self.finding)
        source = source_of(meeting, self.theme, self.note)
        if source is None:
            raise Invalid("source-missing", field="theme")
        if source in known.sources:
            return []
        if len(known.sources) >= MOST_SOURCES:
            raise Full("too-many-findings", limit=MOST_SOURCES)
        return [FindingHeard(meeting.id, known.number, source.kind, source.number)]


@dataclass(frozen=True, slots=True)
class DropFinding(MeetingCommand):
    """Drop a finding; themes and notes stay."""

    path: ClassVar[str] = "findings/{finding}/removal"
    meeting: str
    finding: int

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        return [FindingDropped(self.meeting, programme.findings.found(self.finding).number)]


@dataclass(frozen=True, slots=True)
class FindingSet(Event):
    """A finding says this; `meeting`: where it was made or said anew."""

    meeting: str
    finding: int
    kind: str
    statement: str
    more: tuple[tuple[str, str], ...] = ()
    direction: str = ""

    def evolve(self, programme: Programme, fact: Fact) -> None:
        findings = programme.findings
        known = findings.by_number.setdefault(self.finding, Finding(self.finding, self.kind, self.statement))
        known.kind, known.statement = self.kind, self.statement
        known.more, known.direction = dict(self.more), self.direction
        findings.last = max(findings.last, self.finding)


@dataclass(frozen=True, slots=True)
class FindingHeard(Event):
    """A theme or a note of a meeting is a source of a finding."""

    meeting: str
    finding: int
    kind: str
    number: int

    def evolve(self, programme: Programme, fact: Fact) -> None:
        programme.findings.by_number[self.finding].sources.append(Source(self.meeting, self.kind, self.number))


@dataclass(frozen=True, slots=True)
class FindingDropped(Event):
    """A finding is gone."""

    meeting: str
    finding: int

    def evolve(self, programme: Programme, fact: Fact) -> None:
        del programme.findings.by_number[self.finding]


def worded(given: MakeFinding | ChangeFinding, kind: str = "") -> tuple[str, tuple[tuple[str, str], ...], str]:
    """Return statement, further fields and direction as they are kept. Raises `Invalid`."""
    kind = kind or given.kind
    if kind not in KINDS:
        raise Invalid("unknown-choice", field="kind")
    statement = text.line(given.statement, "statement", STATEMENT[kind])
    more = [(name, text.paragraph(getattr(given, name), name, limit)) for name, limit in FIELDS[kind].items()]
    direction = given.direction if kind == TREND else ""
    if direction and direction not in DIRECTIONS:
        raise Invalid("unknown-choice", field="direction")
    return statement, tuple((name, said) for name, said in more if said), direction


def source_of(meeting: Meeting, theme: int, note: int) -> Source | None:
    """Return the source that a form names, None for none. Raises `NotFound`, `Conflict`."""
    if theme:
        return Source(meeting.id, "theme", the_theme(meeting, theme).number)
    if note:
        free(meeting, note)
        return Source(meeting.id, "note", note)
    return None


allow(dict.fromkeys(("MakeFinding", "ChangeFinding", "HearFinding", "DropFinding"), gathers))
