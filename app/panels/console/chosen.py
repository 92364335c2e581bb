"""Self-chosen rooms before they are rooms: topics with counts, and, for those who drive, who has not chosen yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from app.domain.agenda import BlockRemoved
from app.domain.attendance import CameBack, Gone
from app.domain.formats import PLANNED
from app.domain.formats.chosen import Chosen
from app.domain.formats.chosen.choosing import ChoiceLost, TopicChosen
from app.domain.formats.chosen.chosen import coming, numbers
from app.domain.formats.chosen.topics import TopicRemoved, TopicSet
from app.domain.formats.rooms.seatable import seatable
from app.domain.meetings import Meeting
from app.domain.passing import PartTaken
from app.domain.programme import Programme
from app.domain.roles import RoleChanged
from app.domain.wording import Wording
from app.panels.board.chosen import OPENING, all_topics, both, every_number, named, the_topic, their_topics
from app.panels.console.audience import AUDIENCES, Scene, console, everywhere, here, on
from app.panels.console.changes import ACTS, AGENDA, DETAILS, LATE, NAMES, PRESENCE
from app.panels.panel import Touch

MOST = 40


@dataclass(frozen=True, slots=True)
class TopicRow:
    """One topic of a block; `places` 0: not known before choosing opens."""

    block: int

    number: int
    name: Wording
    chosen: int
    places: int
    language: str
    drives: bool


@dataclass(frozen=True, slots=True)
class Choosing:
    """`ends_at`: of the choosing that is open, else None; `missing`: names of who has not chosen, for who drives."""

    block: int
    ends_at: float | None
    undecided: int
    missing: list[str]
    drives: bool


@console(
    on(here, *ACTS, *AGENDA, *PRESENCE, *LATE, *DETAILS, TopicSet, TopicRemoved, TopicChosen, ChoiceLost),
    on(everywhere, *NAMES),
)
def chosen(scene: Scene) -> Choosing | None:
    """Cut the topics of the next self-chosen rooms."""
    meeting = scene.meeting
    block, body = offered(meeting)
    if body is None:
        return None
    asked = [person for person in seatable(scene.programme, meeting) if person not in body.choices]
    missing = [scene.name(person) for person in asked[:MOST]] if scene.drives and body.choosing else []
    ends_at = body.choosing.ends_at if body.choosing else None
    return Choosing(block, ends_at, len(asked), missing, scene.drives)


def rows(programme: Programme, meeting: Meeting) -> Iterable[int]:
    """Name the row of each topic that anything of the meeting has."""
    return numbers(meeting)


def lines(topics: Touch) -> Touch:
    """Return the rows of these topics, for both audiences."""

    def touch(event: Any, programme: Programme) -> Iterable[str]:
        found = [of.split("/") for of in topics(event, programme)]
        return [f"{meeting}/{audience}/{number}" for meeting, number in found for audience in AUDIENCES]

    return touch


@console(
    on(lines(all_topics), *OPENING, *AGENDA, PartTaken, RoleChanged),
    on(lines(every_number), BlockRemoved),
    on(lines(the_topic), TopicSet, TopicRemoved, ChoiceLost),
    on(lines(their_topics), CameBack, Gone),
    on(lines(both), TopicChosen),
    rows=rows,
)
def topicrow(scene: Scene) -> TopicRow | None:
    """Cut one topic of the next self-chosen rooms."""
    block, body = offered(scene.meeting)
    number = int(scene.row)
    if body is None or number not in body.topics:
        return None
    name, chosen = named(scene.meeting, body, number), len(body.taking(scene.meeting, number))
    return TopicRow(block, number, name, chosen, body.capacity(number), body.topics[number].language, scene.drives)


def offered(meeting: Meeting) -> tuple[int, Chosen | None]:
    """Return the next self-chosen rooms that have topics, and the number of their block."""
    block = meeting.blocks.get(coming(meeting)) if meeting.phase != "closed" else None
    if block is None or block.state != PLANNED or not isinstance(block.body, Chosen) or not block.body.topics:
        return 0, None
    return block.number, block.body
