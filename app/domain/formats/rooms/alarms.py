"""What the clocks of a round do by themselves: signals, time up, grace over; and what follows a restart.

A key names the clock's turn, so that an alarm of a clock changed since finds nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from app.domain.clock import SIGNALS, UP
from app.domain.formats.rooms.ending import EndGrace, GiveGrace, GraceGiven, RoomsTold, TellRooms
from app.domain.rooms import CLOSING, RUNNING

if TYPE_CHECKING:
    from app.domain.agenda import Block
    from app.domain.formats.rooms.round import Round
    from app.domain.meetings import Meeting
    from app.domain.messages import Command, Event

Group = tuple[int, str, float]
"""Rooms that are told together: turn of their clocks, signal, instant."""


def due(found: Round) -> dict[str, float]:
    """Return the alarms of a round, one for all rooms that share it."""
    return {_key(group, rooms): group[2] for group, rooms in _groups(found).items()}


def ring(meeting: Meeting, block: Block, found: Round, rest: str) -> Command | None:
    """Return what the clock does at this alarm, None if it was changed since."""
    for group, rooms in _groups(found).items():
        if _key(group, rooms) == rest:
            return _command(meeting, block, found, group, tuple(rooms))
    return None


def restarted(meeting: Meeting, block: Block, found: Round, at: float) -> Iterable[Event]:
    """Drop signals that were missed; rooms whose end or grace was missed get their grace (again)."""
    for (_, signal, instant), rooms in sorted(_groups(found).items(), key=lambda told: told[0][2]):
        if instant <= at and signal in SIGNALS:
            yield RoomsTold(meeting.id, block.number, tuple(rooms), signal, missed=True)
    late = missed(found, at)
    if late:
        yield GraceGiven(meeting.id, block.number, late, at + found.grace)


def missed(found: Round, at: float) -> tuple[int, ...]:
    """Return the rooms whose end or grace should have come by now."""
    groups = _groups(found).items()
    rooms = [room for (_, signal, instant), rooms in groups if signal == UP and instant <= at for room in rooms]
    return tuple(sorted(rooms))


def _groups(found: Round) -> dict[Group, list[int]]:
    groups: dict[Group, list[int]] = {}
    for room in found.rooms.values():
        if room.clock is not None and room.state in (RUNNING, CLOSING):
            for signal, at in room.clock.due().items():
                groups.setdefault((room.clock.turn, signal, at), []).append(room.number)
    return groups


def _key(group: Group, rooms: list[int]) -> str:
    return f"{group[0]}/{group[1]}/{rooms[0]}"


def _command(meeting: Meeting, block: Block, found: Round, group: Group, rooms: tuple[int, ...]) -> Command:
    turn, signal, _ = group
    if signal != UP:
        return TellRooms(meeting.id, block.number, rooms, signal, turn)
    ends = EndGrace if found.rooms[rooms[0]].state == CLOSING else GiveGrace
    return ends(meeting.id, block.number, rooms, turn)
