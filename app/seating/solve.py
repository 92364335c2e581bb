"""Seat everybody in every round: language is hard, then new faces, then a mix of organisations and countries.

Swaps by simulated annealing over all rounds at once, then swaps of those who would meet again. The number of steps
depends on the problem alone, so the same problem and seed give the same plan.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from math import exp
from random import Random

from app.seating.places import Places, places, seated
from app.seating.problem import Problem

STEPS, EACH, SMALL = 20_000, 1_000, 200
"""Steps of annealing at most and for each person, in problems of at most so many people; others are repaired only."""
PASSES, REPAIRS = 6, 120
"""How often all pairs that would meet again are looked at, and the tries for each."""
MIX = 0.03
"""What two people of one organisation or country in a room cost, where a pair that meets again costs 1."""
WARM, COLD = 0.6, 0.06


@dataclass(frozen=True, slots=True)
class Solution:
    """`plan`: round → room → people; `stranded`: round → who has no room; `new`: share of pairs who had not met."""

    plan: tuple[dict[str, tuple[str, ...]], ...]
    stranded: tuple[tuple[str, ...], ...]
    new: float

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why it is so, as codes: "shared-language", "new-pairs:97"."""
        return ("shared-language", f"new-pairs:{int(100 * self.new)}")


class NoPlan(Exception):
    """No legal plan was found; `reasons` says why, a sentence each."""

    def __init__(self, reasons: tuple[str, ...]) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = reasons


class Search:
    """All open rounds at once. `met` holds for each pair in how many rounds it shares a room."""

    def __init__(self, problem: Problem, dice: Random) -> None:
        self.dice = dice
        self.people = sorted(problem.people, key=lambda person: person.id)
        self.count = len(self.people)
        self.number = {person.id: k for k, person in enumerate(self.people)}
        self.met: dict[int, int] = {}
        self.kinds = [
            [hash_of(person.attrs.get(name, "")) for name in problem.balance if person.attrs.get(name)]
            for person in self.people
        ]
        self.open: list[Places] = []

    def pair(self, one: int, other: int) -> int:
        """Return the key of a pair."""
        return one * self.count + other if one < other else other * self.count + one

    def meet(self, rooms: Iterable[Iterable[int]]) -> None:
        """Count who sits with whom."""
        for who in rooms:
            for one, other in combinations(sorted(who), 2):
                key = one * self.count + other
                self.met[key] = self.met.get(key, 0) + 1

    def gain(self, one: int, leaves: list[int], joins: list[int], instead: int) -> float:
        """Return what it costs that somebody leaves a room and sits in another instead of somebody."""
        met, count, cost = self.met, self.count, 0.0
        kinds = self.kinds[one]
        for other in leaves:
            if other != one:
                if met[one * count + other if one < other else other * count + one] > 1:
                    cost -= 1
                if kinds:
                    cost -= MIX * alike(kinds, self.kinds[other])
        for other in joins:
            if other != instead:
                if met.get(one * count + other if one < other else other * count + one, 0) > 0:
                    cost += 1
                if kinds:
                    cost += MIX * alike(kinds, self.kinds[other])
        return cost

    def swap(self, spots: Places, one: int, other: int) -> None:
        """Exchange the rooms of two people."""
        a, b = spots.seat[one], spots.seat[other]
        left, right = spots.members[a], spots.members[b]
        met = self.met
        for who, stays, comes in ((one, left, right), (other, right, left)):
            for each in stays:
                if each != who:
                    met[self.pair(who, each)] -= 1
            for each in comes:
                if each not in (one, other):
                    key = self.pair(who, each)
                    met[key] = met.get(key, 0) + 1
        left[left.index(one)], right[right.index(other)] = other, one
        spots.seat[one], spots.seat[other] = b, a

    def legal(self, spots: Places, one: int, other: int) -> bool:
        """Say whether two people may exchange their rooms."""
        a, b = spots.seat[one], spots.seat[other]
        if a == b or b not in spots.may[one] or a not in spots.may[other]:
            return False
        if one in spots.apart and not spots.apart[one].isdisjoint(set(spots.members[b]) - {other}):
            return False
        return not (other in spots.apart and not spots.apart[other].isdisjoint(set(spots.members[a]) - {one}))

    def change(self, spots: Places, one: int, other: int) -> float:
        """Return what a swap costs."""
        left, right = spots.members[spots.seat[one]], spots.members[spots.seat[other]]
        return self.gain(one, left, right, other) + self.gain(other, right, left, one)

    def anneal(self, steps: int) -> None:
        """Swap at random, ever more choosy."""
        loose = [
            (spots, [one for one in spots.people if one in spots.seat and one not in spots.held]) for spots in self.open
        ]
        loose = [(spots, who) for spots, who in loose if len(who) > 1]
        if not loose:
            return
        random, cooling, heat = self.dice.random, (COLD / WARM) ** (1 / steps), WARM
        for _ in range(steps):
            heat *= cooling
            spots, who = loose[int(random() * len(loose))]
            one, other = who[int(random() * len(who))], who[int(random() * len(who))]
            if self.legal(spots, one, other):
                cost = self.change(spots, one, other)
                if cost <= 0 or random() < exp(-cost / heat):
                    self.swap(spots, one, other)

    def repair(self) -> None:
        """Part those who would meet again, where a swap parts them without harm."""
        for spots in self.open:
            loose = [one for one in spots.people if one in spots.seat and one not in spots.held]
            again = [pair for who in spots.members for pair in combinations(who, 2) if self.met[self.pair(*pair)] > 1]
            for one, other in again:
                if self.met[self.pair(one, other)] > 1 and spots.seat[one] == spots.seat[other]:
                    self.part(spots, [each for each in (one, other) if each not in spots.held], loose)

    def part(self, spots: Places, pair: list[int], loose: list[int]) -> None:
        """Try some swaps of one of a pair; take the first that costs less."""
        for attempt in range(REPAIRS if pair else 0):
            one, other = pair[attempt % len(pair)], loose[int(self.dice.random() * len(loose))]
            if self.legal(spots, one, other) and self.change(spots, one, other) < 0:
                self.swap(spots, one, other)
                return


