"""Words that organisers write once for everybody, in several languages: a title, a question, an announcement.

Each reader gets their own language where it was written, else the meeting's, marked with the language it is in.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.domain import text

LANGUAGES = ("en", "fr", "ar")
"""The order in which a form sends its texts."""
Others = tuple[tuple[str, str], ...]
"""(language, text) for each language that was written beside the meeting's own."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A text in the language `own` ('' where nobody said which), and the same in others."""

    text: str = ""
    others: Others = ()
    own: str = ""

    def __bool__(self) -> bool:
        """Say whether there is any text."""
        return bool(self.text) or bool(self.others)

    def into(self, language: str) -> tuple[str, str]:
        """Return the text for a reader of `language`, and the language it is in."""
        for code, said in self.others:
            if code == language:
                return said, code
        return (self.text, self.own) if self.text or not self.others else (self.others[0][1], self.others[0][0])


NOTHING = Wording()


def others(values: tuple[str, ...], field: str, limit: int, own: str, clean: Callable[..., str] = text.line) -> Others:
    """Return what a form sent beside the main text: one value a language in the order of `LANGUAGES`, '' for none.

    The place of the language `own` counts for nothing: that text is the main one. Raises `Invalid` naming `field`.
    """
    said = ((code, clean(value, field, limit, required=False)) for code, value in zip(LANGUAGES, values, strict=False))
    return tuple((code, value) for code, value in said if value and code != own)
