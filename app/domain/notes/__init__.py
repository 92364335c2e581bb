"""Notes: what a room keeps of its talk, one sentence or two at a time (domain.md §3.5, §4 "Late text").

shelf        what notes are, and where they are kept       writing   writing and changing them
sorting      stars, order, what is held back               joining   two become one, one becomes several
attribution  what a note says of its voice                 quotes    somebody's own words, once they said yes
linking      the practices that a note is about            missing   rooms that have written nothing
exports      who took notes out, and when
"""

from __future__ import annotations

from app.domain.duties import Place
from app.domain.notes.shelf import KINDS, Note, Shelf

__all__ = ["KINDS", "Note", "Place", "Shelf"]
