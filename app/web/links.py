"""Tokens of personal links: derived from the server's key, never stored. Refuses to say why a token fails.

security.md, Personal links: the first 144 bits of HMAC-SHA256 over programme, person and generation.
"""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Sequence
from hashlib import sha256
from hmac import compare_digest, new

SIGNED = 24
"""Signs that 144 bits take."""
PROGRAMME = 6


def link_token(key: bytes, programme: str, person: str, generation: int, *, purpose: str = "person") -> str:
    """Return the token of a personal link (or, with another purpose, of a meeting's screen)."""
    message = "|".join((purpose, programme, person, str(generation))).encode()
    return programme + person + urlsafe_b64encode(new(key, message, sha256).digest()[:18]).decode()


def split(token: str) -> tuple[str, str] | None:
    """Return the programme and the person that a token names, unproven; None where it names none."""
    if not token.isascii() or not PROGRAMME + SIGNED < len(token) <= 64:
        return None
    return token[:PROGRAMME], token[PROGRAMME:-SIGNED]


def proves(token: str, keys: Sequence[bytes], generation: int, *, purpose: str = "person") -> bool:
    """Say whether one of the valid keys made the token for this generation, in constant time."""
    named = split(token)
    if named is None:
        return False
    return any(compare_digest(token, link_token(key, *named, generation, purpose=purpose)) for key in keys)
