"""`dialogue seat`: a plan, the reasons why there is none, and what is no instance."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

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
