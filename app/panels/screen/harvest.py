"""The report that is read, in letters for the back of the hall, with how many say the same; then the themes."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.calling import RoomNamed
from app.domain.formats.gallery.alone import walk
from app.domain.formats.harvest.holding import HoldEnded
from app.domain.formats.harvest.reading import ReportEchoed
from app.domain.meetings import MeetingDescribed
from app.domain.reports.withholding import FieldHeld
from app.domain.texts.words import WordsNoted
from app.panels.board.harvest import MENTIONED, Counts, Reading, counts, of_note, of_words, on, read
from app.panels.board.vote import on as voting
from app.panels.noted import NOTES
from app.panels.panel import View, panel
from app.panels.presented import changes, presented
from app.panels.screen.stage import walled
from app.panels.themed import GATHERED, TOLD, Shown, listed
from app.panels.touching import EDITS, acts, the_meeting


@dataclass(frozen=True, slots=True)
class Heard:
    """The report, or the question what must not leave, with what others said to it."""

    reading: Reading
    counts: Counts | None


@panel(
    "screen",
    on={
        **dict.fromkeys((*acts(), *EDITS, HoldEnded, ReportEchoed, RoomNamed, MeetingDescribed), the_meeting),
        **dict.fromkeys(NOTES, of_note),
        **MENTIONED,
        WordsNoted: of_words,
        FieldHeld: the_meeting,
    },
    template="screen/report.html",
)
def report(view: View, of: str) -> Heard | None:
    """Cut what is read aloud now; None once all is read and asked."""
    meeting = view.programme.meetings[of]
    found = read(view.programme, meeting)
    if found is None or (found.told is None and found.hold is None):
        return None
    return Heard(found, counts(meeting))


@panel(
    "screen",
    on={**changes(), **dict.fromkeys((*acts(), HoldEnded, *EDITS, *GATHERED), the_meeting), **TOLD},
    template="screen/themes.html",
)
def themes(view: View, of: str) -> tuple[Shown, ...]:
    """Cut the themes where they are shown, and no report, vote, practice, gallery or room has the wall."""
    meeting = view.programme.meetings[of]
    reading = on(meeting)
    busy = meeting.on is not None and (meeting.on.body.busy or walk(meeting) is not None)
    taken = busy or voting(meeting) is not None or (reading is not None and reading[1].state in ("reading", "hold"))
    free = meeting.themes.shown and not taken and not walled(meeting) and presented(view, of) is None
    return listed(meeting) if free else ()
