"""The way of a round, seen from the big button: make, publish, open, start, end, bring back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.formats.rooms.ending import NOTICE, CloseRooms, EndRooms
from app.domain.formats.rooms.opening import OpenRooms, PublishRooms
from app.domain.formats.rooms.running import StartRooms
from app.domain.rooms import CLOSING, DRAFT, OPEN, PUBLISHED, RUNNING, TALKING
from app.domain.steps import Step

if TYPE_CHECKING:
    from app.domain.agenda import Block
    from app.domain.formats.rooms.round import Round
    from app.domain.meetings import Meeting


def towards(meeting: Meeting, block: Block, found: Round) -> Step:
    """Return the step that leads to the round before it is on."""
    if found.state == DRAFT:
        return Step("publish-rooms", PublishRooms(meeting.id, block.number), facts(meeting, found))
    if found.state == PUBLISHED:
        return Step("open-rooms", OpenRooms(meeting.id, block.number), facts(meeting, found))
    return Step("make-rooms", None, {"block": block.number, "present": len(meeting.present())})


def within(meeting: Meeting, block: Block, found: Round) -> Step | None:
    """Return the step within a round that is on."""
    state = found.state if found.state in TALKING else _lingering(found)
    if state == OPEN:
        minutes = found.length(block)
        return Step("start-rooms", StartRooms(meeting.id, block.number), facts(meeting, found, minutes=minutes))
    if state == RUNNING:
        noticed = any(room.clock and room.clock.notice for room in found.active() if room.state == RUNNING)
        end = EndRooms(meeting.id, block.number, 0 if noticed else NOTICE)
        return Step("end-rooms-now" if noticed else "end-rooms", end, facts(meeting, found, seconds=end.notice))
    if state == CLOSING:
        return Step("close-rooms", CloseRooms(meeting.id, block.number), facts(meeting, found))
    return None


def _lingering(found: Round) -> str:
    """Return the state of the rooms that talk on while most are closed."""
    states = [room.state for room in found.active() if room.talking]
    return min(states, key=(OPEN, RUNNING, CLOSING).index, default="")


def facts(meeting: Meeting, found: Round, **more: int) -> dict[str, int | str]:
    """Return what the button's label says: how many rooms and how many of the people present."""
    present = set(meeting.present())
    return {"rooms": len(found.active()), "people": len(present & found.seats.keys()), **more}
