"""Versions of texts: kept at the end of a block and before anything is brought back, beside those kept by the clock."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.errors import NotFound
from app.domain.messages import By, Command, Event
from app.domain.texts.kinds import limits
from app.domain.texts.words import Version, VersionKept

if TYPE_CHECKING:
    from app.domain.programme import Programme


@dataclass(frozen=True, slots=True)
class KeepVersions(Command):
    """Keep what these texts say now, each that has changed since its newest version."""

    texts: tuple[str, ...]

    def decide(self, programme: Programme, by: By) -> Iterable[Event]:
        for text in dict.fromkeys(self.texts):
            known = programme.texts.get(text)
            if known is not None and known.begun_at is not None:
                yield VersionKept(text)


def version(programme: Programme, text: str, number: int) -> Version:
    """Return a text's version by its number, from 1. Raises `NotFound`."""
    limits(programme, text)
    known = programme.texts.get(text)
    if known is None or not 1 <= number <= len(known.versions):
        raise NotFound("version")
    return known.versions[number - 1]
