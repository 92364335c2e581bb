"""Tables for spreadsheets, as CSV: every cell quoted, no cell a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import StringIO

FORMULA = tuple("=+-@\t\r\0＝＋－＠")


def written(header: Iterable[str], lines: Iterable[Iterable[str]]) -> bytes:
    """Return a CSV file: UTF-8 with a mark, for spreadsheets take it for something else without."""
    out = StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(list(header))
    writer.writerows([cell_of(cell) for cell in line] for line in lines)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def cell_of(value: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{value}" if value.lstrip("'").startswith(FORMULA) else value
