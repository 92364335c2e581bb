"""What becomes of a person's calls for help: the team knows, somebody is coming, an answer in words, over.

Own calls and those of one's room. What only the caller and their recipients may see (`conduct`) is on this key too,
which is the person's own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from app.domain import conduct
from app.domain.attendance import Arrived, CameBack, Gone, open_to
from app.domain.conduct import ConductAnswered, ConductClosed, ConductReported
from app.domain.door import DoorPassed
from app.domain.formats.rooms.late import LatecomerSeated
from app.domain.help import CLOSED, AnswersRead, HelpCall, HelpCalled, HelpCleared, HelpJoined
from app.domain.helping import HelpAnswered, HelpClaimed
from app.domain.lost import LostCleared, LostSaid
from app.domain.meetings import Meeting
from app.domain.passing import PartTaken
from app.domain.people import PersonChanged
from app.domain.places import Spot, people_in, where
from app.domain.programme import Programme
from app.domain.roles import RoleChanged
from app.domain.slower import SlowerAsked, SlowerFaded
from app.domain.wishes import Pinned
from app.panels.board.place import whose
from app.panels.panel import View, panel
from app.panels.touching import acts, the_person


@dataclass(frozen=True, slots=True)
class Line:
    """What somebody said or answered: whose, and their words or the code of a usual answer."""

    name: str
    words: str
    usual: str = ""


@dataclass(frozen=True, slots=True)
class Called:
    """A call: what it is about, since when (UTC seconds), who is coming ('' nobody yet), the answers; `mine`: own.

    `closed`: it is over because its room closed.
    """

    number: int
    kinds: tuple[str, ...]
    at: float
    mine: bool
    coming: str
    answers: tuple[Line, ...]
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Private:
    """A report of somebody's conduct: whom it reached, their answers, and whether they are done with it."""

    names: tuple[str, ...]
    at: float
    answers: tuple[Line, ...]
    closed: bool


@dataclass(frozen=True, slots=True)
class Helped:
    """All of it; `over`: an answered call that is over and not yet put away; `slower`: one's wish still counts."""

    calls: tuple[Called, ...] = ()
    over: Called | None = None
    reports: tuple[Private, ...] = ()
    slower: bool = False

    def __bool__(self) -> bool:
        """Say whether there is anything to show."""
        return bool(self.calls or self.over or self.reports or self.slower)


def of_call(event: Any, programme: Programme) -> Iterable[str]:
    """The caller and, of a room's call, everybody in the room."""
    meeting = programme.meetings[event.meeting]
    return keys(meeting, knowing(programme, meeting, meeting.help.calls[event.call]))


def of_report(event: Any, programme: Programme) -> Iterable[str]:
    """The caller of a report."""
    return [f"{event.meeting}/{programme.meetings[event.meeting].help.reports[event.report].person}"]


def of_people(event: Any, programme: Programme) -> Iterable[str]:
    """Those whose wish is over."""
    return [f"{event.meeting}/{person}" for person in event.people]


def reseated(event: Any, programme: Programme) -> Iterable[str]:
    """Those with a call of their own, and where rooms have called, everybody whose place may have changed.

    Not only where they call now: a room that closes has just ended its call.
    """
    meeting = programme.meetings[event.meeting]
    rooms = any(call.room for call in meeting.help.calls.values())
    return {*keys(meeting, own(meeting)), *(whose(event, programme) if rooms else ())}


def of_staff(event: Any, programme: Programme) -> Iterable[str]:
    """Those who read the name of somebody of the team; and the event's own person, whose place may have changed."""
    for meeting in programme.meetings.values():
        if meeting.help.calls or meeting.help.reports:
            open_calls = list(meeting.help.open.values())
            people = {person for call in open_calls for person in knowing(programme, meeting, call)}
            yield from keys(meeting, {*own(meeting), *people, event.person})


def keys(meeting: Meeting, people: Iterable[str]) -> list[str]:
    """Return the own panels of these people."""
    return [f"{meeting.id}/{person}" for person in dict.fromkeys(people)]


def knowing(programme: Programme, meeting: Meeting, call: HelpCall) -> list[str]:
    """Return who is shown a call: the caller, and of a room's call those in the room."""
    room = call.room and meeting.blocks.get(call.block)
    return [call.person, *(people_in(programme, meeting, Spot("room", call.block, call.room)) if room else ())]


def own(meeting: Meeting) -> list[str]:
    """Return who has anything on this panel by themselves."""
    found = meeting.help
    callers = [call.person for call in found.open.values()]
    return [*callers, *found.told, *found.slower, *(each.person for each in found.reports.values() if not each.read)]


@panel(
    "board",
    on={
        **dict.fromkeys((HelpCalled, HelpJoined, HelpClaimed, HelpAnswered, HelpCleared), of_call),
        **dict.fromkeys((ConductReported, ConductAnswered, ConductClosed), of_report),
        **dict.fromkeys((LostSaid, LostCleared, SlowerAsked, AnswersRead), the_person),
        **dict.fromkeys(acts(), reseated),
        **dict.fromkeys((Arrived, CameBack, Gone, LatecomerSeated, Pinned, PartTaken), the_person),
        **dict.fromkeys((PersonChanged, DoorPassed, RoleChanged), of_staff),
        SlowerFaded: of_people,
    },
    template="board/help.html",
)
def help(view: View, of: str) -> Helped:
    """Cut what becomes of one person's calls."""
    name, _, person = of.partition("/")
    meeting, programme = view.programme.meetings[name], view.programme
    found = meeting.help
    reports = [each for each in found.reports.values() if each.person == person and not each.read]
    told = tuple(private(programme, each) for each in reports)
    if not open_to(meeting):  # what was told in private is answered also after the end
        return Helped(reports=told)
    calls = found.of(person, where(programme, meeting, person).now) if found.open else []
    over = found.told.get(person)
    return Helped(
        tuple(called(programme, call, person) for call in calls),
        called(programme, over, person) if over is not None else None,
        told,
        person in found.slower,
    )


def called(programme: Programme, call: HelpCall, person: str) -> Called:
    """Return a call as its callers see it."""
    answers = tuple(Line(named(programme, each.person), each.words, each.usual) for each in call.answers)
    kinds = tuple(dict.fromkeys(each.kind for each in call.said))
    coming = named(programme, call.claimed_by)
    return Called(call.number, kinds, call.at, call.person == person, coming, answers, call.how == CLOSED)


def private(programme: Programme, report: conduct.Report) -> Private:
    """Return a report as its caller sees it."""
    answers = tuple(Line(named(programme, each.person), each.words) for each in report.replies)
    names = tuple(named(programme, each) for each in report.recipients)
    return Private(names, report.at, answers, report.closed_at is not None)


def named(programme: Programme, person: str) -> str:
    """Return how somebody is shown, '' if they are nobody here."""
    found = programme.people.get(person)
    return found.called if found else ""
