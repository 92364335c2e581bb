"""A practice on the plenary screen and on every board of a meeting: pinned by the team, or as its pitch is on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from app.domain import permissions
from app.domain.errors import Conflict
from app.domain.messages import By, Event, Fact
from app.domain.orders import MeetingCommand
from app.domain.practices import shelf

if TYPE_CHECKING:
    from app.domain.programme import Programme


@dataclass(frozen=True, slots=True)
class PinPractice(MeetingCommand):
    """Show a practice of the board on the plenary screen; 0: none."""

    path: ClassVar[str] = "practices/pin"
    meeting: str
    practice: int = 0

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = self.unclosed(programme)
        if self.practice and not shelf.found(programme, self.practice).on_board:
            raise Conflict("practice-not-on-board")
        if self.practice == meeting.pinned:
            return []
        return [PracticePinned(meeting.id, self.practice, meeting.pinned)]


@dataclass(frozen=True, slots=True)
class PracticePinned(Event):
    """This practice is on the plenary screen now, instead of the one before; 0: none."""

    meeting: str
    practice: int
    before: int = 0

    def evolve(self, programme: Programme, fact: Fact) -> None:
        programme.meetings[self.meeting].pinned = self.practice


permissions.allow({"PinPractice": permissions.drives})
