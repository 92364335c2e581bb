"""What a panel is: one template block, its slice of the state, and the events that change it.

Knows neither HTML nor sockets; `rendering` draws a panel and `realtime.hub` delivers it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pkgutil import walk_packages
from typing import Any

from app.domain.messages import Event
from app.domain.programme import Programme
from app.panels.signals import Signals

Key = tuple[str, str]
"""(panel, of what): ("board.place", "m1/p7") is Amal's own place, ("board.room", "m1/2/3") room 3 of block 2."""

Touch = Callable[[Any, Programme], Iterable[str]]
"""From an event and the state after it: of what the panel changed."""


@dataclass(frozen=True, slots=True)
class View:
    """What slices are cut from: the settled state, what is known but not logged, and the time (service clock, UTC)."""

    programme: Programme
    signals: Signals
    now: float


@dataclass(frozen=True, slots=True, eq=False)
class Panel:
    """One panel; `row` panels are lines of a long list, one root element each, gone when their slice is None."""

    audience: str
    name: str
    template: str
    slice: Callable[[View, str], object]
    on: Mapping[type[Event], Touch]
    row: bool
    volatile: bool

    @property
    def id(self) -> str:
        """The panel's name within the platform: "board.place"."""
        return f"{self.audience}.{self.name}"

    def element(self, of: str) -> str:
        """Return the DOM id of the panel's root element: its name, for a row its name and the last part of `of`."""
        return f"{self.name}-{of.rpartition('/')[2]}" if self.row else self.name


PANELS: dict[str, Panel] = {}
_TOUCHED: dict[type[Event], list[tuple[str, Touch]]] = {}


def panel(
    audience: str,
    *,
    on: Mapping[type[Event], Touch],
    template: str = "",
    row: bool = False,
    volatile: bool = False,
) -> Callable[[Callable[[View, str], object]], Callable[[View, str], object]]:
    """Register the decorated slice as the panel that bears its name.

    The template is `<audience>/<audience>.html` unless given; the block has the slice's name and finds the slice
    under that name. `volatile` panels also show signals that are not in the log (presence), so a page that comes
    back gets them always.
    """

    def register(slice: Callable[[View, str], object]) -> Callable[[View, str], object]:
        made = Panel(
            audience, slice.__name__, template or f"{audience}/{audience}.html", slice, dict(on), row, volatile
        )
        assert made.id not in PANELS, f"two panels are called {made.id}"
        PANELS[made.id] = made
        for event, touch in on.items():
            _TOUCHED.setdefault(event, []).append((made.id, touch))
        return slice

    return register


def touched(events: Iterable[Event], programme: Programme) -> dict[Key, None]:
    """Return the keys of all panels that `events` change, each once, in the order first named."""
    keys: dict[Key, None] = {}
    for event in events:
        for panel_id, touch in _TOUCHED.get(type(event), ()):
            keys.update(((panel_id, of), None) for of in touch(event, programme))
    return keys


def touching(event: type[Event]) -> bool:
    """Say whether any panel changes on this event (the law: else the event is listed as silent)."""
    return event in _TOUCHED


def discover() -> None:
    """Import every panel file, so that `PANELS` is whole."""
    package = import_module("app.panels")
    for module in walk_packages(package.__path__, "app.panels."):
        import_module(module.name)
