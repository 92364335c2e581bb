"""Reports: what a room tells the plenary, field by field (domain.md §3.5, §4 "What leaves the meeting").

report       the fields, who reads and writes them, what may leave   drafts    fields drafted from starred notes
withholding  one field held back                                     mentions  practices that a report is linked to
"""

from __future__ import annotations

from app.domain.reports.report import (
    FIELDS,
    KEYS,
    REPORT,
    WORDS_IN_THREE_MINUTES,
    leaving,
    named,
    opened,
    place_of,
    reported,
    reports,
    sat,
    seconds,
    words,
)

__all__ = [
    "FIELDS",
    "KEYS",
    "REPORT",
    "WORDS_IN_THREE_MINUTES",
    "leaving",
    "named",
    "opened",
    "place_of",
    "reported",
    "reports",
    "sat",
    "seconds",
    "words",
]
