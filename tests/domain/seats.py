"""Seats for tests of rooms: plans by names, refusals, a second round."""

from __future__ import annotations

import pytest

from app.domain.agenda import AddBlock
from app.domain.errors import Conflict, Doubtful, Refusal
from app.domain.formats.rooms.drafting import DraftRooms
from app.domain.messages import Command
from app.domain.places import Spot
from tests.domain.play import MEETING, Play


def room(number: int, block: int = 2) -> Spot:
    return Spot("room", block, number)


def plan(play: Play, *rooms: str, largest: int = 6, stranded: str = "") -> DraftRooms:
    """Return the plan of rooms given as lists of names."""
    named = [(play.id(name), number) for number, names in enumerate(rooms, 1) for name in names.split()]
    left = tuple(play.id(name) for name in stranded.split())
    return DraftRooms(MEETING, 2, tuple(named), largest, stranded=left)


def refusal(play: Play, command: Command, by: str = "Dana") -> Refusal:
    before = len(play.log)
    with pytest.raises(Refusal) as refused:
        play.do(command, by)
    assert len(play.log) == before
    return refused.value


def refused(play: Play, command: Command, by: str = "Dana") -> str:
    """Return the code with which a command is refused."""
    return refusal(play, command, by).code


def doubts(play: Play, command: Command, by: str = "Dana") -> list[Conflict]:
    """Return what the command is asked about first."""
    asked = refusal(play, command, by)
    assert isinstance(asked, Doubtful)
    return list(asked.doubts)


def second_round(play: Play) -> int:
    play.do(AddBlock(MEETING, "rooms", minutes=10))
    return play.meeting.last_block
