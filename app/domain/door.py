"""The door: name and line as others will see them, language, ground rules; once per person, changeable later."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from app.domain import attendance, people, text
from app.domain.errors import Invalid
from app.domain.messages import By, Command, Event, Fact

if TYPE_CHECKING:
    from app.domain.programme import Programme


@dataclass(frozen=True, slots=True)
class PassDoor(Command):
    """Come in: say how one is shown and that one knows the ground rules; arrives in `meeting` if its doors are open."""

    path: ClassVar[str] = "door"
    shown: str
    line: str = ""
    language: str = ""
    acknowledged: bool = False
    meeting: str = ""

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        person = programme.person(by.person)
        if not self.acknowledged and person.door_passed_at is None:
            raise Invalid("acknowledge-first", field="acknowledged")
        shown = text.line(self.shown, "shown")
        line = text.line(self.line, "line", text.LINE, required=False)
        yield DoorPassed(person.id, shown, line, _language(self.language or person.language or "en"))
        meeting = programme.meetings.get(self.meeting)
        if meeting is not None and person.takes_part_in(meeting.id) and attendance.open_to(meeting):
            yield from attendance.arriving(programme, meeting, person.id, by.at)


@dataclass(frozen=True, slots=True)
class ChooseLanguage(Command):
    """Choose the language of one's screens."""

    path: ClassVar[str] = "language"
    language: str

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        language = _language(self.language)
        same = programme.person(by.person).language == language
        return [] if same else [LanguageChosen(by.person, language)]


@dataclass(frozen=True, slots=True)
class DoorPassed(Event):
    """A person is shown like this, and knows the ground rules."""

    personal: ClassVar[tuple[str, ...]] = ("shown", "line")
    person: str
    shown: str
    line: str
    language: str

    def evolve(self, programme: Programme, fact: Fact) -> None:
        person = programme.people[self.person]
        person.shown, person.line, person.language = self.shown, self.line, self.language
        person.door_passed_at = person.door_passed_at or fact.at


@dataclass(frozen=True, slots=True)
class LanguageChosen(Event):
    """A person's screens are in this language from their next page on."""

    person: str
    language: str

    @property
    def reseats(self) -> tuple[str, ...]:
        return (self.person,)

    def evolve(self, programme: Programme, fact: Fact) -> None:
        programme.people[self.person].language = self.language


def _language(value: str) -> str:
    if value not in people.LANGUAGES:
        raise Invalid("unknown-choice", field="language")
    return value
