"""The clock of all rooms and its buttons; empty while no round of rooms is on."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain import rooms
from app.domain.formats.cafe import Cafe
from app.domain.formats.rooms.ending import RoomsTold
from app.domain.formats.rooms.round import Round
from app.domain.roles import RoleChanged
from app.panels.clocks import Face, common, face, recap, shows
from app.panels.console.audience import Scene, console, everywhere, here, on
from app.panels.console.changes import ACTS, LATE, PRESENCE


@dataclass(frozen=True, slots=True)
class RoundNow:
    """`state`: that of most; `rooms`: those that talk, else all; `others`: whose clock differs from the one shown.

    `word`: room or table; `travelling`: people are on their way to the tables of the next round.
    `recap`: what is left of the hosts' two minutes.
    """

    block: int
    state: str
    rooms: int
    people: int
    clock: Face | None
    others: tuple[int, ...]
    running: bool
    going: bool
    held: bool
    drives: bool
    word: str = "room"
    travelling: bool = False
    recap: Face | None = None


@console(on(here, *ACTS, *PRESENCE, *LATE, RoomsTold), on(everywhere, RoleChanged))
def round(scene: Scene) -> RoundNow | None:
    """Cut the clock of the round that is on."""
    block = scene.meeting.on
    if scene.meeting.phase != "live" or block is None or not isinstance(block.body, Round):
        return None
    active = block.body.active()
    running = [room for room in active if room.state == rooms.RUNNING]
    ticking = running or [room for room in active if room.state == rooms.OPEN and room.clock is not None]
    clock = common([room.clock for room in active])
    present = set(scene.meeting.present())
    others = [room.number for room in active if room.clock is not None and shows(room.clock) != shows(clock)]
    return RoundNow(
        block.number,
        block.body.state,
        len(running or active),
        len(present & block.body.seats.keys()),
        face(clock),
        tuple(others),
        bool(running),
        any(not room.paused for room in ticking),
        any(room.paused for room in ticking),
        scene.drives,
        block.body.word,
        isinstance(block.body, Cafe) and block.body.travelling,
        recap(clock),
    )
