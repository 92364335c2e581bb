"""`dialogue seat`: a plan, the reasons why there is none, and what is no instance."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from app.cli.seat import command


def instance(folder: Path, *spoken: str, most: int = 3) -> Path:
    given: dict[str, Any] = {
        "format": "assign-bench/1",
        "name": "tiny",
        "people": [{"id": f"p{n}", "languages": each.split()} for n, each in enumerate(spoken)],
        "rounds": [{"rooms": [{"id": "A", "min": 2, "max": most}, {"id": "B", "min": 2, "max": most}]}],
        "common_language": True,
        "constraints": {},
    }
    path = folder / "tiny.json"
    path.write_text(json.dumps(given))
    return path


def test_a_plan_is_printed_and_written_and_the_same_each_time(tmp_path: Path) -> None:
    path = instance(tmp_path, "ar", "ar fr", "fr", "fr en")
    printed = CliRunner().invoke(command, [str(path), "--seed", "4"])
    assert printed.exit_code == 0
    (rooms,) = json.loads(printed.output)["rounds"]
    assert sorted(rooms["A"] + rooms["B"]) == ["p0", "p1", "p2", "p3"]
    written = CliRunner().invoke(command, [str(path), "--seed", "4", "-o", str(tmp_path / "plan.json")])
    assert written.exit_code == 0
    assert json.loads((tmp_path / "plan.json").read_text()) == json.loads(printed.output)


def test_no_legal_plan_ends_with_three_and_the_reasons(tmp_path: Path) -> None:
    none = CliRunner().invoke(command, [str(instance(tmp_path, "ar", "ar", "fr", "fr", "el"))])
    assert none.exit_code == 3
    assert "p4" in none.output


def test_reasons_name_sizes_and_pins(tmp_path: Path) -> None:
    path = instance(tmp_path, "ar", "ar", "ar", "ar", "ar", "ar", "ar")
    given = json.loads(path.read_text())
    given["constraints"] = {"pins": [{"person": "p0", "room": "Z"}]}
    path.write_text(json.dumps(given))
    none = CliRunner().invoke(command, [str(path)])
    assert none.exit_code == 3
    assert none.stderr.splitlines()[:2] == [
        "Round 1: 7 people are there, the rooms take 4 to 6.",
        "Round 1: p0 is pinned to room Z, which is not there.",
    ]


def test_who_is_to_be_together_and_apart_or_has_two_pins_makes_no_plan(tmp_path: Path) -> None:
    path = instance(tmp_path, "ar", "ar", "ar", "ar", "ar", "ar")
    given = json.loads(path.read_text())
    together = [{"people": ["p0", "p1"]}, {"people": ["p1", "p2"]}]
    given["constraints"] = {"together": together, "apart": [{"people": ["p0", "p2"]}]}
    path.write_text(json.dumps(given))
    none = CliRunner().invoke(command, [str(path)])
    assert none.exit_code == 3
    assert none.stderr == "Round 1: p0, p2 are to be apart, which cannot be.\n"
    given["constraints"] = {"pins": [{"person": "p0", "room": "A"}, {"person": "p0", "room": "B"}]}
    path.write_text(json.dumps(given))
    none = CliRunner().invoke(command, [str(path)])
    assert none.exit_code == 3
    assert "p0 is pinned to room" in none.stderr


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"format": "other"}, '"format" is not "assign-bench/1"'),
    ({"people": 3}, '"people" of the instance is no list'),
    ({"people": [{"id": 4}]}, '"id" of person 1 is no text'),
    ({"people": [{"id": "a"}, {"id": "a"}]}, "a is twice among the people"),
    ({"people": [{"id": "a", "languages": "fr"}]}, '"languages" of person 1 is no list'),
    ({"people": [{"id": "a", "attrs": [1]}]}, '"attrs" of person 1 is no object'),
    ({"people": [{"id": "a", "attrs": {"shore": ["n"]}}]}, '"attrs" of person 1 holds something that is no text'),
    ({"people": [{"id": "a", "absent": [9]}]}, "a is absent in round 9, counted from 0, and there are 1"),
    ({"rounds": [{"rooms": [{"id": "A", "min": 1, "max": "x"}]}]}, '"max" of room A of round 1 is no whole number'),
    ({"rounds": [{"rooms": [{"id": "A", "min": 3, "max": 2}]}]}, "room A of round 1 wants 3 to 2 people"),
    ({"constraints": {"pins": [{"person": "z", "room": "A"}]}}, "a pin names z, who is not among the people"),
    ({"constraints": {"apart": [{"people": ["z"]}]}}, 'a group of "apart" names z, who is not among the people'),
    ({"previous": {"rounds": [], "frozen": 2}}, '"previous" keeps 2 rounds and has 0 of 1'),
    ({"previous": {"rounds": [{"A": ["z"]}], "frozen": 1}}, "previous round 1 names z, who is not among the people"),
]


@pytest.mark.parametrize(("change", "why"), WRONG)
def test_a_malformed_instance_is_refused_in_a_sentence_that_names_the_place(
    change: dict[str, Any], why: str, tmp_path: Path
) -> None:
    path = instance(tmp_path, "ar", "ar", "fr", "fr")
    path.write_text(json.dumps({**json.loads(path.read_text()), **change}))
    done = CliRunner().invoke(command, [str(path)])
    assert (done.exit_code, done.stderr) == (2, f"tiny.json is no instance: {why}.\n")


def test_what_is_no_instance_ends_with_two(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    for text in (
        "",
        "{",
        "[]",
        '{"format": "assign-bench/1"}',
        '{"format": "assign-bench/1", "people": 3, "rounds": []}',
    ):
        path.write_text(text)
        assert CliRunner().invoke(command, [str(path)]).exit_code == 2
