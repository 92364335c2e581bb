"""Who understands whom, and the rule for latecomers, each on its own."""

from __future__ import annotations

import pytest

from app.domain.languages import buddies, shared
from app.domain.people import Person
from app.domain.placing import Candidate, place
from app.domain.wishes import circles


def person(name: str, *languages: str, role: str = "participant") -> Person:
    return Person(name, languages=languages, role=role)


AMAL, NUNO, ELENI, OMAR = (
    person("a", "ar", "fr"),
    person("n", "pt", "en", "fr"),
    person("e", "el", "en"),
    person("o", "ar"),
)
IMANE, SALMA, UNKNOWN = person("i", "ar", "en", role="interpreter"), person("s", "ar", "en"), person("u")


@pytest.mark.parametrize(
    ("people", "together", "languages"),
    [
        ([AMAL, NUNO], [], {"fr"}),
        ([AMAL, NUNO, ELENI], [], set()),
        ([NUNO, ELENI, UNKNOWN], [], {"en"}),
        ([UNKNOWN], [], {"*"}),
        ([], [], {"*"}),
        ([OMAR, ELENI], [], set()),
        ([OMAR, ELENI, IMANE], [], {"ar", "en"}),
        ([OMAR, ELENI, SALMA], [], set()),
        ([OMAR, ELENI, SALMA], [("o", "s")], {"en"}),
        ([OMAR, ELENI, SALMA], [("e", "s")], {"ar"}),
        ([OMAR, ELENI, AMAL], [("o", "a")], set()),
    ],
)
def test_shared_languages(people: list[Person], together: list[tuple[str, ...]], languages: set[str]) -> None:
    assert shared(people, buddies(together)) == languages


def test_overlapping_groups_are_one_circle() -> None:
    assert circles([("a", "b"), ("c", "d"), ("b", "c"), ("x", "y")]) == [{"a", "b", "c", "d"}, {"x", "y"}]


def room(number: int, size: int, left: float | None = None, *, understands: bool = True) -> Candidate:
    return Candidate(number, size, understands, left, 1200)


@pytest.mark.parametrize(
    ("rooms", "wanted", "expected"),
    [
        ([], None, None),
        ([room(1, 5), room(2, 4), room(3, 4)], None, 2),
        ([room(1, 5), room(2, 4, understands=False)], None, 1),
        ([room(1, 5, 300.0)], None, 1),
        ([room(1, 5, 299.9)], None, None),
        ([room(1, 5, 299.9), room(2, 9, 900.0)], None, 2),
        ([Candidate(1, 5, True, 179.9, 400)], None, None),
        ([Candidate(1, 5, True, 180.0, 400)], None, 1),
        ([room(1, 5), room(2, 4)], 1, 1),
        ([room(1, 5, understands=False), room(2, 4)], 1, None),  # a pin or a companion is hard (domain.md §4)
        ([room(1, 5, 10.0), room(2, 4)], 1, None),
        ([room(2, 4)], 1, 2),
    ],
)
def test_latecomers_go_to_the_smallest_room_that_is_worth_it(
    rooms: list[Candidate], wanted: int | None, expected: int | None
) -> None:
    assert place(rooms, wanted) == expected
