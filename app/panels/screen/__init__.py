"""The plenary screen, for a beamer or a shared window: what is on, the time left, rooms with names. For everybody."""

from __future__ import annotations

from app.domain.meetings import Meeting
from app.domain.programme import Programme
from app.panels.panel import Key
from app.panels.screen import before, floor, gallery, harvest, news, practice, stage, vote

__all__ = ["before", "floor", "gallery", "harvest", "news", "practice", "stage", "vote", "watch"]

NAMES = ("stage", "practice", "speaker", "news", "walls", "report", "gallery", "themes", "before", "vote", "entry")


def watch(programme: Programme, meeting: Meeting, person: str) -> tuple[Key, ...]:
    """Return the keys of all panels on the screen."""
    return tuple((f"screen.{name}", meeting.id) for name in NAMES)
