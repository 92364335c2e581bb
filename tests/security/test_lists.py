"""Lists going out and in: no cell is a formula in a spreadsheet, and our own import gives back what was there."""

from __future__ import annotations

import csv
from io import StringIO

import pytest

from app import rosters

TRAPS = ("=1+1", "+33 1 23", "-2", "@SUM(A1)", "\tx", "＝1", "＋1", "－1", "＠x", '=HYPERLINK("http://evil")')
PLAIN = ("Amal R.", "'quoted", "'=1", "''+2", "نور", 'a "b", c', "two\nlines", "")


@pytest.mark.parametrize("cell", TRAPS)
def test_what_looks_like_a_formula_is_a_text_in_a_file_of_ours(cell: str) -> None:
    body = rosters.written(("name",), [[cell]]).decode("utf-8-sig")
    assert list(csv.reader(StringIO(body, newline="")))[1] == ["'" + cell]
    assert body.splitlines()[1].startswith("\"'")


@pytest.mark.parametrize("cell", [*TRAPS, *PLAIN])
def test_our_own_import_takes_off_exactly_what_the_export_put_on(cell: str) -> None:
    body = rosters.written(("name", "organisation"), [["Amal", cell]])
    (row,) = rosters.read(body, {})
    assert row.organisation == cell
