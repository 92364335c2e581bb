"""`seating`: pairs that meet in regional meetings of ten to a thousand people, with random and round-robin beside them.

The instances are drawn here from the demo's languages; each goal is a share of all pairs that the rooms have space for.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import combinations
from random import Random

from app.demo.people import crowd
from app.seating import Person, Problem, Room, solve
from tests.benchmarks.figure import Figure, at_least, at_most

NAMES = ("seating",)
CASES = (
    (10, 5, 3, 50.0, 0.2),
    (23, 5, 4, 75.0, 0.2),
    (30, 5, 5, 80.0, 0.2),
    (48, 6, 4, 85.0, 0.2),
    (1000, 8, 5, 99.5, 4.0),
)
Plan = list[list[list[str]]]


def figures() -> Iterator[Figure]:
    """Measure each case; seconds are processor time, so that other work on the machine does not count."""
    for count, size, rounds, goal, longest in CASES:
        problem = drawn(count, size, rounds)
        began = time.process_time()
        solution = solve(problem, seed=7)
        seconds = time.process_time() - began
        plan = [[list(who) for who in each.values()] for each in solution.plan]
        name = f"seating-{count}"
        yield at_least(name, share(plan), "% new pairs", goal)
        yield at_most(f"{name}-time", seconds, "s", longest)
        yield at_most(f"{name}-illegal", illegal(problem, plan) + sum(map(len, solution.stranded)), "rooms", 0)
        for other, made in (("random", by_chance(problem)), ("round-robin", by_turns(problem))):
            bad = illegal(problem, made)
            yield Figure(f"{name}-{other}", share(made), "% new pairs", f"{bad} rooms without a language", ok=True)


def drawn(count: int, size: int, rounds: int) -> Problem:
    """Return a meeting of so many people in rooms of so many."""
    people = tuple(Person(row.name, frozenset(row.languages)) for row in crowd(count))
    rooms = -(-count // size)
    places = tuple(Room(str(k), count // rooms, -(-count // rooms)) for k in range(rooms))
    return Problem(people, (places,) * rounds, common_language=True)


def by_chance(problem: Problem) -> Plan:
    """Deal people out at random."""
    dice, plan = Random(7), []
    for rooms in problem.rounds:
        names = [person.id for person in problem.people]
        dice.shuffle(names)
        plan.append([names[k :: len(rooms)] for k in range(len(rooms))])
    return plan


def by_turns(problem: Problem) -> Plan:
    """Deal people out in turn, moving on by their number in each round."""
    names = [person.id for person in problem.people]
    plan: Plan = []
    for turn, rooms in enumerate(problem.rounds):
        found: list[list[str]] = [[] for _ in rooms]
        for number, name in enumerate(names):
            found[(number + turn * (number // len(rooms))) % len(rooms)].append(name)
        plan.append(found)
    return plan


def share(plan: Plan) -> float:
    """Return the pairs that met at all, in % of all meetings of pairs."""
    met = [frozenset(pair) for rooms in plan for who in rooms for pair in combinations(who, 2)]
    return 100 * len(set(met)) / len(met)


def illegal(problem: Problem, plan: Plan) -> int:
    """Count rooms that share no language."""
    spoken = {person.id: person.languages for person in problem.people}
    return sum(not frozenset.intersection(*(spoken[one] for one in who)) for rooms in plan for who in rooms if who)
