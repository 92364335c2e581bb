"""One text to paste into the call's chat, for boards that sleep behind it: rooms, names, and the way to the board."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.codes import CodeRenewed
from app.domain.formats.rooms.round import Round
from app.domain.rooms import PUBLISHED
from app.panels.console.audience import Scene, console, everywhere, here, on
from app.panels.console.changes import ACTS, AGENDA, CALLS, LATE, NAMES, PRESENCE, WISHES
from app.panels.console.draft import coming
from app.panels.console.rooms import shown


@dataclass(frozen=True, slots=True)
class PastedRoom:
    """One line of the text."""

    number: int
    name: str
    people: list[str]


@dataclass(frozen=True, slots=True)
class Paste:
    """`next`: people go there only when the rooms open; without rooms everybody is in plenary; `code` of the link."""

    rooms: list[PastedRoom]
    next: bool
    code: str


@console(on(here, *ACTS, *AGENDA, *CALLS, *LATE, *PRESENCE, *WISHES, CodeRenewed), on(everywhere, *NAMES))
def paste(scene: Scene) -> Paste | None:
    """Cut the text: the rooms that talk, else those that are shown, else the plenary."""
    meeting = scene.meeting
    if meeting.phase != "live":
        return None
    for block, following in ((shown(meeting), False), (coming(meeting), True)):
        body = block.body if block is not None else None
        if isinstance(body, Round) and (body.busy or (following and body.state == PUBLISHED)):
            return Paste(lines(scene, body), following, meeting.code)
    return Paste([], False, meeting.code)


def lines(scene: Scene, body: Round) -> list[PastedRoom]:
    """Return each room with the names of those present."""
    present = set(scene.meeting.present())
    return [
        PastedRoom(room.number, room.name, [scene.name(each) for each in body.members(room.number) if each in present])
        for room in body.active()
    ]
