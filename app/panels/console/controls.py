"""What one press can do for one room: no panel, but cut when its menu opens, for nobody watches a hundred menus."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.errors import NotFound
from app.domain.formats.rooms.round import the_round
from app.domain.meetings import Meeting
from app.panels.clocks import common
from app.platforms import recognised


@dataclass(frozen=True, slots=True)
class RoomControls:
    """One room as its menu needs it: `ends_at` and `others_end` (most of the others), UTC seconds; None: no clock runs.

    `platform`: where its call leads, '' for words or no call; `word`: room or table.
    """

    block: int
    number: int
    state: str
    paused: bool
    ends_at: float | None
    others_end: float | None
    call: bool
    platform: str
    word: str


def controls(meeting: Meeting, block: int, number: int) -> RoomControls:
    """Cut the menu of one room. Raises `NotFound`, `Conflict`."""
    body = the_round(meeting, block)
    room = body.rooms.get(number)
    if room is None or room.merged_into is not None:
        raise NotFound("room")
    clocks = [each.clock for each in body.active() if each.clock is not None]
    most = common(clocks)
    return RoomControls(
        block,
        number,
        room.state,
        room.paused,
        room.clock.ends_at if room.clock is not None else None,
        most.ends_at if most is not None and most.paused_at is None and len(clocks) > 1 else None,
        bool(room.call),
        recognised(room.call.url) or room.call.host,
        body.word,
    )
