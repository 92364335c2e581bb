"""Codes and links that are not personal: the meeting's code, the short one of an open door, the plenary screen's link.

Never tells "closed" from "unknown".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from app.domain import seeds
from app.domain.messages import By, Event, Fact
from app.domain.orders import MeetingCommand

if TYPE_CHECKING:
    from app.domain.meetings import Meeting
    from app.domain.programme import Programme


@dataclass(frozen=True, slots=True)
class RenewCode(MeetingCommand):
    """Make the meeting's common link and codes fail and give new ones."""

    path: ClassVar[str] = "code"
    meeting: str

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = self.unclosed(programme)
        short = seeds.code(by.seed, 6) if meeting.short_code else ""
        return [CodeRenewed(meeting.id, seeds.code(by.seed, 8), short)]


@dataclass(frozen=True, slots=True)
class ReplaceScreenLink(MeetingCommand):
    """Make the plenary screen's link fail and give a new one."""

    path: ClassVar[str] = "screen/link"
    meeting: str

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = programme.meeting(self.meeting)
        return [ScreenLinkReplaced(meeting.id, meeting.screen_generation + 1)]


@dataclass(frozen=True, slots=True)
class CodeRenewed(Event):
    """The meeting has other codes; the short one keeps its time."""

    meeting: str
    code: str
    short: str = ""

    def evolve(self, programme: Programme, fact: Fact) -> None:
        meeting = programme.meetings[self.meeting]
        meeting.code, meeting.short_code = self.code, self.short


@dataclass(frozen=True, slots=True)
class ScreenLinkReplaced(Event):
    """The screen's link is another one; its sockets end."""

    meeting: str
    generation: int

    @property
    def reseats(self) -> None:
        return None

    def evolve(self, programme: Programme, fact: Fact) -> None:
        programme.meetings[self.meeting].screen_generation = self.generation


def by_code(programme: Programme, typed: str, now: float) -> Meeting | None:
    """Return the open meeting that a typed code belongs to, letter case and spaces aside."""
    code = "".join(typed.split()).replace("-", "").upper()
    return next((meeting for meeting in programme.meetings.values() if _opens(meeting, code, now)), None)


def _opens(meeting: Meeting, code: str, now: float) -> bool:
    if meeting.phase == "closed" or not code:
        return False
    short = meeting.phase in ("doors", "live") and now < meeting.short_until and code == meeting.short_code
    return code == meeting.code or short
