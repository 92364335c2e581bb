"""Kinds of shared texts: each noun that has some registers its own, so that nothing here names a noun."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from app.domain.errors import NotFound

if TYPE_CHECKING:
    from app.domain.programme import Programme

Right = Literal["now", "late", "none"]
NOW: Right = "now"
LATE: Right = "late"
"""Once allowed to write there: what was typed is taken, and marked (domain.md §4 "Late text")."""
NONE: Right = "none"
LARGEST_FIELD = 4
"""Times its limit that a field may hold while people type at once; what is over the limit is not taken further."""


def nothing(programme: Programme, of: str) -> None:
    """Do nothing more when words are noted."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of text; `of` is the part of its name after the kind's.

    `fields`: of each field the most grapheme clusters, in order, empty where there is no such text. `writes` is asked
    with the time (UTC seconds). `noted` changes what else in the state follows from words being noted.
    """

    name: str
    fields: Callable[[Programme, str], Mapping[str, int]]
    reads: Callable[[Programme, str, str], bool]
    writes: Callable[[Programme, str, str, float], Right]
    noted: Callable[[Programme, str], None] = nothing


KINDS: dict[str, Kind] = {}


def written_by(kind: Kind) -> Kind:
    """Register a kind. Raises `ValueError` where its name is taken."""
    if kind.name in KINDS:
        raise ValueError(f"there is a kind of texts named {kind.name}")
    KINDS[kind.name] = kind
    return kind


def kind_of(text: str) -> tuple[Kind, str]:
    """Return a text's kind and what it is of. Raises `NotFound`."""
    from app.domain import catalogue

    catalogue.load()
    name, _, of = text.partition("/")
    if name not in KINDS:
        raise NotFound("text")
    return KINDS[name], of


def limits(programme: Programme, text: str) -> Mapping[str, int]:
    """Return a text's fields with their limits in grapheme clusters. Raises `NotFound` where there is no such text."""
    kind, of = kind_of(text)
    fields = kind.fields(programme, of)
    if not fields:
        raise NotFound("text")
    return fields


def may_read(programme: Programme, text: str, person: str) -> bool:
    """Whether somebody may read a text; also False where there is none."""
    try:
        limits(programme, text)
    except NotFound:
        return False
    kind, of = kind_of(text)
    return kind.reads(programme, of, person)


def right(programme: Programme, text: str, person: str, at: float) -> Right:
    """Return whether somebody may write a text now, or may have once. Raises `NotFound` where they may not see it."""
    if not may_read(programme, text, person):
        raise NotFound("text")
    kind, of = kind_of(text)
    return kind.writes(programme, of, person, at)
