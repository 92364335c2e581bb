"""Lists of people as CSV: rows read for the domain. Refuses what is no such list.

Header `id,name,organisation,type,country,languages,email,role,meetings` in any order; only `name` is required.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from io import StringIO
from unicodedata import combining, normalize

from babel import Locale

from app.domain.errors import Invalid, TooMany
from app.domain.roster import Row
from app.exports.tables import FORMULA
from app.i18n import LANGUAGES

COLUMNS = ("id", "name", "organisation", "type", "country", "languages", "email", "role", "meetings")
MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 20_000, 200, 10_000
TYPES = {"lra": "authority", "rep": "representative", "edu": "educator", "aca": "academic"}

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


def read(body: bytes, meetings: Mapping[str, str]) -> list[Row]:
    """Return the rows of a file; `meetings` are ids by name. Raises `Invalid` (field "file") and `TooMany`."""
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
        return list(rows(lines, header, {name.casefold(): id for name, id in meetings.items()}))
    except csv.Error:
        raise Invalid("no-list", field="file") from None


def read_lines(text: str, delimiter: str) -> Iterator[list[str]]:
    """Return the cells of each row; a quote that is nowhere closed spoils its own line, not all that follow."""
    if text.count('"') % 2 == 0:
        return csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    # The sign after the line shows the domain a cell that goes on, which it refuses.
    return (next(csv.reader([f"{line}\n", "…"], delimiter=delimiter)) for line in text.splitlines())


def rows(lines: Iterable[list[str]], header: list[str], meetings: Mapping[str, str]) -> Iterable[Row]:
    """Yield one row for each line that holds something."""
    for number, cells in enumerate(lines, 2):
        if number > MOST_ROWS + 1:
            raise TooMany("too-many-rows", limit=MOST_ROWS)
        if any(cell.strip() for cell in cells):
            said = {name: plain(cell)[:LONGEST_CELL] for name, cell in zip(header, cells, strict=False)}
            yield row(number, said, meetings)


def row(number: int, said: Mapping[str, str], meetings: Mapping[str, str]) -> Row:
    """Return one row; what it says of country, languages and meetings may be a code or a name."""
    kind = said.get("type", "").casefold()
    return Row(
        number,
        said.get("name", ""),
        said.get("organisation", ""),
        TYPES.get(kind, kind),
        country(said.get("country", "")),
        tuple(codes("languages").get(folded(each), each.casefold()) for each in parts(said.get("languages", ""))),
        said.get("email", ""),
        said.get("role", "").casefold(),
        tuple(meetings.get(each.casefold(), each) for each in parts(said.get("meetings", ""))),
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


def folded(name: str) -> str:
    """Return a name without case, accents, hamza and the kind of its apostrophes, as keyboards differ in them."""
    signs = normalize("NFKD", name.casefold().replace("’", "'"))
    return "".join(sign for sign in signs if not combining(sign))
