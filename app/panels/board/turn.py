"""That it is one's own turn to pitch: on one's own page alone, as a practice may leave out whose it is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from app.domain.formats.pitches import Pitches, shown
from app.domain.programme import Programme
from app.panels.panel import View, panel
from app.panels.practices.card import NAMED
from app.panels.practices.mine import of_owner
from app.panels.touching import acts


def presenters(event: Any, programme: Programme) -> Iterable[str]:
    """The owners of what the event's meeting has pitched or will."""
    meeting = programme.meetings[event.meeting]
    orders = (block.body.order for block in meeting.blocks.values() if isinstance(block.body, Pitches))
    known = programme.practices.by_number
    return dict.fromkeys(f"{meeting.id}/{known[number].owner}" for order in orders for number in order)


@panel(
    "board",
    on={**dict.fromkeys(acts(), presenters), **dict.fromkeys(NAMED, of_owner)},
    template="board/turn.html",
)
def turn(view: View, of: str) -> str:
    """Say whether one's own practice was called ("ready") or has its time ("talking"), '' where it is not its turn."""
    name, _, person = of.partition("/")
    meeting = view.programme.meetings[name]
    practice, body = shown(view.programme, meeting), meeting.on.body if meeting.on is not None else None
    if practice is None or practice.owner != person or not isinstance(body, Pitches) or body.now != practice.number:
        return ""
    return "talking" if body.talking else "ready"
