"""The page of notes: the rapporteur's own room with everything that can be done to its notes; for the team, all rooms.

A sheet is a row: one room of one round. Its rapporteurs watch it as "m1/sort/2-1-3", others there as "m1/read/2-1-3";
who took the notes of a room that is not theirs any more sorts them as "m1/kept/2-1-3", who only wrote there reads their
own as "m1/p7/2-1-3". The team watch all as "m1/drive/2-1-3" or, where they do not run the meeting, "m1/team/2-1-3". Who
reads from outside a room sees of what is held back only that it is.
"""

from __future__ import annotations

from collections.abc import Iterable

from app.domain import permissions, reports
from app.domain.meetings import Meeting
from app.domain.notes import Place
from app.domain.notes.shelf import everywhere, here, wrote
from app.domain.notes.writing import may_sort
from app.domain.places import where
from app.domain.programme import Programme
from app.panels.board import room
from app.panels.noted import written
from app.panels.notes import report, sheet
from app.panels.panel import Key

__all__ = ["report", "sheet", "watch"]


def watch(programme: Programme, meeting: Meeting, person: str) -> tuple[Key, ...]:
    """Return the keys of all sheets that a person may read: one's own room and own notes, for the team all.

    Above them the clock of where the person is now, as on their board; for the team that is nowhere, the plenary's.
    """
    staff = permissions.helps(programme, meeting, person)
    places = everywhere(meeting) if staff else list(own(programme, meeting, person))
    sheets = [f"{meeting.id}/{audience(programme, meeting, place, person)}/{written(place)}" for place in places]
    found = () if staff else [f"{meeting.id}/{written(place)}" for place in places if reports.opened(meeting, place)]
    spot = where(programme, meeting, person).now
    return (
        ("notes.status", meeting.id),
        ("board.clock", f"{meeting.id}/0/{room.PLENARY}" if staff and spot.kind == "away" else room.key(meeting, spot)),
        *(("notes.report", of) for of in found),
        *(("notes.sheet", of) for of in sheets),
    )


def audience(programme: Programme, meeting: Meeting, place: Place, person: str) -> str:
    """Return how somebody reads a sheet: as the team, as the room's rapporteur, as one of the room, as its author."""
    if permissions.helps(programme, meeting, person):
        return "drive" if permissions.drives(programme, meeting, person) else "team"
    sorts = may_sort(programme, meeting, place, person)
    if not at_hand(place, here(programme, meeting, person)):
        return "kept" if sorts else person
    return "sort" if sorts else "read"


def own(programme: Programme, meeting: Meeting, person: str) -> Iterable[Place]:
    """Return the place where a person writes now with its earlier rounds, and those where they wrote or may have."""
    now, shelves = here(programme, meeting, person), meeting.notes.shelves
    for place in everywhere(meeting):
        written_in = place in shelves and person in shelves[place].last_by
        if at_hand(place, now) or written_in or wrote(meeting, place, person):
            yield place


def at_hand(place: Place, now: Place | None) -> bool:
    """Say whether a place is where somebody writes now, or the same table in an earlier round (domain.md F5)."""
    return now is not None and (place[0], place[2]) == (now[0], now[2]) and place[1] <= now[1]
