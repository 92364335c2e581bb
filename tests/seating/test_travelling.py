"""A World Café's rounds: nobody returns to a table, hosts stay, few meet again, language is never bent."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from app.seating import solve
from tests.seating.cafes import cafe, regional, repeats, returns
from tests.seating.rules import broken


@pytest.mark.parametrize(("count", "tables", "rounds", "most"), [(30, 6, 3, 0), (27, 6, 3, 0), (10, 3, 3, 2)])
def test_few_meet_again_and_nobody_returns_to_a_table(count: int, tables: int, rounds: int, most: int) -> None:
    for seed in range(5):
        problem = cafe(count, tables, rounds)
        solution = solve(problem, seed=seed, strict=True)
        assert repeats(solution) <= most
        assert returns(problem, solution) == []
        assert broken(problem, solution) == []
        assert solve(problem, seed=seed) == solution


@pytest.mark.alone
def test_thirty_people_at_six_tables_meet_nobody_twice_within_a_fifth_of_a_second() -> None:
    for seed in range(5):
        began = time.process_time()
        assert solve(cafe(30, 6, 3), seed=seed).repeats == 0
        assert time.process_time() - began < 0.2


@pytest.mark.parametrize("seed", range(3))
def test_with_the_languages_of_the_demo_everybody_travels_and_few_meet_again(seed: int) -> None:
    problem = regional()
    solution = solve(problem, seed=seed)
    assert broken(problem, solution) == []
    assert returns(problem, solution) == []
    assert repeats(solution) <= 16
    assert not any(solution.stranded)


def test_who_understands_one_table_only_is_named_for_the_rounds_after_it() -> None:
    spoken = (("ar",), ("en",), ("en",), ("ar",), *((("en",),) * 6))
    problem = cafe(10, 3, 2, spoken)
    problem = replace(problem, rounds=tuple(tuple(replace(t, min=1, max=5) for t in round) for round in problem.rounds))
    solution = solve(problem, seed=1)
    assert sum("p03" in round for round in solution.stranded) == 1
    assert broken(problem, solution) == []


def test_rounds_that_are_over_stay_and_count_as_visits() -> None:
    problem = cafe(12, 4, 3)
    first = solve(problem, seed=1)
    again = replace(problem, previous=first.plan[:1], frozen=1)
    second = solve(again, seed=2)
    assert second.plan[0] == first.plan[0]
    assert returns(problem, second) == []


def test_the_clock_ends_the_search_with_a_whole_plan() -> None:
    solution = solve(cafe(10, 3, 3), stop=lambda: True)
    assert solution.stopped
    assert returns(cafe(10, 3, 3), solution) == []
