"""One text to paste into the call's chat, for boards that sleep behind it: rooms, names, and the way to the board."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain import places
from app.domain.agenda import Block
from app.domain.codes import CodeRenewed
from app.domain.formats.rooms.round import Round, rooms_of
from app.domain.places import Spot
from app.domain.rooms import CLOSED, PUBLISHED, Room
from app.domain.wording import NOTHING, Wording
from app.panels.console.audience import Scene, console, everywhere, here, on
from app.panels.console.changes import ACTS, AGENDA, CALLS, LATE, NAMES, PRESENCE, WISHES
from app.panels.console.draft import coming
from app.panels.console.rooms import shown

MOST = 120
"""People whose names go into a text for the chat; of more it says only where each finds their room."""


@dataclass(frozen=True, slots=True)
class PastedRoom:
    """One line of the text; number 0 is the plenary."""

    number: int
    name: Wording
    people: list[str]


@dataclass(frozen=True, slots=True)
class Paste:
    """`next`: people go there only when the rooms open; `talk`: they are open; else all are in plenary.

    `word`: what they are called, room or table.
    """

    rooms: list[PastedRoom]
    next: bool
    code: str
    talk: bool = False
    word: str = "room"


@console(on(here, *ACTS, *AGENDA, *CALLS, *LATE, *PRESENCE, *WISHES, CodeRenewed), on(everywhere, *NAMES))
def paste(scene: Scene) -> Paste | None:
    """Cut the text: the rooms that talk, else those that are shown, else the plenary."""
    meeting = scene.meeting
    if meeting.phase != "live":
        return None
    before, after = shown(meeting), coming(meeting)
    many = len(meeting.present()) > MOST
    if before is not None and before.body.busy:
        return Paste([] if many else now(scene, before), False, meeting.code, True, before.body.word)
    if after is not None and isinstance(after.body, Round) and after.body.state == PUBLISHED:
        return Paste([] if many else lines(scene, after.body), True, meeting.code, word=after.body.word)
    return Paste([], False, meeting.code)


def now(scene: Scene, block: Block) -> list[PastedRoom]:
    """Return each room that talks with who is to be there now, then those whose room is over."""
    body = block.body
    assert isinstance(body, Round)
    found = []
    for room in body.active():
        if room.state != CLOSED:
            spot = Spot("room", block.number, room.number)
            found.append(named(scene, room, places.people_in(scene.programme, scene.meeting, spot)))
    over = [person for person, seat in body.seats.items() if body.rooms[seat].state == CLOSED]
    back = [one for one in over if places.where(scene.programme, scene.meeting, one).now == places.PLENARY]
    return [*found, PastedRoom(0, NOTHING, names(scene, back))] if back else found


def lines(scene: Scene, body: Round) -> list[PastedRoom]:
    """Return each room of a round to come with the names of those present."""
    present = set(scene.meeting.present())
    members = rooms_of({person: room for person, room in body.seats.items() if person in present})
    return [named(scene, room, members.get(room.number, [])) for room in body.active()]


def named(scene: Scene, room: Room, people: list[str]) -> PastedRoom:
    """Return the line of a room with the names of these people."""
    return PastedRoom(room.number, room.named(scene.meeting.language), names(scene, people))


def names(scene: Scene, people: list[str]) -> list[str]:
    """Return what these people are called."""
    return [scene.name(each) for each in people]
