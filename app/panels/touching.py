"""Of what a panel changes: the small answers that panels give for events, shared by all audiences."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from app.domain.acts import Act
from app.domain.agenda import BlockAdded, BlockChanged, BlockRemoved
from app.domain.messages import Event, events
from app.domain.planning import BlockDescribed, BlockParked, BlockShifted, MinutesCut
from app.domain.programme import Programme
from app.domain.steps import StepTakenBack


def acts() -> tuple[type[Event], ...]:
    """Return every step and move, those of all formats, and their taking back: places, clocks and what is on."""
    return (*(event for event in events().values() if issubclass(event, Act)), StepTakenBack)


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
