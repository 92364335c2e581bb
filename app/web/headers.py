"""The security headers of every answer (security.md, Headers), built once from the settings."""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.settings import Settings

HTMX = ("htmx.min.js", "ext/hx-ws.min.js")
PERMISSIONS = (
    "camera=(), microphone=(), geolocation=(), display-capture=(), payment=(), usb=(), serial=(), midi=(), "
    "browsing-topics=(), fullscreen=(self), clipboard-write=(self), screen-wake-lock=(self)"
)


def policy(settings: Settings) -> str:
    """Return the Content-Security-Policy: whole file paths of the CDN, or none."""
    files = [f"{settings.cdn}/npm/htmx.org@4.0.1/dist/{name}" for name in HTMX] if settings.cdn else []
    scripts = " ".join(["'self'", *files])
    socket = ("wss://" if settings.secure else "ws://") + settings.public_host
    return (
        f"default-src 'none'; script-src {scripts}; style-src 'self'; img-src 'self' data:; "
        f"font-src 'self'; connect-src 'self' {socket}; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'; manifest-src 'self'"
    )


def security_headers(settings: Settings) -> list[tuple[str, str]]:
    """Return the headers that the server puts on every answer, its own to a request that nobody can read included."""
    wanted = {
        "content-security-policy": policy(settings),
        "referrer-policy": "same-origin",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "x-content-type-options": "nosniff",
        "x-robots-tag": "noindex",
        "permissions-policy": PERMISSIONS,
    }
    if settings.secure:
        wanted["strict-transport-security"] = "max-age=31536000"
    return list(wanted.items())


class NotStored:
    """Have no browser and no proxy store what says nothing of caching."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = list(message.get("headers", ()))
                if not any(name.lower() == b"cache-control" for name, _ in given):
                    message["headers"] = [*given, (b"cache-control", b"no-store")]
            await send(message)

        await self._app(scope, receive, sending if scope["type"] == "http" else send)
