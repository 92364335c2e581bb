"""What pages that were only just drawn show of signals, so that their first connection need not bring it all again.

Signals (who answers, who has seen what) change without a position; a console of a thousand people shows hundreds of
kilobytes of them. Kept until the page connects, a short while at most.
"""

from __future__ import annotations

from collections.abc import Callable
from secrets import token_urlsafe

from app.panels.panel import PANELS, Key, View

MOST = 100
"""Pages that are waited for; of more the oldest gets everything once more when it connects."""


class Drawn:
    """Slices of volatile panels, by the mark that the page's address of the socket carries."""

    def __init__(self) -> None:
        self._kept: dict[str, dict[Key, object]] = {}

    def note(self, slices: dict[Key, object]) -> str:
        """Keep what a page shows; return its mark, '' where it shows no signals."""
        if not slices:
            return ""
        while len(self._kept) >= MOST:
            del self._kept[next(iter(self._kept))]
        mark = token_urlsafe(9)
        self._kept[mark] = slices
        return mark

    def known(self, mark: str, view: Callable[[], View]) -> Callable[[Key], bool] | None:
        """Return what tells whether the page of this mark shows a panel as it looks now; a mark is good once."""
        kept = self._kept.pop(mark, {})
        return (lambda key: key in kept and kept[key] == PANELS[key[0]].slice(view(), key[1])) if kept else None
