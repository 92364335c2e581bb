"""What the fictitious workshops found (domain.md §14.2): trends, tips and lessons, each with where it comes from."""

from __future__ import annotations

from app.demo.past import Past
from app.demo.practices import TOLD
from app.domain.findings.making import HearFinding, MakeFinding

GATHERER = "Lina H."
KINDS = ("trend", "tip", "lesson")
FOUND = (
    ("m1", "trend", 1, "Towns open one counter for newcomers and for everybody else."),
    ("m1", "trend", 3, "Residents map what the city does not measure."),
    ("m1", "tip", 2, "Ask those who stop why they stop."),
    ("m1", "lesson", 4, "When reception hours followed the staff, those who work by day stayed away."),
    ("m2", "trend", 7, "Radio comes back into kitchens, in several languages."),
    ("m2", "trend", 8, "Rumours are faster than the answers of a town hall."),
    ("m2", "tip", 7, "Change a voice before somebody has to ask for it."),
    ("m2", "lesson", 5, "Where nobody plans for disagreement, it is written over the wall."),
    ("m2", "lesson", 8, "Some rumours cannot be checked; to say so is an answer."),
)
"""What came from a practice: in which meeting, of which kind, of which practice."""


def gathered(past: Past, meeting: str) -> None:
    """Make findings of what a meeting's rooms noted."""
    for note in list(past.programme.meetings[meeting].notes.by_number.values()):
        if note.kind in KINDS and not note.held and not note.joined:
            direction = "growing" if note.kind == "trend" else ""
            found(past, MakeFinding(meeting, note.kind, note.text, note=note.number, direction=direction))


def told(past: Past) -> None:
    """Make findings of what the practices say, or name them beside the notes that say the same."""
    for number, practice in enumerate(TOLD, 1):
        found(past, MakeFinding("m2", "tip", practice.tip, practice=number))
    for meeting, kind, number, statement in FOUND:
        direction = "new" if kind == "trend" else ""
        found(past, MakeFinding(meeting, kind, statement, practice=number, direction=direction))


def found(past: Past, made: MakeFinding) -> None:
    """Make a finding; where one says so already, it is heard once more."""
    known = said(past, made.statement)
    heard = HearFinding(made.meeting, known, note=made.note, practice=made.practice)
    past.do(heard if known else made, past.id(GATHERER))


def said(past: Past, statement: str) -> int:
    """Return the number of the finding that says so already, 0 for none."""
    found = past.programme.findings.by_number.values()
    return next((one.number for one in found if one.statement.casefold() == statement.casefold()), 0)
