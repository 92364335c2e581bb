"""Jitsi Meet: a room is a name at a host; what stands behind `#` sets its subject."""

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


def headed(url: str, subject: str) -> str:
    """Return the room's link with its subject, as typed where it has settings already."""
    return url if "#" in url or not subject else f"{url}#config.subject={quoted(subject)}"


def quoted(value: str) -> str:
    """Return a value as the page reads it: a JSON string, every sign of the address encoded."""
    return quote(json.dumps(value, ensure_ascii=False), safe="")
