"""The practice that everybody sees, on a participant's own page: its sheet opens when its pitch is called."""

from __future__ import annotations

from app.panels.panel import View, panel
from app.panels.presented import Presented, changes, presented


@panel("board", on=changes(), template="board/practice.html")
def practice(view: View, of: str) -> Presented | None:
    """Cut the practice that the meeting shows."""
    return presented(view, of)
