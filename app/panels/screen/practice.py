"""The practice that everybody sees, on the plenary screen in large letters."""

from __future__ import annotations

from app.panels.panel import View, panel
from app.panels.presented import Presented, changes, presented
from app.panels.screen.stage import walled
from app.panels.touching import EDITS, the_meeting


@panel("screen", on={**changes(), **dict.fromkeys(EDITS, the_meeting)}, template="screen/practice.html")
def practice(view: View, of: str) -> Presented | None:
    """Cut the practice that the meeting shows; rooms have the wall before it."""
    return presented(view, of) if not walled(view.programme.meetings[of]) else None
