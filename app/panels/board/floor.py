"""Who speaks in the plenary, the same for everybody; and one's own raised hand with its place in the queue."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from app.domain import speakers
from app.domain.attendance import Arrived, CameBack, Gone
from app.domain.door import DoorPassed
from app.domain.formats.rooms.late import LatecomerSeated
from app.domain.meetings import Meeting
from app.domain.passing import PartTaken
from app.domain.people import PersonChanged
from app.domain.places import PLENARY, where
from app.domain.programme import Programme
from app.domain.roles import RoleChanged
from app.domain.speakers import FloorGiven, FloorTaken, HandLowered, HandRaised, HandsOrdered
from app.domain.wishes import Pinned
from app.panels.board.place import in_all_meetings, whose
from app.panels.clocks import Face
from app.panels.panel import View, panel
from app.panels.touching import acts, the_meeting, the_person


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who has the floor, with a question in writing, and the time that is meant for it."""

    person: str
    name: str
    question: str
    clock: Face


@dataclass(frozen=True, slots=True)
class OwnHand:
    """`open`: one may raise it; `place` in the queue, 0: it is down."""

    person: str
    open: bool = False
    place: int = 0
    question: str = ""


def used(event: Any, programme: Programme) -> Iterable[str]:
    """The meeting's one panel, where somebody has had the floor: an act may have ended the plenary."""
    return the_meeting(event, programme) if programme.meetings[event.meeting].floor.block is not None else ()


def queued(event: Any, programme: Programme) -> Iterable[str]:
    """Everybody in the queue, for places shift, and whom the event is about."""
    meeting = programme.meetings[event.meeting]
    people = dict.fromkeys([*meeting.floor.hands, *([event.person] if hasattr(event, "person") else [])])
    return [f"{meeting.id}/{person}" for person in people]


def named(event: Any, programme: Programme) -> Iterable[str]:
    """Each meeting in which the event's person has the floor."""
    return [
        meeting.id
        for meeting in programme.meetings.values()
        if meeting.floor.speech is not None and meeting.floor.speech.person == event.person
    ]


@panel(
    "board",
    on={
        **dict.fromkeys(acts(), used),
        **dict.fromkeys((FloorGiven, FloorTaken), the_meeting),
        **dict.fromkeys((DoorPassed, PersonChanged), named),
    },
    template="board/speaker.html",
)
def speaker(view: View, of: str) -> Speaker | None:
    """Cut who has the floor."""
    return speaking(view.programme, view.programme.meetings[of])


def speaking(programme: Programme, meeting: Meeting) -> Speaker | None:
    """Return who has the floor in the plenary that is on."""
    found = speakers.speech(meeting)
    if found is None:
        return None
    person = programme.people[found.person]
    clock = Face(found.ends_at, None, None, found.ends_at - found.started_at)
    return Speaker(person.id, person.called, found.question, clock)


@panel(
    "board",
    on={
        **dict.fromkeys(acts(), whose),
        **dict.fromkeys((HandRaised, HandLowered, FloorGiven, FloorTaken, HandsOrdered, Gone, CameBack), queued),
        **dict.fromkeys((Arrived, LatecomerSeated, Pinned, PartTaken), the_person),
        RoleChanged: in_all_meetings,
    },
    template="board/hand.html",
)
def hand(view: View, of: str) -> OwnHand:
    """Cut one person's hand."""
    name, _, person = of.partition("/")
    meeting = view.programme.meetings[name]
    if not speakers.speaks(meeting) or where(view.programme, meeting, person).now != PLENARY:
        return OwnHand(person)
    order = [each.person for each in speakers.queue(view.programme, meeting)]
    place = order.index(person) + 1 if person in order else 0
    return OwnHand(person, True, place, meeting.floor.hands[person].question if place else "")
