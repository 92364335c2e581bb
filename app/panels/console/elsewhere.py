"""Who is present but in no room, to be picked and moved: in plenary, interpreters and observers unpinned, the team."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.formats.rooms.round import Round
from app.domain.meetings import Meeting
from app.domain.rooms import DRAFT, PUBLISHED
from app.panels.console.audience import DRIVE, Scene, console, everywhere, here, on
from app.panels.console.changes import ACTS, AGENDA, LATE, LOST, NAMES, PRESENCE, WISHES
from app.panels.console.draft import coming
from app.panels.console.rooms import Member, member, shown

MOST = 50


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """`unpinned`: interpreters and observers who are in no room because nobody pinned them."""

    plenary: list[Member]
    unpinned: list[Member]
    more: int


@console(on(here, *ACTS, *AGENDA, *PRESENCE, *LATE, *LOST, *WISHES), on(everywhere, *NAMES), only=DRIVE, volatile=True)
def elsewhere(scene: Scene) -> Elsewhere | None:
    """Cut the people outside of rooms; nothing while there are no rooms to move them to."""
    meeting, people = scene.meeting, scene.programme.people
    body = movable(meeting)
    if body is None:
        return None
    outside = [person for person in meeting.present() if not people[person].staff and person not in body.seats]
    plenary = [member(scene, person) for person in outside if people[person].role == "participant"]
    unpinned = [
        member(scene, person)
        for person in outside
        if people[person].role != "participant" and person not in meeting.wishes.pins
    ]
    more = max(0, len(plenary) - MOST) + max(0, len(unpinned) - MOST)
    return Elsewhere(plenary[:MOST], unpinned[:MOST], more)


def movable(meeting: Meeting) -> Round | None:
    """Return the round that moves are about: the one whose rooms talk, else the one being prepared."""
    if meeting.phase != "live":
        return None
    for block in (shown(meeting), coming(meeting)):
        if block is not None and isinstance(block.body, Round) and (block.body.busy or planned_rooms(block.body)):
            return block.body
    return None


def planned_rooms(body: Round) -> bool:
    """Say whether the round has rooms that are not on yet."""
    return body.state in (DRAFT, PUBLISHED)
