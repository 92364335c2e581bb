"""Giving marks: opened by the big button; each person's own, changeable until the vote is closed.

An anonymous answer is a ballot: the event beside it says that somebody has answered, and nothing of what. The ballot's
random key is kept by the person's own device alone; whoever has lost it cannot change the marks, for nobody can tell
any more which ballot was theirs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain import agenda, attendance, text
from app.domain.acts import Act
from app.domain.errors import Conflict, Invalid, NotAllowed
from app.domain.formats import ON, PLANNED
from app.domain.formats.vote.vote import LEAST, MOST_ON_ONE, OPEN, Vote, may_answer, the_vote
from app.domain.messages import Ballot, By, Event, Fact
from app.domain.orders import MeetingCommand
from app.domain.permissions import allow, drives, in_meeting

if TYPE_CHECKING:
    from app.domain.meetings import Meeting
    from app.domain.programme import Programme

Given = tuple[tuple[int, int], ...]
"""(item, marks) of each item that has some."""


@dataclass(frozen=True, slots=True)
class OpenVote(MeetingCommand):
    """Let everybody give marks; from now on items and anonymity stay as they are."""

    meeting: str
    block: int

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = self.live(programme)
        body = the_vote(meeting, self.block)
        if body.state != PLANNED:
            raise Conflict("vote-open")
        if meeting.on is not None and meeting.on.body.busy:
            raise Conflict("rooms-still-on")
        if len(body.items) < LEAST:
            raise Conflict("items-missing", least=LEAST)
        return [VoteOpened(meeting.id, self.block)]


@dataclass(frozen=True, slots=True)
class GiveMarks(MeetingCommand):
    """Give one's marks, or give them anew: the item's number once for each mark.

    `key`: of the ballot, made by the door; `held`: the person's device had it already.
    """

    meeting: str
    block: int
    marks: tuple[int, ...] = ()
    key: str = ""
    held: bool = False

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting, body, given = self._read(programme, by)
        yield from attendance.arriving(programme, meeting, by.person, by.at)
        if not body.secret:
            if body.given.get(by.person) != given:
                yield MarksGiven(meeting.id, self.block, by.person, given)
        elif by.person in body.answered:
            yield AnswerChanged(meeting.id, self.block, by.person)
        else:
            yield Answered(meeting.id, self.block, by.person)

    def ballots(self, programme: Programme, by: By) -> Iterable[Ballot]:
        _, body, given = self._read(programme, by)
        if body.secret:
            said = " ".join(f"{item}:{count}" for item, count in given)
            yield Ballot(body.box(self.meeting, self.block), self.key, said, by.person not in body.answered)

    def _read(self, programme: Programme, by: By) -> tuple[Meeting, Vote, Given]:
        meeting = self.live(programme)
        body = the_vote(meeting, self.block)
        if body.state != OPEN or meeting.blocks[self.block].state != ON:
            raise Conflict("vote-closed")
        if not may_answer(programme, by.person):
            raise NotAllowed("participants-vote")
        given = counted(body, self.marks)
        if body.secret:
            text.token(self.key, "key")
            if by.person in body.answered and not self.held:
                raise Conflict("answered-elsewhere")
        return meeting, body, given


@dataclass(frozen=True, slots=True)
class VoteOpened(Act):
    """Everybody may give marks."""

    meeting: str
    block: int

    def change(self, programme: Programme, meeting: Meeting, fact: Fact) -> None:
        agenda.begin(meeting, self.block, fact.at)
        body = the_vote(meeting, self.block)
        body.state, body.opening = OPEN, body.opening + 1
        body.answered, body.given, body.totals = set(), {}, {}
        meeting.moved(meeting.present(), fact)


@dataclass(frozen=True, slots=True)
class Answered(Event):
    """Somebody has answered; what is nowhere but in a ballot."""

    meeting: str
    block: int
    person: str

    def evolve(self, programme: Programme, fact: Fact) -> None:
        the_vote(programme.meetings[self.meeting], self.block).answered.add(self.person)


@dataclass(frozen=True, slots=True)
class AnswerChanged(Event):
    """Somebody has put another ballot in the place of their own."""

    meeting: str
    block: int
    person: str

    def evolve(self, programme: Programme, fact: Fact) -> None:
        the_vote(programme.meetings[self.meeting], self.block).answered.add(self.person)


@dataclass(frozen=True, slots=True)
class MarksGiven(Event):
    """Somebody's marks in a vote by name; no page shows them before it is closed."""

    meeting: str
    block: int
    person: str
    marks: Given

    def evolve(self, programme: Programme, fact: Fact) -> None:
        body = the_vote(programme.meetings[self.meeting], self.block)
        body.answered.add(self.person)
        body.given[self.person] = self.marks


def counted(body: Vote, marks: tuple[int, ...]) -> Given:
    """Return how many marks each item gets. Raises `NotFound`, `Invalid`."""
    found = Counter(marks)
    for number in found:
        body.item(number)
    if len(marks) > body.marks:
        raise Invalid("marks-over", field="marks", limit=body.marks)
    if not marks:
        raise Invalid("marks-missing", field="marks")
    if max(found.values()) > MOST_ON_ONE:
        raise Invalid("marks-on-one", field="marks", limit=MOST_ON_ONE)
    return tuple(sorted(found.items()))


allow({"OpenVote": drives, "GiveMarks": in_meeting})
