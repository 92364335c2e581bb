"""Text people type (security.md): normal form, refused signs, invisible marks, limits by what a reader counts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import text
from app.domain.errors import Invalid

FAMILY = "👨\u200d👩\u200d👧"


@pytest.mark.parametrize(
    ("typed", "clean"),
    [
        ("  Amal  R. ", "Amal R."),
        ("Ine\u0300s", "In\u00e8s"),
        ("Ine\u200b\u0300s", "In\u00e8s"),
        ("\u202eevil\u202c Dana\u2066\u2069", "evil Dana"),
        ("\u200fأمل\u200e", "أمل"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        (FAMILY, FAMILY),
        ("a\u00adb\u200bc\ufeff", "abc"),
        ("Kıyıköprü", "Kıyıköprü"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
    ],
)
def test_names_are_cleaned_of_invisible_marks_only(typed: str, clean: str) -> None:
    assert text.line(typed, "name") == clean


@pytest.mark.parametrize("typed", [f"a{sign}b" for sign in "\x00\x07\x1b\x85\ud800\t\r\ufffe\uffff"])
def test_controls_and_broken_letters_are_refused(typed: str) -> None:
    for clean in (text.line, text.paragraph):
        with pytest.raises(Invalid) as refused:
            clean(typed, "name", 80)
        assert refused.value.code == "control-character"
        assert refused.value.field == "name"


@pytest.mark.parametrize("typed", ["a\nb", "a\r\nb", "a\u2028b"])
def test_a_line_is_one_line_but_a_paragraph_may_have_several(typed: str) -> None:
    with pytest.raises(Invalid, match="one-line-only"):
        text.line(typed, "name")
    assert text.paragraph(typed, "question", 80)


@pytest.mark.parametrize("typed", ["", "   ", "\u200b", "\u202e\u202c", "\u200d\u200c", "\u0301", "\u00a0"])
def test_what_nobody_can_see_is_empty(typed: str) -> None:
    with pytest.raises(Invalid, match="empty"):
        text.line(typed, "name")


def test_an_empty_line_may_be_allowed() -> None:
    assert text.line(" \u200b", "line", required=False) == ""


def test_limits_count_what_a_reader_counts() -> None:
    assert text.line(FAMILY * 16, "name") == FAMILY * 16
    assert text.line("e\u0332" * 80, "name") == "e\u0332" * 80
    with pytest.raises(Invalid, match="too-long") as refused:
        text.line("a" * 81, "name")
    assert refused.value.facts == {"field": "name", "limit": 80}


def test_stacked_marks_end() -> None:
    with pytest.raises(Invalid, match="too-long"):
        text.line("a" + "\u0301" * 400, "name")


@pytest.mark.parametrize("typed", ["x" * 10_000, "م" * 10_000, FAMILY * 2_000, "a\u0300" * 5_000, "x" * 5_000_000])
def test_ten_thousand_characters_are_refused_quickly(typed: str) -> None:
    with pytest.raises(Invalid, match="too-long"):
        text.line(typed, "name")


@pytest.mark.parametrize(
    ("typed", "count"),
    [
        ("", 0),
        ("abc", 3),
        ("é", 1),
        ("e\u0301", 1),
        (FAMILY, 1),
        ("👍🏽", 1),
        ("🇲🇦🇫🇷", 2),
        ("أَمَل", 3),
        ("1️⃣", 1),
        ("a\u200db", 2),
        ("a\u200d😀", 2),
        ("👩🏽\u200d🌾", 1),
        ("❤️\u200d🔥", 1),
        ("می\u200cرود", 5),
    ],
)
def test_graphemes(typed: str, count: int) -> None:
    assert text.graphemes(typed) == count


@given(st.text(max_size=200))
def test_a_clean_line_stays_as_it_is(typed: str) -> None:
    try:
        clean = text.line(typed, "name", required=False)
    except Invalid:
        return
    assert text.line(clean, "name", required=False) == clean
    assert "\n" not in clean
    assert len(clean) <= 4 * text.NAME


def test_a_pasted_table_keeps_its_words_apart_in_a_field_that_several_write() -> None:
    assert text.shared("Amal\tDana\x07") == "Amal Dana"


@pytest.mark.parametrize(("typed", "number"), [("7", 7), ("007", 7), ("99999999", 99_999_999), ("999999999", 0)])
def test_a_number_has_so_many_digits_at_most(typed: str, number: int) -> None:
    assert text.number_of(typed) == number


@pytest.mark.parametrize("typed", ["", "-1", "+1", " 1", "1.0", "٣", "²", "one"])
def test_what_spells_no_number_is_none(typed: str) -> None:
    assert text.number_of(typed) == 0
