"""Which language each room speaks, and so who may sit where; language is the one rule that is never bent.

Once each room has its language, a swap is legal when both people understand their new room; nothing else has to be
looked at while searching.
"""

from __future__ import annotations

from collections import Counter
from random import Random

from app.seating.places import Places, seat
from app.seating.problem import Person, Problem

TRIES = 40
KEEPING = 3
"""Tries that give rooms the language of the plan before."""


def seated(problem: Problem, r: int, spots: Places, people: list[Person], dice: Random) -> Places:
    """Seat as many as the rules allow, all of them if that is found; the best of some tries counts."""
    best: tuple[int, dict[int, int], dict[int, frozenset[int]], set[int]] | None = None
    for attempt in range(TRIES):
        tongues = languages(problem, r, spots, people, dice, attempt)
        heard = allowed(spots, people, tongues)
        spots.may = onwards(spots, heard) if spots.been else heard
        seat(spots, dice)
        missing = len(spots.left) + sum(
            max(0, low - len(who)) for low, who in zip(spots.least, spots.members, strict=True)
        )
        if best is None or missing < best[0]:
            best = (missing, dict(spots.seat), heard, set(spots.held))
        if not missing:
            break
    assert best is not None
    _, spots.seat, spots.may, spots.held = best
    spots.members = [[] for _ in range(spots.rooms)]
    for one, room in spots.seat.items():
        spots.members[room].append(one)
    spots.left = [one for one in spots.people if one not in spots.seat]
    return spots


def languages(problem: Problem, r: int, spots: Places, people: list[Person], dice: Random, attempt: int) -> list[str]:
    """Return a language for each room ('' where none is needed): its own, or one that suits who is there."""
    own = [room.language or "" for room in problem.rounds[r]]
    spoken = [people[one].languages for one in spots.people if people[one].languages]
    if not problem.common_language or not spoken:
        return own
    size = max(1, round(len(spots.people) / max(1, spots.rooms)))
    need = demand(spoken, [tongue for tongue in own if tongue], size, dice, attempt)
    if attempt < KEEPING:
        kept(own, need, spots, people, dice)
    pinned(own, need, spots, people, dice)
    drawn(own, need, spoken, dice)
    return own


def kept(own: list[str], need: Counter[str], spots: Places, people: list[Person], dice: Random) -> None:
    """Give rooms the language that they had in the plan before."""
    for k, tongue in spoken_before(spots, people, dice).items():
        if k < len(own) and not own[k]:
            own[k] = tongue
            need[tongue] -= 1


def pinned(own: list[str], need: Counter[str], spots: Places, people: list[Person], dice: Random) -> None:
    """Give rooms a language of those who have to sit there."""
    for one, k in spots.fixed.items():
        if not own[k] and people[one].languages and not people[one].bridges:
            own[k] = dice.choice(sorted(people[one].languages & set(need)) or sorted(people[one].languages))
            need[own[k]] -= 1


def drawn(own: list[str], need: Counter[str], spoken: list[frozenset[str]], dice: Random) -> None:
    """Give the other rooms the languages that are still needed, then the commonest."""
    free = [k for k, tongue in enumerate(own) if not tongue]
    wanted = [tongue for tongue, count in need.items() for _ in range(max(0, count))]
    dice.shuffle(wanted)
    common = Counter(tongue for each in spoken for tongue in each)
    top = [tongue for tongue, _ in common.most_common(3)]
    wanted += [dice.choices(top, [common[tongue] for tongue in top])[0] for _ in range(len(free))]
    dice.shuffle(free)
    for k, tongue in zip(free, wanted, strict=False):
        own[k] = tongue


def spoken_before(spots: Places, people: list[Person], dice: Random) -> dict[int, str]:
    """Return a language that the people of each room share who sat there in the plan before."""
    shared: dict[int, frozenset[str]] = {}
    for one, room in spots.before.items():
        if people[one].languages and not people[one].bridges:
            shared[room] = shared.get(room, people[one].languages) & people[one].languages
    return {room: dice.choice(sorted(tongues)) for room, tongues in sorted(shared.items()) if tongues}


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


def onwards(spots: Places, may: dict[int, frozenset[int]]) -> dict[int, frozenset[int]]:
    """Return the rooms of each person without those that they, or who goes with them, have been in."""
    been = dict(spots.been)
    for unit in spots.units:
        been.update(dict.fromkeys(unit, set().union(*(spots.been.get(one, set()) for one in unit))))
    return {one: rooms if one in spots.fixed or not been.get(one) else rooms - been[one] for one, rooms in may.items()}
