"""How many rooms, and how large."""

from __future__ import annotations


def sizes(n: int, *, max_size: int = 5, min_size: int = 3) -> tuple[int, ...]:
    """Return room sizes for `n` people, largest first, differing by at most one (domain.md §4)."""
    if n <= 0:
        return ()
    k = max(1, min(-(-n // max_size), n // min_size))
    return tuple(n // k + (i < n % k) for i in range(k))
