"""What of a practice is chosen rather than written, one choice at a time; and in which languages it is written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from app.domain import permissions
from app.domain.errors import Conflict, Invalid, NotAllowed
from app.domain.messages import By, Command, Event, Fact
from app.domain.practices import rights, states
from app.domain.practices.fields import check
from app.domain.practices.shelf import Sheet
from app.domain.wording import LANGUAGES

if TYPE_CHECKING:
    from app.domain.programme import Programme


@dataclass(frozen=True, slots=True)
class ChooseForPractice(Command):
    """Make one choice of a practice; no values: nothing is chosen."""

    path: ClassVar[str] = "practices/{practice}/choices"
    practice: int
    what: str
    values: tuple[str, ...] = ()

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        practice = rights.readable(programme, self.practice, by.person)
        if by.person and not rights.writes(programme, practice, practice.own, by.person):
            raise NotAllowed("not-your-practice")
        values = tuple(dict.fromkeys(value for value in self.values if value))
        check(programme, self.what, values, "values")
        if values == practice.choices.get(self.what, ()):
            return []
        return [PracticeChosen(practice.number, self.what, values)]


@dataclass(frozen=True, slots=True)
class TranslatePractice(Command):
    """Begin a practice's sheet in another language, which has its own state."""

    path: ClassVar[str] = "practices/{practice}/languages"
    practice: int
    language: str

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        practice = rights.owned(programme, self.practice, by.person)
        if self.language not in LANGUAGES:
            raise Invalid("unknown-choice", field="language")
        if self.language in practice.sheets:
            return []
        if practice.first.state in rights.DONE:
            raise Conflict("practice-state", state=practice.first.state)
        return [PracticeTranslated(practice.number, self.language)]


@dataclass(frozen=True, slots=True)
class ShowPractice(Command):
    """Put a practice on the board, where everybody of the programme reads it; or take it off."""

    path: ClassVar[str] = "practices/{practice}/showing"
    practice: int
    shown: bool = True

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        practice = rights.readable(programme, self.practice, by.person)
        if by.person and not rights.shows(programme, practice, by.person):
            raise NotAllowed("not-your-practice")
        if self.shown and practice.withdrawn:
            raise Conflict("practice-state", state=practice.first.state)
        return [PracticeShown(practice.number, self.shown)] if practice.on_board != self.shown else []


@dataclass(frozen=True, slots=True)
class PracticeChosen(Event):
    """One choice of a practice is as given here."""

    practice: int
    what: str
    values: tuple[str, ...]

    def evolve(self, programme: Programme, fact: Fact) -> None:
        practice = programme.practices.by_number[self.practice]
        practice.choices.pop(self.what, None)
        if self.values:
            practice.choices[self.what] = self.values
        states.changed(practice)


@dataclass(frozen=True, slots=True)
class PracticeTranslated(Event):
    """A practice is being written in another language, too."""

    practice: int
    language: str

    def evolve(self, programme: Programme, fact: Fact) -> None:
        practice = programme.practices.by_number[self.practice]
        practice.sheets[self.language] = Sheet(self.language, "draft")


@dataclass(frozen=True, slots=True)
class PracticeShown(Event):
    """A practice is on the board, or is there no more."""

    practice: int
    shown: bool

    @property
    def reseats(self) -> tuple[str, ...] | None:
        """Everybody may watch one practice more; one that leaves is taken off by those who watch it."""
        return None if self.shown else ()

    def evolve(self, programme: Programme, fact: Fact) -> None:
        programme.practices.by_number[self.practice].on_board = self.shown


permissions.allow(
    {
        "ChooseForPractice": permissions.is_self,
        "TranslatePractice": permissions.is_self,
        "ShowPractice": permissions.is_self,
    }
)
