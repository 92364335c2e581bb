"""Reports of somebody's conduct, on the own panel of each person they were made to; everybody else's stays empty."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from app.domain import places
from app.domain.attendance import CameBack, Gone
from app.domain.conduct import ConductAnswered, ConductClosed, ConductReported, Report, sees
from app.domain.programme import Programme
from app.domain.roles import RoleChanged
from app.panels.console.audience import Scene, console, on
from app.panels.console.changes import ACTS, LATE, NAMES


@dataclass(frozen=True, slots=True)
class Told:
    """One report: who tells, where they are now, and what was answered (name, words). Instants UTC seconds."""

    number: int
    name: str
    place: str
    room: int
    word: str
    words: str
    at: float
    others: tuple[str, ...]
    answers: tuple[tuple[str, str], ...]
    closed: float | None


@dataclass(frozen=True, slots=True)
class Reports:
    """Open reports, oldest first, and those that are dealt with, newest first."""

    open: list[Told]
    closed: list[Told]


def of_recipients(event: Any, programme: Programme) -> Iterable[str]:
    """The recipients' own panels."""
    found = programme.meetings[event.meeting].help.reports[event.report]
    return [f"{event.meeting}/{person}" for person in found.recipients]


def all_recipients(event: Any, programme: Programme) -> Iterable[str]:
    """The own panels of whoever has received a report."""
    names = [event.meeting] if hasattr(event, "meeting") else list(programme.meetings)
    found = [(name, each) for name in names for each in programme.meetings[name].help.reports.values()]
    return {f"{name}/{person}" for name, each in found for person in each.recipients}


@console(
    on(of_recipients, ConductReported, ConductAnswered, ConductClosed),
    on(all_recipients, *ACTS, *LATE, *NAMES, CameBack, Gone, RoleChanged),
    own=True,
)
def conduct(scene: Scene) -> Reports:
    """Cut what was told to one person."""
    reports = scene.meeting.help.reports.values()
    mine = [told(scene, each) for each in reports if sees(scene.programme, each, scene.person)]
    return Reports([each for each in mine if each.closed is None], [each for each in mine[::-1] if each.closed])


def told(scene: Scene, report: Report) -> Told:
    """Return a report as a recipient sees it."""
    spot = places.where(scene.programme, scene.meeting, report.person).now
    answers = tuple((scene.name(each.person), each.words) for each in report.replies)
    others = tuple(scene.name(each) for each in report.recipients if each != scene.person)
    name, word = scene.name(report.person), places.word(scene.meeting, spot.block)
    at = spot.kind, spot.room, word
    return Told(report.number, name, *at, report.words, report.at, others, answers, report.closed_at)
