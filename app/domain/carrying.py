"""Errands for the one who moves people inside the video tool: what changed since it was last done, to be ticked off.

We cannot move anybody there; `carried` says in which room (0: the plenary) the tool has them, as staff ticked it off.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from app.domain.messages import By, Event, Fact
from app.domain.orders import MeetingCommand
from app.domain.places import Spot, where

if TYPE_CHECKING:
    from app.domain.meetings import Meeting
    from app.domain.programme import Programme


@dataclass(frozen=True, slots=True)
class Errand:
    """One person to be moved in the video tool from one room to another (0: the plenary), which is one of `block`."""

    person: str
    before: int
    after: int
    block: int


@dataclass(frozen=True, slots=True)
class CarryOut(MeetingCommand):
    """Tick errands off: these people (none named: all) are in the tool where they should be."""

    path: ClassVar[str] = "errands"
    meeting: str
    people: tuple[str, ...] = ()

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = self.unclosed(programme)
        for person in self.people:
            programme.person(person)
        chosen = [each for each in errands(programme, meeting) if not self.people or each.person in self.people]
        rooms = tuple((each.person, each.after) for each in chosen)
        return [CarriedOut(meeting.id, rooms)] if rooms else []


@dataclass(frozen=True, slots=True)
class CarriedOut(Event):
    """The video tool has these people in these rooms."""

    meeting: str
    rooms: tuple[tuple[str, int], ...]

    def evolve(self, programme: Programme, fact: Fact) -> None:
        programme.meetings[self.meeting].carried.update(self.rooms)


def errands(programme: Programme, meeting: Meeting) -> list[Errand]:
    """Return who is to be moved in the video tool, by the room they go to."""
    aims = {person: aim(programme, meeting, person) for person in meeting.present()}
    due = [Errand(person, meeting.carried.get(person, 0), at.room, at.block) for person, at in aims.items()]
    return sorted((each for each in due if each.before != each.after), key=lambda each: (each.after, each.before))


def aim(programme: Programme, meeting: Meeting, person: str) -> Spot:
    """Return where a person should be, or will be once the shown rooms open; room 0: in the plenary."""
    place = where(programme, meeting, person)
    return place.next if place.next is not None and place.now.kind != "room" else place.now
