"""One room's notes in one round, in the order of its rapporteur, with its question and the time that is left."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any

from app.domain import reports
from app.domain.agenda import round_number
from app.domain.attendance import CameBack, Gone
from app.domain.calling import RoomNamed
from app.domain.capture import CaptureSet, asked
from app.domain.clock import Timer
from app.domain.door import DoorPassed
from app.domain.duties import RAPPORTEUR, DutyLeft, DutyTaken, at_work, holders, seat
from app.domain.formats.harvest.harvest import cleared
from app.domain.formats.harvest.holding import HoldEnded
from app.domain.formats.rooms import Round
from app.domain.meetings import Meeting, MeetingDescribed
from app.domain.notes import Note, Place
from app.domain.notes.exports import NotesExported
from app.domain.notes.missing import NoNotesExplained, writers
from app.domain.notes.shelf import everywhere, open_now, taken_until
from app.domain.passing import PartTaken
from app.domain.people import PersonChanged
from app.domain.programme import Programme
from app.domain.reports.withholding import FieldHeld
from app.domain.roles import RoleChanged
from app.domain.texts.words import WordsNoted
from app.domain.wishes import Pinned
from app.domain.wording import Wording
from app.panels.board.room import timer
from app.panels.clocks import Face, face
from app.panels.noted import NOTES, Line, line, written
from app.panels.panel import View, panel
from app.panels.touching import EDITS, acts, the_meeting

AUDIENCES = ("drive", "team", "sort", "read", "kept")
HERE = ("drive", "team", "sort", "read")
"""Who is of the team or in that room."""
TEAM = ("drive", "team")
"""Who reads the sheets of all rooms, each with its clock; others have their own room's above."""
OUTSIDE = (*TEAM, "kept")
"""Who reads from outside the room, so that what is held back has no text."""
MOST_EXPORTS = 100
"""Exports that are listed; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """`order`: where the sheet stands on the page; `part`: the round of its block; `writing`: the room talks.

    `word`: room or table. For who reads from outside, what is held back has no text. `mine`: the reader's own notes
    alone; `here`: the reader is of the team or in that room. `changes`: authors may change theirs; `drives`: the
    reader may hold back what others wrote. `kinds`: those that are asked for; `reason`: why there are no notes.
    `writer`: who writes without being its rapporteur, be it in the report alone.
    """

    place: str
    order: int
    room: int
    name: Wording
    title: Wording
    round: int
    part: int
    question: Wording
    clock: Face | None
    writing: bool
    takers: tuple[str, ...]
    lines: tuple[Line, ...]
    sorts: bool
    changes: bool
    drives: bool
    mine: bool
    here: bool
    word: str
    kinds: tuple[str, ...]
    reason: str
    writer: str = ""


@dataclass(frozen=True, slots=True)
class Status:
    """Whether the meeting is on, who took notes out and when (UTC seconds), the newest first; `count`: how often.

    `cleared`: others than the team may take them out, too.
    """

    phase: str
    exports: tuple[tuple[str, float], ...]
    count: int
    cleared: bool


def of_note(event: Any, programme: Programme) -> Iterable[str]:
    """The sheet of the event's note."""
    meeting = programme.meetings[event.meeting]
    return sheets(meeting, meeting.notes.by_number[event.note].place)


def of_duty(event: Any, programme: Programme) -> Iterable[str]:
    """The sheet of the room in which somebody took or left a function, or held a field of the report."""
    return sheets(programme.meetings[event.meeting], event.place)


def of_writer(event: Any, programme: Programme) -> Iterable[str]:
    """The sheet of the room that the event's person, who comes or goes, takes the notes of or wrote in."""
    meeting = programme.meetings[event.meeting]
    place = seat(meeting, event.person)
    if place is None:
        return []
    shelf, report = meeting.notes.shelves.get(place), programme.texts.get(reports.named(meeting, place))
    wrote = (*(shelf.last_by if shelf else ()), report.by if report else "")
    return sheets(meeting, place) if event.person in (*holders(meeting, place, RAPPORTEUR), *wrote) else []


def of_report(event: WordsNoted, programme: Programme) -> Iterable[str]:
    """The sheet of the room whose report has other words: who writes them is said where nobody takes its notes."""
    found = reports.reported(programme, event.text)
    if found is None or not open_now(*found) or at_work(*found, RAPPORTEUR):
        return []
    return [f"{found[0].id}/{audience}/{written(found[1])}" for audience in HERE]


def all_sheets(event: Any, programme: Programme) -> Iterable[str]:
    """Every sheet of the event's meeting, of all meetings where it speaks of none."""
    found = [programme.meetings[event.meeting]] if hasattr(event, "meeting") else programme.meetings.values()
    return [key for meeting in found for place in everywhere(meeting) for key in sheets(meeting, place)]


