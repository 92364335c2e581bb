"""Session cookies, one per programme: a random id in the browser, its hash in the state (security.md, Cookies)."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from hmac import new
from secrets import token_urlsafe

from starlette.requests import HTTPConnection
from starlette.responses import Response

from app.domain.messages import SCREEN
from app.domain.programme import Programme
from app.settings import Settings
from app.web.links import proves, split

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


def session_of(key: bytes, once: str, asked: str) -> str:
    """Return the session of a form that knocks: the same one if it is sent twice, as a double click does.

    Only who has the form's long one-time id can come by it; a shorter id is none of ours and gets a fresh one.
    """
    if len(once) < len(fresh := fresh_session()):
        return fresh
    return urlsafe_b64encode(new(key, f"knock|{asked}|{once}".encode(), sha256).digest()[:24]).decode()


def read_viewer(connection: HTTPConnection, programme: Programme, settings: Settings) -> Viewer | None:
    """Return who comes in, None for a browser without a seat in this programme."""
    session = connection.cookies.get(cookie_name(programme.id, settings))
    device = programme.devices.get(hashed(session)) if session else None
    if device is None or device.person is None or device.person not in programme.people:
        return None
    return Viewer(device.person, device.hash, device.full, device.stale)


def renewed(connection: HTTPConnection, programme: Programme, settings: Settings) -> bool:
    """Say whether the browser that came with this cookie has been given another one since."""
    before = hashed(connection.cookies.get(cookie_name(programme.id, settings), ""))
    return any(device.former == before for device in programme.devices.values())


def issue(response: Response, programme: str, session: str, settings: Settings) -> None:
    """Give the browser the session's cookie."""
    response.set_cookie(
        cookie_name(programme, settings), session, max_age=YEAR, secure=settings.secure, httponly=True, samesite="lax"
    )


def revoke(response: Response, programme: str, settings: Settings) -> None:
    """Have the browser forget the session's cookie; a `__Host-` one goes only by its own attributes."""
    response.delete_cookie(cookie_name(programme, settings), secure=settings.secure, httponly=True, samesite="lax")


def screen_cookie(programme: str, settings: Settings) -> str:
    """Name the cookie of a browser that shows a plenary screen."""
    return cookie_name(programme, settings) + "-screen"


def issue_screen(response: Response, programme: str, token: str, settings: Settings) -> None:
    """Let the browser show the screen that its link names; the link can be replaced."""
    response.set_cookie(
        screen_cookie(programme, settings), token, max_age=YEAR, secure=settings.secure, httponly=True, samesite="lax"
    )


def read_screen(
    connection: HTTPConnection, programme: Programme, meeting: str, keys: Sequence[bytes], settings: Settings
) -> Viewer | None:
    """Return the viewer of a browser that may show the meeting's plenary screen, None for others."""
    token = connection.cookies.get(screen_cookie(programme.id, settings), "")
    found = programme.meetings.get(meeting)
    if found is None or split(token) != (programme.id, meeting):
        return None
    proven = proves(token, keys, found.screen_generation, purpose="screen")
    return Viewer(SCREEN, "", full=False, stale=False) if proven else None
