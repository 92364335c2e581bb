"""That it is one's own turn to pitch, or to stand in: on one's own page alone, as whose it is may be left out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from app.domain.formats.pitches import Pitches, presenter, shown
from app.domain.programme import Programme
from app.panels.panel import View, panel
from app.panels.practices.card import NAMED
from app.panels.practices.mine import of_owner
from app.panels.presented import PRESENCE, telling
from app.panels.touching import acts


@dataclass(frozen=True, slots=True)
class Turn:
    """`talking`: one's time runs; before that one was called. `owner`: for whom one stands in, '' for nobody."""

    talking: bool
    owner: str = ""


def presenters(event: Any, programme: Programme) -> Iterable[str]:
    """The owners of what the event's meeting has pitched or will, and who wrote it down."""
    meeting = programme.meetings[event.meeting]
    orders = (block.body.order for block in meeting.blocks.values() if isinstance(block.body, Pitches))
    known = programme.practices.by_number
    people = (each for order in orders for number in order for each in (known[number].owner, known[number].scribe))
    return dict.fromkeys(f"{meeting.id}/{person}" for person in people if person)


def tellers(event: Any, programme: Programme) -> Iterable[str]:
    """Whose the practice is that is shown, and who wrote it down, where one of them comes or goes."""
    return presenters(event, programme) if list(telling(event, programme)) else ()


@panel(
    "board",
    on={
        **dict.fromkeys(acts(), presenters),
        **dict.fromkeys(PRESENCE, tellers),
        **dict.fromkeys(NAMED, of_owner),
    },
    template="board/turn.html",
)
def turn(view: View, of: str) -> Turn | None:
    """Say whether the practice that was called, or has its time, is the reader's to tell."""
    name, _, person = of.partition("/")
    meeting = view.programme.meetings[name]
    practice, body = shown(view.programme, meeting), meeting.on.body if meeting.on is not None else None
    if practice is None or not isinstance(body, Pitches) or body.now != practice.number:
        return None
    if presenter(meeting, practice) != person:
        return None
    owner = view.programme.people.get(practice.owner)
    return Turn(body.talking, owner.called if owner is not None and owner.id != person else "")
