"""When each block begins and ends, worked out from the one before it; how far behind; what there is to do about it.

Pure arithmetic on minutes and instants (UTC seconds). A pinned start is shown with what overlaps, never moved.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from app.domain.details import BUFFER, CUT_FIRST, INPUT
from app.domain.formats import ON, OVER, PLANNED

if TYPE_CHECKING:
    from app.domain.agenda import Block
    from app.domain.meetings import Meeting

ASK_FIRST = 15
"""Minutes later than agreed from which people are asked whether they can stay."""

UNCUT: Mapping[int, int] = MappingProxyType({})

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
    """A way to catch up: `how` buffer, trim, drop or later; minutes it takes off, from which blocks; the new end.

    The new end may be later than that: a part with a fixed begin is not moved by what comes before it.
    """

    how: str
    minutes: int
    off: tuple[tuple[int, int], ...]
    ends_at: float
    ask: bool = False


def holds(instant: float) -> bool:
    """Say whether a meeting may begin at this instant: no calendar holds what lies beyond."""
    return 0 <= instant < 1e11


def slots(meeting: Meeting, now: float | None = None, cut: Mapping[int, int] = UNCUT) -> list[Slot]:
    """Return the time of every block on the agenda.

    `now`: as it will come about: a block that is on ends no earlier than this, and one with a fixed begin waits for
    what comes before. `cut`: minutes taken off some blocks; one that loses all of them is left out.
    """
    found, clock = [], meeting.starts_at
    for number in meeting.agenda:
        block, off = meeting.blocks[number], cut.get(number, 0)
        if off and off == block.minutes:
            continue
        begins = _begins(block, clock, now)
        ends = _ends(block, begins, now) - 60.0 * off
        pinned = block.more.pinned_at is not None and block.state == PLANNED and block.minutes > 0
        late = round((clock - (block.more.pinned_at or 0)) / 60) if pinned else 0
        found.append(Slot(number, begins, ends, min(block.body.travel, block.minutes), late, pinned))
        clock = ends
    return found


def ends_at(meeting: Meeting, now: float | None = None, cut: Mapping[int, int] = UNCUT) -> float:
    """Return when the meeting ends as things stand."""
    found = slots(meeting, now, cut)
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
    buffers = {block.number: block.minutes for block in coming if block.more.category == BUFFER}
    inputs = {block.number: block.minutes - block.more.least for block in coming if _trims(block)}
    firsts = [block for block in coming if block.more.priority == CUT_FIRST and not block.more.protected]
    cuts = {block.number: block.minutes for block in firsts if block.minutes and not block.body.under_way()}
    ways = (("buffer", _first(late, buffers)), ("trim", inputs), ("drop", cuts))
    found = [Offer(how, sum(off.values()), tuple(off.items()), ends_at(meeting, now, off)) for how, off in ways]
    return [*(offer for offer in found if offer.ends_at < end), Offer("later", late, (), end, ask=late > ASK_FIRST)]


def _first(minutes: int, blocks: Mapping[int, int]) -> dict[int, int]:
    """Return what is taken off each block so that it makes so many minutes, the first ones first."""
    off = dict[int, int]()
    for number, most in blocks.items():
        off[number] = min(most, minutes - sum(off.values()))
    return {number: taken for number, taken in off.items() if taken}


def _coming(meeting: Meeting) -> list[Block]:
    blocks = (meeting.blocks[number] for number in meeting.agenda)
    return [block for block in blocks if block.state == PLANNED]


def _trims(block: Block) -> bool:
    more = block.more
    return more.category == INPUT and not more.protected and 0 < more.least < block.minutes


def _begins(block: Block, before: float, now: float | None) -> float:
    if block.begun_at is not None and block.state in (ON, OVER):
        return block.begun_at
    pinned = block.more.pinned_at
    if pinned is None or not block.minutes:  # work beforehand, or a reserve that is used up: it never comes next
        return before
    return pinned if now is None else max(pinned, before)


def _ends(block: Block, begins: float, now: float | None) -> float:
    if block.state == OVER and block.ended_at is not None:
        return block.ended_at
    planned = begins + 60.0 * block.minutes
    return max(planned, now) if block.state == ON and now is not None else planned
