"""When a moderator who follows the agenda presses the big button. Pure; instants are UTC seconds."""

from __future__ import annotations

from app.domain import agenda
from app.domain.details import BUFFER
from app.domain.formats import PLANNED
from app.domain.formats.cafe import Cafe
from app.domain.meetings import Meeting
from app.domain.steps import Step

EARLY, AHEAD, BETWEEN = 600.0, 120.0, 60.0
"""Seconds: doors before the start; forms and choosing before a part is over; in a plenary that nobody planned."""
AT_ONCE = ("publish-rooms", "show-tables", "start-rooms", "start-tables")


def due(meeting: Meeting, step: Step) -> float | None:
    """Return when this step is taken; None: by the clock, not by a person."""
    on = meeting.on
    if meeting.phase != "live":
        return meeting.starts_at - (EARLY if step.kind == "open-doors" else 0)
    if on is not None and on.body.busy:
        travelling = isinstance(on.body, Cafe) and on.body.travelling
        return 0.0 if step.kind in AT_ONCE and not travelling else None
    if step.kind == "end-choosing":
        return None
    if step.kind in AT_ONCE:
        return 0.0
    return over(meeting) - (AHEAD if step.command is None or step.kind == "open-choosing" else 0)


def over(meeting: Meeting) -> float:
    """Return when the part that is on has had its minutes."""
    on = meeting.on
    if on is None or on.begun_at is None:
        return meeting.starts_at
    return on.begun_at + (60 * on.minutes or BETWEEN)


def done(meeting: Meeting) -> bool:
    """Say whether nothing comes any more but time in reserve."""
    coming = (meeting.blocks[number] for number in meeting.agenda)
    left = [block for block in coming if block.state == PLANNED and block.minutes]
    busy = any(block.body.busy for block in meeting.blocks.values())
    return bool(left) and not busy and all(block.more.category == BUFFER for block in left)


def coming(meeting: Meeting) -> int:
    """Return the number of the part that comes next, 0 where there is none."""
    block = agenda.upcoming(meeting)
    return block.number if block is not None else 0
