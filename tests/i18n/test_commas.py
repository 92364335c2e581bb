"""Names in a row stand between the language's own commas, a label before its own colon."""

from __future__ import annotations

import pytest

from app.i18n import Words
from app.rendering import Rendering


@pytest.mark.parametrize(("language", "comma"), [("en", ", "), ("fr", ", "), ("ar", "، ")])
def test_names_stand_between_the_commas_of_the_language(language: str, comma: str) -> None:
    environment = Rendering(Words, {}).environment(language)
    row = environment.from_string("{{ names|join(comma) }}").render(names=["Amal R.", "Nuno F."])
    assert row == f"Amal R.{comma}Nuno F."
    listed = environment.from_string("{{ names|listed }}").render(names=["Amal R.", "<b>"])
    assert listed == f"<bdi>Amal R.</bdi>{comma}<bdi>&lt;b&gt;</bdi>"


def test_a_label_is_followed_by_the_colon_of_the_language() -> None:
    said = {
        language: Rendering(Words, {}).environment(language).from_string("A{{ colon }}b").render()
        for language in ("en", "fr", "ar")
    }
    assert said == {"en": "A: b", "fr": "A\u00a0: b", "ar": "A: b"}
