"""Counting anonymous answers: the command that the engine hands the ballots of a box, and the boxes still needed."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.messages import By, Event
from app.domain.orders import MeetingCommand

if TYPE_CHECKING:
    from app.domain.programme import Programme


@dataclass(frozen=True, slots=True)
class Count(MeetingCommand):
    """Count the ballots of `box`, once nobody puts any in; given by an alarm, which does not know what they say."""

    meeting: str
    block: int
    box: str
    ballots_found: tuple[str, ...] = ()

    @abstractmethod
    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        """Return what was counted."""


def boxes(programme: Programme) -> set[str]:
    """Return the boxes whose ballots are not counted yet; what lies in any other is no longer needed."""
    return {
        box
        for meeting in programme.meetings.values()
        for block in meeting.blocks.values()
        for box in block.body.boxes(meeting, block)
    }
