"""Practice pitches, one after the other (domain.md §5 F11): each opens its sheet on every board and has its own time.

pitches    what such a part keeps: the order, whose turn it is, its clock     order    who pitches, and in which order
turning    calling a pitch, starting it, leaving one out                      missed   what was passed over, heard later
"""

from __future__ import annotations

from app.domain.formats.pitches.pitches import Pitches, presenter, shown

__all__ = ["Pitches", "presenter", "shown"]
