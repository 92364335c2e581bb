"""One round: who is there, which rooms, and a first seating of everybody in a room that they may enter."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from app.seating.problem import Problem

DRAWN = 6
"""Rooms that are looked at to find somebody an empty one."""


@dataclass(slots=True)
class Places:
    """One round: people and rooms by number.

    `seat`: person → room; `may`: person → rooms; `before`: person → room in the plan that people know; `held`: who
    stays where they are; `been`: the rooms that somebody may not return to;
    `first`: the room that is the first to be larger than others. What seats cost is `search.weigh`'s: `kinds`,
    `counts`, `steps`, `likes`.
    """

    people: list[int]
    rooms: int
    least: list[int]
    most: list[int]
    fixed: dict[int, int]
    units: list[list[int]]
    apart: dict[int, set[int]]
    may: dict[int, frozenset[int]] = field(default_factory=dict)
    seat: dict[int, int] = field(default_factory=dict)
    members: list[list[int]] = field(default_factory=list)
    left: list[int] = field(default_factory=list)
    held: set[int] = field(default_factory=set)
    before: dict[int, int] = field(default_factory=dict)
    kinds: dict[int, tuple[int, ...]] = field(default_factory=dict)
    counts: list[dict[int, int]] = field(default_factory=list)
    steps: list[dict[int, list[float]]] = field(default_factory=list)
    likes: dict[int, dict[int, float]] = field(default_factory=dict)
    been: dict[int, set[int]] = field(default_factory=dict)
    first: int = 0

    def loose(self) -> list[int]:
        """Return who has a seat and may be given another."""
        return [one for one in self.people if one in self.seat and one not in self.held]


def places(problem: Problem, r: int, number: dict[str, int]) -> Places:
    """Return what round `r` asks for."""
    rooms = {room.id: k for k, room in enumerate(problem.rounds[r])}
    here = [number[person.id] for person in problem.people if r not in person.absent]
    present = set(here)
    pins = [pin for pin in problem.pins if pin.rounds is None or r in pin.rounds]
    fixed = {number[pin.person]: rooms[pin.room] for pin in pins if number[pin.person] in present and pin.room in rooms}
    groups = [group for group in problem.together if group.rounds is None or r in group.rounds]
    units = joined([{number[each] for each in group.people} & present for group in groups])
    apart: dict[int, set[int]] = {}
    for group in problem.apart:
        if group.rounds is None or r in group.rounds:
            those = {number[each] for each in group.people} & present
            for one in those:
                apart.setdefault(one, set()).update(those - {one})
    found = problem.rounds[r]
    spots = Places(here, len(found), [room.min for room in found], [room.max for room in found], fixed, units, apart)
    for room, who in problem.previous[r].items() if r < len(problem.previous) else ():
        if room in rooms:
            spots.before.update((number[one], rooms[room]) for one in who if number.get(one) in present)
    return spots


def joined(groups: list[set[int]]) -> list[list[int]]:
    """Join groups that share somebody; return those of two and more, the larger first."""
    found: list[set[int]] = []
    for group in groups:
        merged = set(group)
        for other in [each for each in found if each & merged]:
            merged |= other
            found.remove(other)
        found.append(merged)
    return sorted((sorted(each) for each in found if len(each) > 1), key=lambda each: (-len(each), each))


def seat(spots: Places, dice: Random) -> None:
    """Seat pins, then units, then everybody by how little choice they have; make way where a room is full."""
    spots.seat, spots.members, spots.left = {}, [[] for _ in range(spots.rooms)], []
    spots.held = set(spots.fixed) | {one for unit in spots.units for one in unit}
    target = targets(spots)
    units = [[one] for one in spots.fixed if not any(one in unit for unit in spots.units)] + spots.units
    for unit in sorted(units, key=lambda unit: (len(spots.may[unit[0]]), -len(unit))):
        rooms = [k for k in spots.may[unit[0]] if fits(spots, k, unit, spots.most)]
        if rooms:
            room = max(rooms, key=lambda k: (target[k] - len(spots.members[k]), dice.random()))
            for one in unit:
                sit(spots, one, room)
        else:
            spots.left += unit
    loose = [one for one in spots.people if one not in spots.held]
    dice.shuffle(loose)
    loose.sort(key=lambda one: (one not in spots.before, len(spots.may[one]), one not in spots.apart))
    free: dict[frozenset[int], list[int]] = {}
    for one in loose:
        known = back(spots, one, target)
        found = drawn(spots, one, target, free, dice) if known is None else known
        if found is not None:
            sit(spots, one, found)
        elif not (make_way(spots, one, target) or make_way(spots, one, spots.most)):
            spots.left.append(one)
    fill(spots)


def back(spots: Places, one: int, target: list[int]) -> int | None:
    """Return the room that the plan before gives a person, if they may sit there."""
    room = spots.before.get(one)
    return room if room is not None and room in spots.may[one] and fits(spots, room, [one], target) else None


def drawn(
    spots: Places, one: int, target: list[int], free: dict[frozenset[int], list[int]], dice: Random
) -> int | None:
    """Return the emptiest of some rooms that a person may enter; `free` remembers which are not full."""
    if one in spots.apart:
        found = [k for k in spots.may[one] if len(spots.members[k]) < target[k] and fits(spots, k, [one], target)]
    else:
        found = []
        rooms = free.setdefault(spots.may[one], sorted(spots.may[one]))
        while rooms and len(found) < DRAWN:
            at = int(dice.random() * len(rooms))
            if len(spots.members[rooms[at]]) < target[rooms[at]]:
                found.append(rooms[at])
            else:
                rooms[at] = rooms[-1]
                rooms.pop()
    return max(found, key=lambda room: target[room] - len(spots.members[room]), default=None)


def targets(spots: Places) -> list[int]:
    """Return the sizes to aim at: the least of each room, the rest spread as the most allows."""
    target, rest = list(spots.least), len(spots.people) - sum(spots.least)
    while rest > 0 and any(now < most for now, most in zip(target, spots.most, strict=True)):
        for k in sorted(range(spots.rooms), key=lambda k: (target[k], (k - spots.first) % spots.rooms)):
            if rest > 0 and target[k] < spots.most[k]:
                target[k] += 1
                rest -= 1
    return target


def fits(spots: Places, room: int, unit: list[int], most: list[int]) -> bool:
    """Say whether a unit has space in a room beside those who are there."""
    if len(spots.members[room]) + len(unit) > most[room]:
        return False
    return all(spots.apart.get(one, set()).isdisjoint(spots.members[room]) for one in unit)


def sit(spots: Places, one: int, room: int) -> None:
    """Seat a person."""
    spots.seat[one] = room
    spots.members[room].append(one)


def stand(spots: Places, one: int) -> None:
    """Take a person's seat."""
    spots.members[spots.seat.pop(one)].remove(one)


