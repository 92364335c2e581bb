"""The language a browser asks for."""

import pytest

from app.web.languages import accepted


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "en"),
        ("fr-FR,fr;q=0.9,en;q=0.8", "fr"),
        ("de, ar-EG;q=0.7, fr;q=0.3", "ar"),
        ("fr;q=0, en;q=0.1", "en"),
        ("fr;q=nonsense", "en"),
        ("x" * 9999, "en"),
    ],
)
def test_the_browser_gets_the_language_it_likes_best(header: str, language: str) -> None:
    assert accepted(header) == language
