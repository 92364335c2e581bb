"""What participants read is in all three languages: whole, with the same places, Arabic in its six forms of number."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from app.i18n import CATALOGUES, Words

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
READ_BY_ALL = ("board", "door", "screen")
SENTENCE = re.compile(r'"([^"{%]*(?:\{\w+\}[^"{%]*)*)"\|tn?\b')
SAME = {"code", "{n} minute"}
"""Sentences that may be the same in English and in another language."""


def catalogue(language: str) -> Catalog:
    with (CATALOGUES / f"{language}.po").open("rb") as source:
        return read_po(source, locale=language)


def wanted() -> set[str]:
    files = [path for folder in READ_BY_ALL for path in (TEMPLATES / folder).glob("*.html")]
    files += [TEMPLATES / name for name in ("frame.html", "live_words.html", "error.html")]
    return {found for path in files for found in SENTENCE.findall(path.read_text("utf-8")) if found}


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_every_sentence_that_participants_read_is_translated(language: str) -> None:
    known = {message.id[0] if isinstance(message.id, tuple) else message.id for message in catalogue(language)}
    assert len(wanted()) > 80
    assert wanted() - known == set()


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_no_entry_is_empty_fuzzy_english_or_has_other_places(language: str) -> None:
    for message in catalogue(language):
        if not message.id:
            continue
        named: Any = message.id
        ids: list[str] = list(named) if isinstance(named, tuple | list) else [named]
        found: Any = message.string
        said: list[str] = list(found) if isinstance(found, tuple | list) else [found]
        assert all(said), message.id
        assert not message.fuzzy
        assert ids[0] in SAME or said[0] != ids[0], message.id
        for text in said:
            assert places(text) <= places(ids[-1]), text
            assert len(said) > 1 or places(text) == places(ids[0]), text


def test_arabic_counts_in_six_forms() -> None:
    words = Words("ar")
    said = [words.tn("{n} person here", "{n} people here", n) for n in (0, 1, 2, 3, 11, 100)]
    assert len(set(said)) == 6
    assert said[3].startswith("3 ")
    assert Words("fr").tn("{n} minute", "{n} minutes", 0) == "0 minute"
