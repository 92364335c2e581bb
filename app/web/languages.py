"""Which language a visit speaks: chosen now, the person's own, the browser's, else English."""

from __future__ import annotations

from starlette.requests import HTTPConnection

from app.domain.programme import Programme
from app.i18n import LANGUAGES

DEFAULT = "en"
MOST_RANGES = 20
COOKIE = "dialogue-language"


def language_of(connection: HTTPConnection, programme: Programme, person: str) -> str:
    """Return the language to answer a person in."""
    known = programme.people.get(person)
    own = known.language if known else ""
    for wanted in (connection.query_params.get("language", ""), connection.cookies.get(COOKIE, ""), own):
        if wanted in LANGUAGES:
            return wanted
    return accepted(connection.headers.get("accept-language", ""))


def accepted(header: str) -> str:
    """Return the language of ours that the browser likes best; what cannot be read is not wanted."""
    ranges = [weighed(part) for part in header.split(",")[:MOST_RANGES]]
    wanted = [(weight, language) for weight, language in ranges if weight > 0 and language in LANGUAGES]
    return max(wanted, key=lambda pair: pair[0])[1] if wanted else DEFAULT


def weighed(part: str) -> tuple[float, str]:
    """Read one range of the header: its weight and the language without its region."""
    tag, _, weight = part.partition(";q=")
    try:
        return float(weight or 1), tag.strip().lower().partition("-")[0]
    except ValueError:
        return 0.0, ""
