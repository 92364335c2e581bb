"""What changed between two versions of a text, by words: what stayed, what is gone, what is new."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

WORD = re.compile(r"\s+|[^\s]+")
LONGEST = 4000
"""Words of a text that are compared one by one; of a longer one only the lines are."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text; `kind`: same, gone or new."""

    kind: str
    text: str


def changes(before: str, after: str) -> list[Piece]:
    """Return the pieces of both texts in reading order; those of `before` that are gone, those of `after` that are new.

    The pieces that are not new make `before` again, those that are not gone `after`.
    """
    old, new = parts(before), parts(after)
    if max(len(old), len(new)) > LONGEST:
        old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    found: list[Piece] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(Piece("same", "".join(old[a:b])))
            continue
        found += [Piece("gone", "".join(old[a:b]))] if b > a else []
        found += [Piece("new", "".join(new[c:d]))] if d > c else []
    return found


def parts(said: str) -> list[str]:
    """Split a text into words and what stands between them."""
    return WORD.findall(said)
