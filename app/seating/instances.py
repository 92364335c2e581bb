"""Read and write `assign-bench/1`; refuses malformed input in one sentence."""

from __future__ import annotations

from typing import Any

from app.seating.problem import Group, Person, Pin, Problem, Room
from app.seating.solve import Solution


class BadInstance(ValueError):
    """The input is no assign-bench/1 instance."""


def problem_from_json(given: Any) -> Problem:
    """Return the problem of a parsed instance; raise BadInstance."""
    if not isinstance(given, dict) or given.get("format") != "assign-bench/1":
        raise BadInstance('"format" is not "assign-bench/1"')
    try:
        return _problem(given)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError, RecursionError) as error:
        raise BadInstance(f"a field is missing or of the wrong type ({type(error).__name__})") from None


def _rounds(given: dict[str, Any]) -> frozenset[int] | None:
    return frozenset(given["rounds"]) if "rounds" in given else None


def _problem(given: dict[str, Any]) -> Problem:
    people = tuple(
        Person(
            p["id"],
            frozenset(p.get("languages", ())),
            p.get("attrs", {}),
            tuple(p.get("themes", ())),
            frozenset(p.get("absent", ())),
        )
        for p in given["people"]
    )
    rounds = tuple(
        tuple(Room(r["id"], int(r["min"]), int(r["max"]), r.get("language"), r.get("theme")) for r in each["rooms"])
        for each in given["rounds"]
    )
    rules = given.get("constraints", {})
    groups = {
        kind: tuple(Group(frozenset(g["people"]), _rounds(g)) for g in rules.get(kind, ()))
        for kind in ("together", "apart")
    }
    pins = tuple(Pin(p["person"], p["room"], _rounds(p)) for p in rules.get("pins", ()))
    before = given.get("previous") or {"rounds": [], "frozen": 0}
    previous = tuple({k: tuple(v) for k, v in each.items()} for each in before["rounds"])
    return Problem(
        people,
        rounds,
        bool(given.get("common_language")),
        tuple(given.get("balance", ())),
        groups["together"],
        groups["apart"],
        pins,
        previous,
        before["frozen"],
    )


def plan_to_json(name: str, solution: Solution) -> dict[str, Any]:
    """Return a solution as the format writes it."""
    rounds = [{room: list(who) for room, who in each.items()} for each in solution.plan]
    return {"instance": name, "solver": "dialogue", "rounds": rounds}
