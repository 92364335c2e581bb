"""Jitsi Meet: a room is a name at a host; what stands behind `#` sets the subject and who comes in."""

from __future__ import annotations

import json
from urllib.parse import quote

NAME = "Jitsi Meet"
HOSTS = ("meet.jit.si", "8x8.vc")
OURS = "/ldp-"
"""How the names of rooms begin that we make ourselves, whatever the host."""


def ours(path: str) -> bool:
    """Say whether a path is a room that we made."""
    return path.startswith(OURS)


def personal(url: str, subject: str, name: str) -> str:
    """Return the room's link with its subject and the person's name, as typed where it has settings already."""
    if "#" in url:
        return url
    settings = {"config.subject": subject, "userInfo.displayName": name}
    return url + "#" + "&".join(f"{key}={quoted(value)}" for key, value in settings.items() if value)


def quoted(value: str) -> str:
    """Return a value as the page reads it: a JSON string, every sign of the address encoded."""
    return quote(json.dumps(value, ensure_ascii=False), safe="")
