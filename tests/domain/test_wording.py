"""Words in several languages: the reader's own, else the meeting's, marked; a form sends one text a language."""

from __future__ import annotations

import pytest

from app.domain import text
from app.domain.errors import Invalid
from app.domain.wording import Wording, others
from app.i18n import Words
from app.rendering import Rendering


def test_each_reader_gets_their_own_language_else_the_meetings() -> None:
    said = Wording("Bienvenue", (("ar", "أهلا"),), "fr")
    assert (said.into("fr"), said.into("ar"), said.into("en")) == (
        ("Bienvenue", "fr"),
        ("أهلا", "ar"),
        ("Bienvenue", "fr"),
    )
    assert Wording("", (("ar", "أهلا"),), "fr").into("en") == ("أهلا", "ar")
    assert not Wording()


def test_a_form_sends_one_text_a_language_and_the_meetings_own_counts_once() -> None:
    assert others(("Welcome", " Bienvenue ", ""), "titles", text.TITLE, "en") == (("fr", "Bienvenue"),)
    assert others((), "titles", text.TITLE, "en") == ()
    with pytest.raises(Invalid) as refused:
        others(("", "é" * 200, ""), "titles", text.TITLE, "en")
    assert refused.value.facts["field"] == "titles"


@pytest.mark.parametrize(
    ("language", "html"), [("fr", "<bdi>Bienvenue</bdi>"), ("en", '<bdi lang="fr">Bienvenue</bdi>')]
)
def test_what_is_not_in_the_readers_language_is_marked(language: str, html: str) -> None:
    environment = Rendering(Words, {}).environment(language)
    assert environment.from_string("{{ said|worded }}").render(said=Wording("Bienvenue", (), "fr")) == html
