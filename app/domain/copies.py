"""The next edition of a programme: its settings and agendas as the first events of another stream, and nobody.

What crosses is listed here by name. People, what they wrote, calls, announcements and seats are not; nor is who owns
a part of the agenda. The team's notes on it (cue, what to say, backup) may name people and cross only if asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from app.domain import lands, seeds, text
from app.domain.agenda import Block, BlockAdded
from app.domain.calling import RoomNamed
from app.domain.capture import CaptureSet
from app.domain.choices import FieldsSet, TypesSet
from app.domain.errors import Conflict
from app.domain.meetings import Meeting, MeetingCreated, MeetingDescribed
from app.domain.messages import By, Command, Event, Fact
from app.domain.planning import BlockDescribed, BlockParked
from app.domain.programme import GroundRulesSet, ProgrammeDescribed, ProgrammeFounded

if TYPE_CHECKING:
    from app.domain.programme import Programme


@dataclass(frozen=True, slots=True)
class CopyProgramme(Command):
    """Ask for a copy under a new name; what is noted here is that it was asked for, and by whom."""

    name: str

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        return [ProgrammeCopied(text.line(self.name, "name", text.TITLE))]


@dataclass(frozen=True, slots=True)
class BeginFrom(Command):
    """Begin a stream with the settings of another and its meetings, each the events of `settings` and `agenda`."""

    settings: tuple[Event, ...]
    meetings: tuple[tuple[Event, ...], ...]
    demo: bool = False

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        if programme.founded_at is not None:
            raise Conflict("already-founded")
        yield ProgrammeFounded(self.demo)
        yield from self.settings
        for number, said in enumerate(self.meetings, 1):
            yield MeetingCreated(f"m{number}", seeds.code(f"{by.seed}/{number}", 8))
            yield from said


@dataclass(frozen=True, slots=True)
class ProgrammeCopied(Event):
    """A copy for the next edition was asked for, under this name."""

    silent: ClassVar[bool] = True
    name: str

    def evolve(self, programme: Programme, fact: Fact) -> None:
        programme.copied_at = fact.at


def outline(programme: Programme, name: str, starts: Mapping[str, float], notes: bool = False) -> BeginFrom:
    """Return what a programme of this name begins with; `starts`: meeting → new begin (UTC seconds). Raises `Invalid`.

    `notes`: the team's notes on the agenda cross, too.
    """
    meetings = enumerate(programme.meetings.values(), 1)
    said = tuple(tuple(agenda(f"m{number}", one, starts[one.id], notes)) for number, one in meetings)
    return BeginFrom(tuple(settings(programme, text.line(name, "name", text.TITLE))), said, programme.demo)


def settings(programme: Programme, name: str) -> Iterable[Event]:
    """Yield what is said of the programme, and what it offers to choose from."""
    about = (programme.zone, programme.help_phone, programme.controller, programme.contact)
    choices, rules = programme.choices, programme.ground_rules
    yield ProgrammeDescribed(name, *about)
    yield GroundRulesSet(tuple(each.code for each in rules), tuple(each.words for each in rules))
    yield FieldsSet(choices.fields)
    yield TypesSet(choices.types)
    yield lands.CountriesChosen(choices.countries)
    yield from (lands.CountryNamed(code, choices.names.get(code, ())) for code in {**lands.NAMED, **choices.names})
    yield lands.CountryNoteSet(choices.note)


def agenda(meeting: str, source: Meeting, starts_at: float, notes: bool) -> Iterable[Event]:
    """Yield a meeting's name, date, rooms' names and parts, as if nothing of it had happened."""
    yield MeetingDescribed(meeting, source.name, starts_at, source.zone, source.kind, source.language, source.names)
    for room, said in sorted(source.room_names.items()):
        yield RoomNamed(meeting, room, said, source.room_names_in.get(room, ()))
    planned = [number for number in source.agenda if _planned(source.blocks[number])]
    for number, block in enumerate((source.blocks[each] for each in (*planned, *source.parked)), 1):
        yield from part(meeting, number, block, starts_at - source.starts_at, notes)
    if source.parked:
        numbers = range(len(planned) + 1, len(planned) + len(source.parked) + 1)
        yield BlockParked(meeting, tuple(numbers), True)


def part(meeting: str, number: int, block: Block, later: float, notes: bool) -> Iterable[Event]:
    """Yield one block as number `number`, a fixed begin so many seconds `later`, and how its format was set up."""
    pinned = block.more.pinned_at
    more = replace(block.more, owner="", pinned_at=None if pinned is None else pinned + later)
    if not notes:
        more = replace(more, cue="", say="", backup="")
    words = (block.title, block.question, block.minutes)
    yield BlockAdded(meeting, number, block.format, *words)
    yield BlockDescribed(meeting, number, *words, more)
    if block.capture is not None:
        yield CaptureSet(meeting, number, block.capture.kinds, block.capture.fields)
    yield from block.body.setting(meeting, number)


def _planned(block: Block) -> bool:
    """Whether somebody planned the block: not a plenary that was made to bring everybody back."""
    return bool(block.minutes or block.title or block.question)
