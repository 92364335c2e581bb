"""Kinds of shared texts: each noun that has some registers its own, so that nothing here names a noun."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from app.domain.errors import NotAllowed, NotFound

if TYPE_CHECKING:
    from app.domain.programme import Programme

Right = Literal["now", "late", "none"]
NOW: Right = "now"
LATE: Right = "late"
"""Once allowed to write there: what was typed is taken, and marked (domain.md §4 "Late text")."""
NONE: Right = "none"


def nothing(programme: Programme, of: str) -> None:
    """Do nothing more when words are noted."""


def always(programme: Programme, of: str) -> bool:
    """Say that writing has no end."""
    return True


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of text; `of` is the part of its name after the kind's.

    `fields`: of each field the most grapheme clusters, in order, empty where there is no such text. `writes` is asked
    with the time (UTC seconds). `noted` changes what else in the state follows from words being noted; `open`: whether
    it is being written now, so that a version is kept when it is not any more.
    """

    name: str
    fields: Callable[[Programme, str], Mapping[str, int]]
    reads: Callable[[Programme, str, str], bool]
    writes: Callable[[Programme, str, str, float], Right]
    noted: Callable[[Programme, str], None] = nothing
    open: Callable[[Programme, str], bool] = always


KINDS: dict[str, Kind] = {}


def must_write(programme: Programme, text: str, person: str, at: float) -> Right:
    """Return `NOW` or `LATE`. Raises `NotFound`, and `NotAllowed` where the person reads but never might write."""
    found = right(programme, text, person, at)
    if found == NONE:
        raise NotAllowed("not-yours-to-write")
    return found


def written_by(kind: Kind) -> Kind:
    """Register a kind. Raises `ValueError` where its name is taken."""
    if kind.name in KINDS:
        raise ValueError(f"there is a kind of texts named {kind.name}")
    KINDS[kind.name] = kind
    return kind


def kind_of(text: str) -> tuple[Kind, str]:
    """Return a text's kind and what it is of. Raises `NotFound`."""
    name, _, of = text.partition("/")
    if name not in KINDS:
        from app.domain import catalogue

        catalogue.load()
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


def is_open(programme: Programme, text: str) -> bool:
    """Whether a text is being written now; also True where there is none any more."""
    kind, of = kind_of(text)
    return not kind.fields(programme, of) or kind.open(programme, of)


def right(programme: Programme, text: str, person: str, at: float) -> Right:
    """Return whether somebody may write a text now, or may have once. Raises `NotFound` where they may not see it."""
    if not may_read(programme, text, person):
        raise NotFound("text")
    kind, of = kind_of(text)
    return kind.writes(programme, of, person, at)


def writes_now(programme: Programme, text: str, person: str, at: float) -> bool:
    """Whether somebody may write a text now; also False where they may not see it."""
    return may_read(programme, text, person) and right(programme, text, person, at) == NOW
