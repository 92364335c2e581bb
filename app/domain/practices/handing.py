"""Handing a practice over: from then on it is another's, who tells it, answers for it and is asked before printing.

Nobody is asked first: whoever gets it gives it back with one press, to whomever it was before, be that of the team.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from app.domain import permissions
from app.domain.errors import Conflict, Full, NotAllowed, NotFound
from app.domain.messages import By, Command, Event, Fact
from app.domain.practices import rights, states
from app.domain.practices.shelf import MOST_OF_ONE

if TYPE_CHECKING:
    from app.domain.programme import Programme


@dataclass(frozen=True, slots=True)
class HandPracticeOver(Command):
    """Make a practice another person's: by its owner, or by the team."""

    path: ClassVar[str] = "practices/{practice}/owner"
    practice: int
    person: str

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        practice = rights.readable(programme, self.practice, by.person)
        if by.person and not rights.hands(programme, practice, by.person):
            raise NotAllowed("not-your-practice")
        owner = programme.person(self.person).id
        if owner == practice.owner:
            return []
        back = owner == practice.giver
        mine = back and by.person == practice.owner
        if by.person and not mine and owner not in rights.heirs(programme, by.person):
            raise NotFound("person")
        if practice.first.state in rights.DONE:
            raise Conflict("practice-state", state=practice.first.state)
        if len(programme.practices.of(owner)) >= MOST_OF_ONE:
            raise Full("too-many-practices-of-one", limit=MOST_OF_ONE)
        return [PracticeHandedOver(practice.number, owner, practice.owner, back)]


@dataclass(frozen=True, slots=True)
class PracticeHandedOver(Event):
    """A practice is `owner`'s now; `former` keeps reading it, and what they typed before is taken when it comes.

    `back`: it was given back.
    """

    practice: int
    owner: str
    former: str
    back: bool = False

    def evolve(self, programme: Programme, fact: Fact) -> None:
        practice = programme.practices.by_number[self.practice]
        practice.former = [person for person in (*practice.former, self.former) if person != self.owner]
        practice.owner, practice.giver = self.owner, "" if self.back else self.former
        practice.interested.pop(self.owner, None)
        states.changed(practice)


permissions.allow({"HandPracticeOver": permissions.is_self})
