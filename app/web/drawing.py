"""Panels for the wire: each is cut once for all languages, and what many people see alike is drawn once.

What was cut is good until the next batch of events; then it has to be forgotten. What was drawn stays good for the same
slice: of two hundred reports that a step may change, those which it did not change are not drawn again.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.panels.panel import PANELS, Key, Panel, View
from app.rendering import Rendering, gone, pushed

KEPT = 512
"""Drawn panels after which those that were not asked for again are let go."""

Around = tuple[tuple[str, Any], ...]
"""What a block may name beside its own slice, as it stands in the key of what was drawn."""


class Drawing:
    """Draws the panels of one programme; `common(meeting, language)`: what a block may name beside its own slice."""

    def __init__(
        self, rendering: Rendering, view: Callable[[], View], common: Callable[[str, str], dict[str, Any]]
    ) -> None:
        self._rendering = rendering
        self._view = view
        self._common = common
        self._cut: dict[Key, object] = {}
        self._around: dict[tuple[str, str], Around] = {}
        self._alike: dict[tuple[object, ...], str] = {}
        self._before: dict[tuple[object, ...], str] = {}

    def forget(self) -> None:
        """Begin anew: the state has changed."""
        self._cut.clear()
        self._around.clear()
        if len(self._alike) > KEPT:
            self._before, self._alike = self._alike, {}

    def draw(self, key: Key, language: str) -> str:
        """Draw one panel, one root element or its end."""
        panel, of = PANELS[key[0]], key[1]
        slice, element, meeting = self._slice(panel, key), panel.element(of), of.partition("/")[0]
        if slice is None and panel.row:
            return gone(element)
        around = self._known(meeting, language)
        try:
            alike = (panel.id, element, language, around, slice)
            found = self._alike.get(alike)
        except TypeError:  # the slice holds lists: no other is like it
            return self._drawn(panel, slice, element, language, around)
        if found is None:
            found = self._alike[alike] = self._before.get(alike) or self._drawn(panel, slice, element, language, around)
        return found

    def _known(self, meeting: str, language: str) -> Around:
        if (meeting, language) not in self._around:
            self._around[meeting, language] = tuple(self._common(meeting, language).items())
        return self._around[meeting, language]

    def _slice(self, panel: Panel, key: Key) -> object:
        if panel.volatile:  # it shows signals, which change without events
            return panel.slice(self._view(), key[1])
        if key not in self._cut:
            self._cut[key] = panel.slice(self._view(), key[1])
        return self._cut[key]

    def _drawn(self, panel: Panel, slice: object, element: str, language: str, around: Around) -> str:
        values = {panel.name: slice, **dict(around)}
        return pushed(element, self._rendering.block(panel.template, panel.name, language, values))
