"""Themes: what several rooms said, gathered live by a moderator; each keeps its sources (domain.md §5 F12).

theme     what a theme is, and its sources     sources     notes put in and out, reports
gathering   making, naming, joining, ordering, showing
"""

from __future__ import annotations

from app.domain.themes.theme import Theme, Themes

__all__ = ["Theme", "Themes"]
