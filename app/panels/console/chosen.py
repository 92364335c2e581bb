"""Self-chosen rooms before they are rooms: topics with counts, and, for those who drive, who has not chosen yet."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.formats import PLANNED
from app.domain.formats.chosen import Chosen
from app.domain.formats.chosen.choosing import TopicChosen
from app.domain.formats.chosen.chosen import coming
from app.domain.formats.chosen.topics import TopicRemoved, TopicSet
from app.domain.formats.rooms.seatable import seatable
from app.domain.wording import Wording
from app.panels.board.chosen import named
from app.panels.console.audience import Scene, console, everywhere, here, on
from app.panels.console.changes import ACTS, AGENDA, DETAILS, LATE, NAMES, PRESENCE

MOST = 40


@dataclass(frozen=True, slots=True)
class TopicRow:
    """One topic; `places` 0: not known before choosing opens."""

    number: int
    name: Wording
    chosen: int
    places: int
    language: str


@dataclass(frozen=True, slots=True)
class Choosing:
    """`ends_at`: of the choosing that is open, else None; `missing`: names of who has not chosen, for who drives."""

    block: int
    topics: list[TopicRow]
    ends_at: float | None
    undecided: int
    missing: list[str]
    drives: bool


@console(
    on(here, *ACTS, *AGENDA, *PRESENCE, *LATE, *DETAILS, TopicSet, TopicRemoved, TopicChosen), on(everywhere, *NAMES)
)
def chosen(scene: Scene) -> Choosing | None:
    """Cut the topics of the next self-chosen rooms."""
    meeting = scene.meeting
    block = meeting.blocks.get(coming(meeting)) if meeting.phase != "closed" else None
    if block is None or block.state != PLANNED or not isinstance(block.body, Chosen) or not block.body.topics:
        return None
    body, counted = block.body, block.body.counts()
    rows = [
        TopicRow(number, named(meeting, body, number), counted[number], body.capacity(number), topic.language)
        for number, topic in sorted(body.topics.items())
    ]
    asked = [person for person in seatable(scene.programme, meeting) if person not in body.choices]
    missing = [scene.name(person) for person in asked[:MOST]] if scene.drives and body.choosing else []
    ends_at = body.choosing.ends_at if body.choosing else None
    return Choosing(block.number, rows, ends_at, len(asked), missing, scene.drives)
