"""What is made of themes and notes: trends, methods, priorities, tips, lessons, with where they were heard."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from app.domain.choices import Choice, FieldsSet, TypesSet
from app.domain.findings.finding import Finding, Source, heard, places, result, sourced
from app.domain.findings.making import FindingDropped, FindingHeard, FindingSet
from app.domain.findings.platitudes import doubts
from app.domain.formats.vote.ending import VoteCounted
from app.domain.meetings import Meeting, MeetingDescribed
from app.domain.programme import Programme
from app.domain.reports.withholding import FieldHeld
from app.domain.texts.words import WordsNoted
from app.domain.themes.theme import standing
from app.domain.wording import Wording
from app.panels.harvest.origins import of_board
from app.panels.noted import NOTES
from app.panels.panel import View, panel
from app.panels.practices.card import NAMED, worded
from app.panels.themed import GATHERED

CHOSEN = ("audience", "stage", "manner", "sizes", "types", "fields")
MADE = (FindingSet, FindingHeard, FindingDropped)
OTHERS = (FieldHeld, VoteCounted, MeetingDescribed, FieldsSet, TypesSet, *NAMED)


@dataclass(frozen=True, slots=True)
class Voted:
    """What a vote said of it: marks and rank, and how many of how many answered."""

    meeting: Wording
    marks: int
    rank: int
    answered: int
    asked: int


@dataclass(frozen=True, slots=True)
class From:
    """One source: its kind and number, what it says, in which meeting; `gone`: it was held back, or is not there.

    `here`: it is of the page's own meeting, where it can be taken away.
    """

    kind: str
    number: int
    name: Wording
    meeting: Wording
    here: bool
    gone: bool


@dataclass(frozen=True, slots=True)
class Made:
    """One finding; `heard`: meetings with how many of their rooms; `doubts`: codes of what speaks against it."""

    number: int
    kind: str
    statement: str
    direction: str
    more: dict[str, str]
    codes: dict[str, tuple[str, ...]]
    fields: tuple[Choice, ...]
    types: tuple[Choice, ...]
    heard: tuple[tuple[Wording, int], ...]
    origins: tuple[From, ...]
    doubts: tuple[str, ...]
    voted: Voted | None


def in_all(event: Any, programme: Programme) -> Iterable[str]:
    """Every meeting's page, where there is any finding at all."""
    return tuple(programme.meetings) if programme.findings.last or not hasattr(event, "note") else ()


@panel(
    "harvest",
    on={**dict.fromkeys((*MADE, *GATHERED, *NOTES, *OTHERS), in_all), WordsNoted: of_board},
    template="harvest/findings.html",
)
def findings(view: View, of: str) -> tuple[Made, ...]:
    """Cut the findings."""
    return tuple(made(view.programme, one, of) for one in view.programme.findings.by_number.values())


def made(programme: Programme, one: Finding, of: str) -> Made:
    """Return a finding as those read it who gather in a meeting."""
    fields = tuple(each for each in programme.choices.fields if each.code in one.choices.get("fields", ()))
    types = tuple(programme.choices.type(code) for code in one.choices.get("types", ()))
    named = tuple((programme.meetings[name].called, count) for name, count in heard(programme, one).items())
    origins = tuple(origin(programme, source, of) for source in one.sources)
    codes = {name: one.choices.get(name, ()) for name in CHOSEN}
    against = tuple(doubts(one, sourced=sourced(programme, one)))
    said = (one.number, one.kind, one.statement, one.direction, dict(one.more), codes)
    return Made(*said, fields, types, named, origins, against, voted(programme, one))


def voted(programme: Programme, one: Finding) -> Voted | None:
    """Return what the last vote said of it."""
    said = result(programme, one)
    if said is None:
        return None
    return Voted(programme.meetings[said[0]].called, said[1].marks, said[1].rank, said[2], said[3])


def origin(programme: Programme, source: Source, of: str) -> From:
    """Return a source in words; what is held back or gone says nothing."""
    meeting = programme.meetings.get(source.meeting)
    called, here = meeting.called if meeting else Wording(), source.meeting == of
    name = named(programme, meeting, source) if meeting else None
    return From(source.kind, source.number, name or Wording(), called, here, name is None)


def named(programme: Programme, meeting: Meeting, source: Source) -> Wording | None:
    """Return what a source says, None where it shows nothing any more."""
    if source.kind == "practice":
        practice = programme.practices.by_number.get(source.number)
        return worded(programme, practice, "title") if practice is not None and practice.on_board else None
    if source.kind == "theme":
        theme = meeting.themes.standing(source.number)
        return Wording(theme.name) if theme is not None else None
    if not places(meeting, source):
        return None
    note = meeting.notes.by_number[standing(meeting, source.number)]
    return Wording(note.text, own=note.language)
