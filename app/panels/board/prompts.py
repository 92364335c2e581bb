"""What is asked of a room: a line, where the team asks for one; and why it has no notes, where it ends without any."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from app.domain import reports
from app.domain.formats.rooms import Round
from app.domain.meetings import Meeting
from app.domain.notes.missing import NoNotesExplained, RoomNudged, asked_for_line, ending, last_place, written_at
from app.domain.programme import Programme
from app.domain.texts.words import WordsNoted
from app.panels.board.room import NOWHERE, all_rooms, parts
from app.panels.noted import NOTES, the_duty, the_note
from app.panels.panel import View, panel
from app.panels.touching import acts


@dataclass(frozen=True, slots=True)
class Prompt:
    """`line`: the team asks for one; `why`: the room has no notes and nobody has said why. `word`: room or table."""

    block: int = 0
    room: int = 0
    word: str = "room"
    line: bool = False
    why: bool = False


def key(meeting: Meeting, person: str) -> str:
    """Return the "of" of what is asked of somebody: that of the room where they sit or sat last."""
    place = last_place(meeting, person)
    return f"{meeting.id}/{place[0]}/{place[2]}" if place is not None else f"{meeting.id}/0/{NOWHERE}"


def the_report(event: Any, programme: Programme) -> Iterable[str]:
    """The room whose report has other words."""
    found = reports.reported(programme, event.text)
    return [f"{found[0].id}/{found[1][0]}/{found[1][2]}"] if found is not None else []


@panel(
    "board",
    on={
        **dict.fromkeys(acts(), all_rooms),
        **dict.fromkeys(NOTES, the_note),
        **dict.fromkeys((RoomNudged, NoNotesExplained), the_duty),
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
    return Prompt(block, room, body.word, line, ending(meeting, place) and not known and not body.more)
