"""The next vote on the console: what is voted on, whether by name, how many have answered. No marks before the end."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.formats import PLANNED
from app.domain.formats.vote import Item, Vote
from app.domain.formats.vote.ending import VoteCounted
from app.domain.formats.vote.items import ItemRemoved, ItemSet, SecrecySet
from app.domain.formats.vote.marking import Answered, MarksGiven
from app.domain.formats.vote.vote import CLOSED, COUNTED, LEAST, OPEN, coming, may_answer
from app.domain.meetings import Meeting
from app.domain.programme import Programme
from app.domain.roles import RoleChanged
from app.panels.board.vote import Results, counted
from app.panels.board.vote import on as voting
from app.panels.console.audience import Scene, console, everywhere, here, on
from app.panels.console.changes import ACTS, AGENDA, DETAILS, PRESENCE


@dataclass(frozen=True, slots=True)
class VoteDesk:
    """`state`: planned, open, closed, counted; `themes`: the meeting has some that could be taken."""

    block: int
    state: str
    items: tuple[Item, ...]
    marks: int
    secret: bool
    answered: int
    asked: int
    missing: int
    drives: bool
    own: str
    result: Results | None


@console(
    on(here, *ACTS, *AGENDA, *DETAILS, *PRESENCE, ItemSet, ItemRemoved, SecrecySet, Answered, MarksGiven, VoteCounted),
    on(everywhere, RoleChanged),
)
def vote(scene: Scene) -> VoteDesk | None:
    """Cut the vote that is on, else the next one."""
    meeting = scene.meeting
    found = shown(meeting)
    if found is None:
        return None
    number, body = found
    items = tuple(body.items[each] for each in sorted(body.items))
    answered, asked = turnout(scene.programme, meeting, body)
    missing = max(0, LEAST - len(items)) if body.state == PLANNED else 0
    result = counted(meeting) if body.state == COUNTED else None
    more = (missing, scene.drives, meeting.language, result)
    return VoteDesk(number, body.state, items, body.marks, body.secret, answered, asked, *more)


def shown(meeting: Meeting) -> tuple[int, Vote] | None:
    """Return the vote that is on, else the next one planned, with its block."""
    found = voting(meeting)
    if found is not None:
        return found
    block = coming(meeting) if meeting.phase != "closed" else 0
    body = meeting.blocks[block].body if block else None
    return (block, body) if isinstance(body, Vote) else None


def turnout(programme: Programme, meeting: Meeting, body: Vote) -> tuple[int, int]:
    """Return how many have answered, and how many could have: participants who are present, and who answered."""
    if body.state in (CLOSED, COUNTED):
        return len(body.answered), body.asked
    able = {person for person in meeting.present() if may_answer(programme, person)}
    answered = body.answered if body.state == OPEN else set[str]()
    return len(answered), len(able | answered)
