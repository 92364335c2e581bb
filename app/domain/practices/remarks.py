"""What readers say to a practice: that they are interested, questions and comments; its owner answers in the sheet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from app.domain import permissions, text
from app.domain.errors import Full, Invalid, NotFound
from app.domain.messages import By, Command, Event, Fact
from app.domain.practices import rights
from app.domain.practices.shelf import Remark
from app.domain.wording import LANGUAGES

if TYPE_CHECKING:
    from app.domain.programme import Programme

KINDS = ("question", "like", "wonder", "use")
TEXT, ANSWER = 200, 400
"""Most grapheme clusters of a remark (domain.md F10) and of an answer."""
MOST = 200
"""Most remarks to one practice."""


@dataclass(frozen=True, slots=True)
class TakeInterest(Command):
    """Say that one is interested in a practice, or no more."""

    path: ClassVar[str] = "practices/{practice}/interest"
    practice: int
    interested: bool = True

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        practice = rights.readable(programme, self.practice, by.person)
        if (by.person in practice.interested) == self.interested or by.person == practice.owner:
            return []
        return [InterestTaken(practice.number, by.person, self.interested)]


@dataclass(frozen=True, slots=True)
class RemarkOnPractice(Command):
    """Ask about a practice, or comment on it."""

    path: ClassVar[str] = "practices/{practice}/remarks"
    practice: int
    text: str
    kind: str = "question"
    language: str = ""

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        practice = rights.readable(programme, self.practice, by.person)
        if self.kind not in KINDS:
            raise Invalid("unknown-choice", field="kind")
        said = text.paragraph(self.text, "text", TEXT, required=True)
        if len(practice.remarks) >= MOST:
            raise Full("too-many-remarks", limit=MOST)
        language = self.language if self.language in LANGUAGES else ""
        return [PracticeRemarked(practice.number, len(practice.remarks) + 1, self.kind, said, language)]


@dataclass(frozen=True, slots=True)
class AnswerRemark(Command):
    """Answer what was asked about one's practice; no words take the answer back."""

    path: ClassVar[str] = "practices/{practice}/remarks/{remark}"
    practice: int
    remark: int
    text: str = ""

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        practice = rights.owned(programme, self.practice, by.person)
        if not 1 <= self.remark <= len(practice.remarks):
            raise NotFound("remark")
        said = text.paragraph(self.text, "text", ANSWER)
        if said == practice.remarks[self.remark - 1].answer:
            return []
        return [RemarkAnswered(practice.number, self.remark, said)]


@dataclass(frozen=True, slots=True)
class InterestTaken(Event):
    """Somebody is interested in a practice, or no more."""

    practice: int
    person: str
    interested: bool

    def evolve(self, programme: Programme, fact: Fact) -> None:
        interested = programme.practices.by_number[self.practice].interested
        interested.pop(self.person, None)
        if self.interested:
            interested[self.person] = fact.at


@dataclass(frozen=True, slots=True)
class PracticeRemarked(Event):
    """Somebody asked about a practice, or commented on it."""

    personal: ClassVar[tuple[str, ...]] = ("text",)
    practice: int
    remark: int
    kind: str
    text: str
    language: str = ""

    def evolve(self, programme: Programme, fact: Fact) -> None:
        made = Remark(self.remark, self.kind, self.text, fact.actor, fact.at, self.language)
        programme.practices.by_number[self.practice].remarks.append(made)


@dataclass(frozen=True, slots=True)
class RemarkAnswered(Event):
    """The owner answered."""

    personal: ClassVar[tuple[str, ...]] = ("text",)
    practice: int
    remark: int
    text: str

    def evolve(self, programme: Programme, fact: Fact) -> None:
        programme.practices.by_number[self.practice].remarks[self.remark - 1].answer = self.text


permissions.allow(
    {
        "TakeInterest": permissions.is_self,
        "RemarkOnPractice": permissions.speaks,
        "AnswerRemark": permissions.is_self,
    }
)
