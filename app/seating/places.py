"""Who may sit where in one round, and a first legal seating: rooms get a language, then everybody gets a room.

Once each room has its language, a swap is legal when both people understand their new room; nothing else has to be
looked at while searching.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from random import Random

from app.seating.problem import Person, Problem

TRIES = 40


@dataclass(slots=True)
class Places:
    """One round: people and rooms by number. `seat` person → room, -1 for nobody's room; `may` person → rooms."""

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
    return Places(here, len(found), [room.min for room in found], [room.max for room in found], fixed, units, apart)


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


def seated(problem: Problem, r: int, spots: Places, people: list[Person], dice: Random) -> None:
    """Seat as many as the rules allow, all of them if that is found; the best of some tries counts."""
    best: tuple[int, dict[int, int], dict[int, frozenset[int]], set[int]] | None = None
    for attempt in range(TRIES):
        tongues = languages(problem, r, spots, people, dice, attempt)
        spots.may = allowed(spots, people, tongues)
        seat(spots, dice)
        missing = len(spots.left) + sum(
            max(0, low - len(who)) for low, who in zip(spots.least, spots.members, strict=True)
        )
        if best is None or missing < best[0]:
            best = (missing, dict(spots.seat), spots.may, set(spots.held))
        if not missing:
            break
    assert best is not None
    _, spots.seat, spots.may, spots.held = best
    spots.members = [[] for _ in range(spots.rooms)]
    for one, room in spots.seat.items():
        spots.members[room].append(one)
    spots.left = [one for one in spots.people if one not in spots.seat]


def languages(problem: Problem, r: int, spots: Places, people: list[Person], dice: Random, attempt: int) -> list[str]:
    """Return a language for each room ('' where none is needed): its own, or one that suits who is there."""
    own = [room.language or "" for room in problem.rounds[r]]
    if not problem.common_language:
        return own
    free = [k for k in range(spots.rooms) if not own[k]]
    spoken = [people[one].languages for one in spots.people if people[one].languages]
    if not spoken:
        return own
    size = max(1, round(len(spots.people) / max(1, spots.rooms)))
    need = demand(spoken, [own[k] for k in range(spots.rooms) if own[k]], size, dice, attempt)
    for one, k in spots.fixed.items():
        if k in free and people[one].languages and not people[one].bridges:
            own[k] = dice.choice(sorted(people[one].languages & set(need)) or sorted(people[one].languages))
            need[own[k]] -= 1
            free.remove(k)
    wanted = [tongue for tongue, count in need.items() for _ in range(max(0, count))]
    dice.shuffle(wanted)
    common = Counter(tongue for each in spoken for tongue in each)
    top = [tongue for tongue, _ in common.most_common(3)]
    wanted += [dice.choices(top, [common[tongue] for tongue in top])[0] for _ in range(len(free))]
    dice.shuffle(free)
    for k, tongue in zip(free, wanted, strict=False):
        own[k] = tongue
    return own


def demand(spoken: list[frozenset[str]], given: list[str], size: int, dice: Random, attempt: int) -> Counter[str]:
    """Return how many rooms each language should have: people choose the commonest of theirs, rare tongues first."""
    common = Counter(tongue for each in spoken for tongue in each)
    loose = 0.15 * (attempt % 8)
    share: Counter[str] = Counter()
    for each in spoken:
        best = max(sorted(each), key=lambda tongue: common[tongue] * (1 + loose * (dice.random() - 0.5) * 2))
        share[best] += 1
    need = Counter({tongue: -(-count // size) if count >= size else 1 for tongue, count in share.items()})
    need.subtract(given)
    return need


def allowed(spots: Places, people: list[Person], tongues: list[str]) -> dict[int, frozenset[int]]:
    """Return the rooms that each person understands, by themselves or through a bridge pinned there."""
    bridges: dict[int, list[frozenset[str]]] = {}
    for one, room in spots.fixed.items():
        if people[one].bridges:
            bridges.setdefault(room, []).append(people[one].languages)
    known: dict[frozenset[str], frozenset[int]] = {}
    for spoken in {people[one].languages for one in spots.people}:
        known[spoken] = frozenset(
            k
            for k, tongue in enumerate(tongues)
            if not tongue
            or not spoken
            or tongue in spoken
            or any(tongue in b and b & spoken for b in bridges.get(k, ()))
        )
    may = {one: known[people[one].languages] for one in spots.people}
    for one, room in spots.fixed.items():
        may[one] &= {room}
    for unit in spots.units:
        shared = frozenset.intersection(*(may[one] for one in unit))
        may.update(dict.fromkeys(unit, shared))
    return may


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
    loose.sort(key=lambda one: (len(spots.may[one]), one not in spots.apart))
    for one in loose:
        rooms = [k for k in spots.may[one] if len(spots.members[k]) < target[k] and fits(spots, k, [one], target)]
        if rooms:
            sit(spots, one, max(rooms, key=lambda k: (target[k] - len(spots.members[k]), dice.random())))
        elif not (make_way(spots, one, target) or make_way(spots, one, spots.most)):
            spots.left.append(one)
    fill(spots)


def targets(spots: Places) -> list[int]:
    """Return the sizes to aim at: the least of each room, the rest spread as the most allows."""
    target, rest = list(spots.least), len(spots.people) - sum(spots.least)
    while rest > 0 and any(now < most for now, most in zip(target, spots.most, strict=True)):
        for k in sorted(range(spots.rooms), key=lambda k: target[k]):
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
            movers = [
                one
                for other, who in enumerate(spots.members)
                if len(who) > spots.least[other]
                for one in who
                if one not in spots.held and room in spots.may[one] and fits(spots, room, [one], spots.most)
            ]
            if not movers:
                return
            stand(spots, movers[0])
            sit(spots, movers[0], room)
