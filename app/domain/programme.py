"""A programme: several meetings of the same people, and what is said about it. The root of a stream's state."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import ClassVar

from app.domain import text, zones
from app.domain.choices import ADDED, MOST_RULES, Choice, Choices, Rows, plain, read
from app.domain.devices import Device
from app.domain.errors import Conflict, Invalid, NotFound
from app.domain.findings.finding import Findings
from app.domain.knocks import Knock
from app.domain.likeness import Index
from app.domain.meetings import Meeting
from app.domain.messages import By, Command, Event, Fact
from app.domain.people import Person
from app.domain.practices.shelf import Practices
from app.domain.texts.words import Words
from app.domain.wording import Others

GROUND_RULES = (
    "one-at-a-time",
    "own-experience",
    "step-up-step-back",
    "ideas-not-people",
    "what-not-who",
    "cameras-your-choice",
    "fine-to-pass",
    "slow-is-fine",
    "tell-us",
)
"""Codes of the default rules (domain.md §9); the organiser may say them otherwise and add others."""


@dataclass(slots=True)
class Programme:
    """Everything of one programme; `id` is its stream's name."""

    id: str
    name: str = ""
    zone: str = "UTC"
    help_phone: str = ""
    controller: str = ""
    contact: str = ""
    demo: bool = False
    ground_rules: tuple[Choice, ...] = plain(GROUND_RULES)
    choices: Choices = field(default_factory=Choices)
    people: dict[str, Person] = field(default_factory=dict)
    index: Index = field(default_factory=Index)
    meetings: dict[str, Meeting] = field(default_factory=dict)
    devices: dict[str, Device] = field(default_factory=dict)
    knocks: dict[str, Knock] = field(default_factory=dict)
    texts: dict[str, Words] = field(default_factory=dict)
    practices: Practices = field(default_factory=Practices)
    findings: Findings = field(default_factory=Findings)
    last_person: int = 0
    last_knock: int = 0
    founded_at: float | None = None
    copied_at: float | None = None

    def person(self, person: str) -> Person:
        """Return the person of that id. Raises `NotFound`."""
        found = self.people.get(person)
        if found is None:
            raise NotFound("person")
        return found

    def meeting(self, meeting: str) -> Meeting:
        """Return the meeting of that id. Raises `NotFound`."""
        found = self.meetings.get(meeting)
        if found is None:
            raise NotFound("meeting")
        return found

    def meeting_for(self, person: str, now: float) -> Meeting | None:
        """Return the person's meeting that is on, else the next, else the last (`now` in UTC seconds)."""
        mine = [each for each in self.meetings.values() if self.people[person].takes_part_in(each.id)]
        return min(mine, key=lambda each: _nearness(each, now), default=None)


@dataclass(frozen=True, slots=True)
class FoundProgramme(Command):
    """The first command of a programme's stream."""

    name: str
    zone: str = "UTC"
    help_phone: str = ""
    controller: str = ""
    contact: str = ""
    demo: bool = False

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        if programme.founded_at is not None:
            raise Conflict("already-founded")
        yield ProgrammeFounded(self.demo)
        yield described(self)


@dataclass(frozen=True, slots=True)
class DescribeProgramme(Command):
    """Change what is said about the programme: name, zone, help telephone, controller and contact for the notice."""

    path: ClassVar[str] = "details"
    name: str
    zone: str = "UTC"
    help_phone: str = ""
    controller: str = ""
    contact: str = ""

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        return [described(self)]


@dataclass(frozen=True, slots=True)
class SetGroundRules(Rows):
    """Say the ground rules anew, in order, at most 20; each in several languages."""

    path: ClassVar[str] = "ground-rules"

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        before = programme.ground_rules
        found = tuple(read(self, before, GROUND_RULES, MOST_RULES, text.WORDS))
        codes, words = tuple(each.code for each in found), tuple(each.words for each in found)
        return [GroundRulesSet(codes, words)] if found != before else []


@dataclass(frozen=True, slots=True)
class ProgrammeFounded(Event):
    """The programme's stream has begun."""

    silent: ClassVar[bool] = True
    demo: bool = False

    def evolve(self, programme: Programme, fact: Fact) -> None:
        programme.demo = self.demo
        programme.founded_at = fact.at


@dataclass(frozen=True, slots=True)
class ProgrammeDescribed(Event):
    """Name, zone and addresses are as given here."""

    name: str
    zone: str = "UTC"
    help_phone: str = ""
    controller: str = ""
    contact: str = ""

    def evolve(self, programme: Programme, fact: Fact) -> None:
        programme.name, programme.zone = self.name, self.zone
        programme.help_phone, programme.controller, programme.contact = self.help_phone, self.controller, self.contact


@dataclass(frozen=True, slots=True)
class GroundRulesSet(Event):
    """The ground rules that the door shows: codes, and each one's words.

    An older event has no `words`; there a rule that is no code is a sentence of its own.
    """

    rules: tuple[str, ...]
    words: tuple[Others, ...] = ()

    def evolve(self, programme: Programme, fact: Fact) -> None:
        words = self.words or tuple(() if rule in GROUND_RULES else (("", rule),) for rule in self.rules)
        codes = [
            rule if self.words or rule in GROUND_RULES else f"{ADDED}{at}" for at, rule in enumerate(self.rules, 1)
        ]
        programme.ground_rules = tuple(map(Choice, codes, words))


def described(details: FoundProgramme | DescribeProgramme) -> ProgrammeDescribed:
    """Return the event that says `details`, cleaned. Raises `Invalid`."""
    return ProgrammeDescribed(
        text.line(details.name, "name", text.TITLE),
        zones.zone(details.zone, "zone"),
        phone(details.help_phone),
        text.paragraph(details.controller, "controller", 400),
        text.paragraph(details.contact, "contact", 400),
    )


def _nearness(meeting: Meeting, now: float) -> tuple[int, float]:
    """Sort meetings: on, planned (those overdue and the soonest first), closed (the latest first)."""
    if meeting.phase in ("doors", "live"):
        return 0, abs(meeting.starts_at - now)
    return (2, -meeting.starts_at) if meeting.phase == "closed" else (1, meeting.starts_at)


def phone(value: str) -> str:
    """Return a telephone number as typed; at least three digits, only signs that numbers are written with."""
    number = text.line(value, "help_phone", 40, required=False)
    digits, others = [sign for sign in number if sign.isdigit()], {sign for sign in number if not sign.isdigit()}
    if number and (len(digits) < 3 or not others <= set("+()-./ ")):
        raise Invalid("no-telephone-number", field="help_phone")
    return number
