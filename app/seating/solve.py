"""Seat everybody in every round by annealed swaps; the same problem and seed give the same plan."""

from __future__ import annotations

import math
import random
from collections import Counter
from dataclasses import dataclass

from app.seating.problem import Group, Problem

HARD = 20.0


@dataclass(frozen=True, slots=True)
class Solution:
    """The plan of every round; `broken` counts hard rules it does not keep (0: legal)."""

    plan: tuple[dict[str, tuple[str, ...]], ...]
    broken: int


class NoPlan(Exception):
    """No legal plan was found; `reasons` says why."""

    def __init__(self, reasons: tuple[str, ...]) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = reasons


def _pairs(groups: tuple[Group, ...], r: int) -> set[tuple[str, str]]:
    held = [g.people for g in groups if g.rounds is None or r in g.rounds]
    return {(a, b) for people in held for a in people for b in people if a != b}


class _Round:
    def __init__(self, problem: Problem, r: int, met: Counter[tuple[str, str]], rng: random.Random) -> None:
        self.problem, self.met, self.rng = problem, met, rng
        self.rooms = problem.rounds[r]
        self.people = {p.id: p for p in sorted(problem.people, key=lambda p: p.id) if r not in p.absent}
        self.pin = {p.person: p.room for p in problem.pins if p.rounds is None or r in p.rounds}
        self.apart = _pairs(problem.apart, r)
        self.mates: dict[str, set[str]] = {}
        for a, b in sorted(_pairs(problem.together, r)):
            if a in self.people and b in self.people:
                self.mates.setdefault(a, set()).add(b)
        n = max(1, len(self.people))
        self.share = [
            (a, {v: c / n for v, c in Counter(p.attrs.get(a, "") for p in self.people.values()).items()})
            for a in problem.balance
        ]
        self.settled: set[str] = set()
        self.seats: list[list[str]] = [[] for _ in self.rooms]

    def start(self) -> None:
        order = sorted(
            self.people,
            key=lambda i: (
                i not in self.pin,
                i not in self.mates,
                tuple(sorted(self.people[i].languages)),
                self.rng.random(),
            ),
        )
        target = [room.min for room in self.rooms]
        k = 0
        while sum(target) < len(order) and any(t < room.max for t, room in zip(target, self.rooms, strict=True)):
            k = (k + 1) % len(target)
            target[k] += target[k] < self.rooms[k].max
        for who in order:
            wanted = [k for k, room in enumerate(self.rooms) if room.id == self.pin.get(who)]
            free = [k for k in range(len(self.rooms)) if len(self.seats[k]) < target[k]] or list(range(len(self.rooms)))
            self.seats[(wanted or free)[0]].append(who)
            if wanted:
                self.settled.add(who)

    def hard(self, k: int, who: list[str]) -> int:
        room, people = self.rooms[k], self.people
        bad = max(0, room.min - len(who)) + max(0, len(who) - room.max)
        bad += sum(self.pin.get(i, room.id) != room.id for i in who)
        if room.language:
            bad += sum(bool(people[i].languages) and room.language not in people[i].languages for i in who)
        if self.problem.common_language:
            spoken = [people[i].languages for i in who if people[i].languages]
            count = Counter(tongue for each in spoken for tongue in each)
            bad += len(spoken) - max(count.values(), default=0)
        for i in who:
            if i in self.mates:
                bad += len(self.mates[i].difference(who))
        if self.apart:
            bad += sum((a, b) in self.apart for a in who for b in who)
        return bad

    def cost(self, k: int, who: list[str]) -> float:
        met, total = self.met, HARD * self.hard(k, who)
        ranked = sorted(who)
        for x, a in enumerate(ranked):
            for b in ranked[x + 1 :]:
                total += met.get((a, b), 0)
        for name, share in self.share:
            count = Counter(self.people[i].attrs.get(name, "") for i in who)
            for value, part in share.items():
                ideal, there = part * len(who), count[value]
                total += 0.1 * max(0, there - math.ceil(ideal), math.floor(ideal) - there)
        return total

    def anneal(self, steps: int) -> None:
        if len(self.rooms) < 2:
            return
        costs = [self.cost(k, who) for k, who in enumerate(self.seats)]
        for step in range(steps):
            heat = 1.5 * (1 - step / steps) ** 2 + 1e-3
            a, b = self.rng.sample(range(len(self.rooms)), 2)
            if not self.seats[a]:
                continue
            i = self.rng.randrange(len(self.seats[a]))
            j = self.rng.randrange(len(self.seats[b]) + 1)
            if self.seats[a][i] in self.settled:
                continue
            if j < len(self.seats[b]) and self.seats[b][j] in self.settled:
                continue
            left, right = self.seats[a][:], self.seats[b][:]
            if j < len(right):
                left[i], right[j] = right[j], left[i]
            else:
                right.append(left.pop(i))
            x, y = self.cost(a, left), self.cost(b, right)
            worse = x + y - costs[a] - costs[b]
            if worse <= 0 or self.rng.random() < math.exp(-worse / heat):
                self.seats[a], self.seats[b], costs[a], costs[b] = left, right, x, y


def solve(problem: Problem, *, seed: int = 0, strict: bool = False) -> Solution:
    """Return a plan. With `strict`, raise `NoPlan` unless it is legal."""
    rng = random.Random(seed)  # noqa: S311 - no secret: the same seed must give the same plan
    met: Counter[tuple[str, str]] = Counter()
    plan: list[dict[str, tuple[str, ...]]] = []
    broken = 0
    for r in range(len(problem.rounds)):
        if r < min(problem.frozen, len(problem.previous)):
            held = {k: tuple(v) for k, v in problem.previous[r].items()}
        else:
            work = _Round(problem, r, met, rng)
            if work.rooms:
                work.start()
                for again in range(6):
                    work.anneal((1500 + 20 * len(work.people)) << min(again, 2))
                    if not any(work.hard(k, who) for k, who in enumerate(work.seats)):
                        break
            broken += sum(work.hard(k, who) for k, who in enumerate(work.seats))
            broken += 0 if work.rooms else len(work.people)
            held = {room.id: tuple(sorted(who)) for room, who in zip(work.rooms, work.seats, strict=True)}
        plan.append(held)
        for who in held.values():
            ranked = sorted(who)
            met.update((a, b) for x, a in enumerate(ranked) for b in ranked[x + 1 :])
    if strict and broken:
        raise NoPlan((f"No plan was found that keeps every rule; the best one breaks {broken}.",))
    return Solution(tuple(plan), broken)
