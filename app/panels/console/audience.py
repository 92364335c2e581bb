"""Who looks at the console: those who drive a meeting and those who help; how its panels are registered and named.

The "of" of a console panel is "m1/drive" or "m1/help"; a row adds its own part: "m1/drive/3" is room 3.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from app.domain import permissions
from app.domain.meetings import Meeting
from app.domain.messages import Event
from app.domain.programme import Programme
from app.panels.panel import Key, Touch, View, panel

DRIVE, HELP = "drive", "help"
AUDIENCES = (DRIVE, HELP)

Rows = Callable[[Programme, Meeting], Iterable[object]]
"""The rows that a page of the meeting watches: the last parts of their keys."""


@dataclass(frozen=True, slots=True)
class Watched:
    """One registered panel: who sees it, and its rows (None: it is one panel); `own`: each reader has their own."""

    panel: str
    audiences: tuple[str, ...]
    rows: Rows | None
    own: bool = False


WATCHED: list[Watched] = []


@dataclass(frozen=True, slots=True)
class Scene:
    """What a console slice is cut from: the view, its meeting, whether the reader drives, and the row's own part.

    `person`: the reader, of panels that are each reader's own.
    """

    view: View
    meeting: Meeting
    drives: bool
    row: str = ""
    person: str = ""

    @property
    def programme(self) -> Programme:
        """The programme the meeting belongs to."""
        return self.view.programme

    @property
    def now(self) -> float:
        """Seconds UTC on the service clock."""
        return self.view.now

    def name(self, person: str) -> str:
        """Return how a person is shown; somebody erased has no name."""
        found = self.programme.people.get(person)
        return found.called if found else ""


Slice = Callable[[Scene], object]


def console(
    *on: Mapping[type[Event], Touch],
    only: str = "",
    rows: Rows | None = None,
    volatile: bool = False,
    own: bool = False,
) -> Callable[[Slice], Slice]:
    """Register the decorated slice as the console's panel of its name, drawn from `console/<name>.html`."""

    def register(slice: Slice) -> Slice:
        def cut(view: View, of: str) -> object:
            return slice(scene(view, of))

        cut.__name__ = slice.__name__
        touches = {event: touch for group in on for event, touch in group.items()}
        template = f"console/{slice.__name__}.html"
        panel("console", on=touches, template=template, row=rows is not None, volatile=volatile)(cut)
        WATCHED.append(Watched(f"console.{slice.__name__}", (only,) if only else AUDIENCES, rows, own))
        return slice

    return register


def scene(view: View, of: str) -> Scene:
    """Read "m1/drive/3": the meeting, the audience and the row; or "m1/p7": what is one reader's own."""
    meeting, audience, row = [*of.split("/", 2), ""][:3]
    person = audience if audience not in AUDIENCES else ""
    return Scene(view, view.programme.meetings[meeting], audience == DRIVE, row, person)


def audience_of(programme: Programme, meeting: Meeting, person: str) -> str:
    """Return which of the two audiences a member of staff belongs to."""
    return DRIVE if permissions.drives(programme, meeting, person) else HELP


def keys(programme: Programme, meeting: Meeting, person: str) -> tuple[Key, ...]:
    """Return the keys of all panels on a person's console, in the order of registration."""
    audience = audience_of(programme, meeting, person)
    return tuple(
        (watched.panel, of)
        for watched in WATCHED
        if audience in watched.audiences
        for of in _ofs(watched, programme, meeting, person if watched.own else audience)
    )


def _ofs(watched: Watched, programme: Programme, meeting: Meeting, audience: str) -> Iterable[str]:
    whole = f"{meeting.id}/{audience}"
    return [whole] if watched.rows is None else [f"{whole}/{row}" for row in watched.rows(programme, meeting)]


# Of what a panel changes.


def here(event: Any, programme: Programme) -> Iterable[str]:
    """The panel of the event's meeting, for both audiences."""
    return [f"{event.meeting}/{audience}" for audience in AUDIENCES]


def everywhere(event: Any, programme: Programme) -> Iterable[str]:
    """The panel of every meeting, for both audiences: something about a person or the programme changed."""
    return [f"{meeting}/{audience}" for meeting in programme.meetings for audience in AUDIENCES]


def on(touch: Touch, *found: type[Event]) -> dict[type[Event], Touch]:
    """Say that all of these events touch the same."""
    return dict.fromkeys(found, touch)
