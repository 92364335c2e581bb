"""Colours of rooms can be told from the paper they stand on, by day and in the dark (WCAG 1.4.11: 3 to 1)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.domain.rooms import COLOURS

TOKENS = (Path(__file__).resolve().parents[1] / "static/css/a-tokens.css").read_text("utf-8")
DARK = re.compile(r"@media \(prefers-color-scheme: dark\) \{(.*?)\n\}", re.S)
COLOUR = re.compile(r"(?:--|\.room-)([a-z]+|\d+(?= \{))(?: \{ --room)?: (#[0-9a-f]{3,6});")


def colours(dark: bool) -> dict[str, str]:
    """Return every colour by its name, a room's by its number; what the dark does not change stays."""
    said = dict(COLOUR.findall(DARK.sub("", TOKENS)))
    if dark:
        said.update(found for part in DARK.findall(TOKENS) for found in COLOUR.findall(part))
    return {
        name: "#" + "".join(2 * each for each in value[1:]) if len(value) == 4 else value
        for name, value in said.items()
    }


def brightness(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((brightness(one), brightness(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("dark", [False, True])
def test_rooms_and_words_stand_out_from_paper_and_cards(dark: bool) -> None:
    known = colours(dark)
    for ground in (known["paper"], known["card"]):
        for room in range(1, COLOURS + 1):
            assert contrast(known[str(room)], ground) >= 3, (room, ground)
        for words in ("ink", "muted", "accent", "alert", "warn"):
            assert contrast(known[words], ground) >= 4.5, (words, ground)
    assert len({known[str(room)] for room in range(1, COLOURS + 1)}) == COLOURS
