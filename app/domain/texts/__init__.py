"""Shared texts: what several people write together, field by field (domain.md §3.2, §3.5, §4 "Late text").

kinds      what kinds of texts there are, their fields, who reads and who writes them
words      what is known of a text's words, and how that comes in
versions   what a text said before
changes    what differs between two versions, by words

The letters themselves, as they are typed, are `realtime.texts`'; the log learns the words some seconds later. A text is
named by its kind and by what it is of: "report/m1/2-1-3".
"""

from __future__ import annotations

from app.domain.texts.kinds import (
    LATE,
    NONE,
    NOW,
    Kind,
    Right,
    is_open,
    kind_of,
    limits,
    may_read,
    must_write,
    right,
    writes_now,
    written_by,
)
from app.domain.texts.words import Words

__all__ = [
    "LATE",
    "NONE",
    "NOW",
    "Kind",
    "Right",
    "Words",
    "is_open",
    "kind_of",
    "limits",
    "may_read",
    "must_write",
    "right",
    "writes_now",
    "written_by",
]
