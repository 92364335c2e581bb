"""By what a person of a list is known again: the list's own reference, the e-mail address, name with organisation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

Key = tuple[str, str]


class Said(Protocol):
    """A person, or a row of a list."""

    @property
    def reference(self) -> str: ...

    @property
    def email(self) -> str: ...

    @property
    def name(self) -> str: ...

    @property
    def organisation(self) -> str: ...


@dataclass(slots=True)
class Index:
    """People's ids by what they are known by; kept up to date, so that a part of a long list costs only its rows."""

    ids: dict[Key, list[str]] = field(default_factory=dict)

    def add(self, person: str, said: Said) -> None:
        """Note what a person is known by."""
        for key in keys(said):
            self.ids.setdefault(key, []).append(person)

    def remove(self, person: str, said: Said) -> None:
        """Forget what a person was known by."""
        for key in keys(said):
            self.ids[key].remove(person)


def keys(said: Said) -> Iterable[Key]:
    """Yield what somebody is known by, the surest first."""
    if said.reference:
        yield "reference", said.reference
    if said.email:
        yield "email", said.email.casefold()
    yield "name", f"{folded(said.name)}|{folded(said.organisation)}"


def claims(said: Said) -> list[Key]:
    """Return the keys that are meant for one person alone."""
    return [key for key in keys(said) if key[0] != "name"]


def folded(value: str) -> str:
    """Return a name without what case and spaces make of it."""
    return " ".join(value.casefold().split())
