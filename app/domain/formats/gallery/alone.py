"""A gallery walk, each at their own pace (domain.md §5 F10): sheets as stations, opened one by one, with comments.

What few have opened is offered first, so that no station is empty. Opening a sheet is a press: reading writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from app.domain import agenda
from app.domain.acts import Act
from app.domain.formats.plenary import Plenary, begun
from app.domain.messages import By, Event, Fact
from app.domain.orders import MeetingCommand
from app.domain.permissions import allow, drives, in_meeting
from app.domain.practices.board import on_board
from app.domain.steps import Step

if TYPE_CHECKING:
    from app.domain.agenda import Block
    from app.domain.meetings import Meeting
    from app.domain.programme import Programme

MOST = 30
"""Most sheets of one walk."""


@dataclass(slots=True)
class Gallery(Plenary):
    """`seen`: who opened each sheet in this walk, in the order in which the sheets hang."""

    format: ClassVar[str] = "gallery"
    seen: dict[int, list[str]] = field(default_factory=dict)

    def entry(self, meeting: Meeting, block: Block) -> Step | None:
        return Step("begin-gallery", BeginGallery(meeting.id, block.number), {"minutes": block.minutes})

    def shelf(self) -> list[int]:
        """Return the sheets, what the fewest have opened first."""
        return sorted(self.seen, key=lambda number: len(self.seen[number]))

    def toured(self, person: str) -> list[int]:
        """Return the sheets that somebody has opened."""
        return [number for number, people in self.seen.items() if person in people]


@dataclass(frozen=True, slots=True)
class BeginGallery(MeetingCommand):
    """Begin a planned gallery walk with the sheets that are on the board."""

    path: ClassVar[str] = "galleries/{block}/opening"
    meeting: str
    block: int

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = self.live(programme)
        block = agenda.beginnable(meeting, self.block, Gallery)
        sheets = tuple(each.number for each in on_board(programme)[:MOST])
        return [GalleryBegun(meeting.id, block.number, sheets, by.at, 60.0 * block.minutes)]


@dataclass(frozen=True, slots=True)
class OpenSheet(MeetingCommand):
    """Open a sheet of the walk that is on; one that one has opened before counts once."""

    meeting: str
    practice: int

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = programme.meeting(self.meeting)
        body = walk(meeting)
        if body is None or self.practice not in body.seen or by.person in body.seen[self.practice]:
            return []
        assert meeting.on is not None
        return [SheetOpened(meeting.id, meeting.on.number, self.practice, by.person)]


@dataclass(frozen=True, slots=True)
class GalleryBegun(Act):
    """A gallery walk is on, with these sheets, for `duration` seconds from `at`."""

    meeting: str
    block: int
    sheets: tuple[int, ...]
    at: float
    duration: float

    def change(self, programme: Programme, meeting: Meeting, fact: Fact) -> None:
        body = begun(meeting, self.block, fact)
        assert isinstance(body, Gallery)
        body.seen = {number: body.seen.get(number, []) for number in self.sheets}
        body.run(self.at, self.duration)


@dataclass(frozen=True, slots=True)
class SheetOpened(Event):
    """Somebody opened a sheet of the walk."""

    meeting: str
    block: int
    practice: int
    person: str

    def evolve(self, programme: Programme, fact: Fact) -> None:
        body = programme.meetings[self.meeting].blocks[self.block].body
        assert isinstance(body, Gallery)
        body.seen.setdefault(self.practice, []).append(self.person)


def walk(meeting: Meeting) -> Gallery | None:
    """Return the gallery walk that is on."""
    body = meeting.on.body if meeting.on is not None and meeting.phase == "live" else None
    return body if isinstance(body, Gallery) else None


allow({"BeginGallery": drives, "OpenSheet": in_meeting})
