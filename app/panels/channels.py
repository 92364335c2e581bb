"""Every live page by name: what it watches and who may watch it. The one list of what can be pushed to whom.

The right to watch is asked when a page is drawn, when its socket opens and whenever the person's role or seat
changes; a page that may no longer be watched is closed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.domain import permissions
from app.domain.meetings import Meeting
from app.domain.programme import Programme
from app.domain.themes.sources import gathers
from app.panels.agenda import watch as agenda
from app.panels.board import watch as board
from app.panels.console import watch as console
from app.panels.harvest import watch as harvest
from app.panels.list import watch as list_page
from app.panels.notes import watch as notes
from app.panels.panel import Key
from app.panels.practices import watch as practices
from app.panels.screen import watch as screen

Watch = Callable[[Programme, Meeting, str], tuple[Key, ...]]


@dataclass(frozen=True, slots=True)
class Page:
    """A live page of a meeting: its template, the keys of its panels in page order, and who may see it.

    `refreshes`: it has no field to type in, so without script it loads itself anew. `signals`: it shows so many that
    its first connection brings only those that look new.
    """

    name: str
    template: str
    watch: Watch
    may: Callable[[Programme, Meeting, str], bool]
    refreshes: bool
    signals: bool = False


PAGES = {
    page.name: page
    for page in (
        Page("agenda", "agenda/agenda.html", agenda, permissions.helps, False),
        Page("board", "board/board.html", board, permissions.in_meeting, True),
        Page("console", "console/console.html", console, permissions.helps, False, signals=True),
        Page("harvest", "harvest/harvest.html", harvest, gathers, False),
        Page("list", "list/list.html", list_page, permissions.helps, True),
        Page("notes", "notes/notes.html", notes, permissions.in_meeting, False),
        Page("practices", "practices/board.html", practices, permissions.in_meeting, False),
        Page("screen", "screen/screen.html", screen, permissions.shows_screen, True),
    )
}
