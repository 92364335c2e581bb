"""Which language a visit speaks: chosen now, the person's own, the browser's, else English."""

from __future__ import annotations

from starlette.requests import HTTPConnection

from app.domain.programme import Programme
from app.i18n import LANGUAGES
from app.settings import Settings
from app.web.sessions import YEAR

DEFAULT = "en"
MOST_RANGES = 20
COOKIE = "dialogue-language"


def language_of(connection: HTTPConnection, programme: Programme | None = None, person: str = "") -> str:
    """Return the language to answer in; without a programme, or to nobody of it, what the browser says."""
    known = programme.people.get(person) if programme else None
    own = known.language if known else ""
    for wanted in (connection.query_params.get("language", ""), connection.cookies.get(COOKIE, ""), own):
        if wanted in LANGUAGES:
            return wanted
    return accepted(connection.headers.get("accept-language", ""))


def remembered(language: str, settings: Settings) -> str:
    """Return the cookie by which this browser keeps the language."""
    secure = "; Secure" if settings.secure else ""
    return f"{COOKIE}={language}; Max-Age={YEAR}; Path=/; SameSite=Lax; HttpOnly{secure}"


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
