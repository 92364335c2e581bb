"""The practice that everybody sees, on the plenary screen in large letters."""

from __future__ import annotations

from app.panels.panel import View, panel
from app.panels.presented import Presented, changes, presented


@panel("screen", on=changes(), template="screen/practice.html")
def practice(view: View, of: str) -> Presented | None:
    """Cut the practice that the meeting shows."""
    return presented(view, of)
