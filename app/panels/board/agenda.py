"""What the meeting has been through, is at, and comes to: the same for everybody."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.agenda import BlockAdded, BlockChanged, BlockRemoved
from app.domain.meetings import MeetingDescribed
from app.panels.panel import View, panel
from app.panels.touching import acts, the_meeting


@dataclass(frozen=True, slots=True)
class Item:
    """One block of the agenda; `state` planned, on or over."""

    number: int
    format: str
    title: str
    minutes: int
    state: str


@dataclass(frozen=True, slots=True)
class Agenda:
    """The meeting's phase and its blocks in order."""

    phase: str
    items: list[Item]


@panel(
    "board",
    on={**dict.fromkeys((*acts(), BlockAdded, BlockChanged, BlockRemoved, MeetingDescribed), the_meeting)},
    template="board/agenda.html",
)
def agenda(view: View, of: str) -> Agenda:
    """Cut the agenda."""
    meeting = view.programme.meetings[of]
    blocks = [meeting.blocks[number] for number in meeting.agenda]
    return Agenda(meeting.phase, [Item(one.number, one.format, one.title, one.minutes, one.state) for one in blocks])
