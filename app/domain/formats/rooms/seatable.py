"""Who may be seated, and whether a plan of seats is legal: complete, of legal sizes, without doubts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from app.domain.errors import Invalid
from app.domain.formats.rooms.doubts import doubts
from app.domain.formats.rooms.round import Round
from app.domain.rooms import MOST_ROOMS

if TYPE_CHECKING:
    from app.domain.agenda import Block
    from app.domain.meetings import Meeting
    from app.domain.programme import Programme

SMALLEST = 2
"""Fewest people that a planned room may have where pairs are asked for."""
FEWEST = 3
"""Fewest people that a room should have (domain.md §4: 3, pairs 2)."""


def seatable(programme: Programme, meeting: Meeting) -> list[str]:
    """Return who is seated in a new round: participants who are present, others only where pinned; nobody who stays."""
    return [person for person in meeting.present() if may_sit(programme, meeting, person)]


def may_sit(programme: Programme, meeting: Meeting, person: str) -> bool:
    """Whether somebody is seated where they are present: a participant, or pinned, who does not stay in plenary."""
    wishes = meeting.wishes
    return not wishes.stays(person) and (programme.people[person].role == "participant" or person in wishes.pins)


def pinned(meeting: Meeting) -> dict[str, int]:
    """Return who must sit in which room of the next round: pins, and moves asked for "at the next round"."""
    rounds = opened(meeting)
    coming = rounds[-1].coming if rounds else {}
    return {**meeting.wishes.pins, **coming}


def check_plan(
    programme: Programme, meeting: Meeting, seats: Mapping[str, int], stranded: tuple[str, ...], largest: int
) -> None:
    """Refuse a plan that is not complete and legal. Raises `Invalid` (field "seats") with the reason as its code."""
    wanted = set(seatable(programme, meeting))
    if seats.keys() | set(stranded) != wanted or seats.keys() & set(stranded):
        _refuse("not-those-present", missing=len(wanted - seats.keys() - set(stranded)))
    _check_sizes(seats, largest)
    check_wishes(programme, meeting, seats)


def _check_sizes(seats: Mapping[str, int], largest: int) -> None:
    counted = Counter(seats.values())
    if not counted:
        _refuse("nobody-to-seat")
    if sorted(counted) != list(range(1, len(counted) + 1)) or len(counted) > MOST_ROOMS:
        _refuse("rooms-not-numbered", limit=MOST_ROOMS)
    for room, size in counted.items():
        if not SMALLEST <= size <= largest:
            _refuse("illegal-size", room=room, size=size, least=SMALLEST, most=largest)


def check_wishes(programme: Programme, meeting: Meeting, seats: Mapping[str, int]) -> None:
    """Refuse seats that break a pin, a language, or who is to be together or apart. Raises `Invalid`."""
    for doubt in doubts(programme, meeting, seats, pinned(meeting)):
        _refuse(doubt.code, **doubt.facts)


def history(meeting: Meeting) -> list[dict[str, int]]:
    """Return the seats of every round that was opened, in order: who has met whom in this meeting."""
    return [dict(seats) for block in begun(meeting) for seats in block.body.met()]


def acquaintance(programme: Programme, meeting: Meeting) -> list[dict[str, int]]:
    """Return the seats of every round of the programme that was opened, those of this meeting last."""
    others = [each for each in programme.meetings.values() if each.id != meeting.id]
    earlier = [seats for each in sorted(others, key=lambda each: each.starts_at) for seats in history(each)]
    return [*earlier, *history(meeting)]


def opened(meeting: Meeting) -> list[Round]:
    """Return the rounds that were opened, in that order."""
    return [block.body for block in begun(meeting) if isinstance(block.body, Round)]


def begun(meeting: Meeting) -> list[Block]:
    """Return the blocks that were on or are, in the order in which they began."""
    found = [block for block in meeting.blocks.values() if block.begun_at is not None]
    return sorted(found, key=lambda block: block.begun_at or 0)


def _refuse(why: str, **facts: str | int) -> None:
    raise Invalid(why, field="seats", **facts)
