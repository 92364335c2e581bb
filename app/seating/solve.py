"""Seat everybody in every round: language is hard, then new faces, then rooms that mirror the whole.

A legal seating first, then swaps by simulated annealing over all rounds at once, then swaps of those who would meet
again. The number of steps depends on the problem alone, so the same problem and seed give the same plan.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import exp
from random import Random

from app.seating.places import Places, places
from app.seating.problem import Problem
from app.seating.search import Rooms, Search, begun, enter
from app.seating.tongues import seated
from app.seating.travelling import travelled

EACH, EASY, MOST = 400, 60_000, 250_000
"""Steps of annealing for each seat, twice as many where that is easy, and in all."""
PASSES, REPAIRS = 3, 60
"""How often all pairs that would meet again are looked at, and the tries for each."""
WARM, COOL, COLD = 0.25, 0.15, 0.12
"""The heat at the start, at the start where there are too few steps to cool from there, and at the end."""
FEW = 80
"""Steps for each seat that are too few to begin warm."""
CALM = 0.3
"""How often somebody who meets nobody again is looked at all the same."""
BLOCK = 500
"""Steps between two looks at the clock."""


def never() -> bool:
    """Go on until the work is done."""
    return False


@dataclass(frozen=True, slots=True)
class Solution:
    """A plan: round → room → people, and what can be said of it.

    `stranded`: round → who has no room; `repeats`: pairs who meet again; `new`: share of pairs who had not met;
    `mixed`: attributes of which every room has two kinds or more; `stopped`: the clock ended the search;
    `pairs`: round → those who share a room, and how many of them had not met by then.
    """

    plan: tuple[dict[str, tuple[str, ...]], ...]
    stranded: tuple[tuple[str, ...], ...]
    repeats: int
    new: float
    mixed: tuple[str, ...] = ()
    stopped: bool = False
    pairs: tuple[tuple[int, int], ...] = ()

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why it is so, as codes: "shared-language", "new-pairs:97", "repeats:2", "mixed:shore", "stopped"."""
        return self._because(self.repeats, self.new)

    def reasons_of(self, number: int) -> tuple[str, ...]:
        """Return the reasons of one round: who meets again in it, not in the rounds after it."""
        pairs, fresh = self.pairs[number]
        return self._because(pairs - fresh, fresh / pairs if pairs else 1.0)

    def _because(self, repeats: int, new: float) -> tuple[str, ...]:
        met = ("no-repeats",) if not repeats else (f"new-pairs:{int(100 * new)}", f"repeats:{repeats}")
        mixed = tuple(f"mixed:{name}" for name in self.mixed)
        return ("shared-language", *met, *mixed, *(("stopped",) if self.stopped else ()))


class NoPlan(Exception):
    """No legal plan was found; `reasons` says why, a sentence each."""

    def __init__(self, reasons: tuple[str, ...]) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = reasons


def solve(problem: Problem, *, seed: int = 0, strict: bool = False, stop: Callable[[], bool] = never) -> Solution:
    """Return a plan. With `strict`, raise `NoPlan` unless everybody has a room and every room its people.

    `stop` is asked every few milliseconds once there is a legal plan; if it says so, the best so far is returned.
    """
    dice = Random(seed)  # noqa: S311 - no secret: the same seed must give the same plan
    if problem.no_return:
        search, kept, old, stopped = travelled(problem, dice, stop)
        if strict:
            check(problem, search)
        return made(problem, search, kept, old, stopped=stopped)
    search, kept, old = begun(problem, dice)
    for r in range(len(kept), len(problem.rounds)):
        enter(search, r, seated(problem, r, places(problem, r, search.number), search.people, dice))
    if strict:
        check(problem, search)
    stopped = anneal(search, stop) or any(repair(search, stop) for _ in range(PASSES))
    return made(problem, search, kept, old, stopped=stopped)


