"""A vote on boards: one's own marks while it is open, the result for all once it is counted; no name in either.

Who gives no marks (the team, interpreters, observers) sees what is voted on.

Nothing that somebody else does changes the form, so that nobody loses a half-filled one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from app.domain.formats.vote import Item, Line, Vote
from app.domain.formats.vote.ending import VoteClosed, VoteCounted
from app.domain.formats.vote.marking import AnswerChanged, Answered, MarksGiven, VoteOpened
from app.domain.formats.vote.vote import COUNTED, OPEN, may_answer
from app.domain.meetings import Meeting, MeetingClosed, MeetingReopened
from app.domain.programme import Programme
from app.domain.roles import RoleChanged
from app.domain.steps import StepTakenBack
from app.panels.board.place import all_people, in_all_meetings
from app.panels.panel import View, panel
from app.panels.touching import acts, the_meeting, the_person

OPENING = (VoteOpened, VoteClosed, StepTakenBack, MeetingClosed, MeetingReopened)


@dataclass(frozen=True, slots=True)
class Ballot:
    """One's own form. `mine`: marks by item of a vote by name; of an anonymous one only `answered` is known.

    `gives`: one gives marks; who does not sees the items alone.
    """

    block: int
    items: tuple[Item, ...]
    marks: int
    secret: bool
    answered: bool
    mine: dict[int, int]
    own: str
    gives: bool


@dataclass(frozen=True, slots=True)
class Results:
    """The counted vote: `answered` of `asked` people gave marks; `most`: of one line; `own`: the meeting's language."""

    lines: list[Line]
    answered: int
    asked: int
    most: int
    secret: bool
    own: str


def voters(event: Any, programme: Programme) -> Iterable[str]:
    """Everybody's own form, where the meeting has a vote at all."""
    blocks = programme.meetings[event.meeting].blocks.values()
    return all_people(event, programme) if any(isinstance(block.body, Vote) for block in blocks) else ()


@panel(
    "board",
    on={
        **dict.fromkeys(OPENING, voters),
        **dict.fromkeys((Answered, AnswerChanged, MarksGiven), the_person),
        RoleChanged: in_all_meetings,
    },
    template="board/vote.html",
)
def vote(view: View, of: str) -> Ballot | None:
    """Cut one person's marks while the vote is open."""
    name, _, person = of.partition("/")
    meeting = view.programme.meetings[name]
    found = on(meeting)
    if found is None or found[1].state != OPEN:
        return None
    block, body = found
    items = tuple(body.items[number] for number in sorted(body.items))
    mine = dict(body.given.get(person, ()))
    gives = may_answer(view.programme, person)
    return Ballot(block, items, body.marks, body.secret, person in body.answered, mine, meeting.language, gives)


@panel("board", on=dict.fromkeys((*acts(), VoteCounted), the_meeting), template="board/result.html")
def result(view: View, of: str) -> Results | None:
    """Cut what was counted, while its part of the agenda is on."""
    return counted(view.programme.meetings[of])


def on(meeting: Meeting) -> tuple[int, Vote] | None:
    """Return the vote that is on, with its block."""
    block = meeting.on if meeting.phase == "live" else None
    return (block.number, block.body) if block is not None and isinstance(block.body, Vote) else None


def counted(meeting: Meeting) -> Results | None:
    """Return the result of the vote that is on."""
    found = on(meeting)
    if found is None or found[1].state != COUNTED:
        return None
    body = found[1]
    most = max(body.totals.values(), default=0)
    return Results(body.result(), len(body.answered), body.asked, most, body.secret, meeting.language)
