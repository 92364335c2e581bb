"""What the commands of one meeting share: finding the meeting, and refusing when its phase does not allow it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from app.domain.errors import Conflict
from app.domain.messages import Command, Scope

if TYPE_CHECKING:
    from app.domain.meetings import Meeting
    from app.domain.programme import Programme


class MeetingCommand(Command):
    """A command within a meeting; `meeting` is its id."""

    __slots__ = ()
    scope: ClassVar[Scope] = "meeting"
    meeting: str

    def unclosed(self, programme: Programme) -> Meeting:
        """Return the meeting unless it is closed. Raises `NotFound`, `Conflict`."""
        meeting = programme.meeting(self.meeting)
        if meeting.phase == "closed":
            raise Conflict("meeting-closed")
        return meeting

    def live(self, programme: Programme) -> Meeting:
        """Return the meeting while it is live. Raises `NotFound`, `Conflict`."""
        meeting = self.unclosed(programme)
        if meeting.phase != "live":
            raise Conflict("meeting-not-live")
        return meeting
