"""Closing a vote, and counting it: from the ballots of its box, or from the marks by name. It cannot be taken back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.acts import Act, mark
from app.domain.counting import Count
from app.domain.errors import Conflict
from app.domain.formats.vote.vote import CLOSED, COUNTED, OPEN, may_answer, the_vote
from app.domain.messages import By, Event, Fact
from app.domain.orders import MeetingCommand
from app.domain.permissions import allow, drives, only_system

if TYPE_CHECKING:
    from app.domain.meetings import Meeting
    from app.domain.programme import Programme


@dataclass(frozen=True, slots=True)
class CloseVote(MeetingCommand):
    """Take no more marks."""

    meeting: str
    block: int

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = self.live(programme)
        body = the_vote(meeting, self.block)
        if body.state != OPEN:
            raise Conflict("vote-closed")
        able = {person for person in meeting.present() if may_answer(programme, person)}
        return [VoteClosed(meeting.id, self.block, len(able | body.answered))]


@dataclass(frozen=True, slots=True)
class CountVote(Count):
    """Say what the ballots say together; the server hands them over once the vote is closed."""

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        body = the_vote(programme.meeting(self.meeting), self.block)
        if body.state != CLOSED:
            return []
        totals: Counter[int] = Counter()
        for said in self.ballots_found:
            totals.update({int(item): int(count) for item, _, count in (one.partition(":") for one in said.split())})
        for given in body.given.values():
            totals.update(dict(given))
        return [VoteCounted(self.meeting, self.block, tuple(sorted(totals.items())))]


@dataclass(frozen=True, slots=True)
class VoteClosed(Act):
    """The vote takes no more marks; `asked`: how many could have given some. It is not taken back."""

    meeting: str
    block: int
    asked: int

    def evolve(self, programme: Programme, fact: Fact) -> None:
        meeting = programme.meetings[self.meeting]
        mark(meeting, type(self).__name__, fact, counts=True, undoable=False)
        self.change(programme, meeting, fact)

    def change(self, programme: Programme, meeting: Meeting, fact: Fact) -> None:
        body = the_vote(meeting, self.block)
        body.state, body.asked, body.closed_at = CLOSED, self.asked, fact.at


@dataclass(frozen=True, slots=True)
class VoteCounted(Event):
    """How many marks each item has: the first time that anybody knows."""

    meeting: str
    block: int
    totals: tuple[tuple[int, int], ...]

    def evolve(self, programme: Programme, fact: Fact) -> None:
        body = the_vote(programme.meetings[self.meeting], self.block)
        body.state, body.totals = COUNTED, dict(self.totals)


allow({"CloseVote": drives, "CountVote": only_system})
