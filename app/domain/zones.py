"""Names of time zones: which a meeting may be in. Does no arithmetic and reads no zone database."""

from __future__ import annotations

import re

from app.domain.errors import Invalid

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_+-]{0,30}(/[A-Za-z0-9][A-Za-z0-9_+-]{0,30}){0,2}")


def zone(value: str, field: str) -> str:
    """Return the zone's name if it is formed like one ("Africa/Tunis"); the edge checks that it exists."""
    name = value.strip()
    if not _NAME.fullmatch(name):
        raise Invalid("no-time-zone", field=field)
    return name
