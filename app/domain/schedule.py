"""When each block begins and ends, worked out from the one before it; how far behind; what there is to do about it.

Pure arithmetic on minutes and instants (UTC seconds). A pinned start is shown with what overlaps, never moved.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.details import BUFFER, CUT_FIRST, INPUT
from app.domain.formats import ON, OVER, PLANNED

if TYPE_CHECKING:
    from app.domain.agenda import Block
    from app.domain.meetings import Meeting

ASK_FIRST = 15
"""Minutes later than agreed from which people are asked whether they can stay."""

OTHER_DAY = 3 * 3600.0
"""Seconds between the planned and the real begin from which nobody speaks of being late."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One block's time; `late`: minutes by which what comes before runs over its pinned start (negative: a gap)."""

    number: int
    starts_at: float
    ends_at: float
    travel: int
    late: int = 0
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class Offer:
    """A way to catch up: `how` buffer, trim, drop or later; minutes it gains; blocks it touches; the new end."""

    how: str
    minutes: int
    blocks: tuple[int, ...]
    ends_at: float
    ask: bool = False


def holds(instant: float) -> bool:
    """Say whether a meeting may begin at this instant: no calendar holds what lies beyond."""
    return 0 <= instant < 1e11


def slots(meeting: Meeting, now: float | None = None) -> list[Slot]:
    """Return the time of every block on the agenda; `now`: a block that is on ends no earlier than this."""
    found, clock = [], meeting.starts_at
    for number in meeting.agenda:
        block = meeting.blocks[number]
        begins = _begins(block, clock)
        ends = _ends(block, begins, now)
        pinned = block.more.pinned_at is not None and block.state == PLANNED
        late = round((clock - begins) / 60) if pinned else 0
        found.append(Slot(number, begins, ends, min(block.body.travel, block.minutes), late, pinned))
        clock = ends
    return found


def ends_at(meeting: Meeting, now: float | None = None) -> float:
    """Return when the meeting ends as things stand."""
    found = slots(meeting, now)
    return found[-1].ends_at if found else meeting.starts_at


def agreed(meeting: Meeting, now: float) -> float:
    """Return when a meeting that begins now ends as people were told; one held on another day ends as long after."""
    told = ends_at(meeting)
    return told if abs(now - meeting.starts_at) < OTHER_DAY else told + now - meeting.starts_at


def behind(meeting: Meeting, now: float) -> int:
    """Return by how many minutes the meeting runs behind its agreed end; negative: ahead."""
    if meeting.phase != "live" or meeting.agreed_end is None:
        return 0
    return round((ends_at(meeting, now) - meeting.agreed_end) / 60)


def offers(meeting: Meeting, now: float) -> list[Offer]:
    """Return the ways to catch up, in the order in which they hurt least; none when the meeting is in time."""
    late = behind(meeting, now)
    if late <= 0:
        return []
    end, coming = ends_at(meeting, now), _coming(meeting)
    buffers = [block for block in coming if block.more.category == BUFFER]
    inputs = [block for block in coming if _trims(block)]
    cuts = [block for block in coming if block.more.priority == CUT_FIRST and not block.more.protected]
    spare = min(late, sum(block.minutes for block in buffers))
    trimmed = sum(block.minutes - block.more.least for block in inputs)
    cut = sum(block.minutes for block in cuts)
    found = [
        _offer("buffer", spare, buffers, end),
        _offer("trim", trimmed, inputs, end),
        _offer("drop", cut, cuts, end),
        Offer("later", late, (), end, ask=late > ASK_FIRST),
    ]
    return [offer for offer in found if offer.minutes]


def _offer(how: str, minutes: int, blocks: list[Block], end: float) -> Offer:
    return Offer(how, minutes, tuple(block.number for block in blocks), end - 60.0 * minutes)


def _coming(meeting: Meeting) -> list[Block]:
    blocks = (meeting.blocks[number] for number in meeting.agenda)
    return [block for block in blocks if block.state == PLANNED]


def _trims(block: Block) -> bool:
    more = block.more
    return more.category == INPUT and not more.protected and 0 < more.least < block.minutes


def _begins(block: Block, before: float) -> float:
    if block.begun_at is not None and block.state in (ON, OVER):
        return block.begun_at
    return block.more.pinned_at if block.more.pinned_at is not None else before


def _ends(block: Block, begins: float, now: float | None) -> float:
    if block.state == OVER and block.ended_at is not None:
        return block.ended_at
    planned = begins + 60.0 * block.minutes
    return max(planned, now) if block.state == ON and now is not None else planned
