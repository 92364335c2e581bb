"""Named people for tests: the demo's fictitious regional meeting. Nobody here exists.

`TEAM` comes first, so in a programme that imports `TEAM + REGIONAL` Dana is p1 and Amal p10; ask `id_of`.
"""

from __future__ import annotations

from app.demo.people import REGIONAL, TEAM
from app.domain.programme import Programme

__all__ = ["REGIONAL", "TEAM", "id_of"]


def id_of(programme: Programme, name: str) -> str:
    """Return the id of the one person whose listed name begins like this ("Amal")."""
    (found,) = [person.id for person in programme.people.values() if person.name.startswith(name)]
    return found
