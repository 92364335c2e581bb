"""The words of practices as a kind of shared texts: "practice/7/ar" is number 7 in Arabic."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from app.domain.practices import rights, states
from app.domain.practices.fields import limits
from app.domain.practices.shelf import KIND, Practice, Sheet, key
from app.domain.text import number_of
from app.domain.texts import LATE, NONE, NOW, Kind, Right, written_by

if TYPE_CHECKING:
    from app.domain.programme import Programme


def meant(programme: Programme, of: str) -> tuple[Practice, Sheet] | None:
    """Return practice and sheet of a text's name, None where there is none."""
    spelt, _, language = of.partition("/")
    number = number_of(spelt)
    practice = programme.practices.by_number.get(number)
    if practice is None or language not in practice.sheets or key(number, language) != f"{KIND}/{of}":
        return None
    return practice, practice.sheets[language]


def fields(programme: Programme, of: str) -> Mapping[str, int]:
    """Return the fields with their limits; those that a pitch does not ask for are there from the start."""
    found = meant(programme, of)
    if found is None:
        return {}
    whole = limits(pitch=False)
    return {**whole, **limits(pitch=True)} if found[1].state == "pitch" else whole


def reads(programme: Programme, of: str, person: str) -> bool:
    """Whether somebody reads the text letter by letter: readers of the board have pages, which leave fields out."""
    found = meant(programme, of)
    return found is not None and rights.reads_all(programme, found[0], person)


def writes(programme: Programme, of: str, person: str, at: float) -> Right:
    """Whether somebody writes it now, or might once: what they typed then is taken."""
    found = meant(programme, of)
    if found is None:
        return NONE
    practice, sheet = found
    if rights.writes(programme, practice, sheet.language, person):
        return NOW
    return LATE if rights.wrote(programme, practice, person) else NONE


def noted(programme: Programme, of: str) -> None:
    """Follow what was written: beyond what its owner agreed to, the sheet is edited again."""
    found = meant(programme, of)
    if found is not None:
        states.noted(programme, *found)


written_by(Kind(KIND, fields, reads, writes, noted))
