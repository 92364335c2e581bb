"""Video platforms, recognised by the address of a call; each with the link a person opens. Pure, asks nobody.

What is not recognised is an https link like any other.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from app.platforms import jitsi

HOSTS = {
    "Zoom": ("zoom.us", "zoom.com", "zoomgov.com"),
    "Microsoft Teams": ("teams.microsoft.com", "teams.live.com"),
    "Google Meet": ("meet.google.com",),
    "Webex": ("webex.com",),
    jitsi.NAME: jitsi.HOSTS,
}
"""Names of platforms and the hosts they are at, subdomains included."""

BIGBLUEBUTTON = "BigBlueButton"


def recognised(url: str) -> str:
    """Return the platform's name, '' where the address tells none."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    for name, hosts in HOSTS.items():
        if any(host == each or host.endswith(f".{each}") for each in hosts):
            return name
    if jitsi.ours(parts.path):
        return jitsi.NAME
    return BIGBLUEBUTTON if host.startswith("bbb.") or parts.path.startswith(("/bigbluebutton/", "/b/")) else ""


def personal(url: str, subject: str) -> str:
    """Return the link that people open, with the call's subject where the platform takes it.

    Their own name is added by their own page when they press (static/js/calls.js), for the link is drawn once for all.
    """
    return jitsi.headed(url, subject) if recognised(url) == jitsi.NAME else url
