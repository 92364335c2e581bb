"""The moderators' console: what is on, the next step, who needs a human, and the rooms with their people.

One file per thing that changes alone, found by walking this folder, so that a format brings its panels along.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from app.domain.meetings import Meeting
from app.domain.programme import Programme
from app.panels.console.audience import keys
from app.panels.panel import Key

for _module in sorted(found.name for found in iter_modules(__path__)):
    import_module(f"{__name__}.{_module}")


def watch(programme: Programme, meeting: Meeting, person: str) -> tuple[Key, ...]:
    """Return the keys of all panels on a person's console."""
    return keys(programme, meeting, person)
