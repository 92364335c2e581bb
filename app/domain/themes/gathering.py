"""Gathering: themes made, named, joined, ordered and shown, by who drives or the central rapporteur."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from app.domain import text
from app.domain.errors import Full, Invalid
from app.domain.messages import By, Event, Fact
from app.domain.orders import MeetingCommand
from app.domain.permissions import allow
from app.domain.themes.sources import NoteThemed, free, gathers
from app.domain.themes.theme import MOST, NAME, Theme, found

if TYPE_CHECKING:
    from app.domain.meetings import Meeting
    from app.domain.programme import Programme


@dataclass(frozen=True, slots=True)
class CreateTheme(MeetingCommand):
    """Make a theme at the end of the list; `note`: its first one, 0 for none."""

    path: ClassVar[str] = "themes"
    meeting: str
    name: str
    note: int = 0

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = programme.meeting(self.meeting)
        name = named(meeting, self.name)
        if len(meeting.themes.by_number) >= MOST:
            raise Full("too-many-themes", limit=MOST)
        if self.note:
            free(meeting, self.note)
        number = meeting.themes.last + 1
        yield ThemeNamed(meeting.id, number, name)
        if self.note:
            yield NoteThemed(meeting.id, self.note, number)


@dataclass(frozen=True, slots=True)
class RenameTheme(MeetingCommand):
    """Give a theme another name."""

    path: ClassVar[str] = "themes/{theme}"
    meeting: str
    theme: int
    name: str

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = programme.meeting(self.meeting)
        theme = found(meeting, self.theme)
        name = named(meeting, self.name, theme.number)
        return [ThemeNamed(meeting.id, theme.number, name)] if name != theme.name else []


@dataclass(frozen=True, slots=True)
class MergeThemes(MeetingCommand):
    """Put all sources of a theme into another one (0: the one above it), and drop the emptied one."""

    path: ClassVar[str] = "themes/{theme}/merging"
    meeting: str
    theme: int
    into: int = 0

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = programme.meeting(self.meeting)
        theme, order = found(meeting, self.theme), meeting.themes.order
        at = order.index(theme.number)
        into = self.into or (order[at - 1] if at else 0)
        if found(meeting, into).number == theme.number:
            raise Invalid("same-theme", field="into")
        return [ThemesMerged(meeting.id, theme.number, into)]


@dataclass(frozen=True, slots=True)
class ShiftTheme(MeetingCommand):
    """Move a theme by one place: -1 up, 1 down."""

    path: ClassVar[str] = "themes/{theme}/shift"
    meeting: str
    theme: int
    by: int = -1

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = programme.meeting(self.meeting)
        theme, order = found(meeting, self.theme), meeting.themes.order
        to = order.index(theme.number) + (1 if self.by > 0 else -1)
        return [ThemeShifted(meeting.id, theme.number, to)] if 0 <= to < len(order) else []


@dataclass(frozen=True, slots=True)
class RemoveTheme(MeetingCommand):
    """Drop a theme; its notes are in none again."""

    path: ClassVar[str] = "themes/{theme}/removal"
    meeting: str
    theme: int

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        return [ThemeRemoved(self.meeting, found(programme.meeting(self.meeting), self.theme).number)]


@dataclass(frozen=True, slots=True)
class ShowThemes(MeetingCommand):
    """Show the themes on the plenary screen and on boards, or take them away."""

    path: ClassVar[str] = "themes-shown"
    meeting: str
    shown: bool = True

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = programme.meeting(self.meeting)
        return [ThemesShown(meeting.id, self.shown)] if meeting.themes.shown != self.shown else []


@dataclass(frozen=True, slots=True)
class ThemeNamed(Event):
    """A theme has this name; a new one stands at the end."""

    meeting: str
    theme: int
    name: str

    def evolve(self, programme: Programme, fact: Fact) -> None:
        themes = programme.meetings[self.meeting].themes
        known = themes.by_number.get(self.theme)
        if known is not None:
            known.name = self.name
            return
        themes.by_number[self.theme] = Theme(self.theme, self.name)
        themes.order.append(self.theme)
        themes.last = max(themes.last, self.theme)


@dataclass(frozen=True, slots=True)
class ThemesMerged(Event):
    """A theme's sources are those of another one now."""

    meeting: str
    theme: int
    into: int

    def evolve(self, programme: Programme, fact: Fact) -> None:
        themes = programme.meetings[self.meeting].themes
        gone, kept = themes.by_number.pop(self.theme), themes.by_number[self.into]
        kept.notes += gone.notes
        kept.reports += [told for told in gone.reports if told not in kept.reports]
        themes.order.remove(self.theme)
        themes.joined[self.theme] = self.into


@dataclass(frozen=True, slots=True)
class ThemeShifted(Event):
    """A theme stands at another place of the list, counted from 0."""

    meeting: str
    theme: int
    to: int

    def evolve(self, programme: Programme, fact: Fact) -> None:
        order = programme.meetings[self.meeting].themes.order
        order.remove(self.theme)
        order.insert(self.to, self.theme)


@dataclass(frozen=True, slots=True)
class ThemeRemoved(Event):
    """A theme is gone."""

    meeting: str
    theme: int

    def evolve(self, programme: Programme, fact: Fact) -> None:
        themes = programme.meetings[self.meeting].themes
        del themes.by_number[self.theme]
        themes.order.remove(self.theme)


@dataclass(frozen=True, slots=True)
class ThemesShown(Event):
    """Everybody sees the themes, or nobody but the team."""

    meeting: str
    shown: bool

    def evolve(self, programme: Programme, fact: Fact) -> None:
        programme.meetings[self.meeting].themes.shown = self.shown


def named(meeting: Meeting, name: str, mine: int = 0) -> str:
    """Return a theme's name as it is kept. Raises `Invalid`, also where another theme has it."""
    clean = text.line(name, "name", NAME)
    if any(clean.casefold() == one.name.casefold() and one.number != mine for one in meeting.themes.listed()):
        raise Invalid("said-twice", field="name")
    return clean


allow(
    dict.fromkeys(
        (
            "CreateTheme", "RenameTheme", "MergeThemes", "ShiftTheme", "RemoveTheme", "ShowThemes",
        ),
        gathers,
    )
)  # fmt: skip
