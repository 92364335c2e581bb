"""Harvest (domain.md §5 F12): rooms report in order, others say "same here"; then two minutes to hold things back.

harvest   what it keeps     reading   begin, next report     echoes   same here, different here, I can help
holding   the two minutes before anything leaves the meeting
"""

from __future__ import annotations

from app.domain.formats.harvest.harvest import Harvest, the_harvest

__all__ = ["Harvest", "the_harvest"]
