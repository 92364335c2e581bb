"""What a sheet asks for (domain.md §3.2): fields that are written, with limits in grapheme clusters, and choices.

A field of several entries has one on each line. A pitch asks for a few fields, with smaller limits.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain import calls, text
from app.domain.errors import Invalid, Refusal

if TYPE_CHECKING:
    from app.domain.programme import Programme

LINK = 500
"""Most characters of a link in a sheet."""


@dataclass(frozen=True, slots=True)
class Field:
    """One text: the limit of it or, where `lines` says how many entries it may have, of each entry.

    `pitch`: the limit while it is a pitch, 0 where a pitch does not ask for it; `needed`: a sheet is not whole without.
    """

    limit: int
    lines: int = 0
    pitch: int = 0
    needed: bool = True

    @property
    def most(self) -> int:
        """The limit of the whole text."""
        return (self.limit + 1) * self.lines if self.lines else self.limit


@dataclass(frozen=True, slots=True)
class Choosing:
    """One choice: how many may be chosen; `pitch` and `needed` as of a field."""

    most: int = 1
    pitch: bool = False
    needed: bool = True


TEXTS: Mapping[str, Field] = {
    "title": Field(100, pitch=100),
    "subtitle": Field(160, pitch=160),
    "city": Field(60, pitch=60),
    "lead_org": Field(120, pitch=120),
    "challenge": Field(900, pitch=300),
    "action": Field(1200, pitch=300),
    "results": Field(700, pitch=200),
    "tip": Field(140, pitch=140),
    "who_for": Field(250),
    "partners": Field(80, lines=8),
    "evidence": Field(300),
    "resources": Field(250),
    "difficulties": Field(500),
    "success_factors": Field(140, lines=4, needed=False),
    "inclusion": Field(300),
    "transfer": Field(600),
    "links": Field(80 + 1 + LINK, lines=5, needed=False),
    "mailbox": Field(200, needed=False),
    "alias": Field(80, needed=False),
}
"""Fields that are written, in the order in which they are asked for; `alias`: told, with *, in the place of a name."""
CHOICES: Mapping[str, Choosing] = {
    "country": Choosing(pitch=True),
    "fields": Choosing(3, pitch=True),
    "lead_type": Choosing(pitch=True),
    "maturity": Choosing(pitch=True),
    "scope": Choosing(),
    "since": Choosing(),
    "until": Choosing(needed=False),
    "lasts": Choosing(),
    "evidence_kinds": Choosing(5),
    "cost": Choosing(),
    "contact": Choosing(),
    "kind": Choosing(needed=False),
    "sensitivity": Choosing(needed=False),
    "removed": Choosing(3, needed=False),
}
"""What is chosen, in that order."""
CODES: Mapping[str, tuple[str, ...]] = {
    "scope": ("neighbourhood", "city", "metropolitan", "region", "cross-border"),
    "lasts": ("ended", "ongoing", "regular"),
    "maturity": ("pilot", "promising", "good", "institutionalised"),
    "evidence_kinds": ("counts", "survey", "evaluation", "testimonies", "none"),
    "cost": ("none", "5k", "25k", "100k", "more"),
    "contact": ("none", "mailbox", "person"),
    "kind": ("practice", "learning"),
    "sensitivity": ("none", "caution", "high"),
    "removed": ("face", "place", "name"),
}
"""What may be chosen where the platform says so; `removed`: what a sensitive practice does not show (domain.md §9)."""
FIRST_YEAR, LAST_YEAR = 1950, 2100


def offered(programme: Programme, what: str) -> Collection[str]:
    """Return the codes that may be chosen. Raises `Invalid` where there is no such choice."""
    if what not in CHOICES:
        raise Invalid("unknown-choice", field="what")
    if what == "country":
        return programme.choices.countries
    if what == "fields":
        return [each.code for each in programme.choices.fields]
    if what == "lead_type":
        return [each.code for each in programme.choices.types]
    if what in ("since", "until"):
        return [str(year) for year in range(FIRST_YEAR, LAST_YEAR + 1)]
    return CODES[what]


def check(programme: Programme, what: str, values: Collection[str], field: str) -> None:
    """Refuse values that may not be chosen, or not so many; `field`: where they were typed. Raises `Invalid`."""
    known = offered(programme, what)
    if any(value not in known for value in values):
        raise Invalid("unknown-choice", field=field)
    if len(values) > CHOICES[what].most:
        raise Invalid("too-many", field=field, limit=CHOICES[what].most)


def limits(*, pitch: bool) -> dict[str, int]:
    """Return the limit of each whole field; a pitch has smaller ones, and only its own fields."""
    if pitch:
        return {name: field.pitch for name, field in TEXTS.items() if field.pitch}
    return {name: field.most for name, field in TEXTS.items()}


def entries(said: str) -> list[str]:
    """Return the entries of a field of several, one a line."""
    return [line.strip() for line in said.split("\n") if line.strip()]


def fault(name: str, said: str) -> Refusal | None:
    """Return what is wrong with a field's words; None: nothing. That it is empty is nobody's fault."""
    field = TEXTS[name]
    try:
        if not field.lines:
            text.paragraph(said, name, field.limit)
            return None
        found = entries(said)
        if len(found) > field.lines:
            raise Invalid("too-many", field=name, limit=field.lines)
        for entry in found:
            text.line(entry, name, field.limit)
            if name == "links":
                labelled(entry)
    except Refusal as refusal:
        return refusal
    return None


def labelled(entry: str) -> tuple[str, str]:
    """Return label and link of an entry: "Report https://…"; without a label the link's host. Raises `Invalid`."""
    before, _, last = entry.rpartition(" ")
    url = calls.link(last, "links")
    if not url or len(url) > LINK:
        raise Invalid("no-https-link", field="links")
    label = text.line(before.rstrip(" :"), "links", 80, required=False)
    return label or calls.Call(url).host, url
