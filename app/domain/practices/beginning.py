"""How a practice begins: a pitch by its owner, by somebody who writes while they talk, or from a note; who is asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from app.domain import permissions
from app.domain.errors import Conflict, Full, Invalid, NotAllowed
from app.domain.messages import By, Command, Event, Fact
from app.domain.notes.writing import hidden, known
from app.domain.practices import rights
from app.domain.practices.shelf import MOST, MOST_OF_ONE, Practice, Sheet
from app.domain.wording import LANGUAGES

if TYPE_CHECKING:
    from app.domain.programme import Programme


@dataclass(frozen=True, slots=True)
class BeginPractice(Command):
    """Begin a pitch, one's own or (owner) somebody's who talks; `note`: of the meeting, which says what it is about.

    From a note it is its author's, unless they noted it for somebody: the team and interpreters do.
    """

    language: str
    owner: str = ""
    meeting: str = ""
    note: int = 0

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        place = self._from(programme, by) if self.note else ()
        author = self._author(programme) if self.note and not self.owner else ""
        owner = programme.person(self.owner or author or by.person)
        if owner.id not in (by.person, author) and not rights.speaks_for(programme, owner.id, by.person):
            raise NotAllowed("not-in-one-room")
        if self.language not in LANGUAGES:
            raise Invalid("unknown-choice", field="language")
        if len(programme.practices.by_number) >= MOST:
            raise Full("too-many-practices", limit=MOST)
        if len(programme.practices.of(owner.id)) >= MOST_OF_ONE:
            raise Full("too-many-practices-of-one", limit=MOST_OF_ONE)
        number = max(programme.practices.by_number, default=0) + 1
        scribe = by.person if by.person in programme.people and by.person != owner.id else ""
        return [PracticeBegun(number, owner.id, self.language, scribe, *place)]

    def _author(self, programme: Programme) -> str:
        """Return whose the practice of the note is, '' where nobody knows."""
        note = programme.meetings[self.meeting].notes.by_number[self.note]
        found = programme.people.get(note.author)
        own = found is not None and found.role == "participant" and note.author not in note.interpreters
        return note.author if own else ""

    def _from(self, programme: Programme, by: By) -> tuple[str, int, int, int, int]:
        """Return meeting and place of a note that one may read, and its number. Raises a refusal."""
        meeting = programme.meeting(self.meeting)
        note = known(programme, meeting, self.note, by.person)
        if note.kind != "practice_hint":
            raise Conflict("no-practice-in-note")
        if note.held:
            raise hidden(note)
        if any(
            (each.meeting, each.note) == (meeting.id, note.number) for each in programme.practices.by_number.values()
        ):
            raise Conflict("practice-begun-already")
        return meeting.id, *note.place, note.number


@dataclass(frozen=True, slots=True)
class AskForPitches(Command):
    """Ask people for a pitch: their page says so until they have begun one."""

    path: ClassVar[str] = "practices/asking"
    people: tuple[str, ...] = ()

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        people = tuple(dict.fromkeys(self.people))
        if not people:
            raise Invalid("nobody-chosen", field="people")
        for person in people:
            programme.person(person)
        new = tuple(person for person in people if person not in programme.practices.asked)
        return [PitchesAsked(new)] if new else []


@dataclass(frozen=True, slots=True)
class PracticeBegun(Event):
    """There is a new pitch; place and note say where it came from, `source` which row of a list it was."""

    practice: int
    owner: str
    language: str
    scribe: str = ""
    meeting: str = ""
    block: int = 0
    part: int = 0
    room: int = 0
    note: int = 0
    source: str = ""

    def evolve(self, programme: Programme, fact: Fact) -> None:
        made = Practice(self.practice, self.owner, self.language, fact.at, self.scribe, self.meeting, note=self.note)
        made.source = self.source
        made.place = (self.block, self.part, self.room) if self.meeting else None
        made.sheets[self.language] = Sheet(self.language)
        programme.practices.by_number[self.practice] = made


@dataclass(frozen=True, slots=True)
class PitchesAsked(Event):
    """These people were asked for a pitch."""

    people: tuple[str, ...]

    def evolve(self, programme: Programme, fact: Fact) -> None:
        for person in self.people:
            programme.practices.asked.setdefault(person, fact.at)


permissions.allow({"BeginPractice": permissions.speaks, "AskForPitches": rights.asks})
