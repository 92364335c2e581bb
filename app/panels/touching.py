"""Of what a panel changes: the small answers that panels give for events, shared by all audiences."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from app.domain.acts import Act
from app.domain.agenda import BlockAdded, BlockChanged, BlockRemoved
from app.domain.formats.rooms.running import RoomsPaused, RoomsResumed, TimeAdded
from app.domain.messages import Event, events
from app.domain.planning import BlockDescribed, BlockParked, BlockShifted, MinutesCut
from app.domain.programme import Programme
from app.domain.steps import StepTakenBack


def acts() -> tuple[type[Event], ...]:
    """Return every step and move, those of all formats, and their taking back: places, clocks and what is on."""
    return (*(event for event in events().values() if issubclass(event, Act)), StepTakenBack)


CLOCKS = (TimeAdded, RoomsPaused, RoomsResumed)
"""Acts that change no more than the clocks of rooms: a minute for two hundred of them is drawn where a clock is."""


def moves() -> tuple[type[Event], ...]:
    """Return the acts but those that change no more than clocks."""
    return tuple(event for event in acts() if event not in CLOCKS)


EDITS = (BlockAdded, BlockChanged, BlockRemoved, BlockDescribed, BlockShifted, BlockParked, MinutesCut)
"""What changes the agenda without being an act."""


def the_meeting(event: Any, programme: Programme) -> Iterable[str]:
    """The one panel of the event's meeting."""
    return (event.meeting,)


def every_meeting(event: Any, programme: Programme) -> Iterable[str]:
    """The panel of each meeting of the programme."""
    return tuple(programme.meetings)


def the_person(event: Any, programme: Programme) -> Iterable[str]:
    """The person's own panel in the event's meeting."""
    return (f"{event.meeting}/{event.person}",)
