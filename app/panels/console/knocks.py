"""Who waits at the door with the common link: let in as somebody new, as somebody of the list, or turned away."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from app.domain import knocks as door
from app.domain.knocks import Admitted, KnockHeard, TurnedAway
from app.domain.people import Person
from app.domain.programme import Programme
from app.domain.text import folded
from app.panels.console.audience import AUDIENCES, Scene, console, everywhere, here, on
from app.panels.console.changes import DETAILS, NAMES

MOST, LIKELY = 20, 3


@dataclass(frozen=True, slots=True)
class Match:
    """Somebody of the list whose name is like the one typed."""

    person: str
    name: str
    organisation: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """One knock with the likely people of the list."""

    knock: str
    name: str
    at: float
    likely: list[Match]


@dataclass(frozen=True, slots=True)
class Door:
    """Who waits, who waits longest first; `more` are not shown."""

    waiting: list[Waiting]
    more: int


def of_the_knock(event: Any, programme: Programme) -> Iterable[str]:
    """The panel of the meeting that was knocked at."""
    return [f"{programme.knocks[event.knock].meeting}/{audience}" for audience in AUDIENCES]


@console(on(here, KnockHeard, *DETAILS), on(of_the_knock, Admitted, TurnedAway), on(everywhere, *NAMES))
def knocks(scene: Scene) -> Door:
    """Cut who waits at the door."""
    waiting = door.waiting(scene.programme, scene.meeting.id)
    lines = [Waiting(knock.id, knock.name, knock.at, likely(scene, knock.name)) for knock in waiting[:MOST]]
    return Door(lines, len(waiting) - len(lines))


def likely(scene: Scene, typed: str) -> list[Match]:
    """Return the people of the meeting whose names begin like the words typed, the best first; never the team."""
    wanted = words(typed)
    scored = [(like(wanted, f"{person.name} {person.shown}"), person) for person in of_the_list(scene)]
    best = sorted((-score, person.name, person.id) for score, person in scored if score)[:LIKELY]
    people = scene.programme.people
    return [Match(person, people[person].called, people[person].organisation) for _, _, person in best]


def of_the_list(scene: Scene) -> list[Person]:
    """Return the people of the meeting who are not of the team."""
    everybody = scene.programme.people.values()
    return [person for person in everybody if not person.staff and person.takes_part_in(scene.meeting.id)]


def like(wanted: set[str], name: str) -> int:
    """Count what the words typed share with a name: two for a word that begins alike, one for an initial."""
    known = words(name)
    begins = sum(any(word.startswith(typed[:3]) for word in known if len(word) > 1) for typed in wanted)
    initials = sum(any(typed.startswith(word) for word in known if len(word) == 1) for typed in wanted)
    return 2 * begins + initials if begins else 0


def words(name: str) -> set[str]:
    """Return the words of a name without case, marks and full stops, so that Inès T. is found by "ines"."""
    return set(folded(name.replace(".", " ")).split())
