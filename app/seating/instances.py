"""Read and write `assign-bench/1`; refuses malformed input in one sentence that names the place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from app.seating.problem import Group, Person, Pin, Problem, Room
from app.seating.solve import Solution


class BadInstance(ValueError):
    """The input is no assign-bench/1 instance; `str` says what is wrong where."""


def problem_from_json(given: Any) -> Problem:
    """Return the problem of a parsed instance; raise BadInstance."""
    if not isinstance(given, dict) or given.get("format") != "assign-bench/1":
        raise BadInstance('"format" is not "assign-bench/1"')
    people = tuple(_person(each, n) for n, each in enumerate(_list(given, "people", "the instance"), 1))
    rounds = tuple(_rooms(each, n) for n, each in enumerate(_list(given, "rounds", "the instance"), 1))
    _once((person.id for person in people), "people")
    rules = _dict(given.get("constraints") or {}, '"constraints"')
    known, count = {person.id for person in people}, len(rounds)
    for person in people:
        _within(person.absent, count, f"{person.id} is absent")
    before = _dict(given.get("previous") or {"rounds": [], "frozen": 0}, '"previous"')
    previous = tuple(_past(each, n) for n, each in enumerate(_list(before, "rounds", '"previous"'), 1))
    return Problem(
        people,
        rounds,
        given.get("common_language") is True,
        _texts(given, "balance", "the instance"),
        _groups(rules, "together", known, count),
        _groups(rules, "apart", known, count),
        tuple(_pin(each, known, count) for each in _list(rules, "pins", '"constraints"', ())),
        previous,
        _frozen(before, previous, known, count),
    )


def _person(given: Any, number: int) -> Person:
    where = f"person {number}"
    id = _text(_dict(given, where), "id", where)
    attrs = _dict(given.get("attrs", {}), f'"attrs" of {where}')
    if not all(isinstance(value, str) for value in attrs.values()):
        raise BadInstance(f'"attrs" of {where} holds something that is no text')
    languages = frozenset(_texts(given, "languages", where))
    absent = frozenset(_numbers(given, "absent", where, ()))
    return Person(id, languages, attrs, _texts(given, "themes", where), absent)


def _rooms(given: Any, number: int) -> tuple[Room, ...]:
    where = f"round {number}"
    rooms = tuple(_room(each, where) for each in _list(_dict(given, where), "rooms", where))
    _once((room.id for room in rooms), f"rooms of {where}")
    return rooms


def _room(given: Any, where: str) -> Room:
    id = _text(_dict(given, f"a room of {where}"), "id", f"a room of {where}")
    where = f"room {id} of {where}"
    least, most = (_number(given.get(name), name, where) for name in ("min", "max"))
    if not 0 <= least <= most:
        raise BadInstance(f"{where} wants {least} to {most} people")
    language, theme = given.get("language"), given.get("theme")
    if not all(value is None or isinstance(value, str) for value in (language, theme)):
        raise BadInstance(f'"language" or "theme" of {where} is no text')
    return Room(id, least, most, language, theme)


def _groups(rules: dict[str, Any], kind: str, known: set[str], count: int) -> tuple[Group, ...]:
    found = []
    for given in _list(rules, kind, '"constraints"', ()):
        where = f'a group of "{kind}"'
        who = frozenset(_texts(_dict(given, where), "people", where))
        _among(who, known, where)
        found.append(Group(who, _some_rounds(given, where, count)))
    return tuple(found)


def _pin(given: Any, known: set[str], count: int) -> Pin:
    where = "a pin"
    pin = Pin(
        _text(_dict(given, where), "person", where), _text(given, "room", where), _some_rounds(given, where, count)
    )
    _among((pin.person,), known, where)
    return pin


def _some_rounds(given: dict[str, Any], where: str, count: int) -> frozenset[int] | None:
    if given.get("rounds") is None:
        return None
    rounds = frozenset(_numbers(given, "rounds", where))
    _within(rounds, count, f"{where} holds")
    return rounds


def _past(given: Any, number: int) -> dict[str, tuple[str, ...]]:
    where = f"previous round {number}"
    return {room: _texts(given, room, where) for room in _dict(given, where)}


def _frozen(
    before: dict[str, Any], previous: tuple[dict[str, tuple[str, ...]], ...], known: set[str], count: int
) -> int:
    frozen = _number(before.get("frozen", 0), "frozen", '"previous"')
    if not 0 <= frozen <= min(count, len(previous)):
        raise BadInstance(f'"previous" keeps {frozen} rounds and has {len(previous)} of {count}')
    for number, rooms in enumerate(previous[:frozen], 1):
        _among((each for who in rooms.values() for each in who), known, f"previous round {number}")
    return frozen


def _dict(given: Any, where: str) -> dict[str, Any]:
    if not isinstance(given, dict):
        raise BadInstance(f"{where} is no object")
    return given


def _list(given: dict[str, Any], name: str, where: str, default: Any = None) -> Iterable[Any]:
    found = given.get(name, default)
    if not isinstance(found, list | tuple):
        raise BadInstance(f'"{name}" of {where} is no list')
    return found


def _texts(given: dict[str, Any], name: str, where: str) -> tuple[str, ...]:
    found = tuple(_list(given, name, where, ()))
    if not all(isinstance(each, str) for each in found):
        raise BadInstance(f'"{name}" of {where} holds something that is no text')
    return found


def _numbers(given: dict[str, Any], name: str, where: str, default: Any = None) -> tuple[int, ...]:
    return tuple(_number(each, name, where) for each in _list(given, name, where, default))


def _text(given: dict[str, Any], name: str, where: str) -> str:
    found = given.get(name)
    if not isinstance(found, str) or not found:
        raise BadInstance(f'"{name}" of {where} is no text')
    return found


def _number(given: Any, name: str, where: str) -> int:
    if not isinstance(given, int) or isinstance(given, bool):
        raise BadInstance(f'"{name}" of {where} is no whole number')
    return given


def _once(ids: Iterable[str], what: str) -> None:
    seen: set[str] = set()
    for id in ids:
        if id in seen:
            raise BadInstance(f"{id} is twice among the {what}")
        seen.add(id)


def _among(who: Iterable[str], known: set[str], where: str) -> None:
    strangers = sorted(set(who) - known)
    if strangers:
        raise BadInstance(f"{where} names {strangers[0]}, who is not among the people")


def _within(rounds: Iterable[int], count: int, where: str) -> None:
    for each in rounds:
        if not 0 <= each < count:
            raise BadInstance(f"{where} in round {each}, counted from 0, and there are {count}")


def plan_to_json(name: str, solution: Solution) -> dict[str, Any]:
    """Return a solution as the format writes it."""
    rounds = [{room: list(who) for room, who in each.items()} for each in solution.plan]
    return {"instance": name, "solver": "dialogue", "rounds": rounds}
