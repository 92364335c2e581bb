"""The notes of one's room as they grow, who takes them, how many are one's own. The field stands outside of panels."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.attendance import CameBack, Gone
from app.domain.capture import CaptureSet, asked
from app.domain.clock import WRITER
from app.domain.door import DoorPassed
from app.domain.duties import RAPPORTEUR, DutyLeft, DutyTaken, sitting
from app.domain.formats.rooms import Round
from app.domain.formats.rooms.ending import RoomsTold
from app.domain.notes.joining import NotesJoined, NoteSplit
from app.domain.notes.shelf import KINDS
from app.domain.notes.writing import NoteWritten
from app.domain.passing import PartTaken
from app.domain.people import PersonChanged
from app.domain.planning import BlockDescribed
from app.domain.presence import answers
from app.domain.reports.withholding import FieldHeld
from app.domain.roles import RoleChanged
from app.domain.wishes import Pinned
from app.panels.board.room import all_rooms, clocked, parts, rooms_of_person, unseated
from app.panels.noted import NOTES, Line, line, rooms_written, the_authors, the_duty, the_note, written
from app.panels.panel import View, panel
from app.panels.touching import CLOCKS, moves

MOST = 30
MOST_SO_FAR = 3


@dataclass(frozen=True, slots=True)
class RoomNotes:
    """`place`: where notes are written now, '' where none are; the newest come first.

    `kinds`: those asked for, none where all are. `sofar`: what those who come late read first, the newest of the
    starred; none where that is all there is.
    """

    place: str
    lines: tuple[Line, ...] = ()
    sofar: tuple[Line, ...] = ()
    count: int = 0
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Taker:
    """Who takes the notes; `asked`: nobody does yet; `over`: their page does not answer, so another may take over.

    `late`: three minutes have gone by since the room began, and still nobody does.
    """

    person: str = ""
    name: str = ""
    asked: bool = False
    over: bool = False
    late: bool = False


@panel(
    "board",
    on={
        **dict.fromkeys((*moves(), BlockDescribed, CaptureSet), all_rooms),
        **dict.fromkeys(NOTES, the_note),
        FieldHeld: the_duty,
        **dict.fromkeys((DoorPassed, PersonChanged), rooms_written),
    },
    template="board/notes.html",
)
def notes(view: View, of: str) -> RoomNotes:
    """Cut the notes of a room that talks."""
    meeting, block, room = parts(view, of)
    body = meeting.blocks[block].body if room > 0 else None
    if not isinstance(body, Round) or not body.rooms[room].talking:
        return RoomNotes("")
    kept = meeting.notes
    found = [note for part in range(body.part, 0, -1) for note in reversed(kept.of((block, part, room)))]
    sofar = [note for part in range(1, body.part + 1) for note in kept.starred((block, part, room))][-MOST_SO_FAR:]
    return RoomNotes(
        written((block, body.part, room)),
        tuple(line(view.programme, note) for note in found[:MOST]),
        tuple(line(view.programme, note) for note in sofar if len(found) > len(sofar)),
        len(found),
        () if (kinds := asked(meeting.blocks[block]).kinds) == KINDS else kinds,
    )


@panel(
    "board",
    on={
        **dict.fromkeys((*moves(), RoomsTold), all_rooms),
        **dict.fromkeys(CLOCKS, clocked),
        **dict.fromkeys((DutyTaken, DutyLeft), the_duty),
        **dict.fromkeys((CameBack, Gone, DoorPassed, PersonChanged), rooms_of_person),
        **dict.fromkeys((Pinned, RoleChanged, PartTaken), unseated),
    },
    template="board/taker.html",
    volatile=True,
)
def taker(view: View, of: str) -> Taker:
    """Cut who takes the notes of a room that talks."""
    meeting, block, room = parts(view, of)
    body = meeting.blocks[block].body if room > 0 else None
    if not isinstance(body, Round) or not body.rooms[room].talking:
        return Taker()
    found = sitting(meeting, (block, body.part, room), RAPPORTEUR)
    if not found:
        clock = body.rooms[room].clock
        return Taker(asked=True, late=clock is not None and WRITER in clock.told)
    person = view.programme.people[found[-1]]
    there = meeting.is_present(person.id) and answers(view.signals.last(person.id), view.now)
    return Taker(person.id, person.called, over=not there)


@panel("board", on=dict.fromkeys((NoteWritten, NotesJoined, NoteSplit), the_authors), template="board/yours.html")
def yours(view: View, of: str) -> int:
    """Cut how many notes of the meeting are one's own, in whichever room: the page of notes has them."""
    name, _, person = of.partition("/")
    kept = view.programme.meetings[name].notes
    places = (place for place, shelf in kept.shelves.items() if person in shelf.last_by)
    return sum(person in note.authors for place in places for note in kept.of(place))
