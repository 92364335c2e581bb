"""The page on which a moderator or the central rapporteur gathers starred notes into themes while rooms report."""

from __future__ import annotations

from app.domain.meetings import Meeting
from app.domain.programme import Programme
from app.panels.harvest import findings, gathering, origins, reports
from app.panels.panel import Key

__all__ = ["findings", "gathering", "origins", "reports", "watch"]


def watch(programme: Programme, meeting: Meeting, person: str) -> tuple[Key, ...]:
    """Return the keys of the page's panels."""
    names = ("themes", "pool", "reports", "findings", "origins", "offered")
    return tuple((f"harvest.{name}", meeting.id) for name in names)
