"""Prioritise (domain.md §5 F13): items, marks that are hidden until the end, a list with numbers; ties stay ties.

vote      what it keeps     items      what is voted on, and whether by name
marking   open, mark        ending     close and count
"""

from __future__ import annotations

from app.domain.formats.vote.vote import Item, Line, Vote, the_vote

__all__ = ["Item", "Line", "Vote", "the_vote"]
