"""Which of the two ways a planned gallery walk takes: each at their own pace, or in groups for some minutes a sheet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from app.domain import agenda
from app.domain.acts import Settled
from app.domain.agenda import Block
from app.domain.errors import Conflict, Invalid
from app.domain.formats import PLANNED
from app.domain.formats.gallery.alone import Gallery
from app.domain.formats.gallery.groups import Walk, the_walk
from app.domain.messages import By, Event, Fact
from app.domain.orders import MeetingCommand
from app.domain.permissions import allow, drives

if TYPE_CHECKING:
    from app.domain.meetings import Meeting
    from app.domain.programme import Programme

LEAST, MOST = 2, 15
"""Minutes that a group may stand at one sheet; four to six are usual."""
OFFERED = (0, 4, 5, 6)


@dataclass(frozen=True, slots=True)
class SetPace(MeetingCommand):
    """Let groups stand at each sheet for so many minutes; 0: everybody looks at their own pace."""

    path: ClassVar[str] = "galleries/{block}/pace"
    meeting: str
    block: int
    minutes: int = 0

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        block = agenda.found(self.unclosed(programme), self.block)
        before = pace(block)
        if before is None:
            raise Conflict("other-format")
        if block.state != PLANNED or (isinstance(block.body, Walk) and block.body.rooms):
            raise Conflict("block-begun")
        if self.minutes and not LEAST <= self.minutes <= MOST:
            raise Invalid("out-of-range", field="minutes", least=LEAST, most=MOST)
        return [PaceSet(self.meeting, self.block, self.minutes)] if self.minutes != before else []


@dataclass(frozen=True, slots=True)
class PaceSet(Settled):
    """Groups stand at each sheet for so many minutes; 0: each at their own pace."""

    meeting: str
    block: int
    minutes: int

    def change(self, programme: Programme, meeting: Meeting, fact: Fact) -> None:
        wanted = Walk if self.minutes else Gallery
        if not isinstance(meeting.blocks[self.block].body, wanted):
            agenda.become(meeting, self.block, wanted.format)
        if self.minutes:
            the_walk(meeting, self.block).minutes = self.minutes


def pace(block: Block) -> int | None:
    """Return the minutes at each sheet of a gallery walk, 0: each at their own pace; None where it is none."""
    if isinstance(block.body, Walk):
        return block.body.minutes
    return 0 if isinstance(block.body, Gallery) else None


allow({"SetPace": drives})