def sheets(meeting: Meeting, place: Place) -> list[str]:
    """Return the keys of one sheet for all audiences, each of its authors being one."""
    shelf = meeting.notes.shelves.get(place)
    authors = shelf.last_by if shelf is not None else ()
    return [f"{meeting.id}/{audience}/{written(place)}" for audience in (*AUDIENCES, *authors)]


@panel(
    "notes",
    on={
        **dict.fromkeys((*acts(), *EDITS, HoldEnded, RoomNamed, MeetingDescribed, CaptureSet), all_sheets),
        **dict.fromkeys(NOTES, of_note),
        **dict.fromkeys((DutyTaken, DutyLeft, NoNotesExplained, FieldHeld), of_duty),
        **dict.fromkeys((CameBack, Gone), of_writer),
        WordsNoted: of_report,
        **dict.fromkeys((DoorPassed, PersonChanged, Pinned, RoleChanged, PartTaken), all_sheets),
    },
    template="notes/sheet.html",
    row=True,
)
def sheet(view: View, of: str) -> Sheet | None:
    """Cut one sheet; None where its block is gone, or a plenary is over in which nothing was written."""
    name, audience, where = of.split("/")
    meeting = view.programme.meetings[name]
    number, part, room = (int(each) for each in where.split("-"))
    block, mine = meeting.blocks.get(number), audience not in AUDIENCES
    notes = [note for note in meeting.notes.of((number, part, room)) if not mine or audience in note.authors]
    if block is None or not (notes or (audience in HERE and (room or block is meeting.on))):
        return None
    return cut(view, meeting, (number, part, room), audience, notes)


def cut(view: View, meeting: Meeting, place: Place, audience: str, notes: Collection[Note]) -> Sheet:
    """Cut the sheet of a place for an audience, which may read these notes of it."""
    number, part, room = place
    block, mine, here = meeting.blocks[number], audience not in AUDIENCES, audience in HERE
    found = block.body.rooms.get(room) if isinstance(block.body, Round) else None
    writing, taken = open_now(meeting, place), taken_until(meeting) >= view.now
    takers = (at_work if writing else holders)(meeting, place, RAPPORTEUR)[-1:]
    wrote = next(iter(writers(view.programme, meeting, place)), "") if room and writing and here and not takers else ""
    return Sheet(
        place=written(place),
        order=order_of(meeting, place),
        room=room,
        name=found.named(meeting.language) if found else Wording(),
        title=block.titled(meeting.language),
        round=round_number(meeting, number) if room and number in meeting.agenda else 0,
        part=part,
        question=block.asked(meeting.language),
        clock=face(clock_of(meeting, place)) if audience in TEAM else None,
        writing=writing and here,
        takers=tuple(view.programme.people[each].called for each in takers if not mine),
        lines=tuple(shown(view.programme, line(view.programme, note), audience, takers) for note in notes),
        sorts=audience != "read" and not mine and taken,
        changes=meeting.current == number and taken,
        drives=audience == "drive",
        mine=mine,
        here=here,
        word=block.body.word,
        kinds=asked(block).kinds,
        writer=view.programme.people[wrote].called if wrote else "",
        reason=meeting.notes.reasons.get(place, "") if not notes else "",
    )


def clock_of(meeting: Meeting, place: Place) -> Timer | None:
    """Return the clock that counts in a place; None where its round, or its plenary, is over."""
    number, part, room = place
    block = meeting.blocks[number]
    return timer(meeting, number, room) if part == block.body.part and (room or block is meeting.on) else None


def order_of(meeting: Meeting, place: Place) -> int:
    """Return where a sheet stands: the newest block and round first, in these the rooms by number."""
    number, part, room = place
    return -1000 * (meeting.agenda.index(number) * 20 + part) + room if number in meeting.agenda else 0


def shown(programme: Programme, found: Line, audience: str, takers: Collection[str]) -> Line:
    """Return a note as an audience may read it; its readers have to find what they hold back themselves."""
    if not found.held or audience not in OUTSIDE:
        return found
    people = [programme.people[each] for each in found.authors.split() if each in programme.people]
    known = [one.id for one in people if (one.id in takers if audience == "kept" else one.staff)]
    return replace(found, text="", by=(), interpreted=(), spoken="", speaker="", practices=(), authors=" ".join(known))


@panel("notes", on={**dict.fromkeys((*acts(), NotesExported, HoldEnded), the_meeting)}, template="notes/status.html")
def status(view: View, of: str) -> Status:
    """Cut what stands above the sheets."""
    meeting = view.programme.meetings[of]
    people = view.programme.people
    newest = reversed(meeting.notes.exports[-MOST_EXPORTS:])
    taken = tuple((people[who].called if who in people else "", at) for who, at in newest)
    return Status(meeting.phase, taken, len(meeting.notes.exports), cleared(meeting, view.now))
