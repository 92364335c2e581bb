"""The state of a search over all open rounds, what a swap of two people would cost, and the swap itself.

One meeting again costs 1. Everything else is weighed against that: a room that does not mirror the whole, a seat that
differs from the plan everybody knows, a theme nobody asked for.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, MutableSequence, Sequence
from itertools import combinations
from math import ceil, floor
from random import Random

from app.seating.places import Places
from app.seating.problem import Person, Problem

MIRROR = 0.2
"""What it costs that one person is too many or too few of a kind in a room (domain.md §4, priorities 4 and 6)."""
STAY = 0.6
"""What it costs that somebody's room differs from the plan before."""
THEME = 0.5
"""What it saves that a room's theme is somebody's first wish; the second saves half of it, the third a third."""

Rooms = dict[str, tuple[str, ...]]
"""The people of each room of a round that is over."""
Steps = list[float]
"""For one kind of people in one size of room: count in the room → cost."""


class Search:
    """All open rounds at once. `met[one][other]` is in how many rounds two people share a room."""

    def __init__(self, problem: Problem, dice: Random) -> None:
        self.problem = problem
        self.dice = dice
        self.people = sorted(problem.people, key=lambda person: person.id)
        self.number = {person.id: k for k, person in enumerate(self.people)}
        few = len(problem.rounds) + len(problem.history) < 256  # then a byte holds the count, in an eighth of the room
        self.met: list[MutableSequence[int]] = [
            bytearray(len(self.people)) if few else [0] * len(self.people) for _ in self.people
        ]
        self.open: list[Places] = []

    def meet(self, rooms: Iterable[Iterable[int]]) -> None:
        """Count who sits with whom."""
        for who in rooms:
            for one, other in combinations(who, 2):
                self.met[one][other] += 1
                self.met[other][one] += 1

    def price(self, spots: Places, one: int, other: int) -> float:
        """Return what it costs that two people of one round exchange their rooms; below 0 it is a gain."""
        a, b = spots.seat[one], spots.seat[other]
        first, second = self.met[one], self.met[other]
        cost: float = -2 if first[other] else 0  # the loops count them as if they met each other
        for each in spots.members[a]:
            if first[each] > 1:
                cost -= 1
            if second[each]:
                cost += 1
        for each in spots.members[b]:
            if second[each] > 1:
                cost -= 1
            if first[each]:
                cost += 1
        if spots.kinds[one] != spots.kinds[other]:
            cost += self.mirrored(spots, one, other, a, b)
        if spots.likes:
            mine, theirs = spots.likes.get(one), spots.likes.get(other)
            cost += mine.get(b, 0.0) - mine.get(a, 0.0) if mine else 0.0
            cost += theirs.get(a, 0.0) - theirs.get(b, 0.0) if theirs else 0.0
        return cost

    def mirrored(self, spots: Places, one: int, other: int, a: int, b: int) -> float:
        """Return what an exchange costs in how rooms mirror the whole."""
        cost, left, right = 0.0, spots.counts[a], spots.counts[b]
        costs, others = spots.steps[a], spots.steps[b]
        for mine, theirs in zip(spots.kinds[one], spots.kinds[other], strict=True):
            if mine != theirs:
                row, n = costs[mine], left[mine]
                cost += row[n - 1] - row[n]
                row, n = costs[theirs], left[theirs]
                cost += row[n + 1] - row[n]
                row, n = others[mine], right[mine]
                cost += row[n + 1] - row[n]
                row, n = others[theirs], right[theirs]
                cost += row[n - 1] - row[n]
        return cost

    def again(self, spots: Places, one: int) -> bool:
        """Say whether somebody meets a person again in this round."""
        row = self.met[one]
        for each in spots.members[spots.seat[one]]:  # noqa: SIM110 (asked a million times: a generator costs twice as much)
            if row[each] > 1:
                return True
        return False

    def legal(self, spots: Places, one: int, other: int) -> bool:
        """Say whether two people may exchange their rooms."""
        a, b = spots.seat[one], spots.seat[other]
        if a == b or b not in spots.may[one] or a not in spots.may[other]:
            return False
        apart = spots.apart
        if not apart:
            return True
        if one in apart and not apart[one].isdisjoint(set(spots.members[b]) - {other}):
            return False
        return not (other in apart and not apart[other].isdisjoint(set(spots.members[a]) - {one}))

    def swap(self, spots: Places, one: int, other: int) -> None:
        """Exchange the rooms of two people."""
        a, b = spots.seat[one], spots.seat[other]
        left, right = spots.members[a], spots.members[b]
        left.remove(one)
        right.remove(other)
        for who, gone, come in ((one, left, right), (other, right, left)):
            row = self.met[who]
            for each in gone:
                row[each] -= 1
                self.met[each][who] -= 1
            for each in come:
                row[each] += 1
                self.met[each][who] += 1
        left.append(other)
        right.append(one)
        spots.seat[one], spots.seat[other] = b, a
        for mine, theirs in zip(spots.kinds[one], spots.kinds[other], strict=True):
            spots.counts[a][mine] -= 1
            spots.counts[a][theirs] += 1
            spots.counts[b][mine] += 1
            spots.counts[b][theirs] -= 1


