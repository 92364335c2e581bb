"""Shown names that a reader would take for each other (security.md, look-alikes). Only warns, never refuses a name."""

from __future__ import annotations

from collections.abc import Iterable
from unicodedata import category, normalize

_ALIKE = str.maketrans(
    "абвгдеёжзикмнорстухіјѕԁԛԝ" + "αβγεηικνορτυχω" + "0135|ı" + "يىك",
    "a6brdee*3ukmhopctyxijsdqw" + "aβyenikvoptuxw" + "olesli" + "ییک",
)


def skeleton(name: str) -> str:
    """Return what the eye keeps of a name: no marks, case or spaces, Cyrillic and Greek letters by their shape."""
    plain = normalize("NFKD", normalize("NFKD", name).casefold())
    letters = "".join(sign for sign in plain if category(sign)[0] not in "MCZP")
    return letters.translate(_ALIKE)


def lookalikes(names: Iterable[tuple[str, str]]) -> list[tuple[str, ...]]:
    """Return groups of ids whose names look alike, from (id, name)."""
    groups: dict[str, list[str]] = {}
    for key, name in names:
        groups.setdefault(skeleton(name), []).append(key)
    return [tuple(group) for group in groups.values() if len(group) > 1]
