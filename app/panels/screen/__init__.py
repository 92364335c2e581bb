"""The plenary screen, for a beamer or a shared window: what is on, the time left, rooms with names. For everybody."""

from __future__ import annotations

from app.domain.meetings import Meeting
from app.domain.programme import Programme
from app.panels.panel import Key
from app.panels.screen import floor, news, practice, stage, vote

__all__ = ["floor", "news", "practice", "stage", "vote", "watch"]


def watch(programme: Programme, meeting: Meeting, person: str) -> tuple[Key, ...]:
    """Return the keys of all panels on the screen."""
    names = ("stage", "practice", "speaker", "news", "walls", "vote", "entry")
    return tuple((f"screen.{name}", meeting.id) for name in names)
