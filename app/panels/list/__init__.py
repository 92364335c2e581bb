"""The list for the one who moves people inside the video tool: what changed since the last tick, and all rooms."""

from __future__ import annotations

from app.domain.meetings import Meeting
from app.domain.programme import Programme
from app.panels.list import errands, everybody
from app.panels.panel import Key

__all__ = ["errands", "everybody", "watch"]


def watch(programme: Programme, meeting: Meeting, person: str) -> tuple[Key, ...]:
    """Return the keys of all panels of the page; it is the same for all of the team."""
    return (("list.errands", meeting.id), ("list.everybody", meeting.id))
