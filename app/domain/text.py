"""Text that people type: normal form, refused characters, limits (security.md "Text people type").

Refuses with the field's name; never repairs silently anything but invisible direction marks, spaces and line ends.
"""

from __future__ import annotations

import re
from unicodedata import category, combining, normalize

from app.domain.errors import Invalid

NAME, ORGANISATION, TITLE, LINE, QUESTION, WORDS = 80, 120, 120, 80, 300, 200
PASTED = 100
"""Times its limit from which a text is not even read."""

_INVISIBLE = dict.fromkeys(
    [
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
        *(0x200E, 0x200F, 0x061C, 0x200B, 0x2060, 0xFEFF, 0x00AD),
        *range(0xE0000, 0xE0080),
    ]
)
_MAIL = re.compile(r"[^@\s<>,;:\"()\[\]\\]+@[^@\s<>,;:\"()\[\]\\]+\.[^@\s<>,;:\"()\[\]\\.]{2,}")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffd-\uffff]")
"""Control signs but the line break, lone surrogates, what stands where bytes were no UTF-8, and what is no character:
no Word document can hold it."""
_TOKEN = re.compile(r"[A-Za-z0-9_-]{1,128}")
_LETTERS = str.maketrans(
    {**dict.fromkeys("أإآٱ", "ا"), "ة": "ه", "ى": "ي", "ئ": "ي", "ؤ": "و", "ـ": "", "ک": "ك", "ی": "ي"}
)
"""Arabic letters that people type one for the other, and the stroke that only stretches a word."""
_ALSO = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "’": "'"})
_SPACES = re.compile(r"\s+")
_JOINERS = ("\u200c", "\u200d")
_BREAKS = ("\u2028", "\u2029")


def line(value: str, field: str, limit: int = NAME, *, required: bool = True) -> str:
    """Return one clean line of at most `limit` grapheme clusters; direction marks are removed, joiners kept."""
    if not (value.isascii() and value.isprintable()):  # a list has a hundred thousand lines, most of them plain
        value = _normal(value.translate(_INVISIBLE), field)
    clean = " ".join(part for part in value.split(" ") if part)
    if any(sign in clean for sign in ("\n", *_BREAKS)):
        raise Invalid("one-line-only", field=field)
    if not clean.strip("".join(_JOINERS)):
        clean = ""
    if required and not _visible(clean):
        raise Invalid("empty", field=field)
    return _within(clean, field, limit)


def plain(value: str) -> str:
    """Return a text without direction marks and what else nobody sees, to be compared; refuses nothing."""
    return normalize("NFC", value.translate(_INVISIBLE)[: 4 * NAME])


def folded(value: str) -> str:
    """Return a text as searches compare it: no case, accents or Arabic vowels, one alef, one ya, no ta marbuta.

    The marks by which lists know their rows again are made of it: what it makes of a text stays as it is.
    """
    bare = normalize("NFKC", value).casefold().translate(_LETTERS)
    bare = "".join(sign for sign in normalize("NFKD", bare) if category(sign)[0] != "M")
    return _SPACES.sub(" ", bare.translate(_ALSO)).strip()


def paragraph(value: str, field: str, limit: int, *, required: bool = False) -> str:
    """Return clean text that may have several lines, of at most `limit` grapheme clusters."""
    if len(value) > PASTED * limit:  # a book that was pasted takes half a second to be read
        raise Invalid("too-long", field=field, limit=limit)
    clean = _normal(value.translate(_INVISIBLE), field).strip()
    if required and not _visible(clean):
        raise Invalid("empty", field=field)
    return _within(clean, field, limit)


def shared(value: str) -> str:
    """Return what stands in a field that several write, be it over its limit: only refused signs are left out."""
    clean = _CONTROL.sub("", value.translate(_INVISIBLE).replace("\r\n", "\n").replace("\t", " "))
    return normalize("NFC", clean).strip()


def token(value: str, field: str) -> str:
    """Return what the platform itself made (a hash, a seed): up to 128 letters, digits, - and _ of ASCII."""
    if not _TOKEN.fullmatch(value):
        raise Invalid("unknown-choice", field=field)
    return value


def number_of(value: str, digits: int = 8) -> int:
    """Return the number that so many digits of ASCII spell at most, 0 where they spell none."""
    return int(value) if value.isascii() and value.isdigit() and len(value) <= digits else 0


def mail(value: str, field: str) -> str:
    """Return an e-mail address of at most 200 characters, '' allowed."""
    address = line(value, field, 200, required=False)
    if address and not _MAIL.fullmatch(address):
        raise Invalid("no-mail-address", field=field)
    return address


def graphemes(value: str) -> int:
    """Count what a reader takes for characters: each with its marks; joined emoji or two flag letters are one."""
    count, picture, joined, flag = 0, False, False, False
    for sign in value:
        letter = "\U0001f1e6" <= sign <= "\U0001f1ff"
        pictured = category(sign) in ("So", "Cn")  # emoji; those newer than this Python's table are of no category
        extends = _extends(sign) or (letter and flag) or (joined and pictured)
        count += not extends
        flag = letter and not (letter and flag)
        picture = picture if extends else pictured
        joined = sign == "\u200d" and picture
    return count


def _normal(value: str, field: str) -> str:
    text = value.replace("\r\n", "\n").strip()
    if _CONTROL.search(text):
        raise Invalid("control-character", field=field)
    return normalize("NFC", text) if len(text) < 100_000 else text


def _within(value: str, field: str, limit: int) -> str:
    if len(value) > 4 * limit or (len(value) > limit and graphemes(value) > limit):
        raise Invalid("too-long", field=field, limit=limit)
    return value


def _visible(value: str) -> bool:
    return any(category(sign)[0] not in "ZCM" for sign in value)


def _extends(sign: str) -> bool:
    return (
        category(sign)[0] == "M"
        or combining(sign) > 0
        or sign in _JOINERS
        or "\U0001f3fb" <= sign <= "\U0001f3ff"
        or "\U000e0020" <= sign <= "\U000e007f"
    )
