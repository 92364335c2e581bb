"""Making findings of themes, notes and practices, changing them, hearing them again elsewhere, dropping them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from app.domain.errors import Full, Invalid, NotFound
from app.domain.findings.finding import LESSON, MOST, MOST_SOURCES, Finding, Source
from app.domain.findings.saying import Chosen, Saying, worded
from app.domain.messages import By, Event, Fact
from app.domain.orders import MeetingCommand
from app.domain.permissions import allow
from app.domain.practices import rights, shelf
from app.domain.themes.sources import free, gathers
from app.domain.themes.theme import found as the_theme

if TYPE_CHECKING:
    from app.domain.meetings import Meeting
    from app.domain.programme import Programme


@dataclass(frozen=True, slots=True)
class MakeFinding(Saying):
    """Make a trend, method, priority, tip or lesson of a theme, a note or a practice (0: of none yet)."""

    path: ClassVar[str] = "findings"
    meeting: str
    kind: str
    statement: str
    theme: int = 0
    note: int = 0
    practice: int = 0

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = programme.meeting(self.meeting)
        if len(programme.findings.by_number) >= MOST:
            raise Full("too-many-findings", limit=MOST)
        number = programme.findings.last + 1
        said = worded(programme, self, self.kind, self.statement)
        unsaid(programme, said[0])
        source = source_of(programme, meeting, self, by.person)
        if source is None and self.kind == LESSON:
            raise Invalid("source-missing", field="theme")
        yield FindingSet(meeting.id, number, self.kind, *said)
        if source is not None:
            yield FindingHeard(meeting.id, number, source.kind, source.number)


@dataclass(frozen=True, slots=True)
class ChangeFinding(Saying):
    """Say a finding otherwise; its kind stays."""

    path: ClassVar[str] = "findings/{finding}"
    meeting: str
    finding: int
    statement: str

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        known = programme.findings.found(self.finding)
        said = worded(programme, self, known.kind, self.statement)
        unsaid(programme, said[0], known.number)
        if said == (known.statement, tuple(known.more.items()), known.direction, tuple(known.choices.items())):
            return []
        return [FindingSet(programme.meeting(self.meeting).id, known.number, known.kind, *said)]


@dataclass(frozen=True, slots=True)
class HearFinding(MeetingCommand):
    """Say that a theme, a note or a practice says the same: it was heard again; or that it does not (`heard`)."""

    path: ClassVar[str] = "findings/{finding}/sources"
    meeting: str
    finding: int
    theme: int = 0
    note: int = 0
    practice: int = 0
    heard: bool = True

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = programme.meeting(self.meeting)
        known = programme.findings.found(self.finding)
        if not self.heard:
            gone = (source for source in known.sources if source in named(meeting.id, self))
            return [FindingHeard(meeting.id, known.number, one.kind, one.number, heard=False) for one in gone]
        source = source_of(programme, meeting, self, by.person)
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
    choices: Chosen = ()

    def evolve(self, programme: Programme, fact: Fact) -> None:
        findings = programme.findings
        new = Finding(self.finding, self.kind, self.statement, meeting=self.meeting)
        known = findings.by_number.setdefault(self.finding, new)
        known.kind, known.statement = self.kind, self.statement
        known.more, known.direction, known.choices = dict(self.more), self.direction, dict(self.choices)
        findings.last = max(findings.last, self.finding)


@dataclass(frozen=True, slots=True)
class FindingHeard(Event):
    """A theme, a note or a practice is a source of a finding, or is none (`heard`)."""

    meeting: str
    finding: int
    kind: str
    number: int
    heard: bool = True

    def evolve(self, programme: Programme, fact: Fact) -> None:
        sources, source = (
            programme.findings.by_number[self.finding].sources,
            Source(self.meeting, self.kind, self.number),
        )
        sources.append(source) if self.heard else sources.remove(source)


@dataclass(frozen=True, slots=True)
class FindingDropped(Event):
    """A finding is gone."""

    meeting: str
    finding: int

    def evolve(self, programme: Programme, fact: Fact) -> None:
        del programme.findings.by_number[self.finding]


def unsaid(programme: Programme, statement: str, mine: int = 0) -> None:
    """Refuse what another finding says already. Raises `Invalid`."""
    others = (one for one in programme.findings.by_number.values() if one.number != mine)
    if any(statement.casefold() == one.statement.casefold() for one in others):
        raise Invalid("said-twice", field="statement")


def source_of(programme: Programme, meeting: Meeting, given: MakeFinding | HearFinding, person: str) -> Source | None:
    """Return the source that a form names, None for none. Raises `NotFound`, `Conflict`."""
    if given.theme:
        return Source(meeting.id, "theme", the_theme(meeting, given.theme).number)
    if given.note:
        free(meeting, given.note)
        return Source(meeting.id, "note", given.note)
    if given.practice:
        practice = shelf.found(programme, given.practice)
        if not (practice.on_board and rights.reads(programme, practice, person)):
            raise NotFound("practice")
        return Source(meeting.id, "practice", practice.number)
    return None


def named(meeting: str, given: HearFinding) -> list[Source]:
    """Return what a form names, there or not."""
    numbers = (("theme", given.theme), ("note", given.note), ("practice", given.practice))
    return [Source(meeting, kind, number) for kind, number in numbers if number]


allow(dict.fromkeys(("MakeFinding", "ChangeFinding", "HearFinding", "DropFinding"), gathers))
