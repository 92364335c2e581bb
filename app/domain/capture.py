"""What a block asks its rooms to write down: which kinds of note, and which fields of the report (issue "capture").

Asked is not the same as taken: a note of another kind that comes anyway is kept like any other.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from app.domain.agenda import found
from app.domain.errors import Invalid
from app.domain.messages import By, Event, Fact
from app.domain.notes.shelf import KINDS
from app.domain.orders import MeetingCommand
from app.domain.permissions import allow, drives
from app.domain.reports import FIELDS, KEYS, named

if TYPE_CHECKING:
    from app.domain.agenda import Block
    from app.domain.duties import Place
    from app.domain.meetings import Meeting
    from app.domain.programme import Programme


@dataclass(frozen=True, slots=True)
class Capture:
    """What is asked: kinds of note, of which there is at least one, and fields of the report, perhaps none."""

    kinds: tuple[str, ...] = KINDS
    fields: tuple[str, ...] = tuple(FIELDS)


USUAL: dict[str, Capture] = {
    "open": Capture(("key_point", "question", "parking"), ()),
    "input": Capture(
        ("key_point", "practice_hint", "tip", "question", "quote", "parking"), (KEYS[0], "tip", "question")
    ),
    "harvest": Capture(("key_point", "trend", "disagreement", "question", "next_step", "parking"), ()),
    "decide": Capture(
        ("key_point", "disagreement", "question", "next_step", "parking"), (*KEYS, "disagreement", "next_steps")
    ),
    "network": Capture(("practice_hint", "next_step", "parking"), ()),
    "break": Capture(("key_point", "parking"), ()),
    "buffer": Capture(("key_point", "parking"), ()),
    "close": Capture(("key_point", "next_step", "parking"), ()),
}
"""By the category of a block; of every other, all is asked."""
AT_TABLES = Capture(fields=(*KEYS, "surprise", "tip", "question"))
"""A host of a World Café reports three minutes of several rounds."""


@dataclass(frozen=True, slots=True)
class SetCapture(MeetingCommand):
    """Say which kinds of note and which fields of the report a block asks for; `usual`: those that are usual for it."""

    path: ClassVar[str] = "blocks/{block}/capture"
    meeting: str
    block: int
    kinds: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    usual: bool = False

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        meeting = self.unclosed(programme)
        block = found(meeting, self.block)
        kinds, fields = _known(self.kinds, KINDS, "kinds"), _known(self.fields, tuple(FIELDS), "fields")
        if not kinds and not self.usual:
            raise Invalid("empty", field="kinds")
        made = Capture() if self.usual else Capture(kinds, fields)
        if (self.usual and block.capture is None) or (not self.usual and asked(block) == made):
            return []
        return [CaptureSet(meeting.id, block.number, made.kinds, made.fields, self.usual)]


@dataclass(frozen=True, slots=True)
class CaptureSet(Event):
    """A block asks for these; `usual`: for what is usual for it."""

    meeting: str
    block: int
    kinds: tuple[str, ...]
    fields: tuple[str, ...]
    usual: bool = False

    def evolve(self, programme: Programme, fact: Fact) -> None:
        block = programme.meetings[self.meeting].blocks[self.block]
        block.capture = None if self.usual else Capture(self.kinds, self.fields)


def asked(block: Block) -> Capture:
    """Return what a block asks for: what was set, else what is usual for its category and format."""
    if block.capture is not None:
        return block.capture
    return USUAL.get(block.more.category) or (AT_TABLES if block.body.word == "table" else Capture())


def empty(programme: Programme, meeting: Meeting, place: Place) -> list[str]:
    """Return the fields of a room's report that its block asks for and that say nothing yet, in order."""
    known = programme.texts.get(named(meeting, place))
    block = meeting.blocks[place[0]]
    return [field for field in asked(block).fields if known is None or not known.words.get(field)]


def _known(given: tuple[str, ...], all_of_them: tuple[str, ...], field: str) -> tuple[str, ...]:
    """Return what was chosen, each once and in the usual order. Raises `Invalid`."""
    if not set(given) <= set(all_of_them):
        raise Invalid("unknown-choice", field=field)
    return tuple(each for each in all_of_them if each in given)


allow({"SetCapture": drives})
