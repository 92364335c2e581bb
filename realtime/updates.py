"""What is looked at in a change of a shared text before it is handed on: its leading counts, and state vectors.

Fifteen hostile bytes that promise a billion blocks hold the interpreter for most of a second (security.md, Shared
text).
"""

from __future__ import annotations

from collections.abc import Mapping

LONGEST = 64 * 1024
"""Bytes of one change."""
MOST_WRITERS = 20_000


class Malformed(Exception):
    """These bytes are no change of a text, or promise more than they hold."""


def plausible(body: bytes) -> None:
    """Refuse a change that is too long or whose leading counts exceed its bytes. Raises `Malformed`."""
    if not 2 <= len(body) <= LONGEST:
        raise Malformed
    writers, at = number(body, 0)
    blocks = number(body, at)[0] if writers else 0
    if writers > len(body) or blocks > len(body):
        raise Malformed


def vector(state: bytes) -> dict[int, int]:
    """Return a state vector: writer → how many signs of theirs. Raises `Malformed`."""
    if not state:
        return {}
    count, at = number(state, 0)
    if count > min(len(state), MOST_WRITERS):
        raise Malformed
    found = {}
    for _ in range(count):
        writer, at = number(state, at)
        found[writer], at = number(state, at)
    return found


def behind(state: Mapping[int, int], wanted: Mapping[int, int]) -> bool:
    """Say whether something that is wanted is missing."""
    return any(state.get(writer, 0) < clock for writer, clock in wanted.items())


def number(body: bytes, at: int) -> tuple[int, int]:
    """Read one variable-length number; return it and where the next begins. Raises `Malformed`."""
    value = shift = 0
    for end in range(at, min(at + 10, len(body))):
        sign = body[end]
        value |= (sign & 0x7F) << shift
        if sign < 0x80:
            return value, end + 1
        shift += 7
    raise Malformed
