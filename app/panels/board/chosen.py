"""Choosing a topic: the counts, which the whole meeting shares, and one's own choice. Nobody's name is in either."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from app.domain.agenda import Block, BlockRemoved
from app.domain.attendance import Arrived, CameBack, Gone
from app.domain.formats import PLANNED
from app.domain.formats.chosen import Chosen
from app.domain.formats.chosen.choosing import ChoosingEnded, ChoosingExtended, ChoosingOpened, TopicChosen
from app.domain.formats.chosen.topics import TopicRemoved, TopicSet
from app.domain.meetings import Meeting, MeetingClosed, MeetingDescribed, MeetingReopened
from app.domain.passing import PartTaken
from app.domain.programme import Programme
from app.domain.roles import RoleChanged
from app.domain.steps import StepTakenBack
from app.domain.wishes import Pinned
from app.domain.wording import Wording
from app.panels.board.place import all_people, in_all_meetings
from app.panels.panel import View, panel
from app.panels.touching import every_meeting, the_meeting, the_person

OPENING = (ChoosingOpened, ChoosingEnded, StepTakenBack, MeetingClosed, MeetingReopened, BlockRemoved, MeetingDescribed)
TOPICS = (TopicSet, TopicRemoved)


@dataclass(frozen=True, slots=True)
class Counted:
    """A topic as everybody sees it: how many chose it, of how many places."""

    name: Wording
    chosen: int
    places: int


@dataclass(frozen=True, slots=True)
class Counts:
    """`ends_at`: when choosing is over, UTC seconds."""

    topics: list[Counted]
    ends_at: float


@dataclass(frozen=True, slots=True)
class Offered:
    """A topic to choose; `language` '' for any."""

    number: int
    name: Wording
    language: str


@dataclass(frozen=True, slots=True)
class Choice:
    """`mine`: the chosen topic, 0 for none; `again`: the chosen one has no place any more."""

    block: int
    topics: list[Offered]
    mine: int
    again: bool


def open_for_all(event: Any, programme: Programme) -> Iterable[str]:
    """Everybody's own panel, if topics can be chosen now or could be until this."""
    meeting = programme.meetings[event.meeting]
    if isinstance(event, TOPICS) and choosing(meeting) is None:
        return ()
    chosen = any(isinstance(block.body, Chosen) for block in meeting.blocks.values())
    return all_people(event, programme) if chosen or isinstance(event, BlockRemoved) else ()


@panel(
    "board",
    on={
        **dict.fromkeys((*OPENING, *TOPICS, ChoosingExtended, TopicChosen, PartTaken, Pinned), the_meeting),
        RoleChanged: every_meeting,
    },
    template="board/counts.html",
)
def counts(view: View, of: str) -> Counts | None:
    """Cut how many chose each topic; None while nobody chooses."""
    meeting = view.programme.meetings[of]
    found = choosing(meeting)
    if found is None or not isinstance(found.body, Chosen) or found.body.choosing is None:
        return None
    body, counted = found.body, found.body.counts()
    topics = [
        Counted(named(meeting, body, number), counted[number], body.capacity(number)) for number in sorted(body.topics)
    ]
    return Counts(topics, found.body.choosing.ends_at)


@panel(
    "board",
    on={
        **dict.fromkeys((*OPENING, *TOPICS), open_for_all),
        **dict.fromkeys((TopicChosen, PartTaken, Pinned, Arrived, CameBack, Gone), the_person),
        RoleChanged: in_all_meetings,
    },
    template="board/choice.html",
)
def choice(view: View, of: str) -> Choice | None:
    """Cut what one person can choose; None where they cannot."""
    name, _, person = of.partition("/")
    meeting = view.programme.meetings[name]
    found = choosing(meeting)
    if found is None or not isinstance(found.body, Chosen) or meeting.wishes.stays(person):
        return None
    seatable = view.programme.people[person].role == "participant" or person in meeting.wishes.pins
    if not seatable or not meeting.is_present(person):
        return None
    body = found.body
    topics = [
        Offered(number, named(meeting, body, number), body.topics[number].language) for number in sorted(body.topics)
    ]
    return Choice(found.number, topics, body.choices.get(person, 0), person in body.again)


def choosing(meeting: Meeting) -> Block | None:
    """Return the block whose topics are being chosen now."""
    blocks = meeting.blocks.values() if meeting.phase == "live" else ()
    planned = (block for block in blocks if block.state == PLANNED and isinstance(block.body, Chosen))
    return next((each for each in planned if isinstance(each.body, Chosen) and each.body.choosing is not None), None)


def named(meeting: Meeting, body: Chosen, number: int) -> Wording:
    """Return a topic's name as each reader has it."""
    return Wording(body.topics[number].name, body.topics[number].others, meeting.language)
