"""Reports of somebody's conduct: to the organisers and the lead moderator whom the caller chose, and to nobody else.

Who may see a report is settled when it is made and stays so: whoever takes the lead later, or becomes organiser, does
not see it. No list, count, export or other panel knows of reports; they are numbered on their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from app.domain import text
from app.domain.errors import Invalid, NotFound, TooMany
from app.domain.messages import By, Event, Fact
from app.domain.orders import MeetingCommand

if TYPE_CHECKING:
    from app.domain.meetings import Meeting
    from app.domain.programme import Programme

KIND = "conduct"
WORDS = 140
MOST_OPEN = 20
"""Open reports that one person may have."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a recipient answered, when (UTC seconds)."""

    person: str
    words: str
    at: float


@dataclass(slots=True)
class Report:
    """One report; `read`: the caller has put its answers away once it was closed. Instants UTC seconds."""

    number: int
    person: str
    words: str
    recipients: tuple[str, ...]
    at: float
    replies: list[Reply] = field(default_factory=list)
    closed_by: str = ""
    closed_at: float | None = None
    read: bool = False


@dataclass(frozen=True, slots=True)
class AnswerConduct(MeetingCommand):
    """Answer a report in words; only its caller and its recipients see them."""

    path: ClassVar[str] = "conduct/answer"
    meeting: str
    report: int
    words: str

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = programme.meeting(self.meeting)
        found = told(programme, meeting, self.report, by.person)
        return [ConductAnswered(meeting.id, found.number, text.line(self.words, "words", WORDS))]


@dataclass(frozen=True, slots=True)
class CloseConduct(MeetingCommand):
    """Say that a report is dealt with."""

    path: ClassVar[str] = "conduct/{report}/closing"
    meeting: str
    report: int

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = programme.meeting(self.meeting)
        found = told(programme, meeting, self.report, by.person)
        return [ConductClosed(meeting.id, found.number)] if found.closed_at is None else []


@dataclass(frozen=True, slots=True)
class ConductReported(Event):
    """Somebody tells these people, and them alone."""

    personal: ClassVar[tuple[str, ...]] = ("words",)
    meeting: str
    report: int
    person: str
    words: str
    recipients: tuple[str, ...]

    def evolve(self, programme: Programme, fact: Fact) -> None:
        made = Report(self.report, self.person, self.words, self.recipients, fact.at)
        programme.meetings[self.meeting].help.reports[self.report] = made


@dataclass(frozen=True, slots=True)
class ConductAnswered(Event):
    """A recipient answers."""

    personal: ClassVar[tuple[str, ...]] = ("words",)
    meeting: str
    report: int
    words: str

    def evolve(self, programme: Programme, fact: Fact) -> None:
        found = programme.meetings[self.meeting].help.reports[self.report]
        found.replies.append(Reply(fact.actor, self.words, fact.at))
        found.read = False


@dataclass(frozen=True, slots=True)
class ConductClosed(Event):
    """A report is dealt with."""

    meeting: str
    report: int

    def evolve(self, programme: Programme, fact: Fact) -> None:
        found = programme.meetings[self.meeting].help.reports[self.report]
        found.closed_by, found.closed_at = fact.actor, fact.at


def recipients(programme: Programme, meeting: Meeting, caller: str) -> tuple[str, ...]:
    """Return whom a report may reach now: the organisers and the lead moderator, never the caller."""
    organisers = [each.id for each in programme.people.values() if each.role == "organiser"]
    lead = programme.people.get(meeting.lead)
    found = dict.fromkeys([*organisers, *([lead.id] if lead is not None and lead.staff else [])])
    return tuple(person for person in found if person != caller)


def report(programme: Programme, meeting: Meeting, caller: str, words: str, to: tuple[str, ...]) -> ConductReported:
    """Return the report to those of `to` whom it may reach. Raises `Invalid`, `TooMany`."""
    chosen = tuple(person for person in recipients(programme, meeting, caller) if person in to)
    if not chosen:
        raise Invalid("nobody-chosen", field="to")
    if sum(each.person == caller and each.closed_at is None for each in meeting.help.reports.values()) >= MOST_OPEN:
        raise TooMany("enough-said")
    return ConductReported(meeting.id, len(meeting.help.reports) + 1, caller, words, chosen)


def told(programme: Programme, meeting: Meeting, number: int, person: str) -> Report:
    """Return a report if the person is one whom it was made to, and still of the team. Raises `NotFound`."""
    found = meeting.help.reports.get(number)
    if found is None or not sees(programme, found, person):
        raise NotFound("help")
    return found


def sees(programme: Programme, found: Report, person: str) -> bool:
    """Say whether somebody of the team may see a report."""
    known = programme.people.get(person)
    return known is not None and known.staff and person in found.recipients


def unread(reports: Mapping[int, Report], person: str) -> bool:
    """Say whether closed reports of the person are still shown to them."""
    return any(each.person == person and each.closed_at is not None and not each.read for each in reports.values())


def read(reports: Mapping[int, Report], person: str) -> None:
    """Put away the closed reports of a person."""
    for each in reports.values():
        if each.person == person and each.closed_at is not None:
            each.read = True
