"""The clock of all rooms, and the buttons for it, which change less often; empty while no round of rooms is on."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain import rooms
from app.domain.agenda import Block
from app.domain.formats.cafe import Cafe
from app.domain.formats.gallery.groups import Walk
from app.domain.formats.rooms.ending import RoomsTold
from app.domain.formats.rooms.round import Round
from app.domain.roles import RoleChanged
from app.panels.clocks import Face, common, face, recap, shows
from app.panels.console.audience import DRIVE, Scene, console, everywhere, here, on
from app.panels.console.changes import ACTS, LATE, PRESENCE


@dataclass(frozen=True, slots=True)
class RoundNow:
    """`state`: that of most; `rooms`: those that talk, else all; `others`: whose clock differs from the one shown.

    `going`, `held`: some clocks are; `word`: room or table; `travelling`: people are on their way to their next table.
    `recap`: what is left of the hosts' two minutes.
    """

    block: int
    state: str
    rooms: int
    people: int
    clock: Face | None
    others: tuple[int, ...]
    going: bool
    held: bool
    word: str = "room"
    travelling: bool = False
    recap: Face | None = None


@dataclass(frozen=True, slots=True)
class Pace:
    """What can be done to all clocks at once; `ticking`: one can be held or shortened; `running`: and ended.

    `walk`: another sheet of a gallery walk follows, or the first one again.
    """

    block: int
    word: str
    ticking: bool
    running: bool
    walk: bool = False


def round_on(scene: Scene) -> tuple[Block, Round] | None:
    """Return the round that is on, with its block; None in any other part and outside of the meeting."""
    block = scene.meeting.on
    if scene.meeting.phase != "live" or block is None or not isinstance(block.body, Round):
        return None
    return block, block.body


@console(on(here, *ACTS, *PRESENCE, *LATE, RoomsTold), on(everywhere, RoleChanged))
def round(scene: Scene) -> RoundNow | None:
    """Cut the clock of the round that is on."""
    found = round_on(scene)
    if found is None:
        return None
    block, body = found
    active = body.active()
    running = [room for room in active if room.state == rooms.RUNNING]
    ticking = running or [room for room in active if room.state == rooms.OPEN and room.clock is not None]
    clock = common([room.clock for room in active])
    present = set(scene.meeting.present())
    others = [room.number for room in active if room.clock is not None and shows(room.clock) != shows(clock)]
    return RoundNow(
        block.number,
        body.state,
        len(running or active),
        len(present & body.seats.keys()),
        face(clock),
        tuple(others),
        any(not room.paused for room in ticking),
        any(room.paused for room in ticking),
        body.word,
        isinstance(body, Cafe) and body.travelling,
        recap(clock),
    )


@console(on(here, *ACTS), only=DRIVE)
def pace(scene: Scene) -> Pace | None:
    """Cut the buttons for all clocks: what one room's clock does changes none of them."""
    found = round_on(scene)
    if found is None:
        return None
    block, body = found
    running = any(room.state == rooms.RUNNING for room in body.active())
    ticking = running or (isinstance(body, Cafe) and body.travelling)
    on_time = ticking or body.state == rooms.CLOSING
    walk = isinstance(body, Walk) and body.more
    return Pace(block.number, body.word, ticking, running, walk) if on_time else None
