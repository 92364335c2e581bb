"""What the workshops before said, on the regional meeting's boards: themes, open questions, practices, by meeting.

Only of meetings whose two minutes are over, and without anything that is held back.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from app.domain.agenda import BlockRemoved
from app.domain.formats.harvest.harvest import cleared
from app.domain.formats.harvest.holding import HoldEnded
from app.domain.formats.pitches.order import PitchesOrdered
from app.domain.formats.pitches.turning import PitchesBegun
from app.domain.meetings import Meeting, MeetingDescribed
from app.domain.notes.exports import leaving
from app.domain.practices.beginning import PracticeBegun
from app.domain.programme import Programme
from app.domain.reports.mentions import ReportLinked, left_by
from app.domain.reports.withholding import FieldHeld
from app.domain.steps import StepTakenBack
from app.domain.texts.words import WordsNoted
from app.domain.themes.theme import heard_in
from app.domain.themes.theme import leaving as themes_leaving
from app.domain.wording import Wording
from app.panels.noted import NOTES
from app.panels.panel import View, panel
from app.panels.practices.card import NAMED, worded
from app.panels.reported import Said, words
from app.panels.themed import GATHERED
from app.panels.touching import every_meeting

MOST_THEMES, MOST_QUESTIONS, MOST_PRACTICES = 6, 6, 6
"""Of one meeting; the pages of notes and of practices have all."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """One meeting before: its themes with the number of rooms, its open questions, its practices with where they are.

    `more`: how many practices are not named.
    """

    name: Wording
    themes: tuple[tuple[str, int], ...]
    questions: tuple[Said, ...]
    practices: tuple[tuple[int, Wording, Wording], ...] = ()
    more: int = 0


def later(event: Any, programme: Programme) -> Iterable[str]:
    """The regional meetings but the event's own."""
    own = getattr(event, "meeting", "")
    return [each.id for each in programme.meetings.values() if each.kind == "regional" and each.id != own]


PRACTICES = (PracticeBegun, *NAMED, ReportLinked, PitchesOrdered)
"""What changes the practices of a meeting, beside its pitches."""
PITCHES = (PitchesBegun, StepTakenBack, BlockRemoved)


@panel(
    "board",
    on={
        **dict.fromkeys((*GATHERED, *NOTES, *PRACTICES, *PITCHES, HoldEnded, WordsNoted, FieldHeld), later),
        MeetingDescribed: every_meeting,
    },
    template="board/before.html",
)
def before(view: View, of: str) -> tuple[Earlier, ...]:
    """Cut what was said before; nothing on the boards of a workshop."""
    return earlier(view, of)


def earlier(view: View, of: str) -> tuple[Earlier, ...]:
    """Return what the meetings before a regional one leave to it, the oldest first."""
    programme, meeting = view.programme, view.programme.meetings[of]
    if meeting.kind != "regional":
        return ()
    past = [each for each in programme.meetings.values() if each.id != of and cleared(each, view.now)]
    found = [told(programme, each) for each in sorted(past, key=lambda one: one.starts_at)]
    return tuple(each for each in found if each.themes or each.questions or each.practices)


def told(programme: Programme, meeting: Meeting) -> Earlier:
    """Return what a meeting leaves to the next."""
    themes = tuple((theme.name, len(heard_in(meeting, theme))) for theme in themes_leaving(meeting)[:MOST_THEMES])
    asked = [Said("question", note.text, note.language) for note in leaving(meeting) if note.kind == "question"]
    asked += [
        said
        for place in sorted(meeting.notes.reported)
        for said in words(programme, meeting, place)
        if said.kind == "question"
    ]
    once = {said.text.casefold(): said for said in reversed(asked)}
    questions = tuple(reversed(once.values()))[:MOST_QUESTIONS]
    left = left_by(programme, meeting)
    practices = tuple(
        (each.number, worded(programme, each, "title"), worded(programme, each, "city"))
        for each in left[:MOST_PRACTICES]
    )
    return Earlier(meeting.called, themes, questions, practices, max(0, len(left) - MOST_PRACTICES))
