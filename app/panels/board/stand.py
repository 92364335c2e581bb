"""The sheet that a group stands at in a gallery walk, and the one that comes next. Drawn once for the group."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from app.domain.attendance import Arrived, CameBack, Gone
from app.domain.door import DoorPassed
from app.domain.formats.gallery.groups import Walk
from app.domain.people import PersonChanged
from app.domain.places import Spot, people_in
from app.domain.programme import Programme
from app.domain.texts.words import WordsNoted
from app.domain.wording import NOTHING, Wording
from app.panels.board.room import parts, places, rooms_of_person
from app.panels.panel import View, panel
from app.panels.practices.card import NAMED, practice_of, worded
from app.panels.touching import acts


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet in a few words; number 0: it is not on the board any more."""

    number: int
    title: Wording = NOTHING
    subtitle: Wording = NOTHING


@dataclass(frozen=True, slots=True)
class Stand:
    """`stop` of `stops`, the one after them is the first sheet again; `then` None: no further sheet follows.

    `author`: the id of who came with the sheet and is in the group, `name`: what they are called.
    """

    stop: int
    stops: int
    now: Sheet
    then: Sheet | None
    author: str
    name: str


def walking(event: Any, programme: Programme) -> Iterable[str]:
    """The rooms of the event's meeting, where it has a walk in groups."""
    return walks(programme, event.meeting)


def walks(programme: Programme, name: str) -> list[str]:
    """Return what stands for the places of a meeting that has a walk in groups."""
    meeting = programme.meetings[name]
    return places(meeting) if any(isinstance(each.body, Walk) for each in meeting.blocks.values()) else []


def of_people(event: Any, programme: Programme) -> Iterable[str]:
    """The rooms where the event's person has a seat in a walk."""
    found = (key.split("/") for key in rooms_of_person(event, programme))
    blocks = ((key, programme.meetings[key[0]].blocks.get(int(key[1]))) for key in found)
    return ["/".join(key) for key, block in blocks if block is not None and isinstance(block.body, Walk)]


def everywhere(event: Any, programme: Programme) -> Iterable[str]:
    """All rooms of walks: a sheet has changed."""
    return [key for meeting in programme.meetings for key in walks(programme, meeting)]


def of_words(event: WordsNoted, programme: Programme) -> Iterable[str]:
    """All rooms of walks, where the words are a practice's."""
    return everywhere(event, programme) if practice_of(event, programme) is not None else ()


@panel(
    "board",
    on={
        **dict.fromkeys(acts(), walking),
        **dict.fromkeys((Arrived, CameBack, Gone, DoorPassed, PersonChanged), of_people),
        **dict.fromkeys(NAMED, everywhere),
        WordsNoted: of_words,
    },
    template="board/stand.html",
)
def stand(view: View, of: str) -> Stand | None:
    """Cut the sheet of a group that stands at one."""
    meeting, block, room = parts(view, of)
    walk = meeting.blocks[block].body if room > 0 else None
    if not isinstance(walk, Walk) or not walk.sheets or not walk.rooms[room].talking:
        return None
    number, following = walk.sheet(room), walk.sheet(room, walk.stop + 1) if walk.more else 0
    practice = view.programme.practices.by_number[number]
    owner = practice.owner
    here = not practice.removed("name") and owner in people_in(view.programme, meeting, Spot("room", block, room))
    return Stand(
        walk.stop,
        walk.stops,
        sheet(view.programme, number),
        sheet(view.programme, following) if following else None,
        owner if here else "",
        view.programme.people[owner].called if here else "",
    )


def sheet(programme: Programme, number: int) -> Sheet:
    """Return a sheet as its group sees it."""
    practice = programme.practices.by_number[number]
    if not practice.on_board:
        return Sheet(0)
    return Sheet(number, worded(programme, practice, "title"), worded(programme, practice, "subtitle"))
