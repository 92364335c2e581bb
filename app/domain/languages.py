"""Who understands whom: the languages in which everybody of a room can take part (domain.md §4, allocation 2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.domain.people import Person

Buddies = Mapping[str, Iterable[str]]
"""Person → those who are kept together with them and so may interpret for them."""


def shared(people: Iterable[Person], buddies: Buddies) -> set[str]:
    """Return the languages that everybody understands, by themselves or with an interpreter or buddy of the room.

    A person without languages is taken to understand all; a room of only such people shares '*'.
    """
    members = list(people)
    spoken = {language for person in members for language in person.languages} or {"*"}
    return {each for each in spoken if all(understands(person, each, members, buddies) for person in members)}


def understands(person: Person, language: str, members: list[Person], buddies: Buddies) -> bool:
    """Say whether the person can follow the language in this company."""
    if not person.languages or language in person.languages:
        return True
    mine = set(person.languages)
    helpers = set(buddies.get(person.id, ()))
    return any(
        (other.role == "interpreter" or other.id in helpers)
        and language in other.languages
        and not mine.isdisjoint(other.languages)
        for other in members
    )


def buddies(groups: Iterable[Iterable[str]]) -> dict[str, set[str]]:
    """Return for each person of the groups the others of them."""
    found: dict[str, set[str]] = {}
    for group in map(set, groups):
        for person in group:
            found.setdefault(person, set()).update(group - {person})
    return found
