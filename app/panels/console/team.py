"""The team: who leads, who of the others is at a screen now, and the press that takes the lead."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain import presence
from app.panels.console.audience import Scene, console, everywhere, here, on
from app.panels.console.changes import ACTS, LEAD, NAMES, PRESENCE


@dataclass(frozen=True, slots=True)
class Colleague:
    """One of the staff whose screen answers."""

    person: str
    name: str


@dataclass(frozen=True, slots=True)
class Team:
    """`lead` '': nobody leads yet."""

    lead: str
    lead_name: str
    others: list[Colleague]
    drives: bool
    closed: bool


@console(on(here, *ACTS, *LEAD, *PRESENCE), on(everywhere, *NAMES), volatile=True)
def team(scene: Scene) -> Team:
    """Cut the team."""
    lead = scene.meeting.lead
    others = [
        Colleague(person.id, scene.name(person.id))
        for person in scene.programme.people.values()
        if person.staff and person.id != lead and answers(scene, person.id)
    ]
    return Team(lead, scene.name(lead), others, scene.drives, scene.meeting.phase == "closed")


def answers(scene: Scene, person: str) -> bool:
    """Say whether a tab of the person answered within half a minute."""
    return presence.answers(scene.view.signals.last(person), scene.now)
