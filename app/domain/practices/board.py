"""The practice board: what is on it, by thematic field, and finding a practice by words however they are spelt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.practices import shelf
from app.domain.text import folded

if TYPE_CHECKING:
    from app.domain.practices.shelf import Practice
    from app.domain.programme import Programme

SEARCHED = ("title", "subtitle", "city", "lead_org", "tip")
"""Fields that searches look through; the longer ones would make each card as heavy as its sheet."""
_STROKES = str.maketrans({"ħ": "h", "ŧ": "t", "ð": "d", "þ": "th", "ŋ": "n"})
"""Letters that lists know their rows by, and that searches take for those which people without their keys type."""


def searchable(said: str) -> str:
    """Return a text as cards are searched by; static/js/cards.js makes the same of what is typed."""
    return folded(said).translate(_STROKES)


def found(said: str, wanted: str) -> bool:
    """Say whether a text holds every word that is looked for, or words that begin like them."""
    held = f" {searchable(said)}"
    return all(word in held for word in searchable(wanted).split())


def searched(programme: Programme, practice: Practice) -> str:
    """Return the words of a practice that searches look through, in all its languages, but for what is left out."""
    fields = [name for name in SEARCHED if not hides(practice, name)]
    said = (shelf.words(programme, practice, language) for language in practice.standing)
    return "\n".join(words[name] for words in said for name in fields if words.get(name))


def hides(practice: Practice, field: str) -> bool:
    """Say whether readers of the board are not shown a field, as the practice is sensitive (domain.md §9)."""
    return (
        (field == "city" and practice.removed("place"))
        or (field in ("lead_org", "mailbox") and practice.removed("name"))
        or (field == "alias" and not practice.removed("name"))
    )


def on_board(programme: Programme) -> list[Practice]:
    """Return the practices on the board, by thematic field, in each the newest first."""
    shown = [each for each in programme.practices.by_number.values() if each.on_board]
    return sorted(shown, key=lambda each: order(programme, each))


def order(programme: Programme, practice: Practice) -> int:
    """Return where a practice stands on the board: by its first thematic field, those without one last."""
    codes = [each.code for each in programme.choices.fields]
    chosen = [codes.index(code) for code in practice.choices.get("fields", ()) if code in codes]
    return (min(chosen) if chosen else len(codes)) * 10_000 - practice.number
