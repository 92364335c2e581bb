"""What a room has written and what is missing, as the console shows it: notes, stars, report, when last, why none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from app.domain import reports
from app.domain.agenda import Block
from app.domain.capture import asked
from app.domain.notes import Place
from app.domain.notes.missing import asked_for_line, written_at
from app.domain.notes.shelf import open_now
from app.domain.programme import Programme
from app.panels.console.audience import AUDIENCES, Scene
from app.panels.noted import the_note

QUIET = 300.0
"""Seconds without a word after which a room may be asked for a line."""


@dataclass(frozen=True, slots=True)
class Marks:
    """`filled` of so many `fields` of the report; `at`: the last word (UTC seconds), 0 for none; `reason`: why none.

    `asks`: a line may be asked for; `asked`: it is, and nothing was written since. `place` as the page of notes has it.
    """

    place: str
    notes: int
    starred: int
    filled: int
    fields: int
    at: float
    reason: str
    asks: bool
    asked: bool


def marks(scene: Scene, block: Block, place: Place) -> Marks:
    """Return the marks of a room in a round."""
    meeting, programme = scene.meeting, scene.programme
    report, fields = programme.texts.get(reports.named(meeting, place)), asked(block).fields
    filled = [name for name in fields if report is not None and report.words.get(name)]
    at = written_at(programme, meeting, place)
    return Marks(
        "-".join(map(str, place)),
        len(meeting.notes.of(place)),
        len(meeting.notes.starred(place)),
        len(filled),
        len(fields),
        at,
        meeting.notes.reasons.get(place, "") if not at else "",
        open_now(meeting, place) and scene.now - at >= QUIET,
        asked_for_line(programme, meeting, place),
    )


def rows_of_noted(event: Any, programme: Programme) -> Iterable[str]:
    """The row of the room of the event's note."""
    (of,) = the_note(event, programme)
    room = of.rpartition("/")[2]
    return [f"{event.meeting}/{audience}/{room}" for audience in AUDIENCES] if room != "0" else []


def rows_of_report(event: Any, programme: Programme) -> Iterable[str]:
    """The row of the room whose report has other words."""
    found = reports.reported(programme, event.text)
    return [f"{found[0].id}/{audience}/{found[1][2]}" for audience in AUDIENCES] if found is not None else []
