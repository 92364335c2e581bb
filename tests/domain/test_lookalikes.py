"""Names that a reader would take for each other."""

from __future__ import annotations

import pytest

from app.domain.lookalikes import lookalikes, skeleton


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Dana O.", "Dаna О."),
        ("Dana O.", "dana  o"),
        ("Nuno", "Nunο"),
        ("Inès", "Ines"),
        ("Ali", "A1i"),
        ("Olga", "0lga"),
        ("أمل", "امل"),
        ("علي", "على"),
    ],
)
def test_these_look_alike(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(("one", "other"), [("Dana", "Diana"), ("Amal R.", "Amal K."), ("نور", "نورة")])
def test_these_do_not(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


def test_groups_name_everybody_concerned() -> None:
    assert lookalikes([("p1", "Dana"), ("p2", "Nuno"), ("p3", "Dаna")]) == [("p1", "p3")]
