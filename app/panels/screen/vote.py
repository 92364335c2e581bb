"""A vote on the plenary screen: what is voted on and how many have answered; then the list with its numbers."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.attendance import Arrived, CameBack, Gone
from app.domain.formats.vote import Item
from app.domain.formats.vote.ending import VoteCounted
from app.domain.formats.vote.marking import Answered, MarksGiven
from app.domain.formats.vote.vote import COUNTED
from app.domain.roles import RoleChanged
from app.panels.board.vote import Results, counted, on
from app.panels.console.vote import turnout
from app.panels.panel import View, panel
from app.panels.touching import acts, every_meeting, the_meeting


@dataclass(frozen=True, slots=True)
class Voting:
    """`answered` of `asked` people have given their marks; `result` once it is known."""

    items: tuple[Item, ...]
    answered: int
    asked: int
    marks: int
    secret: bool
    own: str
    result: Results | None


@panel(
    "screen",
    on={
        **dict.fromkeys((*acts(), VoteCounted, Answered, MarksGiven, Arrived, CameBack, Gone), the_meeting),
        RoleChanged: every_meeting,
    },
    template="screen/vote.html",
)
def vote(view: View, of: str) -> Voting | None:
    """Cut the vote that is on."""
    meeting = view.programme.meetings[of]
    found = on(meeting)
    if found is None:
        return None
    body = found[1]
    items = tuple(body.items[number] for number in sorted(body.items))
    answered, asked = turnout(view.programme, meeting, body)
    result = counted(meeting) if body.state == COUNTED else None
    return Voting(items, answered, asked, body.marks, body.secret, meeting.language, result)
