"""Who holds something back, a note or a field of a report, so that it never leaves its room (domain.md §4).

Those whose own it is may, and those who drive; what one of them holds back, the other does not let go.
"""

from __future__ import annotations

from collections.abc import Mapping

Holds = Mapping[str, bool]
"""Who holds it back → whether it is their own; of the others, the team, one speaks for all."""


def held_already(holds: Holds, person: str, *, own: bool) -> bool:
    """Whether it changes nothing that somebody holds it back, too: they do, or another of the team does for them."""
    return person in holds or (not own and not all(holds.values()))


def remaining(holds: Holds, person: str, *, team: bool) -> dict[str, bool]:
    """Return who still holds it back once somebody lets it go, for all of the `team` where they drive."""
    return {one: own for one, own in holds.items() if one != person and (own or not team)}
