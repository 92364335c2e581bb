"""Which hard rules a plan breaks; written without looking at the solver."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from app.seating import Person, Problem, Solution

Plan = Mapping[str, tuple[str, ...]]
TONGUES = ("ar", "fr", "en", "it", "el")


def shares(who: tuple[str, ...], known: dict[str, Person]) -> bool:
    """Say whether a room shares a language, alone or through an interpreter of the room."""
    here = [known[each] for each in who]
    bridges = [each for each in here if each.bridges]
    for tongue in TONGUES:
        if all(
            not each.languages
            or tongue in each.languages
            or any(tongue in bridge.languages and bridge.languages & each.languages for bridge in bridges)
            for each in here
        ):
            return True
    return not here


def broken(problem: Problem, solution: Solution) -> list[str]:
    """Name the hard rules that a plan breaks."""
    found = []
    for r, plan in enumerate(solution.plan):
        found += [
            f"round {r}: {what}" for what in (*seats_broken(problem, solution, r), *rooms_broken(problem, r, plan))
        ]
        found += [f"round {r}: {what}" for what in wishes_broken(problem, r, plan)]
    return found


def seats_broken(problem: Problem, solution: Solution, r: int) -> Iterator[str]:
    seats = [one for who in solution.plan[r].values() for one in who]
    here = {each.id for each in problem.people if r not in each.absent}
    if set(seats) | set(solution.stranded[r]) != here or set(seats) & set(solution.stranded[r]):
        yield "not everybody once"
    if len(seats) != len(set(seats)):
        yield "somebody twice"
    for room in problem.rounds[r]:
        size = len(solution.plan[r][room.id])
        if size > room.max or (size < room.min and not solution.stranded[r]):
            yield f"{room.id} has {size}"


def rooms_broken(problem: Problem, r: int, plan: Plan) -> Iterator[str]:
    known = {each.id: each for each in problem.people}
    for room in problem.rounds[r]:
        who = plan[room.id]
        if problem.common_language and not shares(who, known):
            yield f"{room.id} shares no language"
        if room.language and any(room.language not in known[one].languages for one in who):
            yield f"{room.id} is not all {room.language}"


def wishes_broken(problem: Problem, r: int, plan: Plan) -> Iterator[str]:
    seats = {one: room for room, who in plan.items() for one in who}
    for pin in problem.pins:
        if now(pin.rounds, r) and seats.get(pin.person, pin.room) != pin.room:
            yield f"pin of {pin.person}"
    for group in problem.together:
        if now(group.rounds, r) and len({seats[one] for one in group.people if one in seats}) > 1:
            yield "parted"
    for group in problem.apart:
        places = [seats[one] for one in group.people if one in seats]
        if now(group.rounds, r) and len(places) != len(set(places)):
            yield "not apart"


def now(rounds: frozenset[int] | None, r: int) -> bool:
    """Say whether a rule of these rounds (None: every) holds in round `r`."""
    return rounds is None or r in rounds