def begun(problem: Problem, dice: Random) -> tuple[Search, list[Rooms], list[MutableSequence[int]]]:
    """Return a search before its first open round, the rounds that stay as they were, and who had met by then."""
    search = Search(problem, dice)
    kept = [dict(before) for before in problem.previous[: problem.frozen]]
    for past in (*problem.history, *kept):
        search.meet([[search.number[each] for each in who if each in search.number] for who in past.values()])
    return search, kept, [row[:] for row in search.met]


def enter(search: Search, r: int, spots: Places) -> None:
    """Take in round `r`, seated."""
    weigh(search.problem, r, spots, search.people)
    search.meet(spots.members)
    search.open.append(spots)


def weigh(problem: Problem, r: int, spots: Places, people: Sequence[Person]) -> None:
    """Note what the seats of round `r` cost besides meeting again: kinds, how many of each, likes."""
    kinds = kinds_of(problem, spots, people)
    seated = len(spots.seat)
    totals = Counter(kind for one in spots.seat for kind in kinds[one])
    spots.kinds = kinds
    spots.counts = [defaultdict(int, Counter(kind for one in who for kind in kinds[one])) for who in spots.members]
    sizes = {len(who): costs(totals, seated, len(who), len(problem.balance)) for who in spots.members}
    spots.steps = [sizes[len(who)] for who in spots.members]
    spots.likes = likes(problem, r, spots, people)


def kinds_of(problem: Problem, spots: Places, people: Sequence[Person]) -> dict[int, tuple[int, ...]]:
    """Return what each person is, a number for each attribute; 0 for what is not said or is of nobody else."""
    told = Counter((name, people[one].attrs.get(name, "")) for one in spots.people for name in problem.balance)
    known = {each: k for k, each in enumerate(sorted(each for each in told if each[1] and told[each] > 1), 1)}
    return {
        one: tuple(known.get((name, people[one].attrs.get(name, "")), 0) for name in problem.balance)
        for one in spots.people
    }


def costs(totals: Counter[int], people: int, size: int, attributes: int) -> dict[int, Steps]:
    """Return for each kind what its count in a room of so many costs; the share of the whole, rounded, is free."""
    found: dict[int, Steps] = {0: [0.0] * (size * attributes + 2)}  # one person may be 0 in all of them
    for kind, total in totals.items():
        if kind:
            share = size * total / people
            most, least = ceil(share - 1e-9), floor(share + 1e-9)
            found[kind] = [MIRROR * (max(0, n - most) + max(0, least - n)) for n in range(size + 2)]
    return found


def likes(problem: Problem, r: int, spots: Places, people: Sequence[Person]) -> dict[int, dict[int, float]]:
    """Return what people like: person → room → what it costs, rooms nobody speaks of being 0."""
    rooms = problem.rounds[r]
    found: dict[int, dict[int, float]] = {}
    if any(room.theme for room in rooms):
        for one in spots.people:
            wishes = people[one].themes
            if wishes:
                found[one] = {k: -THEME / (1 + wishes.index(t)) for k, t in themes(problem, r) if t in wishes}
    if r < len(problem.previous):
        number = {room.id: k for k, room in enumerate(rooms)}
        before = {one: number[room] for room, who in problem.previous[r].items() if room in number for one in who}
        for one in spots.people:
            if people[one].id in before:
                room = before[people[one].id]
                found.setdefault(one, {})[room] = found.get(one, {}).get(room, 0.0) - STAY
    return found


def themes(problem: Problem, r: int) -> list[tuple[int, str]]:
    """Return the rooms of round `r` that have a theme."""
    return [(k, room.theme) for k, room in enumerate(problem.rounds[r]) if room.theme]
