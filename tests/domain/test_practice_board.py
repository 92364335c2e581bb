"""Finding a practice on the board however its words are spelt, and nothing that it leaves out."""

from __future__ import annotations

import pytest

from app.domain.practices.board import found, on_board, searched
from app.domain.practices.choosing import ChooseForPractice, ShowPractice
from app.domain.text import folded
from tests.domain.play import programme
from tests.domain.test_practices import begun, typed


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("Café de la médiathèque", "mediatheque cafe"),
        ("Kıyıköprü", "kiyikopru"),
        ("KITCHEN Radio", "kitch"),
        ("Straße", "strasse"),
        ("مدرسة الأمل", "مدرسه الامل"),
        ("إذاعة المطبخ", "اذاعة المطبخ"),
        ("مَدْرَسَة", "مدرسة"),
        ("مـــدرســـة", "مدرسة"),
        ("مستشفى", "مستشفي"),
        ("مؤسّسة شباب", "موسسة"),
        ("آفاق", "افاق"),
        ("ﻣﺪﺭﺳﺔ", "مدرسة"),
        ("L’école ouverte", "l'ecole"),
        ("Κύκλος γυναικών", "ΚΥΚΛΟΣ"),
        ("A \u2764\ufe0f map", "\u2764 map"),
        ("Ħal Tarġa", "hal targa"),
        ("Ġgantija", "ĠGANTIJA"),
        ("Þing í Garðabæ", "thing i gardabae"),
    ],
)
def test_words_are_found_however_they_are_spelt(said: str, wanted: str) -> None:
    assert found(said, wanted)
    assert not found(said, f"{wanted} elsewhere")


def test_every_word_must_be_there_and_nothing_is_looked_for_finds_all() -> None:
    assert found("Night map of the port", "port night")
    assert not found("Night map", "port")
    assert found("anything", "  ")
    assert folded("  ÀÉ\n x ") == "ae x"


def test_what_a_sensitive_practice_leaves_out_is_not_found_either() -> None:
    play = programme()
    practice = begun(play)
    typed(play, practice, title="Night map", city="Ksar Tilelli", lead_org="The women's circle")
    play.do(ShowPractice(1), "Amal")
    assert found(searched(play.programme, practice), "ksar circle")
    play.do(ChooseForPractice(1, "sensitivity", ("high",)), "Amal")
    play.do(ChooseForPractice(1, "removed", ("place", "name")), "Amal")
    assert searched(play.programme, practice) == "Night map"
    second = begun(play, "Nuno")
    play.do(ShowPractice(2), "Nuno")
    assert on_board(play.programme) == [second, practice]
    play.do(ChooseForPractice(1, "fields", ("youth", "art")), "Amal")
    assert on_board(play.programme) == [practice, second]
