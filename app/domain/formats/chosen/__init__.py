"""Self-chosen rooms (domain.md §5 F4): topics, a time to choose one, then rooms like any others.

chosen      what it keeps beside its rooms     topics      adding, changing and removing topics
choosing    open, choose, more time, end       filling     where those go who chose nothing
"""

from __future__ import annotations

from app.domain.formats.chosen.chosen import Chosen, Topic, the_chosen

__all__ = ["Chosen", "Topic", "the_chosen"]
