"""One shared text in memory: a CRDT document (pycrdt; Yjs in the browser) of named fields, and who changed which.

Changes may come twice, late and in any order; all of them together say the same everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pycrdt import Doc
from pycrdt import Text as Field

from realtime.updates import Change, Malformed, Vector, covered, signs, spelt, unlike, vector

Listener = Callable[[bytes], None]
"""Is handed every frame with changes of a text."""
MOST_OVERLAPS, MOST_COMPARED = 8, 4096
"""Writers and signs that one change may bring although they are there already: they are compared one by one."""


@dataclass(eq=False)
class Text:
    """One open text. `head`: the number of its newest change on the disk; `size`: bytes there, `rows`: in so many.

    `late`: who is marked to have come late since the words were noted last. `fresh`: the fields that changed since
    `taken` was last asked, with who changed them, of both the last last.
    """

    stream: str
    name: str
    document: Doc[Field]
    head: int = 0
    size: int = 0
    rows: int = 0
    broken: bool = False
    waiting: int = 0
    listeners: dict[Listener, None] = field(default_factory=dict)
    fresh: dict[str, dict[str, None]] = field(default_factory=dict)
    late: dict[str, None] = field(default_factory=dict)
    _state: bytes | None = None
    _known: Vector | None = None
    _touched: set[str] = field(default_factory=set)
    _lengths: dict[str, int] = field(default_factory=dict)
    _watched: dict[str, object] = field(default_factory=dict)  # a subscription that nobody keeps is none

    def watch(self, fields: Iterable[str]) -> None:
        """Note from now on who changes which of these fields."""
        for name in fields:
            if name not in self._watched:
                # Not `observe`: it reads out what each letter changed, which nobody here asks.
                self._watched[name] = self.field(name).integrated.observe(self._touching(name))
                self._lengths[name] = len(self.field(name))

    def _touching(self, name: str) -> Callable[[Any], None]:
        return lambda event: self._touched.add(name)

    def field(self, name: str) -> Field:
        """Return one field."""
        return self.document.get(name, type=Field)

    @property
    def longest(self) -> int:
        """How many bytes the longest of the watched fields holds."""
        return max(self._lengths.values(), default=0)

    def words(self, fields: Iterable[str]) -> dict[str, str]:
        """Return what these fields say."""
        return {name: str(self.field(name)) for name in fields}

    def state(self) -> bytes:
        """Return which changes are in it, as a state vector."""
        if self._state is None:
            self._state = self.document.get_state()
        return self._state

    def known(self) -> Vector:
        """Return how many signs of each writer are in it."""
        if self._known is None:
            self._known = vector(self.state())
        return self._known

    def missing(self, state: bytes) -> bytes:
        """Return what whoever has `state` lacks. Raises `Malformed`."""
        vector(state)
        try:
            return self.document.get_update(state or None)
        except ValueError:
            raise Malformed from None

    def denies(self, body: bytes, change: Change) -> bool:
        """Say whether a change calls other signs by the numbers of some that are here, or more than are compared.

        Signs that are gone may have been any. Who puts gone ones by another page's numbers takes that page's next words
        away, as they might by deleting them: both want the right to write here.
        """
        there = change.overlap(self.known())
        if len(there) > MOST_OVERLAPS or covered(there) > min(MOST_COMPARED, len(body)):
            return True
        for writer, (first, last) in there.items():
            here = self.document.get_update(spelt({**self.known(), writer: first}))
            if unlike(signs(body, writer, first, last), signs(here, writer, first, last)):
                return True
        return False

    def take(self, body: bytes, by: str) -> bool:
        """Put a change in; return whether it changed anything. Raises `Malformed`."""
        before, self._state, self._known = self.state(), None, None
        self._touched.clear()
        try:
            self.document.apply_update(body)
        except ValueError:
            raise Malformed from None
        except BaseException as error:
            if not isinstance(error, Exception) and not type(error).__name__.startswith("Panic"):
                raise
            self.broken = True  # some of it may be in
            raise Malformed from None
        for name in self._touched:
            self._lengths[name] = len(self.field(name))
            who = self.fresh.pop(name, {})
            who.pop(by, None)
            self.fresh[name] = {**who, by: None}
        return bool(self._touched) or self.state() != before

    def taken(self) -> dict[str, tuple[str, ...]]:
        """Return who changed which field since this was last asked."""
        found = {name: tuple(who) for name, who in self.fresh.items()}
        self.fresh.clear()
        return found

    def untaken(self, who: Mapping[str, Iterable[str]]) -> None:
        """Know again who changed which field: nobody could note it."""
        newer, self.fresh = self.fresh, {name: dict.fromkeys(people) for name, people in who.items()}
        for name, people in newer.items():
            before = [person for person in self.fresh.pop(name, {}) if person not in people]
            self.fresh[name] = {**dict.fromkeys(before), **people}

    def rewrite(self, words: Mapping[str, str]) -> bytes:
        """Let fields say something else, only what differs being replaced; return that change, not yet put in."""
        scratch: Doc[Field] = Doc()
        scratch.apply_update(self.document.get_update())
        before = scratch.get_state()
        for name, said in words.items():
            replace(scratch.get(name, type=Field), said)
        return scratch.get_update(before)


def replace(field: Field, said: str) -> None:
    """Let a field say something else; what both begin and end with stays."""
    old = str(field)
    most = min(len(old), len(said))
    start = next((at for at in range(most) if old[at] != said[at]), most)
    end = next((at for at in range(most - start) if old[-1 - at] != said[-1 - at]), most - start)
    first = len(old[:start].encode())  # a place in a field is counted in bytes
    gone, new = old[start : len(old) - end], said[start : len(said) - end]
    if gone:
        del field[first : first + len(gone.encode())]
    if new:
        field.insert(first, new)
