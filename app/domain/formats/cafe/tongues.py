"""Languages at tables: whether all share one, and how many tables each should have where they are kept apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.domain.programme import Programme

LEAST = 2
"""People for whom a table is set up."""


def mixed(programme: Programme, people: Iterable[str]) -> bool:
    """Say whether no language is spoken by all who told theirs."""
    spoken = [set(programme.people[person].languages) for person in people if programme.people[person].languages]
    return bool(spoken) and not set.intersection(*spoken)


def spread(programme: Programme, people: Iterable[str], tables: int, rounds: int) -> tuple[str, ...]:
    """Return the language of table 1, 2 …: people count for the commonest of theirs; the largest groups get tables.

    Where there are enough, each group first gets a table a round, so that nobody must return to one or sit out.
    """
    spoken = [programme.people[person].languages for person in people if programme.people[person].languages]
    common = Counter(tongue for each in spoken for tongue in each)
    groups = Counter(max(sorted(each), key=lambda tongue: common[tongue]) for each in spoken)
    if not groups:
        return ()
    enough = Counter({tongue: min(rounds, common[tongue] // LEAST) for tongue in groups})
    given = enough if enough.total() <= tables else Counter()
    for _ in range(tables - given.total()):
        given[max(sorted(groups), key=lambda tongue: groups[tongue] / (given[tongue] + 1))] += 1
    return tuple(tongue for tongue in sorted(given, key=lambda tongue: -given[tongue]) for _ in range(given[tongue]))
