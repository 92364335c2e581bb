"""The report that is read, on every board; how many say "same here"; one's own three buttons, and who offers help.

The report is drawn once for all; counts, which change with every press, are a panel of their own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from app.domain.calling import RoomNamed
from app.domain.duties import Place
from app.domain.formats.harvest import Harvest
from app.domain.formats.harvest.harvest import CLEARED, DIFFERENT, ECHOES, HELP, HOLD, SAME, harvests, offering
from app.domain.formats.harvest.holding import HoldEnded
from app.domain.formats.harvest.reading import ReportEchoed
from app.domain.meetings import Meeting, MeetingDescribed
from app.domain.messages import Event
from app.domain.notes.shelf import wrote
from app.domain.people import PersonChanged
from app.domain.programme import Programme
from app.domain.reports.mentions import ReportLinked, mentions
from app.domain.reports.withholding import FieldHeld
from app.domain.roles import RoleChanged
from app.domain.steps import StepTakenBack
from app.domain.texts.words import WordsNoted
from app.panels.board.place import all_people, in_all_meetings
from app.panels.noted import NOTES
from app.panels.panel import Touch, View, panel
from app.panels.practices.card import NAMED, practice_of
from app.panels.reported import Told, told
from app.panels.touching import EDITS, acts, every_meeting, the_meeting


@dataclass(frozen=True, slots=True)
class Reading:
    """What everybody reads now: report `number` of `all`, or `hold`: what must not leave is asked, until an instant.

    `cleared`: the question is over.
    """

    told: Told | None
    number: int
    all: int
    hold: float | None
    cleared: bool


@dataclass(frozen=True, slots=True)
class Counts:
    """How many say so to the report that is read."""

    same: int
    different: int
    help: int


@dataclass(frozen=True, slots=True)
class OwnEcho:
    """One's own buttons: `block` 0 where there are none; `helpers`: names of who offers help to one's own room."""

    block: int
    number: int
    pressed: tuple[str, ...]
    helpers: tuple[str, ...]


def of_words(event: WordsNoted, programme: Programme) -> Iterable[str]:
    """The meeting of a report that is read now, and those in which it mentions the practice that was written."""
    practice = practice_of(event, programme)
    if practice is not None:
        return mentioning(programme, practice.number)
    kind, _, of = event.text.partition("/")
    meeting = programme.meetings.get(of.partition("/")[0]) if kind == "report" else None
    return [meeting.id] if meeting is not None and on(meeting) is not None else ()


def of_practice(event: Any, programme: Programme) -> Iterable[str]:
    """The meetings in which the report that is read mentions the event's practice."""
    return mentioning(programme, event.practice)


def mentioning(programme: Programme, number: int) -> list[str]:
    """Return the meetings in which the report that is read mentions a practice."""
    reading = ((meeting, on(meeting)) for meeting in programme.meetings.values())
    places = ((meeting, found[1].reading) for meeting, found in reading if found is not None)
    return [meeting.id for meeting, place in places if place is not None and mentions(meeting, place, number)]


def of_note(event: Any, programme: Programme) -> Iterable[str]:
    """The meeting, where the event's note is of the room whose report is read."""
    meeting = programme.meetings[event.meeting]
    found = on(meeting)
    place = meeting.notes.by_number[event.note].place
    return [meeting.id] if found is not None and found[1].reading == place else ()


def hearers(event: Any, programme: Programme) -> Iterable[str]:
    """Everybody's own buttons, where the meeting has had a harvest."""
    meeting = programme.meetings[event.meeting]
    return all_people(event, programme) if any(True for _ in harvests(meeting)) or _was(event) else ()


def _was(event: Any) -> bool:
    return isinstance(event, StepTakenBack)


def answered(event: ReportEchoed, programme: Programme) -> Iterable[str]:
    """Who pressed, and who sat in the room that is offered help."""
    meeting = programme.meetings[event.meeting]
    people = [person for person in programme.people if wrote(meeting, event.place, person)]
    return dict.fromkeys([f"{meeting.id}/{event.person}", *(f"{meeting.id}/{person}" for person in people)])