def anneal(search: Search, stop: Callable[[], bool]) -> bool:
    """Swap at random, ever more choosy; say whether the clock ended it."""
    loose = [
        (spots, [one for one in spots.people if one in spots.seat and one not in spots.held]) for spots in search.open
    ]
    loose = [(spots, who) for spots, who in loose if len(who) > 1]
    seats = sum(len(who) for _, who in loose)
    if not seats:
        return False
    steps = min(max(EACH * seats, min(2 * EACH * seats, EASY)), MOST)
    warm = WARM if steps >= FEW * seats else COOL
    random, cooling, heat = search.dice.random, (COLD / warm) ** (BLOCK / steps), warm
    price, legal, swap = search.price, search.legal, search.swap
    for _ in range(steps // BLOCK + 1):
        if stop():
            return True
        heat *= cooling
        for _ in range(BLOCK):
            spots, who = loose[int(random() * len(loose))]
            one = who[int(random() * len(who))]
            if random() > CALM and not search.again(spots, one):
                continue
            other = who[int(random() * len(who))]
            if legal(spots, one, other):
                cost = price(spots, one, other)
                if cost <= 0 or random() < exp(-cost / heat):
                    swap(spots, one, other)
    return False


def repair(search: Search, stop: Callable[[], bool]) -> bool:
    """Part those who would meet again, where a swap parts them without harm; say whether the clock ended it."""
    for spots in search.open:
        loose = spots.loose()
        again = [pair for who in spots.members for pair in combinations(who, 2) if search.met[pair[0]][pair[1]] > 1]
        for one, other in again:
            if stop():
                return True
            if search.met[one][other] > 1 and spots.seat[one] == spots.seat[other]:
                part(search, spots, [each for each in (one, other) if each not in spots.held], loose)
    return False


def part(search: Search, spots: Places, pair: list[int], loose: list[int]) -> None:
    """Try some swaps of one of a pair; take the first that costs less."""
    for attempt in range(REPAIRS if pair else 0):
        one, other = pair[attempt % len(pair)], loose[int(search.dice.random() * len(loose))]
        if search.legal(spots, one, other) and search.price(spots, one, other) < 0:
            search.swap(spots, one, other)
            return


def made(
    problem: Problem,
    search: Search,
    kept: Sequence[Rooms],
    old: Sequence[Sequence[int]],
    *,
    stopped: bool,
) -> Solution:
    """Return the search's state as a solution; `old`: who had met before."""
    plan = [{room: tuple(who) for room, who in each.items()} for each in kept]
    met, seen = [(0, 0)] * len(kept), set[tuple[int, int]]()
    for r, spots in enumerate(search.open, len(kept)):
        names = [tuple(sorted(search.people[one].id for one in who)) for who in spots.members]
        plan.append({room.id: who for room, who in zip(problem.rounds[r], names, strict=True)})
        now = {pair for who in spots.members for pair in combinations(sorted(who), 2)}
        met.append((len(now), sum(not old[one][other] for one, other in now - seen)))
        seen |= now
    stranded = [() for _ in kept] + [tuple(search.people[one].id for one in spots.left) for spots in search.open]
    pairs, fresh = (sum(each) for each in zip((0, 0), *met, strict=True))
    new = fresh / pairs if pairs else 1.0
    return Solution(tuple(plan), tuple(stranded), pairs - fresh, new, mixed(problem, search), stopped, tuple(met))


def mixed(problem: Problem, search: Search) -> tuple[str, ...]:
    """Return the attributes of which every room of the open rounds has at least two kinds."""
    rooms = [who for spots in search.open for who in spots.members if len(who) > 1]
    return tuple(
        name
        for name in problem.balance
        if rooms and all(len({search.people[one].attrs.get(name, "") for one in who} - {""}) > 1 for who in rooms)
    )


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


def unheard(problem: Problem, r: int, rooms: dict[str, int]) -> list[str]:
    """Say which wishes do not hold, as where people are to be together and apart, or somebody has two pins."""
    numbers = {room.id: number for number, room in enumerate(problem.rounds[r])}
    pins = [pin for pin in problem.pins if pin.room in numbers and (pin.rounds is None or r in pin.rounds)]
    reasons = [
        f"Round {r + 1}: {pin.person} is pinned to room {pin.room}, which cannot be."
        for pin in pins
        if rooms.get(pin.person, numbers[pin.room]) != numbers[pin.room]
    ]
    for groups, wish in ((problem.together, "together"), (problem.apart, "apart")):
        for group in groups:
            there = sorted(group.people & rooms.keys()) if group.rounds is None or r in group.rounds else []
            found = len({rooms[each] for each in there})
            if there and found != (1 if wish == "together" else len(there)):
                reasons.append(f"Round {r + 1}: {', '.join(there)} are to be {wish}, which cannot be.")
    return reasons


def check(problem: Problem, search: Search) -> None:
    """Raise `NoPlan` with the reasons where a round is not whole."""
    reasons = []
    for r, spots in enumerate(search.open, len(problem.rounds) - len(search.open)):
        reasons += wanting(problem, r, len(spots.people))
        reasons += unheard(problem, r, {search.people[one].id: room for one, room in spots.seat.items()})
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
