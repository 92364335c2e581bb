"""The right to pass (domain.md §4): stay in plenary, listen only, text only; without a reason, and taken back at will.

Who stays in plenary is seated nowhere, not drawn and not asked for; who only listens or writes sits like everybody.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from app.domain import agenda
from app.domain.errors import Invalid
from app.domain.messages import By, Event, Fact
from app.domain.orders import MeetingCommand
from app.domain.wishes import STAY

if TYPE_CHECKING:
    from app.domain.programme import Programme

FULLY, LISTEN, TEXT = "", "listen", "text"
WAYS = (FULLY, STAY, LISTEN, TEXT)


@dataclass(frozen=True, slots=True)
class TakePart(MeetingCommand):
    """Say how one takes part, for oneself; '' is fully. Whoever comes back from plenary is placed like a latecomer."""

    path: ClassVar[str] = "part"
    meeting: str
    how: str = FULLY

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = self.unclosed(programme)
        if self.how not in WAYS:
            raise Invalid("unknown-choice", field="how")
        before = meeting.wishes.passing.get(by.person, FULLY)
        if self.how == before:
            return
        yield PartTaken(meeting.id, by.person, self.how)
        if before == STAY and meeting.is_present(by.person):
            for number in meeting.agenda:
                block = meeting.blocks[number]
                yield from block.body.arrived(programme, meeting, block, by.person, by.at)


@dataclass(frozen=True, slots=True)
class PartTaken(Event):
    """Somebody takes part in this way from now on; who stays in plenary gives up their seats of rooms to come or on."""

    meeting: str
    person: str
    how: str

    @property
    def reseats(self) -> tuple[str, ...]:
        return (self.person,)

    def evolve(self, programme: Programme, fact: Fact) -> None:
        meeting = programme.meetings[self.meeting]
        meeting.wishes.passing.pop(self.person, None)
        if self.how:
            meeting.wishes.passing[self.person] = self.how
        agenda.unseat_unpinned(programme, meeting)
