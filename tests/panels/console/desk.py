"""A moderator's desk: a play whose console panels are cut as they would be drawn, and checked after every command."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from app.domain.messages import Command, Event
from app.panels import board, console, harvest, notes, practices, screen
from app.panels import list as list_page
from app.panels.console.audience import scene
from app.panels.console.sleepers import LISTS
from app.panels.panel import PANELS, Key, View, touched
from tests.domain.play import MEETING, Play


@dataclass(slots=True)
class Signs:
    """What the server knows and never writes down, set by the test."""

    lasts: dict[str, float] = field(default_factory=dict)
    seens: dict[str, int] = field(default_factory=dict)
    trouble: str | None = None

    def last(self, person: str) -> float | None:
        return self.lasts.get(person)

    def seen(self, person: str) -> int:
        return self.seens.get(person, 0)


@dataclass(slots=True)
class Desk:
    """The consoles of Dana, who drives, and Lina, who helps."""

    play: Play
    signs: Signs = field(default_factory=Signs)

    def view(self) -> View:
        return View(self.play.programme, self.signs, self.play.now)

    def watched(self, name: str = "Dana") -> tuple[Key, ...]:
        return console.watch(self.play.programme, self.play.meeting, self.play.id(name))

    def cut(self, panel: str, row: int | str = "", *, drives: bool = True) -> Any:
        """Return the slice of one panel, a row of it where given."""
        of = f"{MEETING}/{'drive' if drives else 'help'}" + (f"/{row}" if row else "")
        return PANELS[f"console.{panel}"].slice(self.view(), of)

    def listed(self, name: str) -> Any:
        """Return one of the lists of people that open on Dana's console."""
        return LISTS[name](scene(self.view(), f"{MEETING}/drive"))

    def here(self, *names: str) -> None:
        """These people's boards (none named: all of those present) answer now and have seen everything."""
        people = [self.play.id(name) for name in names] or self.play.meeting.present()
        self.signs.lasts |= dict.fromkeys(people, self.play.now)
        self.signs.seens |= dict.fromkeys(people, len(self.play.log))

    def do(self, command: Command, by: str = "Dana") -> list[Event]:
        """Give a command, and find every panel that changed among those its events touch."""
        before = self.slices()  # what a page watches newly is drawn at once
        events = self.play.do(command, by)
        named = touched(events, self.play.programme)
        forgotten = {
            key for key, slice in self.slices().items() if before.get(key, slice) != slice and key not in named
        }
        assert not forgotten, f"{[type(event).__name__ for event in events]} changed {sorted(forgotten)} untold"
        return events

    def slices(self) -> dict[Key, object]:
        """Cut all panels of both consoles, and those of everybody's other pages."""
        if MEETING not in self.play.programme.meetings:
            return {}
        keys = {*self.watched("Dana"), *self.watched("Lina")}
        for page in (board, list_page, notes, harvest, practices, screen):
            for person in self.play.programme.people:
                keys.update(page.watch(self.play.programme, self.play.meeting, person))
        return {(panel, of): PANELS[panel].slice(self.view(), of) for panel, of in keys}
