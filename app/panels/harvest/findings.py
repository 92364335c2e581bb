"""What is made of themes and notes: trends, methods, priorities, tips, lessons, with where they were heard."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from app.domain.findings.finding import heard, result
from app.domain.findings.making import FindingDropped, FindingHeard, FindingSet
from app.domain.findings.platitudes import doubts
from app.domain.formats.vote.ending import VoteCounted
from app.domain.meetings import MeetingDescribed
from app.domain.programme import Programme
from app.domain.wording import Wording
from app.panels.noted import NOTES
from app.panels.panel import View, panel
from app.panels.themed import GATHERED

MADE = (FindingSet, FindingHeard, FindingDropped)


@dataclass(frozen=True, slots=True)
class Voted:
    """What a vote said of it: marks and rank, and how many of how many answered."""

    meeting: Wording
    marks: int
    rank: int
    answered: int
    asked: int


@dataclass(frozen=True, slots=True)
class Made:
    """One finding; `heard`: meetings with how many of their rooms; `doubts`: codes of what speaks against it."""

    number: int
    kind: str
    statement: str
    direction: str
    more: dict[str, str]
    heard: tuple[tuple[Wording, int], ...]
    here: bool
    doubts: tuple[str, ...]
    voted: Voted | None


@dataclass(frozen=True, slots=True)
class AllMade:
    """The programme's findings, and the themes of this meeting that may say the same: (number, name)."""

    all: tuple[Made, ...]
    themes: tuple[tuple[int, str], ...]


def in_all(event: Any, programme: Programme) -> Iterable[str]:
    """Every meeting's page, where there is any finding at all."""
    return tuple(programme.meetings) if programme.findings.last or not hasattr(event, "note") else ()


@panel(
    "harvest",
    on=dict.fromkeys((*MADE, *GATHERED, *NOTES, VoteCounted, MeetingDescribed), in_all),
    template="harvest/findings.html",
)
def findings(view: View, of: str) -> AllMade:
    """Cut the findings."""
    programme, meeting = view.programme, view.programme.meetings[of]
    made = []
    for one in programme.findings.by_number.values():
        rooms = heard(programme, one)
        said = result(programme, one)
        voted = None
        if said is not None:
            voted = Voted(programme.meetings[said[0]].called, said[1].marks, said[1].rank, said[2], said[3])
        named = tuple((programme.meetings[name].called, count) for name, count in rooms.items())
        fields = (one.number, one.kind, one.statement, one.direction, dict(one.more))
        made.append(Made(*fields, named, of in rooms, tuple(doubts(one)), voted))
    return AllMade(tuple(made), tuple((theme.number, theme.name) for theme in meeting.themes.listed()))
