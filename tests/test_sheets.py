"""Lists of practices as CSV: read by name or code, looked at line by line, nothing lost and nothing twice."""

from __future__ import annotations

import pytest

from app import sheets
from app.domain.errors import Full, Invalid
from app.domain.practices.beginning import BeginPractice
from app.domain.practices.importing import BringSheet, Row, look
from app.domain.practices.shelf import MOST_OF_ONE
from tests.domain.play import Play, programme

HEAD = "owner,title,language,city,country,fields,lead_type,partners,links,since,maturity\n"


def read(play: Play, body: str) -> list[Row]:
    return sheets.read((HEAD + body).encode(), play.programme)


def brought(play: Play, rows: list[Row]) -> None:
    for each in look(play.programme, rows):
        if each.kind == "new":
            row = each.row
            play.do(BringSheet(row.owner, row.language, row.source, tuple(row.choices.items())), "Olga")


def test_names_and_codes_are_known_in_our_languages() -> None:
    play = programme()
    (row,) = read(
        play,
        'Amal R.,Desk,ar,Ksar Tilelli,Maroc,"Jeunesse; art",Civil society,"One; Two\nThree",'
        '"Report https://example.org/a; https://example.org/b",2021,good\n',
    )
    assert (row.owner, row.language) == (play.id("Amal"), "ar")
    assert row.choices == {
        "country": ("MA",), "fields": ("youth", "art"), "lead_type": ("cso",), "since": ("2021",),
        "maturity": ("good",),
    }  # fmt: skip
    assert row.words["partners"] == "One\nTwo\nThree"
    assert row.words["links"].count("\n") == 1
    assert [each.kind for each in look(play.programme, [row])] == ["new"]


def test_every_fault_of_a_line_is_named_and_the_other_lines_come_in() -> None:
    play = programme()
    long = "x" * 101
    rows = read(play, f"Nobody,{long},xx,,Atlantis,sailing,,,not a link,1066,perfect\nNuno F.,Guides,,,PT,art,,,,,\n")
    bad, good = look(play.programme, rows)
    named = [(each.field, each.code) for each in bad.wrong if isinstance(each, Invalid)]
    assert named == [
        ("owner", "no-such-owner"), ("language", "unknown-choice"), ("title", "too-long"), ("links", "no-https-link"),
        ("country", "unknown-choice"), ("fields", "unknown-choice"), ("maturity", "unknown-choice"),
        ("since", "unknown-choice"),
    ]  # fmt: skip
    assert (bad.kind, good.kind, bad.row.number, good.row.number) == ("bad", "new", 2, 3)


def test_the_same_list_twice_changes_nothing() -> None:
    play = programme()
    rows = read(play, "Amal R.,The Desk,,,,,,,,,\nAmal R.,the  desk,,,,,,,,,\nAmal R.,Another,,,,,,,,,\n")
    assert [each.kind for each in look(play.programme, rows)] == ["new", "bad", "new"]
    brought(play, rows)
    assert [each.kind for each in look(play.programme, rows)] == ["known", "bad", "known"]
    brought(play, rows)
    found = play.programme.practices.by_number
    assert [(each.owner, each.first.state, each.on_board) for each in found.values()] == [
        (play.id("Amal"), "draft", False)
    ] * 2
    assert play.do(BringSheet(play.id("Amal"), "en", rows[0].source), "Olga") == []
    assert play.folded() == play.programme


def test_the_rows_of_one_owner_beyond_the_most_are_named_and_only_they_stay_out() -> None:
    play = programme()
    for _ in range(MOST_OF_ONE - 2):
        play.do(BeginPractice("en"), "Nuno")
    body = "".join(f"Nuno F.,Practice {number},,,,,,,,,\n" for number in range(4)) + "Amal R.,The Desk,,,,,,,,,\n"
    rows = read(play, "Nuno F.,Practice 0,xx,,,,,,,,\n" + body.replace("Practice 0", "Practice 9"))
    for _ in range(2):
        found = look(play.programme, rows)
        assert [each.row.number for each in found if each.kind == "bad"] == [2, 5, 6]
        assert [(each.code, each.facts["field"]) for each in found[3].wrong] == [("too-many-practices-of-one", "owner")]
        brought(play, rows)
        assert len(play.programme.practices.of(play.id("Nuno"))) == MOST_OF_ONE
    with pytest.raises(Full, match="too-many-practices-of-one"):
        play.do(BringSheet(play.id("Nuno"), "en", rows[3].source), "Olga")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"name,what\nAmal,x\n", "no-sheet-columns"),
        (b"owner,title\n\xff\xfe", "not-utf-8"),
        (b"", "no-sheet-columns"),
    ],
)
def test_what_is_no_such_list_is_refused(body: bytes, code: str) -> None:
    with pytest.raises(Invalid, match=code):
        sheets.read(body, programme().programme)


def test_an_empty_title_and_a_formula_are_seen_through() -> None:
    play = programme()
    rows = sheets.read(b"owner;title;tip\nAmal R.;;x\nAmal R.;'=1+1;x\n", play.programme)
    first, second = look(play.programme, rows)
    assert [each.code for each in first.wrong] == ["empty"]
    assert second.row.words["title"] == "=1+1"
