"""The words of a language: sentences by their English text, plural forms, names of countries and of languages.

Reads the catalogues beside it once; a sentence without a translation stays English.
"""

from __future__ import annotations

from functools import lru_cache
from gettext import NullTranslations
from io import BytesIO
from pathlib import Path
from unicodedata import bidirectional

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

CATALOGUES = Path(__file__).resolve().parent / "catalogues"
LANGUAGES = {"en": "English", "fr": "Français", "ar": "العربية"}
"""Each language's name in itself."""


def direction(language: str) -> str:
    """Say which way the language is written, as `dir=` wants it."""
    return "rtl" if language == "ar" else "ltr"


def leaning(text: str, language: str) -> str:
    """Say which way a text is written by its first letter that tells, as `dir="auto"` does; else as the language is."""
    for sign in text:
        if bidirectional(sign) in ("L", "R", "AL"):
            return "ltr" if bidirectional(sign) == "L" else "rtl"
    return direction(language)


def N_(message: str) -> str:  # noqa: N802 (the mark that extraction looks for)
    """Mark a sentence for translation that is translated elsewhere."""
    return message


class Words:
    """The sentences of one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._catalogue = catalogue(language)

    def t(self, message: str, **values: object) -> str:
        """Return the sentence in this language, its values filled in and not escaped."""
        found = self._catalogue.gettext(message)
        return found.format(**values) if values else found

    def plural(self, one: str, many: str, n: int) -> str:
        """Return the form of the sentence that `n` asks for, its places still open."""
        return self._catalogue.ngettext(one, many, n)

    def tn(self, one: str, many: str, n: int, **values: object) -> str:
        """Return the form that `n` asks for, `n` and the values filled in and not escaped."""
        return self.plural(one, many, n).format(n=n, **values)

    def tongue(self, code: str) -> str:
        """Return what a language is called in this one; an unknown code is its own name."""
        return str(Locale.parse(self.language).languages.get(code, code))

    def country(self, code: str) -> str:
        """Return what a country is called in this language; an unknown code is its own name."""
        return str(Locale.parse(self.language).territories.get(code, code))


@lru_cache(maxsize=len(LANGUAGES))
def catalogue(language: str) -> NullTranslations:
    """Compile the language's catalogue in memory; English, or no catalogue, says what the source says."""
    if language not in LANGUAGES or not files(language):
        return NullTranslations()
    compiled = BytesIO()
    write_mo(compiled, together(language))
    compiled.seek(0)
    return Translations(compiled)


def together(language: str) -> Catalog:
    """Read all files of a language; `live.po` has the head that holds for all."""
    first, *others = files(language)
    with first.open("rb") as source:
        whole = read_po(source, locale=language)
    for path in others:
        with path.open("rb") as source:
            for message in read_po(source, locale=language):
                if message.id:
                    whole[message.id] = message
    return whole


def files(language: str) -> list[Path]:
    """Return the files of a language, the one with the head first; each holds the sentences of one noun."""
    return sorted((CATALOGUES / language).glob("*.po"), key=lambda path: (path.name != "live.po", path.name))
