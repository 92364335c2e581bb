"""The platform's own stream: which programmes there are, and whether the set-up is done. Holds nobody's name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import ClassVar

from app.domain import seeds, text
from app.domain.errors import Conflict
from app.domain.messages import By, Command, Event, Fact, Scope

NAME = "platform"
"""The stream's name; no programme can be called so, ids have six signs."""


@dataclass(slots=True)
class Platform:
    """All programmes of this installation: id → name at its making."""

    programmes: dict[str, str] = field(default_factory=dict)
    set_up_at: float | None = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class AddProgramme(Command):
    """Reserve an id for a new programme; its own stream starts with `FoundProgramme`."""

    scope: ClassVar[Scope] = "platform"
    name: str

    def decide(self, platform: Platform, by: By) -> Iterable[Event]:
        name = text.line(self.name, "name", text.TITLE)
        programme = seeds.short_id(by.seed)
        if programme in platform.programmes:
            raise Conflict("try-again")
        return [ProgrammeAdded(programme, name)]


@dataclass(frozen=True, slots=True)
class FinishSetUp(Command):
    """Close the first start's set-up page for good."""

    scope: ClassVar[Scope] = "platform"

    def decide(self, platform: Platform, by: By) -> Iterable[Event]:
        return [] if platform.set_up_at is not None else [SetUpFinished()]


@dataclass(frozen=True, slots=True)
class NoteKey(Command):
    """Note with which key of links, told by its mark, links are handed out from now on."""

    scope: ClassVar[Scope] = "platform"
    mark: str

    def decide(self, platform: Platform, by: By) -> Iterable[Event]:
        return [] if platform.key == self.mark else [KeyNoted(self.mark)]


@dataclass(frozen=True, slots=True)
class ProgrammeAdded(Event):
    """A programme has an id."""

    silent: ClassVar[bool] = True
    programme: str
    name: str

    def evolve(self, platform: Platform, fact: Fact) -> None:
        platform.programmes[self.programme] = self.name


@dataclass(frozen=True, slots=True)
class SetUpFinished(Event):
    """The set-up link opens nothing any more."""

    silent: ClassVar[bool] = True

    def evolve(self, platform: Platform, fact: Fact) -> None:
        platform.set_up_at = fact.at


@dataclass(frozen=True, slots=True)
class KeyNoted(Event):
    """Links are made with the key of this mark; another key opens none of them."""

    silent: ClassVar[bool] = True
    mark: str

    def evolve(self, platform: Platform, fact: Fact) -> None:
        platform.key = self.mark
