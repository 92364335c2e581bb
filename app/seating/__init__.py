"""Who sits where, over all rounds: pure, standard library only. Draws nothing and stores nothing."""

from app.seating.instances import BadInstance, plan_to_json, problem_from_json
from app.seating.problem import Group, Person, Pin, Problem, Room
from app.seating.sizes import sizes
from app.seating.solve import NoPlan, Solution, solve

__all__ = [
    "BadInstance",
    "Group",
    "NoPlan",
    "Person",
    "Pin",
    "Problem",
    "Room",
    "Solution",
    "plan_to_json",
    "problem_from_json",
    "sizes",
    "solve",
]
