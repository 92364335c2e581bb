"""Who is present but in no room, to be picked and moved: in plenary, interpreters and observers unpinned, the team."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain import places
from app.panels.console.audience import DRIVE, Scene, console, everywhere, here, on
from app.panels.console.changes import ACTS, AGENDA, LATE, LOST, NAMES, PRESENCE, WISHES
from app.panels.console.rooms import Member, member

MOST = 50


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """`unpinned`: interpreters and observers who are in no room because nobody pinned them."""

    plenary: list[Member]
    unpinned: list[Member]
    more: int


@console(on(here, *ACTS, *AGENDA, *PRESENCE, *LATE, *LOST, *WISHES), on(everywhere, *NAMES), only=DRIVE, volatile=True)
def elsewhere(scene: Scene) -> Elsewhere | None:
    """Cut the people outside of rooms; nothing while the meeting is not live."""
    if scene.meeting.phase != "live":
        return None
    people = scene.programme.people
    outside = [person for person in scene.meeting.present() if not people[person].staff and in_no_room(scene, person)]
    plenary = [member(scene, person) for person in outside if people[person].role == "participant"]
    unpinned = [
        member(scene, person)
        for person in outside
        if people[person].role != "participant" and person not in scene.meeting.wishes.pins
    ]
    more = max(0, len(plenary) - MOST) + max(0, len(unpinned) - MOST)
    return Elsewhere(plenary[:MOST], unpinned[:MOST], more)


def in_no_room(scene: Scene, person: str) -> bool:
    """Say whether the person's place is no room."""
    return places.where(scene.programme, scene.meeting, person).now.kind != "room"
