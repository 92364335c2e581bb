"""What is asked of a room: a line, where the team asks for one; and why it has no notes, where it ends without any."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from app.domain import reports
from app.domain.attendance import CameBack, Gone
from app.domain.capture import CaptureSet, empty
from app.domain.clock import FIVE
from app.domain.duties import RAPPORTEUR, DutyLeft, DutyTaken, at_work
from app.domain.formats.rooms import Round
from app.domain.formats.rooms.ending import RoomsTold
from app.domain.meetings import Meeting
from app.domain.notes.missing import NoNotesExplained, RoomNudged, asked_for_line, ending, last_place, written_at
from app.domain.passing import PartTaken
from app.domain.planning import BlockDescribed
from app.domain.programme import Programme
from app.domain.roles import RoleChanged
from app.domain.texts.words import WordsNoted
from app.domain.wishes import Pinned
from app.panels.board.room import NOWHERE, clocked, parts, places, rooms_of_person
from app.panels.noted import NOTES, the_duty, the_note
from app.panels.panel import View, panel
from app.panels.touching import CLOCKS, moves


@dataclass(frozen=True, slots=True)
class Prompt:
    """`line`: the team asks for one; `why`: the room has no notes and nobody has said why. `word`: room or table.

    `field`: in the last five minutes, the first of its report that is empty, with how many `more` are; asked of who
    takes the notes (`only`), of everybody where nobody does or they are gone.
    """

    block: int = 0
    room: int = 0
    word: str = "room"
    line: bool = False
    why: bool = False
    field: str = ""
    more: int = 0
    only: str = ""


def key(meeting: Meeting, person: str) -> str:
    """Return the "of" of what is asked of somebody: that of the room where they sit or sat last."""
    place = last_place(meeting, person)
    return f"{meeting.id}/{place[0]}/{place[2]}" if place is not None else f"{meeting.id}/0/{NOWHERE}"


def the_report(event: Any, programme: Programme) -> Iterable[str]:
    """The room whose report has other words."""
    found = reports.reported(programme, event.text)
    return [f"{found[0].id}/{found[1][0]}/{found[1][2]}"] if found is not None else []


def all_rooms_of(event: Any, programme: Programme) -> Iterable[str]:
    """Every room of the event's meeting, of all meetings where it speaks of none."""
    found = [programme.meetings[event.meeting]] if hasattr(event, "meeting") else programme.meetings.values()
    return [place for meeting in found for place in places(meeting)]


@panel(
    "board",
    on={
        **dict.fromkeys(
            (*moves(), RoomsTold, CaptureSet, BlockDescribed, Pinned, RoleChanged, PartTaken), all_rooms_of
        ),
        **dict.fromkeys(CLOCKS, clocked),
        **dict.fromkeys(NOTES, the_note),
        **dict.fromkeys((RoomNudged, NoNotesExplained, DutyTaken, DutyLeft), the_duty),
        **dict.fromkeys((CameBack, Gone), rooms_of_person),
        WordsNoted: the_report,
    },
    template="board/prompt.html",
)
def prompt(view: View, of: str) -> Prompt:
    """Cut what is asked of a room now."""
    meeting, block, room = parts(view, of)
    body = meeting.blocks[block].body if room > 0 else None
    if not isinstance(body, Round) or meeting.phase != "live":
        return Prompt()
    place = (block, body.part, room)
    line = asked_for_line(view.programme, meeting, place)
    known = place in meeting.notes.reasons or bool(written_at(view.programme, meeting, place))
    why = ending(meeting, place) and not known and not body.more and not moved_on(meeting, block)
    fields = empty(view.programme, meeting, place) if last_minutes(body, room) else []
    writers = at_work(meeting, place, RAPPORTEUR)[-1:]
    return Prompt(block, room, body.word, line, why, "".join(fields[:1]), len(fields[1:]), "".join(writers))


def moved_on(meeting: Meeting, number: int) -> bool:
    """Whether the meeting has something else to do since that block: people are asked for that alone."""
    since = meeting.blocks[number].begun_at or 0.0
    later = (each for each in meeting.blocks.values() if each.number != number and (each.begun_at or 0.0) >= since)
    return any(each.format not in ("plenary", "break") for each in later if each.begun_at is not None)


def last_minutes(body: Round, room: int) -> bool:
    """Whether a room was told that five minutes are left, and still talks."""
    clock = body.rooms[room].clock
    return body.rooms[room].talking and clock is not None and FIVE in clock.told
