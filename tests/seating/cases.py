"""Instances that others were measured on and a hard fresh one, with the bound on distinct pairs their scorer proves.

`CASES`: name → (bound, the share of it that is promised in %, seconds that the search may take).
"""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path
from typing import Any

from app.seating import Problem, Solution, problem_from_json

FOLDER = Path(__file__).resolve().parent / "instances"
CASES = {
    "alf10_2x5_r3": (42, 100.0, 0.2),
    "uneven23_5r_r4": (168, 97.0, 0.2),
    "unlike23_5r_r4": (168, 97.0, 0.2),  # of 25 fresh ones that on which a shorter search fell short
    "alf30_6x5_r5": (270, 80.0, 0.2),
    "hard48_8r_r4": (458, 78.0, 0.2),
    "forum1000_125x8_r5": (17500, 99.5, 4.0),
}


def instance(name: str) -> dict[str, Any]:
    """Return an instance as its file has it."""
    read: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    return read


def problem(name: str) -> Problem:
    """Return an instance as a problem."""
    return problem_from_json(instance(name))


def pairs(solution: Solution) -> int:
    """Return how many pairs meet at least once."""
    return len({frozenset(pair) for plan in solution.plan for who in plan.values() for pair in combinations(who, 2)})
