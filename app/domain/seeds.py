"""Ids and codes made from the fresh randomness that a command is given. Makes no randomness itself."""

from __future__ import annotations

from hashlib import sha256

ID_SIGNS = "abcdefghijklmnopqrstuvwxyz23456789"
CODE_SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""31 clear signs, without 0 O 1 I L (security.md, join codes)."""


def short_id(seed: str) -> str:
    """Return a programme's id, six signs."""
    return _signs(seed, "programme", ID_SIGNS, 6)


def code(seed: str, length: int) -> str:
    """Return a join code of `length` clear signs."""
    return _signs(seed, f"code{length}", CODE_SIGNS, length)


def name(seed: str, purpose: str) -> str:
    """Return an unguessable lower-case name (16 signs, over 80 bits)."""
    return _signs(seed, purpose, ID_SIGNS, 16)


def _signs(seed: str, purpose: str, signs: str, length: int) -> str:
    number = int.from_bytes(sha256(f"{purpose}|{seed}".encode()).digest())
    found = ""
    for _ in range(length):
        number, rest = divmod(number, len(signs))
        found += signs[rest]
    return found
