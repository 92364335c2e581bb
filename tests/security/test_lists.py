"""Lists going out and in: no cell is a formula in a spreadsheet, and our own import gives back what was there."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

import pytest

from app import rosters
from app.domain.roster import ImportPeople, preview
from app.exports.tables import written
from app.web import lists
from realtime.model import Busy
from tests.domain.play import programme
from tests.serving import serving

TRAPS = ("=1+1", "+33 1 23", "-2", "@SUM(A1)", "\tx", "＝1", "＋1", "－1", "＠x", '=HYPERLINK("http://evil")')
PLAIN = ("Amal R.", "'quoted", "'=1", "''+2", "نور", 'a "b", c', "two\nlines", "")


@pytest.mark.parametrize("cell", TRAPS)
def test_what_looks_like_a_formula_is_a_text_in_a_file_of_ours(cell: str) -> None:
    body = written(("name",), [[cell]]).decode("utf-8-sig")
    assert list(csv.reader(StringIO(body, newline="")))[1] == ["'" + cell]
    assert body.splitlines()[1].startswith("\"'")


@pytest.mark.parametrize("cell", [*TRAPS, *PLAIN])
def test_our_own_import_takes_off_exactly_what_the_export_put_on(cell: str) -> None:
    body = written(("name", "organisation"), [["Amal", cell]])
    (row,) = rosters.read(body, {})
    assert row.organisation == cell


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("ma", "MA"),
        ("Maroc", "MA"),
        ("Turkey", "TR"),
        ("TURKIYE", "TR"),
        ("Palestine", "PS"),
        ("فلسطين", "PS"),
        ("ايطاليا", "IT"),
        ("Cote d'Ivoire", "CI"),
        ("UK", "GB"),
    ],
)
def test_a_country_is_a_code_or_a_name_as_people_type_it(cell: str, code: str) -> None:
    (row,) = rosters.read(f"name,country\nAmal,{cell}\n".encode(), {})
    assert row.country == code


def test_what_is_no_country_is_no_code_either() -> None:
    read = rosters.read(b"name,country\nA,QQ\nB,Mars\nC,FR\n", {})
    assert [match.kind for match in preview(programme().programme, read)] == ["bad", "bad", "new"]


def test_a_quote_that_is_nowhere_closed_spoils_its_own_row_only() -> None:
    read = rosters.read(b'name,organisation\nAda,"Club\nBen,Harbour\nCleo,"One, two"\n', {})
    play = programme()
    found = [(match.row.number, match.kind) for match in preview(play.programme, read)]
    assert found == [(2, "bad"), (3, "new"), (4, "new")]
    play.do(ImportPeople(tuple(read)), "")
    assert [each.name for each in play.programme.people.values()][-2:] == ["Ben", "Cleo"]


async def test_a_list_sent_again_under_its_id_after_a_failure_loses_no_row() -> None:
    play, taken_before = programme(), dict[str, ImportPeople]()
    rows = rosters.read(("name\n" + "".join(f"Person {n}\n" for n in range(250))).encode(), {})

    async def perform(command: ImportPeople, *, once: str) -> None:
        if len(taken_before) == 1 and not tried:
            tried.append(once)
            raise Busy
        if once not in taken_before:
            taken_before[once] = command
            play.do(command, "")

    tried: list[str] = []
    with pytest.raises(Busy):
        await lists.taken(perform, preview(play.programme, rows), once="a")
    await lists.taken(perform, preview(play.programme, rows), once="a")
    assert [match.kind for match in preview(play.programme, rows)] == ["unchanged"] * 250


@pytest.mark.parametrize("charset", ["punycode", "undefined", "idna", "utf-16"])
async def test_a_list_in_an_odd_spelling_is_refused_before_it_is_read(tmp_path: Path, charset: str) -> None:
    body = b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\n' + b"name\na-b\r\n--x--\r\n"
    async with serving(tmp_path) as server:
        olga = await server.visitor("Olga")
        kind = {"Content-Type": f"multipart/form-data; charset={charset}; boundary=x"}
        answer = await olga.http.post(f"/p/{server.programme}/people/list", content=body, headers=kind)
        assert answer.status_code == 415
