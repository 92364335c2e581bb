"""The announcements that stand for one person: the newest, and those before it. Empty and tiny where there are none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from app.domain.announcements import (
    ROOM,
    Announcement,
    AnnouncementCorrected,
    AnnouncementMade,
    AnnouncementWithdrawn,
    heard,
    place_of,
    worded,
)
from app.domain.attendance import Arrived, CameBack, Gone
from app.domain.formats.rooms.late import LatecomerSeated
from app.domain.meetings import Meeting, MeetingClosed, MeetingDescribed, MeetingReopened
from app.domain.passing import PartTaken
from app.domain.places import people_in, where, word
from app.domain.programme import Programme
from app.domain.roles import RoleChanged
from app.domain.steps import StepTakenBack
from app.domain.wishes import Pinned
from app.domain.wording import Wording
from app.panels.board.place import all_people, in_all_meetings, whose
from app.panels.panel import View, panel
from app.panels.touching import acts, the_person

MOST_EARLIER = 5
PHASES = (MeetingClosed, MeetingReopened, StepTakenBack)


@dataclass(frozen=True, slots=True)
class Item:
    """One announcement; `at` in UTC seconds; `corrected`: it has other words by now.

    `place`: room or table, where it is for those there alone; `position`: of its newest words, so that a page knows
    what it has not shown yet.
    """

    number: int
    text: Wording
    at: float
    corrected: bool
    place: str
    position: int


@dataclass(frozen=True, slots=True)
class News:
    """The newest, None where there is none, and those before it."""

    newest: Item | None
    earlier: tuple[Item, ...]


def of_audience(event: Any, programme: Programme) -> Iterable[str]:
    """Those whom an announcement is made to."""
    meeting = programme.meetings[event.meeting]
    found = meeting.announcements[event.announcement]
    if found.to == ROOM:
        place = place_of(meeting, found)
        people = people_in(programme, meeting, place) if place is not None else []
        return [f"{meeting.id}/{person}" for person in people]
    return all_people(event, programme) if found.to == "all" else ()


def reseated(event: Any, programme: Programme) -> Iterable[str]:
    """Those whose place may have changed, where a room was told something; where anything was, those of a new phase."""
    said = [each for each in programme.meetings[event.meeting].announcements.values() if not each.withdrawn]
    if said and isinstance(event, PHASES):
        return all_people(event, programme)
    return whose(event, programme) if any(each.to == ROOM for each in said) else ()


def described(event: Any, programme: Programme) -> Iterable[str]:
    """Everybody who has read something: it may be in another language now."""
    return all_people(event, programme) if programme.meetings[event.meeting].announcements else ()


@panel(
    "board",
    on={
        **dict.fromkeys((AnnouncementMade, AnnouncementCorrected, AnnouncementWithdrawn), of_audience),
        **dict.fromkeys(acts(), reseated),
        **dict.fromkeys((Arrived, CameBack, Gone, LatecomerSeated, Pinned, PartTaken), the_person),
        RoleChanged: in_all_meetings,
        MeetingDescribed: described,
    },
    template="board/news.html",
)
def news(view: View, of: str) -> News:
    """Cut what stands for one person."""
    name, _, person = of.partition("/")
    meeting = view.programme.meetings[name]
    if not meeting.announcements:
        return News(None, ())
    found = heard(meeting, where(view.programme, meeting, person).now)
    items = tuple(item(meeting, each) for each in found[: MOST_EARLIER + 1])
    return News(items[0] if items else None, items[1:])


def item(meeting: Meeting, found: Announcement) -> Item:
    """Return an announcement as it is read."""
    corrected = found.corrected_at is not None
    place = word(meeting, found.block) if found.to == ROOM else ""
    return Item(found.number, worded(meeting, found), found.at, corrected, place, found.position)
