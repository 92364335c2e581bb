"""The newest HTML of each panel that somebody watches, what was pushed of it last, and when it last changed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterable

from realtime.faults import fault
from realtime.tabs import Key

Draw = Callable[[Key, str], str]


class Panes:
    """Panels as they were last drawn, per language; one whose state changed is drawn when next wanted."""

    def __init__(self, draw: Draw) -> None:
        self._draw = draw
        self._drawn: dict[Key, dict[str, str]] = {}
        self._pushed: dict[Key, dict[str, str]] = {}
        self._before: dict[Key, dict[str, str]] = {}
        self._changed: dict[Key, int] = {}
        self._volatile: set[Key] = set()
        self._touched: dict[Key, None] = {}
        self._start = 0

    def start(self, position: int) -> None:
        """Begin at a position: of what was before, nothing is known."""
        self._start = position
        self._drawn.clear()
        self._pushed.clear()
        self._before.clear()
        self._changed.clear()

    def change(self, keys: Collection[Key], position: int) -> None:
        """Note that panels may have changed at a position; they are pushed next."""
        for key in keys:
            self._drawn.pop(key, None)
        self._before = {key: self._pushed.pop(key, {}) for key in keys}
        self._changed.update(dict.fromkeys(keys, position))

    def changed(self, key: Key, since: int, known: Callable[[Key], bool] | None) -> bool:
        """Whether a page of this position may hold an old panel; a volatile one does unless `known` to look so."""
        return self._changed.get(key, self._start) > since or (key in self._volatile and not (known and known(key)))

    def draw(self, key: Key, language: str) -> str:
        """Return the newest HTML of a panel."""
        if key in self._touched:
            return self._fresh(key, language)
        drawn = self._drawn.setdefault(key, {})
        html = drawn.get(language)
        if html is None:
            html = drawn[language] = self._fresh(key, language)
        return html

    def push(self, key: Key, language: str, *, first: bool) -> str:
        """Return the HTML to push, '' where the push before was the same and nobody sees it for the `first` time.

        What was drawn for a poll or for one tab is no push: the others have not got it. Nor is what was touched since.
        """
        html = self.draw(key, language)
        before = self._before.get(key, {}).get(language)
        self._pushed.setdefault(key, {})[language] = html
        return "" if html == before and not first else html

    def again(self, key: Key, language: str) -> str:
        """Return the HTML of a panel that was touched, '' where it looks as it was pushed before."""
        html, pushed = self.draw(key, language), self._pushed.setdefault(key, {})
        before, pushed[language] = pushed.get(language), html
        return "" if html == before else html

    def seen(self, keys: Iterable[Key], language: str) -> None:
        """Note that all who watch these panels have them as they look now: only what looks new is pushed."""
        for key in keys:
            self._pushed.setdefault(key, {})[language] = self._fresh(key, language)

    def shown(self, key: Key, language: str) -> str:
        """Return the newest HTML of a panel for one tab or poll alone; the others get it when it is touched next."""
        html = self.draw(key, language)
        if key in self._volatile and self._pushed.get(key, {}).get(language) != html:
            self._pushed.pop(key, None)
        return html

    def _fresh(self, key: Key, language: str) -> str:
        # One panel that cannot be drawn must not keep the others from anybody.
        try:
            return self._draw(key, language)
        except Exception as error:
            fault("panel not drawn", error)
            return ""

    def touch(self, keys: Iterable[Key]) -> None:
        """Note that volatile panels look different at the same position."""
        for key in keys:
            self._volatile.add(key)
            self._touched[key] = None

    def touched(self, watched: Container[Key]) -> list[Key]:
        """Hand out the touched panels that are watched; from now on they are drawn anew."""
        keys = list(self._touched)
        self._touched.clear()
        for key in keys:
            self._drawn.pop(key, None)
        return [key for key in keys if key in watched]

    def forget(self, key: Key) -> None:
        """Drop the HTML of a panel that nobody watches."""
        self._drawn.pop(key, None)
        self._pushed.pop(key, None)
