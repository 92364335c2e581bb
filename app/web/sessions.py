"""Session cookies, one per programme: a random id in the browser, its hash in the state (security.md, Cookies)."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from secrets import token_urlsafe

from starlette.requests import HTTPConnection
from starlette.responses import Response

from app.domain.programme import Programme
from app.settings import Settings

YEAR = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Viewer:
    """Whose seat the browser has; not `full`: the seat only. `stale`: the role changed, a new id is due."""

    person: str
    device: str
    full: bool
    stale: bool


def cookie_name(programme: str, settings: Settings) -> str:
    """Name the programme's cookie; plain http keeps no `__Host-` cookie in every browser."""
    return f"{'__Host-' if settings.secure else ''}dialogue-{programme}"


def hashed(session: str) -> str:
    """Return what the state keeps of a session's id."""
    return sha256(session.encode()).hexdigest()


def fresh_session() -> str:
    """Return a new session id of 192 random bits."""
    return token_urlsafe(24)


def read_viewer(connection: HTTPConnection, programme: Programme, settings: Settings) -> Viewer | None:
    """Return who comes in, None for a browser without a seat in this programme."""
    session = connection.cookies.get(cookie_name(programme.id, settings))
    device = programme.devices.get(hashed(session)) if session else None
    if device is None or device.person is None or device.person not in programme.people:
        return None
    return Viewer(device.person, device.hash, device.full, device.stale)


def issue(response: Response, programme: str, session: str, settings: Settings) -> None:
    """Give the browser the session's cookie."""
    response.set_cookie(
        cookie_name(programme, settings), session, max_age=YEAR, secure=settings.secure, httponly=True, samesite="lax"
    )
