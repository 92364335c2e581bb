"""A World Café's rounds: nobody returns to a table, so two people who change seats may have to do so in several rounds.

Whole plans are made, one after the other, each searched for a while; the one with the fewest who have no table, then
with the fewest pairs who meet again, is taken. Whoever is pinned (a host) stays.
"""

from __future__ import annotations

from collections.abc import Callable, MutableSequence
from math import exp
from random import Random

from app.seating.places import Places, places
from app.seating.problem import Problem
from app.seating.search import Rooms, Search, begun, enter
from app.seating.tongues import seated

PLANS = 12
"""Plans that are made where none is perfect."""
EACH, MOST = 150, 30_000
"""Tries of changing seats for each seat, and in all, in one plan."""
WARM, COLD = 0.4, 0.1
BLOCK = 100
"""Tries between two looks at the clock and at what is left to mend."""

Made = tuple[Search, list[Rooms], list[MutableSequence[int]], bool]


def travelled(problem: Problem, dice: Random, stop: Callable[[], bool]) -> Made:
    """Return the best plan: the search, the rounds that are over, who had met by then, whether the clock ended it."""
    best: tuple[tuple[int, int], Made] | None = None
    for _ in range(PLANS):
        search, kept, old = begun(problem, dice)
        gone = _gone(search, kept)
        _take_seats(search, len(kept), gone)
        stopped = _change(search, gone, stop)
        mark = (sum(len(spots.left) for spots in search.open), again(search))
        if best is None or mark < best[0]:
            best = (mark, (search, kept, old, stopped))
        if stopped or mark == (0, 0):
            break
    assert best is not None
    return best[1]


def again(search: Search) -> int:
    """Count the meetings of pairs beyond their first."""
    return sum(count - 1 for row in search.met for count in row if count > 1) // 2


def _gone(search: Search, kept: list[Rooms]) -> dict[int, set[int]]:
    """Return the tables where each person has been in the rounds that are over."""
    gone: dict[int, set[int]] = {}
    number = {room.id: k for k, room in enumerate(search.problem.rounds[0])} if search.problem.rounds else {}
    for rooms in kept:
        for room, who in rooms.items():
            for each in who:
                if room in number and each in search.number:
                    gone.setdefault(search.number[each], set()).add(number[room])
    return gone


def _take_seats(search: Search, first: int, gone: dict[int, set[int]]) -> None:
    """Seat all rounds one after the other."""
    been = {one: set(rooms) for one, rooms in gone.items()}
    for r in range(first, len(search.problem.rounds)):
        spots = places(search.problem, r, search.number)
        spots.first = r * max(0, len(spots.people) - sum(spots.least))  # else the same table would be large each time
        spots.been = {one: set(rooms) for one, rooms in been.items()}
        enter(search, r, seated(search.problem, r, spots, search.people, search.dice))
        for one, room in spots.seat.items():
            been.setdefault(one, set()).add(room)


def _change(search: Search, gone: dict[int, set[int]], stop: Callable[[], bool]) -> bool:
    """Let pairs change seats, ever more choosy; say whether the clock ended it."""
    loose = [(r, spots.loose()) for r, spots in enumerate(search.open) if len(spots.loose()) > 1]
    steps = min(EACH * sum(len(who) for _, who in loose), MOST)
    heat, random = WARM, search.dice.random
    for _ in range(steps // BLOCK):
        if stop():
            return True
        if not search.problem.balance and not again(search):
            return False
        heat *= (COLD / WARM) ** (BLOCK / steps)
        for _ in range(BLOCK):
            r, who = loose[int(random() * len(loose))]
            one, other = who[int(random() * len(who))], who[int(random() * len(who))]
            rounds = _together(search, gone, r, one, other)
            if rounds:
                _try(search, rounds, one, other, heat)
    return False


def _try(search: Search, rounds: list[Places], one: int, other: int, heat: float) -> None:
    """Change two people's seats in these rounds, unless it costs too much."""
    cost = 0.0
    for spots in rounds:
        cost += search.price(spots, one, other)
        search.swap(spots, one, other)
    if cost > 0 and search.dice.random() >= exp(-cost / heat):
        for spots in rounds:
            search.swap(spots, one, other)


def _together(search: Search, gone: dict[int, set[int]], r: int, one: int, other: int) -> list[Places]:
    """Return the rounds in which two people have to change seats so that neither returns anywhere, if they can."""
    if one == other:
        return []
    rounds, at = [r], 0
    while at < len(rounds):
        spots = search.open[rounds[at]]
        at += 1
        if one not in spots.seat or other not in spots.seat or {one, other} & spots.held:
            return []
        a, b = spots.seat[one], spots.seat[other]
        if not search.legal(spots, one, other) or b in gone.get(one, ()) or a in gone.get(other, ()):
            return []
        for s, there in enumerate(search.open):
            if s not in rounds and (there.seat.get(one) == b or there.seat.get(other) == a):
                rounds.append(s)
    return [search.open[s] for s in rounds]
