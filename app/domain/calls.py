"""The call of a plenary or room: an https link or words, with optional extras (security.md "Going out").

Refuses every other scheme; recognises no platform (that is `app.platforms`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from unicodedata import category
from urllib.parse import urlsplit

from app.domain import text
from app.domain.errors import Invalid

LONGEST = 2000
HTTPS = re.compile(r"^https:", re.IGNORECASE)
LABELLED = re.compile(r"(?:.*\s)?(https://\S+?)[,;]?\s*", re.IGNORECASE)
"""A line that ends with a link, such as "Room 2: https://…" of a mail."""

OTHER = re.compile(r"\s*(//|[a-z][a-z0-9+.-]+:[^\s\d])", re.IGNORECASE)
"""How links begin that have no `://`; words have a space after their colon."""


@dataclass(frozen=True, slots=True)
class Call:
    """Where people talk: a link or an instruction in words; interpretation, captions (links or words), dial-in."""

    url: str = ""
    words: str = ""
    interpretation: str = ""
    captions: str = ""
    dial_in: str = ""

    @property
    def host(self) -> str:
        """The link's host, shown beside the button."""
        return (urlsplit(self.url).hostname or "") if self.url else ""

    def __bool__(self) -> bool:
        return bool(self.url or self.words)


NO_CALL = Call()
"""Where nobody said yet where people talk."""


def call(url: str, words: str, interpretation: str, captions: str, dial_in: str) -> Call:
    """Return a clean call. Raises `Invalid` naming the field."""
    return Call(
        link(url, "url"),
        text.paragraph(words, "words", text.WORDS),
        link_or_words(interpretation, "interpretation"),
        link_or_words(captions, "captions"),
        text.line(dial_in, "dial_in", text.WORDS, required=False),
    )


def link(value: str, field: str) -> str:
    """Return an https link as typed but for a capital of `Https`, '' allowed. Raises `Invalid`."""
    url = HTTPS.sub("https:", value.strip(), count=1)
    if not url:
        return ""
    if len(url) > LONGEST:
        raise Invalid("too-long", field=field, limit=LONGEST)
    if "\\" in url or any(category(sign) in ("Cc", "Cf", "Cs", "Zs", "Zl", "Zp") for sign in url):
        raise Invalid("no-https-link", field=field)
    try:
        parts = urlsplit(url)
        secure = parts.scheme == "https" and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        secure = False
    if not secure:
        raise Invalid("no-https-link", field=field)
    if "@" in parts.netloc:
        raise Invalid("link-with-user", field=field)
    return url


def link_or_words(value: str, field: str) -> str:
    """Return an https link where it looks like a link, else words of one line."""
    if "://" in value or OTHER.match(value):
        return link(value, field)
    return text.line(value, field, text.WORDS, required=False)


def pasted(value: str, field: str) -> list[Call]:
    """Return one call for each line of a pasted list: its link without what stands before it, or words."""
    calls = []
    for each in value.replace("\r\n", "\n").split("\n"):
        if each.strip():
            labelled = LABELLED.fullmatch(each) if each.count("://") == 1 else None
            found = link_or_words(labelled[1] if labelled else each, field)
            calls.append(Call(url=found) if found.startswith("https:") else Call(words=found))
    return calls
