"""Countries and languages are shown by the reader's names for them, never by their codes."""

import pytest

from app.i18n import Words
from tests.i18n.sentences import ROOT


@pytest.mark.parametrize(
    ("language", "tongue", "country"),
    [("en", "French", "Tunisia"), ("fr", "français", "Tunisie"), ("ar", "الفرنسية", "تونس")],
)
def test_a_language_and_a_country_have_a_name_in_each_language(language: str, tongue: str, country: str) -> None:
    words = Words(language)
    assert (words.tongue("fr"), words.country("TN")) == (tongue, country)
    assert (words.tongue("xx"), words.country("")) == ("xx", "")


def test_no_template_shows_a_code() -> None:
    for path in (ROOT / "templates").rglob("*.html"):
        text = path.read_text("utf-8")
        assert "languages|join(" not in text.replace('value="{{ one.languages|join(', ""), path
        assert ".country }}" not in text, path
        assert ".type }}" not in text, path
        assert ".role }}" not in text, path
