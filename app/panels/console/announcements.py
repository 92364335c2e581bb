"""What was announced: to whom, and for those who drive how many have it before their eyes, and who has not."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from app.domain import places
from app.domain.announcements import (
    ROOM,
    STAFF,
    Announcement,
    AnnouncementCorrected,
    AnnouncementMade,
    AnnouncementWithdrawn,
    place_of,
    worded,
)
from app.domain.programme import Programme
from app.domain.wording import LANGUAGES, Wording
from app.panels.console.audience import Scene, console, everywhere, here, on
from app.panels.console.changes import ACTS, DETAILS, LATE, NAMES, PRESENCE, UNSEATING
from app.panels.console.sleepers import on_boards
from app.panels.panel import Touch

MOST = 5
"""Announcements that are shown."""
MOST_NAMED = 30
MADE = (AnnouncementMade, AnnouncementCorrected, AnnouncementWithdrawn)


@dataclass(frozen=True, slots=True)
class Said:
    """One announcement; `seen` of `count` people have its newest words drawn in a tab in front of them.

    `unseen`: names of those who have not, `more` of them beyond what is shown; for those who drive alone.
    """

    number: int
    to: str
    room: int
    word: str
    text: Wording
    texts: tuple[str, ...]
    by: str
    at: float
    corrected: bool
    seen: int
    count: int
    unseen: tuple[str, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Announced:
    """The newest first, how many more stand, and whether the reader drives."""

    said: list[Said]
    more: int
    drives: bool


def announced(touch: Touch) -> Callable[[Any, Programme], Iterable[str]]:
    """Touch only where something was announced."""

    def touched(event: Any, programme: Programme) -> Iterable[str]:
        meetings = [event.meeting] if hasattr(event, "meeting") else programme.meetings
        return touch(event, programme) if any(programme.meetings[name].announcements for name in meetings) else ()

    return touched


@console(
    on(here, *MADE),
    on(announced(here), *ACTS, *PRESENCE, *LATE, *DETAILS),
    on(announced(everywhere), *NAMES, *UNSEATING),
    volatile=True,
)
def announcements(scene: Scene) -> Announced:
    """Cut what stands."""
    if scene.meeting.phase == "closed":
        return Announced([], 0, scene.drives)
    found = [each for each in reversed(scene.meeting.announcements.values()) if not each.withdrawn]
    return Announced([said(scene, each) for each in found[:MOST]], max(0, len(found) - MOST), scene.drives)


def said(scene: Scene, found: Announcement) -> Said:
    """Return one announcement as the team sees it."""
    text = worded(scene.meeting, found)
    people = audience(scene, found) if scene.drives else []
    unseen = [person for person in people if scene.view.signals.seen(person) < found.position]
    names = sorted((scene.name(person) for person in unseen), key=str.casefold)
    return Said(
        number=found.number,
        to=found.to,
        room=found.room,
        word=places.word(scene.meeting, found.block),
        text=text,
        texts=tuple(dict(found.others).get(code, "") for code in LANGUAGES),
        by=scene.name(found.by),
        at=found.at,
        corrected=found.corrected_at is not None,
        seen=len(people) - len(unseen),
        count=len(people),
        unseen=tuple(names[:MOST_NAMED]),
        more=max(0, len(names) - MOST_NAMED),
    )


def audience(scene: Scene, found: Announcement) -> list[str]:
    """Return who is to see it: of those present everybody, or who is in the room; of the team all but the author."""
    if found.to == STAFF:
        team = scene.programme.people.values()
        return [one.id for one in team if one.staff and one.id != found.by and one.takes_part_in(scene.meeting.id)]
    if found.to == ROOM:
        place = place_of(scene.meeting, found)
        return places.people_in(scene.programme, scene.meeting, place) if place is not None else []
    return on_boards(scene)
