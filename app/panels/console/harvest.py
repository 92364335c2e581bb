"""The harvest on the console: the rooms in their order, which one is read, what was said to each, and who can help."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from app.domain.calling import RoomNamed
from app.domain.formats.harvest.harvest import DIFFERENT, SAME
from app.domain.formats.harvest.holding import HoldEnded
from app.domain.formats.harvest.reading import ReportEchoed
from app.domain.programme import Programme
from app.domain.reports.withholding import FieldHeld
from app.domain.texts.words import WordsNoted
from app.domain.wording import Wording
from app.panels.board.harvest import called
from app.panels.board.harvest import on as harvesting
from app.panels.console.audience import AUDIENCES, Scene, console, everywhere, here, on
from app.panels.console.changes import ACTS, AGENDA, DETAILS, NAMES
from app.panels.noted import NOTES
from app.panels.reported import told, where


@dataclass(frozen=True, slots=True)
class Row:
    """One room: `now` it is read, `done` it was; how much it has to tell, and what others said."""

    room: int
    word: str
    name: Wording
    now: bool
    done: bool
    lines: int
    same: int
    different: int
    helpers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """`hold`: until when everybody is asked what must not leave (UTC seconds); `cleared`: that is over."""

    rows: tuple[Row, ...]
    hold: float | None
    cleared: bool


def of_rows(event: Any, programme: Programme) -> Iterable[str]:
    """The panel, while a harvest is on: a note or the words of a report have changed."""
    name = event.meeting if hasattr(event, "meeting") else event.text.partition("/")[2].partition("/")[0]
    meeting = programme.meetings.get(name)
    found = meeting is not None and harvesting(meeting) is not None
    return [f"{name}/{audience}" for audience in AUDIENCES] if found else ()


@console(
    on(here, *ACTS, *AGENDA, *DETAILS, HoldEnded, ReportEchoed, RoomNamed),
    on(of_rows, *NOTES, WordsNoted, FieldHeld),
    on(everywhere, *NAMES),
)
def harvest(scene: Scene) -> Rows | None:
    """Cut the rooms that report; None where no harvest is on."""
    meeting = scene.meeting
    found = harvesting(meeting)
    if found is None:
        return None
    body = found[1]
    rows = []
    for number, place in enumerate(body.places):
        word, name, _ = where(meeting, place)
        lines = len(told(scene.programme, meeting, place).said)
        reading = place == body.reading
        counts = (len(body.said(place, SAME)), len(body.said(place, DIFFERENT)))
        done = number < body.at or (not reading and body.state != "reading")
        rows.append(
            Row(place[2], word, name, reading, done, lines, *counts, tuple(called(scene.programme, body, place)))
        )
    return Rows(tuple(rows), body.hold_until if body.state == "hold" else None, body.state == "cleared")