def make_way(spots: Places, one: int, most: list[int]) -> bool:
    """Seat a person by moving others along a shortest chain of rooms; say whether that was possible."""
    came: dict[int, tuple[int, int]] = {}
    seen = set(spots.may[one])
    queue = [k for k in spots.may[one] if spots.apart.get(one, set()).isdisjoint(spots.members[k])]
    for room in queue:
        if len(spots.members[room]) < most[room]:
            while room in came:
                mover, before = came[room]
                stand(spots, mover)
                sit(spots, mover, room)
                room = before
            sit(spots, one, room)
            return True
        for mover in spots.members[room]:
            if mover not in spots.held and mover not in spots.apart:
                for further in spots.may[mover] - seen:
                    seen.add(further)
                    came[further] = (mover, room)
                    queue.append(further)
    return False


def fill(spots: Places) -> None:
    """Bring rooms that are too small to their least, from rooms that can spare somebody."""
    for room in range(spots.rooms):
        while len(spots.members[room]) < spots.least[room]:
            movers = (
                one
                for other, who in enumerate(spots.members)
                if len(who) > spots.least[other]
                for one in who
                if one not in spots.held and room in spots.may[one] and fits(spots, room, [one], spots.most)
            )
            mover = next(movers, None)
            if mover is None:
                return
            stand(spots, mover)
            sit(spots, mover, room)
