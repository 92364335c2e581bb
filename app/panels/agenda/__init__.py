"""The agenda's own page for the team: the run of show with its private part, its times, and how to edit it."""

from __future__ import annotations

from app.domain import permissions
from app.domain.meetings import Meeting
from app.domain.programme import Programme
from app.panels.agenda import plan
from app.panels.panel import Key

__all__ = ["plan", "watch"]


def watch(programme: Programme, meeting: Meeting, person: str) -> tuple[Key, ...]:
    """Return the key of the plan, for those who drive or for those who help."""
    audience = "drive" if permissions.drives(programme, meeting, person) else "help"
    return (("agenda.plan", f"{meeting.id}/{audience}"),)
