"""What the workshops before said, on the regional meeting's wall while it is free: until it begins, and in breaks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from app.domain.agenda import BlockRemoved
from app.domain.formats.harvest.holding import HoldEnded
from app.domain.formats.pause import Pause
from app.domain.meetings import Meeting, MeetingDescribed
from app.domain.messages import Event
from app.domain.programme import Programme
from app.domain.reports.withholding import FieldHeld
from app.domain.texts.words import WordsNoted
from app.panels.board.before import PITCHES, PRACTICES, Earlier, earlier
from app.panels.noted import NOTES
from app.panels.panel import View, panel
from app.panels.presented import changes, presented
from app.panels.screen.harvest import themes
from app.panels.screen.stage import walled
from app.panels.themed import GATHERED
from app.panels.touching import EDITS, acts

MOST = 3
"""Themes, questions and practices of one meeting that can be read from afar; boards have more."""
TOLD = {*GATHERED, *NOTES, *PRACTICES, *PITCHES, *changes(), HoldEnded, WordsNoted, FieldHeld, BlockRemoved}
SHOWN: tuple[type[Event], ...] = (*acts(), *EDITS, MeetingDescribed)


def regional(event: Any, programme: Programme) -> Iterable[str]:
    """Every regional meeting."""
    return [each.id for each in programme.meetings.values() if each.kind == "regional"]


def resting(event: Any, programme: Programme) -> Iterable[str]:
    """Every regional meeting in which nothing is on."""
    return [name for name in regional(event, programme) if rests(programme.meetings[name])]


@panel("screen", on={**dict.fromkeys(TOLD, resting), **dict.fromkeys(SHOWN, regional)}, template="screen/before.html")
def before(view: View, of: str) -> tuple[Earlier, ...]:
    """Cut what was said before, as much of it as can be read from afar."""
    meeting = view.programme.meetings[of]
    if not rests(meeting) or walled(meeting) or presented(view, of) is not None or themes(view, of):
        return ()
    return tuple(
        replace(each, themes=each.themes[:MOST], questions=each.questions[:MOST], practices=each.practices[:MOST])
        for each in earlier(view, of)
    )


def rests(meeting: Meeting) -> bool:
    """Whether people wait: the doors are open, or a break is on."""
    return meeting.phase == "doors" or (
        meeting.phase == "live" and meeting.on is not None and isinstance(meeting.on.body, Pause)
    )
