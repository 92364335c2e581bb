"""Lists of practices as CSV: rows read for the domain. Refuses what is no such list.

Columns are called as the fields of a sheet, in any order, beside `owner` (an e-mail address, the list's own id or a
name) and `language`; only owner and title are required. Several values of one cell stand apart by ";" or on lines.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping

from app import rosters
from app.domain.errors import Full, Invalid
from app.domain.practices.fields import CHOICES, TEXTS
from app.domain.practices.importing import MOST_ROWS, Row
from app.domain.programme import Programme
from app.domain.text import folded
from app.i18n import LANGUAGES, N_, Words

COLUMNS = ("owner", "language", *TEXTS, *CHOICES)
THEMES = {
    "migration": N_("Migration and mobility"),
    "gender": N_("Gender"),
    "art": N_("Art"),
    "education": N_("Education"),
    "media": N_("Media"),
    "youth": N_("Youth"),
}
"""What the platform calls the thematic fields."""


def read(body: bytes, programme: Programme) -> list[Row]:
    """Return the rows of a file. Raises `Invalid` (field "file") and `Full`."""
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Invalid("not-utf-8", field="file") from None
    first = text.partition("\n")[0]
    lines = rosters.read_lines(text, ";" if first.count(";") > first.count(",") else ",")
    try:
        header = [cell.strip().casefold() for cell in next(lines, [])]
        if not {"owner", "title"} <= set(header) or len(header) > rosters.MOST_COLUMNS:
            raise Invalid("no-sheet-columns", field="file")
        return list(rows(lines, header, programme))
    except csv.Error:
        raise Invalid("no-list", field="file") from None


def rows(lines: Iterable[list[str]], header: list[str], programme: Programme) -> Iterable[Row]:
    """Yield one row for each line that holds something."""
    owners, themes, (types, countries) = people(programme), called(programme), rosters.called(programme.choices)
    for number, cells in enumerate(lines, 2):
        if number > MOST_ROWS + 1:
            raise Full("too-many-rows", limit=MOST_ROWS)
        if not any(cell.strip() for cell in cells):
            continue
        said = {
            name: rosters.plain(cell)[: rosters.LONGEST_CELL] for name, cell in zip(header, cells, strict=False) if name
        }
        choices = {what: codes(what, said[what], themes, types, countries) for what in CHOICES if said.get(what)}
        words = {name: entry(name, said[name]) for name in TEXTS if said.get(name)}
        owner = owners.get(folded(said.get("owner", "")), "")
        yield Row(number, owner, said.get("language", "").casefold() or LANGUAGES_FIRST, words, choices)


LANGUAGES_FIRST = next(iter(LANGUAGES))
"""The language of a row that names none."""


def entry(name: str, cell: str) -> str:
    """Return a cell as its field holds it: several entries one a line."""
    if not TEXTS[name].lines:
        return cell
    return "\n".join(part.strip() for line in cell.splitlines() for part in line.split(";") if part.strip())


def codes(
    what: str, cell: str, themes: Mapping[str, str], types: Mapping[str, str], countries: Mapping[str, str]
) -> tuple[str, ...]:
    """Return what a cell chooses, as codes where it is known by name; else as it is, which the domain refuses."""
    found = []
    for part in cell.replace("\n", ";").split(";") if CHOICES[what].most > 1 else [cell]:
        name = folded(part.strip())
        if what == "country":
            found.append(countries.get(name) or rosters.country(part.strip()))
        elif what == "fields":
            found.append(themes.get(name, name))
        else:
            found.append(types.get(name, name) if what == "lead_type" else name)
    return tuple(dict.fromkeys(value for value in found if value))


def people(programme: Programme) -> dict[str, str]:
    """Return ids by what an owner may be named with; a name that two bear names nobody."""
    found: dict[str, str] = {}
    for person in programme.people.values():
        for name in {folded(each) for each in (person.email, person.reference, person.name) if each}:
            found[name] = "" if name in found else person.id
    return found


def called(programme: Programme) -> dict[str, str]:
    """Return the codes of the thematic fields by what they are called, folded."""
    found: dict[str, str] = {}
    for each in programme.choices.fields:
        ours = [Words(language).t(THEMES[each.code]) for language in LANGUAGES] if each.code in THEMES else []
        found.update((folded(name), each.code) for name in (each.code, *ours, *dict(each.words).values()))
    return found
