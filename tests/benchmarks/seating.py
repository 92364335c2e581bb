"""`seating`: pairs that meet in meetings of ten to a thousand people, with random and round-robin beside them.

The instances that others were measured on, then fresh ones: meetings drawn here from the demo's languages by other
seeds, whose goals are shares of all pairs that the rooms have space for. Seconds are processor time.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import combinations
from random import Random

from app.demo.people import crowd
from app.seating import Person, Problem, Room, solve
from tests.benchmarks.figure import Figure, at_least, at_most
from tests.seating.cafes import cafe, regional, repeats, returns
from tests.seating.cases import CASES, problem

NAMES = ("seating",)
SEED = 7
FRESH = ((10, 5, 3, 85.0, 0.2), (23, 5, 4, 70.0, 0.2), (30, 5, 5, 85.0, 0.2), (48, 6, 4, 88.0, 0.2))
"""People, people in a room, rounds; the goal and the seconds."""
CAFES = {
    "seating-cafe30": (cafe(30, 6, 3), 0, 0.2),
    "seating-cafe27": (cafe(27, 6, 3), 0, 0.2),
    "seating-cafe10": (cafe(10, 3, 3), 2, 1.0),
    "seating-cafe-languages": (regional(), 16, 4.0),
}
"""World Cafés: the problem, how many may meet again, the seconds it may take."""
Plan = list[list[list[str]]]


def figures() -> Iterator[Figure]:
    """Measure each case."""
    for name, (bound, goal, longest) in CASES.items():
        yield from case(f"seating-{name.partition('_')[0]}", problem(name), bound, goal, longest)
    for count, size, rounds, goal, longest in FRESH:
        asked = drawn(count, size, rounds)
        yield from case(f"seating-fresh{count}", asked, partners(asked), goal, longest)
    for name, (asked, most, seconds) in CAFES.items():
        yield from travelling(name, asked, most, seconds)


def travelling(name: str, asked: Problem, most: int, longest: float) -> Iterator[Figure]:
    """Measure one World Café: how many meet again, how often somebody returns to a table, how long it took."""
    began = time.process_time()
    solution = solve(asked, seed=SEED)
    yield at_most(f"{name}-time", time.process_time() - began, "s", longest)
    yield at_most(name, repeats(solution), "meetings again", most)
    yield at_most(f"{name}-returns", len(returns(asked, solution)), "people", 0)
    yield at_most(f"{name}-stranded", sum(map(len, solution.stranded)), "places", 0)


def case(name: str, asked: Problem, bound: int, goal: float, longest: float) -> Iterator[Figure]:
    """Measure one problem, ours and the two simple ways."""
    began = time.process_time()
    solution = solve(asked, seed=SEED)
    seconds = time.process_time() - began
    plan = [[list(who) for who in each.values()] for each in solution.plan]
    yield at_least(name, share(plan, bound), "% of the pairs", goal)
    yield at_most(f"{name}-time", seconds, "s", longest)
    yield at_most(f"{name}-illegal", illegal(asked, plan) + sum(map(len, solution.stranded)), "rooms", 0)
    for other, made in (("random", by_chance(asked)), ("round-robin", by_turns(asked))):
        bad = illegal(asked, made)
        yield Figure(
            f"{name}-{other}", share(made, bound), "% of the pairs", f"{bad} rooms without a language", ok=True
        )


def drawn(count: int, size: int, rounds: int) -> Problem:
    """Return a meeting of so many people in rooms of so many."""
    people = tuple(Person(row.name, frozenset(row.languages)) for row in crowd(count))
    rooms = -(-count // size)
    places = tuple(Room(str(k), count // rooms, -(-count // rooms)) for k in range(rooms))
    return Problem(people, (places,) * rounds, common_language=True)


def partners(asked: Problem) -> int:
    """Return a bound on distinct pairs: half of what each person can meet, by languages and by seats beside them."""
    seats = sum(max(room.max for room in rooms) - 1 for rooms in asked.rounds)
    known = [sum(bool(one.languages & other.languages) for other in asked.people) - 1 for one in asked.people]
    return sum(min(seats, each) for each in known) // 2


def by_chance(asked: Problem) -> Plan:
    """Deal people out at random."""
    dice, plan = Random(SEED), []
    for r, rooms in enumerate(asked.rounds):
        names = present(asked, r)
        dice.shuffle(names)
        plan.append([names[k :: len(rooms)] for k in range(len(rooms))])
    return plan


def by_turns(asked: Problem) -> Plan:
    """Deal people out in turn, moving on by their number in each round."""
    plan: Plan = []
    for r, rooms in enumerate(asked.rounds):
        found: list[list[str]] = [[] for _ in rooms]
        for number, name in enumerate(present(asked, r)):
            found[(number + r * (number // len(rooms))) % len(rooms)].append(name)
        plan.append(found)
    return plan


def present(asked: Problem, r: int) -> list[str]:
    """Return who is there in a round."""
    return [person.id for person in asked.people if r not in person.absent]


def share(plan: Plan, bound: int) -> float:
    """Return the pairs that met at all, in % of those that can."""
    return 100 * len({frozenset(pair) for rooms in plan for who in rooms for pair in combinations(who, 2)}) / bound


def illegal(asked: Problem, plan: Plan) -> int:
    """Count rooms that share no language."""
    spoken = {person.id: person.languages for person in asked.people}
    rooms = [[spoken[one] for one in who if spoken[one]] for rooms in plan for who in rooms]
    return sum(not frozenset.intersection(*who) for who in rooms if who)
