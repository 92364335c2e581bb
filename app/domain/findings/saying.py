"""What is said in a finding: the fields that making one and changing one share, read and checked."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain import text
from app.domain.errors import Invalid
from app.domain.findings.finding import CHOICES, CODES, DIRECTIONS, FIELDS, KINDS, STATEMENT, TREND
from app.domain.messages import By, Event
from app.domain.orders import MeetingCommand

if TYPE_CHECKING:
    from app.domain.programme import Programme

Chosen = tuple[tuple[str, tuple[str, ...]], ...]
Said = tuple[str, tuple[tuple[str, str], ...], str, Chosen]
"""Statement, further fields, direction and choices, as they are kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying(MeetingCommand):
    """What a form says of a finding beside its sentence; those that its kind does not have are left aside."""

    direction: str = ""
    how: str = ""
    before: str = ""
    action: str = ""
    limits: str = ""
    audience: str = ""
    stage: str = ""
    manner: str = ""
    fields: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    sizes: tuple[str, ...] = ()

    @abstractmethod
    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        """Return what happens."""


def worded(programme: Programme, given: Saying, kind: str, statement: str) -> Said:
    """Return what a form says of a finding of that kind. Raises `Invalid`."""
    if kind not in KINDS:
        raise Invalid("unknown-choice", field="kind")
    said = text.line(statement, "statement", STATEMENT[kind])
    more = [(name, text.paragraph(getattr(given, name), name, limit)) for name, limit in FIELDS[kind].items()]
    direction = given.direction if kind == TREND else ""
    if direction and direction not in DIRECTIONS:
        raise Invalid("unknown-choice", field="direction")
    chosen = [(name, codes(programme, name, getattr(given, name))) for name in CHOICES[kind]]
    return said, tuple(each for each in more if each[1]), direction, tuple(each for each in chosen if each[1])


def codes(programme: Programme, name: str, given: str | tuple[str, ...]) -> tuple[str, ...]:
    """Return the codes that were chosen, each once, in the order in which they are offered. Raises `Invalid`."""
    asked = {code for code in ((given,) if isinstance(given, str) else given) if code}
    if asked - set(there := offered(programme, name)):
        raise Invalid("unknown-choice", field=name)
    return tuple(code for code in there if code in asked)


def offered(programme: Programme, name: str) -> Collection[str]:
    """Return the codes that may be chosen."""
    if name == "fields":
        return [each.code for each in programme.choices.fields]
    if name == "types":
        return [each.code for each in programme.choices.types]
    return CODES[name]
