"""The notes of a meeting as Markdown and as CSV, room by room in the order that their rapporteurs gave them."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from io import StringIO

COLUMNS = ("block", "round", "room", "number", "kind", "text", "language", "starred", "late", "time")
RISKY = ("=", "+", "-", "@", "\t", "\r", "\0", "＝", "＋", "－", "＠")


@dataclass(frozen=True, slots=True)
class Row:
    """One note; `where` and `kind` in the reader's language; `time` ISO 8601, UTC. Nobody is named."""

    block: str
    round: int
    room: str
    number: int
    kind: str
    text: str
    language: str
    starred: bool
    late: bool
    time: str


def as_csv(rows: Iterable[Row]) -> bytes:
    """Return a CSV file, UTF-8 with a mark for spreadsheets; a cell that would be a formula is quoted by a sign."""
    out = StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows:
        cells = [getattr(row, name) for name in COLUMNS]
        writer.writerow([safe(str(cell)) for cell in cells])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def safe(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(RISKY) else cell


def as_markdown(heading: str, warning: str, rows: Iterable[Row]) -> bytes:
    """Return a Markdown file: a heading for each block and room, a line for each note."""
    lines, place = [f"# {plain(heading)}", "", f"> {plain(warning)}"], None
    for row in rows:
        if (row.block, row.round, row.room) != place:
            place = row.block, row.round, row.room
            lines += ["", f"## {plain(row.block)} · {plain(row.room)}", ""]
        star = "★ " if row.starred else ""
        lines.append(f"- {star}**{plain(row.kind)}** {plain(row.text)}")
    return ("\n".join(lines) + "\n").encode()


def plain(text: str) -> str:
    """Return text on one line in which no sign means anything to Markdown."""
    flat = " ".join(text.split())
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]<>()#+!|~" else sign for sign in flat)
