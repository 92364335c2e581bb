"""The speaker queue for those who drive, and how turns and time are shared: by kind and shore, never by name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain import speakers
from app.domain.choices import Choice, TypesSet
from app.domain.speakers import FEWEST, FloorGiven, FloorTaken, HandLowered, HandRaised, HandsOrdered
from app.panels.board.floor import Speaker, speaking
from app.panels.console.audience import Scene, console, everywhere, here, on
from app.panels.console.changes import ACTS, NAMES, PRESENCE

MOST = 20


@dataclass(frozen=True, slots=True)
class Waiting:
    """One raised hand, with a question in writing."""

    person: str
    name: str
    question: str


@dataclass(frozen=True, slots=True)
class Share:
    """Of a kind of people: how many spoke, their turns and minutes; None where too few to be named as a figure."""

    kind: str
    turns: int
    minutes: int | None
    type: Choice | None = None


@dataclass(frozen=True, slots=True)
class Queue:
    """The first hands of the queue, how many more; `shares` by stakeholder type and by shore."""

    hands: tuple[Waiting, ...]
    more: int
    speaker: Speaker | None
    balanced: bool
    drives: bool
    types: tuple[Share, ...]
    shores: tuple[Share, ...]


@console(
    on(here, *ACTS, *PRESENCE, HandRaised, HandLowered, FloorGiven, FloorTaken, HandsOrdered),
    on(everywhere, *NAMES, TypesSet),
)
def queue(scene: Scene) -> Queue | None:
    """Cut the queue while a plenary is on."""
    meeting = scene.meeting
    if not speakers.speaks(meeting):
        return None
    found = speakers.queue(scene.programme, meeting)
    return Queue(
        tuple(Waiting(hand.person, scene.name(hand.person), hand.question) for hand in found[:MOST]),
        max(0, len(found) - MOST),
        speaking(scene.programme, meeting),
        meeting.floor.balanced,
        scene.drives,
        tuple(shares(scene, "type")),
        tuple(shares(scene, "shore")),
    )


def shares(scene: Scene, attribute: str) -> Iterable[Share]:
    """Yield how turns and minutes are shared among the kinds of participants present."""
    floor, groups = scene.meeting.floor, dict[str, list[str]]()
    for person in scene.meeting.present():
        found = scene.programme.people[person]
        if found.role == "participant" and (kind := getattr(found, attribute)):
            groups.setdefault(kind, []).append(person)
    for kind, group in sorted(groups.items()):
        turns = sum(floor.turns.get(person, 0) for person in group)
        minutes = round(sum(speakers.seconds(scene.meeting, person) for person in group) / 60)
        said = scene.programme.choices.type(kind) if attribute == "type" else None
        yield Share(kind, turns, minutes if len(group) >= FEWEST else None, said)
