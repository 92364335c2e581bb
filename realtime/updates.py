"""What is looked at in a change of a shared text before it is handed on: all of its bytes, and state vectors.

A change holds what plain text fields make and nothing else: signs, signs that are gone, and where they stand. Fifteen
hostile bytes that promise a billion blocks hold the interpreter for most of a second (security.md, Shared text), lists
within lists end the process, and a change that waits for another one would lie in memory and on no disk.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

LONGEST = 64 * 1024
"""Bytes of one change."""
MOST_CLOCK, MOST_WRITER = 2**31, 2**53
"""Signs of one writer, those that are gone included, and the number of a writer; where the document's numbers end."""
GONE, DELETED, SIGNS, SKIPPED = 0, 1, 4, 10
"""Kinds of blocks; the others hold what no text field does (lists, formats, documents)."""
LEFT, RIGHT, KEYED = 0x80, 0x40, 0x20
CUT = "\ufffd".encode("utf-16-le")
"""What stands for half of a pair."""
Vector = dict[int, int]
"""Writer → how many of their signs."""


class Malformed(Exception):
    """These bytes are no change of a text, or promise more than they hold."""


@dataclass(slots=True)
class Change:
    """What a change brings, by writer: from which sign on, up to which; `needs`: up to which others must be there."""

    begins: Vector = field(default_factory=dict)
    ends: Vector = field(default_factory=dict)
    needs: Vector = field(default_factory=dict)

    def overlap(self, known: Mapping[int, int]) -> dict[int, tuple[int, int]]:
        """Return, by writer, from which to which sign it brings what is there already."""
        begun = ((writer, clock, min(known.get(writer, 0), self.ends[writer])) for writer, clock in self.begins.items())
        return {writer: (clock, end) for writer, clock, end in begun if clock < end}

    def misses(self, known: Mapping[int, int]) -> bool:
        """Say whether something before it is missing where this much is known."""
        if any(known.get(writer, 0) < clock for writer, clock in self.begins.items()):
            return True
        ends = self.ends
        return any(max(known.get(writer, 0), ends.get(writer, 0)) < clock for writer, clock in self.needs.items())


def read(body: bytes) -> Change:
    """Read a change from its first byte to its last. Raises `Malformed`."""
    if not 2 <= len(body) <= LONGEST:
        raise Malformed
    found = Change()
    writers, at = number(body, 0)
    if writers > len(body):
        raise Malformed
    for _ in range(writers):
        blocks, at = number(body, at)
        writer, at = number(body, at)
        clock, at = number(body, at)
        if blocks > len(body) or writer in found.begins or writer >= MOST_WRITER:
            raise Malformed
        found.begins[writer] = clock
        for _ in range(blocks):
            kind, length, _, at = block(body, at, writer, clock, found.needs)
            clock += length
            if kind == SKIPPED:  # what comes after it was made after it
                found.begins[writer] = clock
        if clock > MOST_CLOCK:
            raise Malformed
        found.ends[writer] = clock
    if removals(body, at, found.needs) != len(body):
        raise Malformed
    return found


def block(body: bytes, at: int, writer: int, clock: int, needs: Vector) -> tuple[int, int, str, int]:
    """Read one block, note what it needs; return its kind, its signs: how many and which, and where the next begins."""
    if at >= len(body):
        raise Malformed
    kind, at = body[at], at + 1
    if kind in (GONE, SKIPPED):
        length, at = number(body, at)
        return kind, length, "", at
    for beside in (LEFT, RIGHT):
        if kind & beside:
            other, at = number(body, at)
            sign, at = number(body, at)
            if other != writer:
                need(needs, other, sign + 1)
            elif sign >= clock:
                raise Malformed
    if not kind & (LEFT | RIGHT):
        named, at = number(body, at)
        if named != 1 or kind & KEYED:
            raise Malformed
        _, at = text(body, at)
    length, said, at = content(body, at, kind & 0x1F)
    return kind, length, said, at


def content(body: bytes, at: int, kind: int) -> tuple[int, str, int]:
    """Read how many signs (UTF-16) a block has and, unless they are gone, which; return also where that ends."""
    if kind == SIGNS:
        said, at = text(body, at)
        return len(said) if said.isascii() else len(said.encode("utf-16-le")) // 2, said, at
    if kind != DELETED:
        raise Malformed
    length, at = number(body, at)
    return length, "", at


def covered(there: Mapping[int, tuple[int, int]]) -> int:
    """Count the signs of an overlap."""
    return sum(last - first for first, last in there.values())


def signs(body: bytes, writer: int, first: int, last: int) -> list[bytes | None]:
    """Return one writer's signs (UTF-16) from `first` to before `last`; None for those that are gone, or not in it."""
    found: list[bytes | None] = [None] * (last - first)
    writers, at = number(body, 0)
    for _ in range(writers):
        blocks, at = number(body, at)
        whose, at = number(body, at)
        clock, at = number(body, at)
        for _ in range(blocks):
            if whose == writer and clock >= last:
                return found
            _, length, said, at = block(body, at, whose, clock, {})
            if said and whose == writer:
                units = said.encode("utf-16-le")
                for place in range(max(clock, first), min(clock + length, last)):
                    found[place - first] = units[2 * (place - clock) : 2 * (place - clock) + 2]
            clock += length
    return found


def unlike(one: Sequence[bytes | None], other: Sequence[bytes | None]) -> bool:
    """Say whether two writers' signs differ where both are known; half of a pair that was cut is not."""
    return any(a != b and None not in (a, b) and CUT not in (a, b) for a, b in zip(one, other, strict=True))


def removals(body: bytes, at: int, needs: Vector) -> int:
    """Read which signs are gone, note that they must be there; return where that ends."""
    writers, at = number(body, at)
    for _ in range(within(writers, body)):
        writer, at = number(body, at)
        runs, at = number(body, at)
        for _ in range(within(runs, body)):
            first, at = number(body, at)
            length, at = number(body, at)
            need(needs, writer, first + length)
    return at


def text(body: bytes, at: int) -> tuple[str, int]:
    """Read a string; return it and where it ends."""
    length, at = number(body, at)
    end = at + length
    if end > len(body):
        raise Malformed
    try:
        return body[at:end].decode(), end
    except UnicodeDecodeError:
        raise Malformed from None


def need(needs: Vector, writer: int, clock: int) -> None:
    """Note that so many signs of a writer must be there."""
    if clock > MOST_CLOCK:
        raise Malformed
    if needs.get(writer, 0) < clock:
        needs[writer] = clock


def within(count: int, body: bytes) -> int:
    """Return a count of things that take a byte at least. Raises `Malformed` where they are more than bytes."""
    if count > len(body):
        raise Malformed
    return count


def vector(state: bytes) -> Vector:
    """Return a state vector. Raises `Malformed`."""
    if not state:
        return {}
    count, at = number(state, 0)
    found = {}
    for _ in range(within(count, state)):
        writer, at = number(state, at)
        found[writer], at = number(state, at)
    return found


def behind(state: Mapping[int, int], wanted: Mapping[int, int]) -> bool:
    """Say whether something that is wanted is missing."""
    return any(state.get(writer, 0) < clock for writer, clock in wanted.items())


def spelt(found: Mapping[int, int]) -> bytes:
    """Return a state vector's bytes."""
    return b"".join(wide(value) for value in (len(found), *(each for pair in found.items() for each in pair)))


def wide(value: int) -> bytes:
    """Return a number's bytes."""
    made = bytearray()
    while value > 0x7F:
        made.append((value & 0x7F) | 0x80)
        value >>= 7
    return bytes((*made, value))


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
