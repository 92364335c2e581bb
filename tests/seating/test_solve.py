"""Every plan keeps the hard rules; whoever cannot be seated is named; the same seed gives the same plan."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.demo.people import REGIONAL, crowd
from app.seating import Group, NoPlan, Person, Pin, Problem, Room, sizes, solve
from tests.seating.rules import TONGUES, broken


def people(*spoken: str) -> tuple[Person, ...]:
    return tuple(Person(f"p{n:02}", frozenset(each.split())) for n, each in enumerate(spoken))


def rooms(count: int, least: int, most: int) -> tuple[Room, ...]:
    return tuple(Room(f"r{n}", least, most) for n in range(count))


BALANCE = ("country", "organisation")

problems = st.builds(
    lambda spoken, k, rounds, dice: random_problem(spoken, k, rounds, Random(dice)),
    st.lists(st.sets(st.sampled_from(TONGUES), max_size=3), min_size=4, max_size=24),
    st.integers(1, 5),
    st.integers(1, 4),
    st.integers(0, 10**6),
)


def random_problem(spoken: list[set[str]], k: int, rounds: int, dice: Random) -> Problem:
    count = min(k, len(spoken) // 2)
    who = tuple(
        Person(
            f"p{n:02}",
            frozenset(each),
            {name: kind for name in BALANCE if (kind := dice.choice(["", "A", "B", "C", f"only {n}"]))},
            absent=frozenset({0} if dice.random() < 0.1 else ()),
        )
        for n, each in enumerate(spoken)
    )
    ids = [each.id for each in who]
    together = (Group(frozenset(dice.sample(ids, 2))),) if dice.random() < 0.5 else ()
    kept = {each for group in together for each in group.people}
    apart = (Group(frozenset(dice.sample([i for i in ids if i not in kept], 2))),) if count > 1 and len(ids) > 5 else ()
    pins = (Pin(dice.choice(ids), "r0"),) if dice.random() < 0.5 else ()
    size = -(-len(who) // count)
    places = rooms(count, 1, size + 1)
    return Problem(
        who, (places,) * rounds, common_language=True, balance=BALANCE, together=together, apart=apart, pins=pins
    )


@given(problems, st.integers(0, 50))
@settings(max_examples=150, deadline=None, derandomize=True)
def test_no_plan_breaks_a_hard_rule(problem: Problem, seed: int) -> None:
    solution = solve(problem, seed=seed)
    assert broken(problem, solution) == []
    assert solve(problem, seed=seed) == solution


def regional(count: int, rounds: int, size: int) -> Problem:
    who = tuple(
        Person(f"p{n:04}", frozenset(row.languages), {"country": row.country})
        for n, row in enumerate(REGIONAL if count <= len(REGIONAL) else crowd(count))
    )
    k = -(-len(who) // size)
    return Problem(
        who, (rooms(k, len(who) // k, -(-len(who) // k)),) * rounds, common_language=True, balance=("country",)
    )


@pytest.mark.parametrize("seed", range(5))
def test_the_regional_meeting_gets_rooms_that_share_a_language_and_few_repeats(seed: int) -> None:
    problem = regional(30, 3, 5)
    solution = solve(problem, seed=seed, strict=True)
    assert broken(problem, solution) == []
    assert not any(solution.stranded)
    met = Counter(pair for plan in solution.plan for who in plan.values() for pair in combinations(who, 2))
    assert sum(count - 1 for count in met.values()) <= 0.1 * sum(met.values())


def test_a_thousand_people_get_their_rooms() -> None:
    problem = regional(1000, 5, 8)
    solution = solve(problem, strict=True)
    assert broken(problem, solution) == []
    assert solution.new > 0.99


def test_who_shares_a_language_with_nobody_is_named_and_nobody_is_put_with_strangers() -> None:
    problem = Problem(people("ar", "ar", "ar", "fr", "fr", "fr", "el"), (rooms(2, 3, 4),), common_language=True)
    solution = solve(problem)
    assert solution.stranded == (("p06",),)
    assert broken(problem, solution) == []
    with pytest.raises(NoPlan, match="p06"):
        solve(problem, strict=True)


def test_a_pinned_interpreter_bridges_two_languages() -> None:
    spoken = people("ar", "ar", "el", "el")
    seb = Person("seb", frozenset({"ar", "el"}), bridges=True)
    problem = Problem((*spoken, seb), (rooms(1, 5, 5),), common_language=True, pins=(Pin("seb", "r0"),))
    assert solve(problem, strict=True).stranded == ((),)


def test_people_who_have_met_are_parted_first() -> None:
    problem = Problem(
        people(*["en"] * 16),
        (rooms(4, 4, 4),),
        history=({"a": ("p00", "p01", "p02", "p03"), "b": ("p04", "p05", "p06", "p07")},),
    )
    (plan,) = solve(problem).plan
    old = [{"p00", "p01", "p02", "p03"}, {"p04", "p05", "p06", "p07"}]
    assert all(len(set(who) & past) <= 1 for who in plan.values() for past in old)


def test_sizes_differ_by_one_at_most_and_nobody_sits_alone() -> None:
    assert [sizes(n) for n in (10, 28, 30, 3, 2)] == [(5, 5), (5, 5, 5, 5, 4, 4), (5,) * 6, (3,), (2,)]
    assert sizes(7, max_size=3) == (4, 3)
    assert sizes(7, max_size=2, min_size=2) == (3, 2, 2)
    assert sizes(0) == ()


def test_a_round_says_who_meets_again_in_it_and_not_in_the_rounds_after_it() -> None:
    solution = solve(Problem(people("en", "en", "en", "en"), (rooms(1, 4, 4),) * 2), seed=1)
    assert "no-repeats" in solution.reasons_of(0)
    assert {"new-pairs:0", "repeats:6"} <= set(solution.reasons_of(1))
    assert {"new-pairs:50", "repeats:6"} <= set(solution.reasons)


def test_two_who_meet_in_more_rounds_than_a_byte_counts_are_seated_all_the_same() -> None:
    problem = Problem(people("en", "en"), (rooms(1, 2, 2),) * 300)
    solution = solve(problem, strict=True)
    assert broken(problem, solution) == []
    assert solution.repeats == 299
