"""Alarms of a programme: what has to happen by itself, and when. A key fires once (`once` id = key)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain import slower

if TYPE_CHECKING:
    from app.domain.messages import Command
    from app.domain.programme import Programme


def due(programme: Programme) -> dict[str, float]:
    """Return all alarms of live meetings: "meeting/block/rest" → instant; the rest names the clock's turn.

    Block 0 is the meeting itself: wishes that fade.
    """
    found: dict[str, float] = {}
    for meeting in programme.meetings.values():
        if meeting.phase == "live":
            found |= {f"{meeting.id}/0/{rest}": at for rest, at in slower.due(meeting).items()}
            for block in meeting.blocks.values():
                for rest, at in block.body.due(meeting, block).items():
                    found[f"{meeting.id}/{block.number}/{rest}"] = at
    return found


def ring(programme: Programme, key: str) -> Command | None:
    """Return the command of an alarm, None if what it was set for has changed since."""
    name, number, rest = key.split("/", 2)
    meeting = programme.meetings.get(name)
    if number == "0":
        return slower.ring(meeting) if meeting is not None else None
    block = meeting.blocks.get(int(number)) if meeting is not None and meeting.phase == "live" else None
    return block.body.ring(meeting, block, rest) if meeting is not None and block is not None else None
