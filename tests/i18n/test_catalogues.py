"""Every sentence of the program is in all three languages: whole, the same places, Arabic in its six forms."""

from __future__ import annotations

import re
from collections import Counter
from string import Formatter

import pytest

from app.i18n import Words, files
from tests.i18n.sentences import TRANSLATED, Sentence, catalogue, entries, missing, stale, wanted

SAME = {"Notes", "Vote", "code", "minute", "minutes", "{n} min", "{n} minute", "{n} note"}
"""Sentences that may be the same in English and in another language."""
FORMS = {"fr": 2, "ar": 6}


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_sentence_is_translated_and_none_is_left_over(language: str) -> None:
    assert len(wanted()) > 450
    assert missing(language) == []
    assert stale(language) == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_entry_is_empty_doubtful_or_english(language: str) -> None:
    assert catalogue(language).num_plurals == FORMS[language]
    for sentence, said, doubtful in entries(language):
        assert len(said) == (FORMS[language] if len(sentence) > 1 else 1), sentence
        assert all(text.strip() for text in said), sentence
        assert not doubtful, sentence
        assert sentence[0] in SAME or not set(said) & set(sentence), sentence


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_entry_has_the_places_of_its_sentence(language: str) -> None:
    for sentence, said, _ in entries(language):
        for text in said[:-1]:
            assert places(text) <= places(sentence[-1]), text
            assert len(said) > 1 or places(text) == places(sentence[0]), text
        assert places(said[-1]) == places(sentence[-1]), said


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_sentence_is_entered_twice(language: str) -> None:
    text = "\n".join(path.read_text("utf-8") for path in files(language))
    named = Counter(re.findall(r"^msgid (\".+\")$", text, re.M))
    assert [sentence for sentence, count in named.items() if count > 1] == []


def wrong(language: str, pattern: str) -> list[Sentence]:
    return [tuple(said) for _, said, _ in entries(language) if any(re.search(pattern, text) for text in said)]


def test_french_keeps_its_double_signs_on_the_line_and_its_apostrophes_round() -> None:
    assert wrong("fr", r"[ \w»)}][:;?!](?![/\d])|«[^\u00a0]|[^\u00a0]»|'") == []


def test_no_french_sentence_ends_with_a_name_and_a_full_stop() -> None:
    """People are called "Amal R."."""
    assert wrong("fr", r"\{(name|names|person|people|who)\}\.$") == []


def test_arabic_has_its_own_signs_and_latin_digits() -> None:
    assert wrong("ar", r"[?;,](?! UTF-8)|[٠-٩۰-۹]") == []


def test_arabic_counts_in_six_forms() -> None:
    words = Words("ar")
    said = [words.tn("{n} person present", "{n} people present", n) for n in (0, 1, 2, 3, 11, 100)]
    assert len(set(said)) == 6
    assert said[3].startswith("3 ")
    assert Words("fr").tn("{n} minute", "{n} minutes", 0) == "0 minute"
