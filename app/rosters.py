"""Lists of people as CSV: rows read for the domain. Refuses what is no such list.

Header `id,name,organisation,type,country,languages,email,role,meetings` in any order; only `name` is required.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from io import StringIO

from babel import Locale

from app.domain.choices import Choices
from app.domain.errors import Full, Invalid
from app.domain.meetings import Meeting
from app.domain.roster import Row
from app.domain.text import folded
from app.exports.tables import FORMULA
from app.i18n import LANGUAGES, N_, Words

COLUMNS = ("id", "name", "organisation", "type", "country", "languages", "email", "role", "meetings")
MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 20_000, 200, 10_000
TYPES = {"lra": "authority", "rep": "representative", "edu": "educator", "aca": "academic"}
KINDS = {
    "authority": N_("Local or regional authority"),
    "representative": N_("Body that represents authorities"),
    "cso": N_("Civil society"),
    "educator": N_("Education"),
    "academic": N_("Research"),
}
"""What the platform calls the kinds of organisation."""

ALSO = {
    "turkey": "TR",
    "palestine": "PS",
    "فلسطين": "PS",
    "uk": "GB",
    "great britain": "GB",
    "usa": "US",
    "bosnia and herzegovina": "BA",
    "czech republic": "CZ",
    "cote d'ivoire": "CI",
    "the netherlands": "NL",
    "uae": "AE",
}
"""Everyday names of countries beside those of the locale data, folded."""


@dataclass(frozen=True, slots=True)
class Named:
    """What the cells of a list may call things: ids of meetings, codes of kinds and of countries, by folded name."""

    meetings: Mapping[str, str]
    types: Mapping[str, str]
    countries: Mapping[str, str]


def called_in_all(meetings: Iterable[Meeting]) -> dict[str, str]:
    """Return the ids of meetings by what each of them is called, in any of its languages."""
    return {name: one.id for one in meetings for name in (*dict(one.names).values(), one.name)}


def read(body: bytes, meetings: Mapping[str, str], choices: Choices | None = None) -> list[Row]:
    """Return the rows of a file; `meetings` are ids by name, `choices` what the programme calls kinds and countries.

    Raises `Invalid` (field "file") and `Full`.
    """
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Invalid("not-utf-8", field="file") from None
    first = text.partition("\n")[0]
    lines = read_lines(text, ";" if first.count(";") > first.count(",") else ",")
    try:
        header = [cell.strip().casefold() for cell in next(lines, [])]
        if "name" not in header or len(header) > MOST_COLUMNS:
            raise Invalid("no-name-column", field="file")
        named = Named({name.casefold(): id for name, id in meetings.items()}, *called(choices or Choices()))
        return list(rows(lines, header, named))
    except csv.Error:
        raise Invalid("no-list", field="file") from None


def read_lines(text: str, delimiter: str) -> Iterator[list[str]]:
    """Return the cells of each row; a quote that is nowhere closed spoils its own line, not all that follow."""
    if text.count('"') % 2 == 0:
        return csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    # The sign after the line shows the domain a cell that goes on, which it refuses.
    return (next(csv.reader([f"{line}\n", "…"], delimiter=delimiter)) for line in text.splitlines())


def rows(lines: Iterable[list[str]], header: list[str], named: Named) -> Iterable[Row]:
    """Yield one row for each line that holds something."""
    for number, cells in enumerate(lines, 2):
        if number > MOST_ROWS + 1:
            raise Full("too-many-rows", limit=MOST_ROWS)
        if any(cell.strip() for cell in cells):
            said = {name: plain(cell)[:LONGEST_CELL] for name, cell in zip(header, cells, strict=False)}
            yield row(number, said, named)


def called(choices: Choices) -> tuple[dict[str, str], dict[str, str]]:
    """Return the codes of a programme's kinds of organisation and countries by what it calls them, folded."""
    types = dict(TYPES)
    for each in choices.types:
        ours = [Words(language).t(KINDS[each.code]) for language in LANGUAGES] if each.code in KINDS else []
        types.update((folded(name), each.code) for name in (*ours, each.code, *dict(each.words).values()))
    countries = {folded(name): code for code, words in choices.names.items() for _, name in words}
    return types, countries


def row(number: int, said: Mapping[str, str], named: Named) -> Row:
    """Return one row; what it says of type, country, languages and meetings may be a code or a name."""
    kind, land = folded(said.get("type", "")), said.get("country", "")
    return Row(
        number,
        said.get("name", ""),
        said.get("organisation", ""),
        named.types.get(kind, kind),
        named.countries.get(folded(land)) or country(land),
        tuple(codes("languages").get(folded(each), each.casefold()) for each in parts(said.get("languages", ""))),
        said.get("email", ""),
        said.get("role", "").casefold(),
        tuple(named.meetings.get(each.casefold(), each) for each in parts(said.get("meetings", ""))),
        said.get("id", ""),
    )


@lru_cache(maxsize=1024)
def country(cell: str) -> str:
    """Return the code of a country given by code or name; what is neither stays as it is, and is no code."""
    known = codes("territories")
    code = cell.upper()
    return known.get(folded(cell)) or (code if code in known.values() else cell.casefold())


def parts(cell: str) -> list[str]:
    """Split a cell that holds several values."""
    for sign in ";|/,":
        cell = cell.replace(sign, " ; ")
    return [part.strip() for part in cell.split(";") if part.strip()]


def plain(cell: str) -> str:
    """Take off the apostrophe that `exports.tables` put before what looks like a formula."""
    cell = cell.strip()
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(FORMULA) else cell


@lru_cache(maxsize=2)
def codes(kind: str) -> dict[str, str]:
    """Return the codes of all countries ("territories") or languages by their names in our languages."""
    found = dict(ALSO) if kind == "territories" else {}
    for language in LANGUAGES:
        for code, name in getattr(Locale.parse(language), kind).items():
            if code.isalpha():
                found[folded(name)] = code
    return found
