"""What is said of a meeting before anything of it is planned: its name in several languages, begin, zone and kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from app.domain import schedule, text, wording, zones
from app.domain.errors import Invalid
from app.domain.wording import LANGUAGES, Others

if TYPE_CHECKING:
    from app.domain.programme import Programme

KINDS = ("workshop", "regional")
Particulars = tuple[str, float, str, str, str, Others]
"""Name, begin, zone, kind, language, the name in other languages."""


class Given(Protocol):
    """What a command says; `starts_at` in UTC seconds, `names` in the order of LANGUAGES, none of them: as they are."""

    @property
    def name(self) -> str: ...
    @property
    def starts_at(self) -> float: ...
    @property
    def zone(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def language(self) -> str: ...
    @property
    def names(self) -> tuple[str, ...]: ...


def particulars(programme: Programme, given: Given, before: Others = ()) -> Particulars:
    """Return what was given, cleaned; `before`: the names in other languages that it has. Raises `Invalid`."""
    if given.kind not in KINDS:
        raise Invalid("unknown-choice", field="kind")
    if given.language not in LANGUAGES:
        raise Invalid("unknown-choice", field="language")
    if not schedule.holds(given.starts_at):
        raise Invalid("no-date", field="starts_at")
    name = text.line(given.name, "name", text.TITLE)
    zone = zones.zone(given.zone or programme.zone, "zone")
    names = wording.others(given.names, "names", text.TITLE, given.language) if given.names else before
    return name, given.starts_at, zone, given.kind, given.language, names