MENTIONED: dict[type[Event], Touch] = {
    ReportLinked: the_meeting,
    **dict.fromkeys(NAMED, of_practice),
}
"""What changes which practices a report mentions."""


@panel(
    "board",
    on={
        **dict.fromkeys((*acts(), *EDITS, HoldEnded, RoomNamed, MeetingDescribed), the_meeting),
        **dict.fromkeys(NOTES, of_note),
        **MENTIONED,
        WordsNoted: of_words,
        FieldHeld: the_meeting,
    },
    template="board/report.html",
)
def report(view: View, of: str) -> Reading | None:
    """Cut the report that is read, or the question what must not leave: two minutes, whatever is on meanwhile."""
    meeting = view.programme.meetings[of]
    found = read(view.programme, meeting)
    return asked(meeting) if found is None else found


@panel("board", on=dict.fromkeys((*acts(), ReportEchoed), the_meeting), template="board/echoes.html")
def echoes(view: View, of: str) -> Counts | None:
    """Cut how many said what to the report that is read."""
    return counts(view.programme.meetings[of])


@panel(
    "board",
    on={
        **dict.fromkeys(acts(), hearers),
        ReportEchoed: answered,
        PersonChanged: every_meeting,
        RoleChanged: in_all_meetings,
    },
    template="board/echo.html",
)
def echo(view: View, of: str) -> OwnEcho:
    """Cut one person's buttons, and who offers help to a room of theirs."""
    name, _, person = of.partition("/")
    meeting = view.programme.meetings[name]
    helpers = offers(view.programme, meeting, person)
    found = on(meeting)
    place = found[1].reading if found else None
    if found is None or place is None or view.programme.people[person].role == "observer":
        return OwnEcho(0, 0, (), helpers)
    pressed = tuple(kind for kind in ECHOES if person in found[1].said(place, kind))
    return OwnEcho(found[0], found[1].at + 1, pressed, helpers)


def on(meeting: Meeting) -> tuple[int, Harvest] | None:
    """Return the harvest that is on, with its block."""
    block = meeting.on if meeting.phase == "live" else None
    return (block.number, block.body) if block is not None and isinstance(block.body, Harvest) else None


def read(programme: Programme, meeting: Meeting) -> Reading | None:
    """Return what everybody reads now."""
    found = on(meeting)
    if found is None:
        return None
    body = found[1]
    place = body.reading
    report = told(programme, meeting, place, short=body.short) if place is not None else None
    hold = body.hold_until if body.state == HOLD else None
    return Reading(report, body.at + 1, len(body.places), hold, body.state == CLEARED)


def asked(meeting: Meeting) -> Reading | None:
    """Return the question what must not leave, of a harvest after which another part has begun."""
    holds = (body.hold_until for body in harvests(meeting) if body.state == HOLD)
    hold = next(holds, None) if meeting.phase == "live" else None
    return Reading(None, 0, 0, hold, cleared=False) if hold is not None else None


def counts(meeting: Meeting) -> Counts | None:
    """Return how many said what to the report that is read."""
    found = on(meeting)
    place = found[1].reading if found else None
    if found is None or place is None:
        return None
    return Counts(*(len(found[1].said(place, kind)) for kind in (SAME, DIFFERENT, HELP)))


def offers(programme: Programme, meeting: Meeting, person: str) -> tuple[str, ...]:
    """Return the names of who offered help to a room in which somebody sat, during the harvest and the next break."""
    names: dict[str, None] = {}
    for body in offering(meeting):
        for place in body.places:
            if wrote(meeting, place, person):
                names |= dict.fromkeys(called(programme, body, place))
    return tuple(names)


def called(programme: Programme, body: Harvest, place: Place) -> list[str]:
    """Return the names of who offered help to a room."""
    return [programme.people[each].called for each in body.said(place, HELP) if each in programme.people]
