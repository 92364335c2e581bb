"""What the meeting is at and comes to, with its times: the same for everybody. What the team alone knows is not here.

While the meeting is live only what is on and what comes soon stands here; before it, all of it.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.domain import schedule
from app.domain.details import BUFFER
from app.domain.meetings import MeetingDescribed
from app.domain.planning import EndAgreed
from app.domain.wording import Wording
from app.panels.panel import View, panel
from app.panels.touching import EDITS, acts, the_meeting

SOON = 3
"""Parts to come that a board of a live meeting names."""


@dataclass(frozen=True, slots=True)
class Item:
    """One block of the agenda; `state` planned, on or over; `starts_at` UTC seconds, None where it is not known."""

    number: int
    format: str
    title: Wording
    minutes: int
    state: str
    starts_at: float | None


@dataclass(frozen=True, slots=True)
class Agenda:
    """The meeting's phase and its blocks in order; `more`: how many come after these."""

    phase: str
    items: tuple[Item, ...]
    more: int


@panel(
    "board",
    on=dict.fromkeys((*acts(), *EDITS, EndAgreed, MeetingDescribed), the_meeting),
    template="board/agenda.html",
)
def agenda(view: View, of: str) -> Agenda:
    """Cut the agenda; time in reserve is the team's."""
    meeting = view.programme.meetings[of]
    items = []
    for slot in schedule.slots(meeting):
        block = meeting.blocks[slot.number]
        if block.more.category != BUFFER:
            title = block.titled(meeting.language)
            starts = slot.starts_at if block.state == "planned" and block.minutes else None
            items.append(Item(block.number, block.format, title, block.minutes, block.state, starts))
    if meeting.phase != "live":
        return Agenda(meeting.phase, tuple(items), 0)
    on, coming = [[item for item in items if item.state == state] for state in ("on", "planned")]
    return Agenda(meeting.phase, (*on, *coming[:SOON]), max(0, len(coming) - SOON))
