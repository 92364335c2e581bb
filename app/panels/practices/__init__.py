"""The practice board of a meeting: a card for each practice that is shown in the programme, and what is one's own.

A card is a row: those who drive watch it as "m1/drive/7", with the way to the plenary screen; all others as "m1/all/7".
Names of who is interested are on no shared channel; what is one's own is "m1/p7".
"""

from __future__ import annotations

from app.domain import permissions
from app.domain.meetings import Meeting
from app.domain.practices.board import on_board
from app.domain.programme import Programme
from app.panels.panel import Key
from app.panels.practices import card, mine

__all__ = ["card", "mine", "watch"]


def watch(programme: Programme, meeting: Meeting, person: str) -> tuple[Key, ...]:
    """Return the keys of all cards, as this reader sees them, and of what is their own."""
    audience = "drive" if permissions.drives(programme, meeting, person) else "all"
    cards = (("practices.card", f"{meeting.id}/{audience}/{each.number}") for each in on_board(programme))
    return (("practices.mine", f"{meeting.id}/{person}"), *cards)