def alike(kinds: list[int], others: list[int]) -> int:
    """Return in how many ways two people are of a kind."""
    return sum(kind in others for kind in kinds)


def hash_of(text: str) -> int:
    """Return a number for a text, the same in every process."""
    return int.from_bytes(text.encode())


def solve(problem: Problem, *, seed: int = 0, strict: bool = False) -> Solution:
    """Return a plan. With `strict`, raise `NoPlan` unless everybody has a room and every room its people."""
    dice = Random(seed)  # noqa: S311 - no secret: the same seed must give the same plan
    search = Search(problem, dice)
    kept = [dict(before) for before in problem.previous[: problem.frozen]] if problem.frozen else []
    history = problem.previous if not problem.frozen else problem.previous[: problem.frozen]
    search.meet(
        [search.number[each] for each in who if each in search.number] for past in history for who in past.values()
    )
    before = set(search.met)
    for r in range(len(kept), len(problem.rounds)):
        spots = places(problem, r, search.number)
        seated(problem, r, spots, search.people, dice)
        search.meet(spots.members)
        search.open.append(spots)
    if strict:
        check(problem, search)
    if search.count <= SMALL:
        search.anneal(min(STEPS, EACH * search.count))
    for _ in range(PASSES):
        search.repair()
    return made(problem, search, kept, before)


def made(problem: Problem, search: Search, kept: list[dict[str, tuple[str, ...]]], before: set[int]) -> Solution:
    """Return the search's state as a solution."""
    plan = [{room: tuple(who) for room, who in each.items()} for each in kept]
    pairs, fresh, seen = 0, 0, set(before)
    for r, spots in enumerate(search.open, len(kept)):
        rooms = problem.rounds[r]
        names = [tuple(sorted(search.people[one].id for one in who)) for who in spots.members]
        plan.append({room.id: who for room, who in zip(rooms, names, strict=True)})
        now = {search.pair(*pair) for who in spots.members for pair in combinations(who, 2)}
        pairs, fresh = pairs + len(now), fresh + len(now - seen)
        seen |= now
    stranded = [() for _ in kept] + [tuple(search.people[one].id for one in spots.left) for spots in search.open]
    return Solution(tuple(plan), tuple(stranded), fresh / pairs if pairs else 1.0)


def wanting(problem: Problem, r: int, here: int) -> list[str]:
    """Say what no seating of round `r` could mend: rooms for too few or too many, pins to rooms that are not there."""
    rooms = problem.rounds[r]
    least, most = sum(room.min for room in rooms), sum(room.max for room in rooms)
    reasons = []
    if not least <= here <= most:
        reasons.append(f"Round {r + 1}: {here} people are there, the rooms take {least} to {most}.")
    known = {room.id for room in rooms}
    astray = [pin for pin in problem.pins if pin.room not in known and (pin.rounds is None or r in pin.rounds)]
    return reasons + [
        f"Round {r + 1}: {pin.person} is pinned to room {pin.room}, which is not there." for pin in astray
    ]


def check(problem: Problem, search: Search) -> None:
    """Raise `NoPlan` with the reasons where a round is not whole."""
    reasons = []
    for r, spots in enumerate(search.open, len(problem.rounds) - len(search.open)):
        reasons += wanting(problem, r, len(spots.people))
        if spots.left:
            names = ", ".join(search.people[one].id for one in spots.left)
            reasons.append(f"Round {r + 1}: no room fits {names} (language, size, pins, together or apart).")
        for room, who in zip(problem.rounds[r], spots.members, strict=True):
            if len(who) < room.min:
                reasons.append(
                    f"Round {r + 1}: room {room.id} has {len(who)} people, at least {room.min} are asked for."
                )
    if reasons:
        raise NoPlan(tuple(reasons))
