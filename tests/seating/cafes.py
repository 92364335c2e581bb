"""World Cafés to plan: so many people, tables, rounds; the first people are the hosts, pinned to their tables."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

from app.demo.people import REGIONAL
from app.seating import Person, Pin, Problem, Room, Solution

Spoken = tuple[tuple[str, ...], ...]


def cafe(count: int, tables: int, rounds: int, spoken: Spoken = ()) -> Problem:
    """Return the problem; nobody's languages matter unless they are given."""
    who = tuple(Person(f"p{n:02}", frozenset(spoken[n] if spoken else ())) for n in range(count))
    places = tuple(Room(f"t{k}", count // tables, -(-count // tables)) for k in range(tables))
    pins = tuple(Pin(f"p{k:02}", f"t{k}") for k in range(tables))
    return Problem(who, (places,) * rounds, pins=pins, no_return=True)


def regional(tables: int = 6, rounds: int = 3) -> Problem:
    """Return the demo's regional meeting; its hosts are those whom most others understand."""
    reach = {row: sum(bool({*row.languages} & {*each.languages}) for each in REGIONAL) for row in REGIONAL}
    ordered = sorted(REGIONAL, key=lambda row: (-reach[row], -len(row.languages), row.name))
    return cafe(len(ordered), tables, rounds, tuple(row.languages for row in ordered))


def repeats(solution: Solution) -> int:
    """Count the meetings of pairs beyond their first, without trusting the solver."""
    met = Counter(pair for plan in solution.plan for who in plan.values() for pair in combinations(sorted(who), 2))
    return sum(count - 1 for count in met.values())


def returns(problem: Problem, solution: Solution) -> list[str]:
    """Name the travellers who come to a table twice."""
    hosts = {pin.person for pin in problem.pins}
    been = Counter((one, table) for plan in solution.plan for table, who in plan.items() for one in who)
    return [one for (one, _), count in been.items() if count > 1 and one not in hosts]
