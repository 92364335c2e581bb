"""Choosing a topic: the counts, which the whole meeting shares, and one's own choice. Nobody's name is in either.

A count is a row of its own: of a thousand people who choose within a minute, each changes two rows of everybody's page.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from app.domain.agenda import Block, BlockRemoved
from app.domain.attendance import Arrived, CameBack, Gone
from app.domain.formats import PLANNED
from app.domain.formats.chosen import Chosen
from app.domain.formats.chosen.choosing import (
    ChoiceLost,
    ChoosingEnded,
    ChoosingExtended,
    ChoosingOpened,
    TopicChosen,
)
from app.domain.formats.chosen.chosen import numbers
from app.domain.formats.chosen.topics import MOST_TOPICS, TopicRemoved, TopicSet
from app.domain.meetings import Meeting, MeetingClosed, MeetingDescribed, MeetingReopened
from app.domain.passing import PartTaken
from app.domain.programme import Programme
from app.domain.roles import RoleChanged
from app.domain.steps import StepTakenBack
from app.domain.wishes import Pinned
from app.domain.wording import Wording
from app.panels.board.place import all_people, in_all_meetings
from app.panels.panel import View, panel
from app.panels.touching import the_meeting, the_person

OPENING = (ChoosingOpened, ChoosingEnded, StepTakenBack, MeetingClosed, MeetingReopened, BlockRemoved, MeetingDescribed)
TOPICS = (TopicSet, TopicRemoved)


@dataclass(frozen=True, slots=True)
class Counted:
    """A topic as everybody sees it: how many chose it, of how many places."""

    number: int
    name: Wording
    chosen: int
    places: int


@dataclass(frozen=True, slots=True)
class Counts:
    """`ends_at`: when choosing is over, UTC seconds."""

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
    topics: tuple[Offered, ...]
    mine: int
    again: bool


def open_for_all(event: Any, programme: Programme) -> Iterable[str]:
    """Everybody's own panel, if topics can be chosen now or could be until this."""
    meeting = programme.meetings[event.meeting]
    if isinstance(event, TOPICS) and choosing(meeting) is None:
        return ()
    chosen = any(isinstance(block.body, Chosen) for block in meeting.blocks.values())
    return all_people(event, programme) if chosen or isinstance(event, BlockRemoved) else ()


def both(event: TopicChosen, programme: Programme) -> Iterable[str]:
    """The topic that was chosen, and the one that was left for it."""
    return [f"{event.meeting}/{number}" for number in (event.topic, event.before) if number]


def the_topic(event: Any, programme: Programme) -> Iterable[str]:
    """The one topic of which the event speaks."""
    return (f"{event.meeting}/{event.topic}",)


def their_topics(event: Any, programme: Programme) -> Iterable[str]:
    """The topics that the event's person has chosen: whoever is gone takes no place."""
    meeting = programme.meetings[event.meeting]
    bodies = [block.body for block in meeting.blocks.values() if isinstance(block.body, Chosen)]
    return [f"{meeting.id}/{body.choices[event.person]}" for body in bodies if event.person in body.choices]


def all_topics(event: Any, programme: Programme) -> Iterable[str]:
    """Every topic of the event's meeting, of all meetings where it speaks of none."""
    found = [programme.meetings[event.meeting]] if hasattr(event, "meeting") else programme.meetings.values()
    return [f"{meeting.id}/{number}" for meeting in found for number in numbers(meeting)]


def every_number(event: Any, programme: Programme) -> Iterable[str]:
    """Every topic there can be: the block that had them may be gone."""
    return [f"{event.meeting}/{number}" for number in range(1, MOST_TOPICS + 1)]


@panel("board", on=dict.fromkeys((*OPENING, ChoosingExtended), the_meeting), template="board/counts.html")
def counts(view: View, of: str) -> Counts | None:
    """Cut how many chose each topic; None while nobody chooses."""
    meeting = view.programme.meetings[of]
    found = choosing(meeting)
    if found is None or not isinstance(found.body, Chosen) or found.body.choosing is None:
        return None
    return Counts(found.body.choosing.ends_at)


@panel(
    "board",
    on={
        **dict.fromkeys((*OPENING, PartTaken, RoleChanged), all_topics),
        BlockRemoved: every_number,
        **dict.fromkeys((*TOPICS, ChoiceLost), the_topic),
        **dict.fromkeys((CameBack, Gone), their_topics),
        TopicChosen: both,
    },
    template="board/counted.html",
    row=True,
)
def counted(view: View, of: str) -> Counted | None:
    """Cut how many chose one topic; None while nobody chooses."""
    name, _, row = of.partition("/")
    meeting, number = view.programme.meetings[name], int(row)
    found = choosing(meeting)
    body = found.body if found is not None else None
    if not isinstance(body, Chosen) or number not in body.topics:
        return None
    return Counted(number, named(meeting, body, number), len(body.taking(meeting, number)), body.capacity(number))


@panel(
    "board",
    on={
        **dict.fromkeys((*OPENING, *TOPICS), open_for_all),
        **dict.fromkeys((TopicChosen, ChoiceLost, PartTaken, Pinned, Arrived, CameBack, Gone), the_person),
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
    topics = tuple(
        Offered(number, named(meeting, body, number), body.topics[number].language) for number in sorted(body.topics)
    )
    return Choice(found.number, topics, body.choices.get(person, 0), person in body.again)


def choosing(meeting: Meeting) -> Block | None:
    """Return the block whose topics are being chosen now."""
    blocks = meeting.blocks.values() if meeting.phase == "live" else ()
    planned = (block for block in blocks if block.state == PLANNED and isinstance(block.body, Chosen))
    return next((each for each in planned if isinstance(each.body, Chosen) and each.body.choosing is not None), None)


def named(meeting: Meeting, body: Chosen, number: int) -> Wording:
    """Return a topic's name as each reader has it."""
    return Wording(body.topics[number].name, body.topics[number].others, meeting.language)
