"""Announcements: what those who drive tell everybody, one room or the team, in the meeting's language and others.

One stands until it is withdrawn or the meeting is closed, also for latecomers: a newer one takes its place on the
board, and it is found under "Earlier announcements". It does not end with its block, for what is said just before rooms
open would be gone before it was read. One to a room stands for whoever is there in that round: the guests of the next
one were not meant.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from app.domain import text, wording
from app.domain.errors import Full, Invalid, NotFound
from app.domain.formats.rooms.round import Round
from app.domain.messages import By, Event, Fact
from app.domain.orders import MeetingCommand
from app.domain.places import Spot
from app.domain.wording import Others, Wording

if TYPE_CHECKING:
    from app.domain.meetings import Meeting
    from app.domain.programme import Programme

ALL, ROOM, STAFF = "all", "room", "staff"
LONGEST = 280
MOST = 300


@dataclass(slots=True)
class Announcement:
    """One announcement; `text` in the meeting's language; `position`: of the event that gave it its newest words.

    `part`: of one to a room, the round of its block (0: whichever).
    """

    number: int
    to: str
    block: int
    room: int
    text: str
    others: Others
    by: str
    at: float
    position: int
    corrected_at: float | None = None
    withdrawn: bool = False
    part: int = 0


@dataclass(frozen=True, slots=True)
class Announce(MeetingCommand):
    """Tell everybody, a room of the round that is on, or the team; or, with `instead`, correct what was said.

    `texts`: the same in the order of LANGUAGES, '' where it is not said in one; that of the meeting's own counts not.
    """

    path: ClassVar[str] = "announcements"
    meeting: str
    text: str
    texts: tuple[str, ...] = ()
    to: str = ALL
    room: int = 0
    instead: int = 0

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = self.unclosed(programme)
        said = text.paragraph(self.text, "text", LONGEST, required=True)
        others = wording.others(self.texts, "texts", LONGEST, meeting.language, text.paragraph)
        if self.instead:
            before = standing(meeting, self.instead)
            same = (before.text, before.others) == (said, others)
            return [] if same else [AnnouncementCorrected(meeting.id, before.number, said, others)]
        if len(meeting.announcements) >= MOST:
            raise Full("too-many-announcements", limit=MOST)
        number = len(meeting.announcements) + 1
        return [AnnouncementMade(meeting.id, number, self.to, said, others, *self._where(meeting))]

    def _where(self, meeting: Meeting) -> tuple[int, int, int]:
        if self.to not in (ALL, ROOM, STAFF):
            raise Invalid("unknown-choice", field="to")
        if self.to != ROOM:
            return 0, 0, 0
        on = meeting.on
        room = on.body.rooms.get(self.room) if on is not None and isinstance(on.body, Round) else None
        if on is None or room is None or not room.talking:
            raise NotFound("room")
        return on.number, self.room, on.body.part


@dataclass(frozen=True, slots=True)
class WithdrawNews(MeetingCommand):
    """Take an announcement back: it is gone from every page."""

    path: ClassVar[str] = "announcements/{number}/withdrawal"
    meeting: str
    number: int

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = programme.meeting(self.meeting)
        found = meeting.announcements.get(self.number)
        if found is None:
            raise NotFound("announcement")
        return [] if found.withdrawn else [AnnouncementWithdrawn(meeting.id, found.number)]


@dataclass(frozen=True, slots=True)
class AnnouncementMade(Event):
    """Something is told: to all, to the room of a block in its round `part` (0: whichever), or to the staff."""

    meeting: str
    announcement: int
    to: str
    text: str
    others: Others = ()
    block: int = 0
    room: int = 0
    part: int = 0

    def evolve(self, programme: Programme, fact: Fact) -> None:
        programme.meetings[self.meeting].announcements[self.announcement] = Announcement(
            self.announcement,
            self.to,
            self.block,
            self.room,
            self.text,
            self.others,
            fact.actor,
            fact.at,
            fact.position,
            part=self.part,
        )


@dataclass(frozen=True, slots=True)
class AnnouncementCorrected(Event):
    """It has other words; who has seen it is counted anew."""

    meeting: str
    announcement: int
    text: str
    others: Others = ()

    def evolve(self, programme: Programme, fact: Fact) -> None:
        found = programme.meetings[self.meeting].announcements[self.announcement]
        found.text, found.others = self.text, self.others
        found.corrected_at, found.position = fact.at, fact.position


@dataclass(frozen=True, slots=True)
class AnnouncementWithdrawn(Event):
    """It is taken back."""

    meeting: str
    announcement: int

    def evolve(self, programme: Programme, fact: Fact) -> None:
        programme.meetings[self.meeting].announcements[self.announcement].withdrawn = True


def standing(meeting: Meeting, number: int) -> Announcement:
    """Return an announcement that is not withdrawn. Raises `NotFound`."""
    found = meeting.announcements.get(number)
    if found is None or found.withdrawn:
        raise NotFound("announcement")
    return found


def heard(meeting: Meeting, spot: Spot) -> list[Announcement]:
    """Return what stands for somebody in this place, newest first; what the team is told is not among it."""
    if meeting.phase == "closed":
        return []
    found = (each for each in reversed(meeting.announcements.values()) if not each.withdrawn)
    return [each for each in found if each.to == ALL or (each.to == ROOM and place_of(meeting, each) == spot)]


def worded(meeting: Meeting, found: Announcement) -> Wording:
    """Return its words in all their languages."""
    return Wording(found.text, found.others, meeting.language)


def place_of(meeting: Meeting, found: Announcement) -> Spot | None:
    """Return the room that an announcement to a room is for; None once others sit there, in a later round."""
    block = meeting.blocks.get(found.block)
    if block is None or found.part not in (0, block.body.part):
        return None
    return Spot("room", found.block, found.room)
