"""What the owner asks by the command: through the running server, however deep its folder lies, and without one."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from app.cli.check import checked
from app.domain.roles import ROLES
from app.keys import FILE
from app.web.house import DATABASE
from tests.house.commands import asked, running, said

LIST = "id,name,languages,email,meetings\n1,Amal R.,ar;fr,amal@example.org,\n2,,fr,,\n3,Nuno F.,pt,no address,\n"


@pytest.fixture
def people(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text(LIST)
    return path


def names(data: Path) -> list[str]:
    return [one["name"] for one in json.loads(asked("links", "--data", data, "--json").stdout)]


def test_a_new_programme_says_which_rows_it_left_out_and_knows_its_own_meeting(tmp_path: Path, people: Path) -> None:
    people.write_text(LIST + "4,Salma D.,ar,,YOUTH\n5,Idris B.,ar,,Another\n")
    done = asked("new", "Youth", "--people", people, "--data", tmp_path / "data", "--zone", "Africa/Tunis")
    assert done.stdout.startswith("Youth: 3 people.")
    assert said(done) == [
        "Row 3, name: Please fill this in.",
        "Row 4, email: This is not an e-mail address.",
        "Row 6, meetings: This cannot be chosen.",
    ]
    assert names(tmp_path / "data") == ["Organiser", "Amal R.", "Salma D.", "Youth"]


def test_a_row_with_an_unknown_role_is_told_which_there_are(tmp_path: Path, people: Path) -> None:
    people.write_text("name,role,type\nAma,emperor,\nOmar,,media\n")
    done = asked("new", "Youth", "--people", people, "--data", tmp_path / "data")
    assert said(done) == [
        f"Row 2, role: This cannot be chosen. It may be: {', '.join(ROLES)}.",
        "Row 3, type: This cannot be chosen. It may be: authority, representative, cso, educator, academic.",
    ]


def test_a_list_is_previewed_and_taken_once_by_the_running_server(tmp_path: Path, people: Path) -> None:
    deep = tmp_path / "/".join(["deep" * 10] * 4)
    assert len(str(deep)) > 108
    asked("new", "Youth", "--data", deep)
    with running(deep):
        assert asked("people", "import", people, "--preview", "--data", deep).stdout == (
            "This would be: 1 new, 0 changed, 0 unchanged, 2 left out.\n"
        )
        assert names(deep) == ["Organiser", "Youth"]
        told: dict[str, Any] = json.loads(asked("people", "import", people, "--data", deep, "--json").stdout)
        assert (told["by"], told["new"], [one["row"] for one in told["left_out"]]) == ("server", 1, [3, 4])
        again = json.loads(asked("people", "import", people, "--data", deep, "--json").stdout)
        assert (again["new"], again["changed"], again["unchanged"]) == (0, 0, 1)
        assert names(deep) == ["Organiser", "Amal R.", "Youth"]
        another = json.loads(asked("new", "Media", "--data", deep, "--json").stdout)
        assert another["by"] == "server"
        which = asked("links", "--data", deep)
        assert which.exit_code == 1
        assert another["programme"] in which.stderr
        assert json.loads(asked("check", "--data", deep, "--json").stdout)["programmes"] == 2


def test_a_backup_never_goes_over_the_database_and_what_is_no_backup_changes_nothing(tmp_path: Path) -> None:
    data, copy = tmp_path / "data", tmp_path / "copy.db"
    asked("new", "Youth", "--data", data)
    for word in ("backup", "restore"):
        itself = asked(word, data / DATABASE, "--data", data)
        assert (itself.exit_code, said(itself)) == (1, [f"{DATABASE} is the database itself: name another file."])
    assert asked("backup", copy, "--data", data).exit_code == 0
    empty, foreign = tmp_path / "empty.db", tmp_path / "foreign.db"
    empty.write_bytes(b"")
    with sqlite3.connect(foreign) as other:
        other.execute("CREATE TABLE meta (key)")
    other.close()
    newer = tmp_path / "newer.db"
    newer.write_bytes(copy.read_bytes())
    renamed(newer, "ProgrammeAdded", "SomethingNew")
    for file in (empty, foreign, newer, Path(__file__)):
        refused = asked("restore", file, "--data", data)
        assert refused.exit_code == 1
        assert len(said(refused)) == 1
        assert "Nothing was changed" in refused.stderr
        assert names(data) == ["Organiser", "Youth"]


def renamed(database: Path, old: str, new: str) -> None:
    """Rename an event's type in a database, with a right checksum."""
    from realtime.records import checksum

    with sqlite3.connect(database) as found:
        for stream, position, body in found.execute(
            "SELECT stream, position, body FROM events WHERE type = ?", (old,)
        ).fetchall():
            found.execute(
                "UPDATE events SET type = ?, checksum = ? WHERE stream = ? AND position = ?",
                (new, checksum(stream, position, new, body), stream, position),
            )
    found.close()


def test_a_restore_mends_a_damaged_database_and_keeps_it_aside(tmp_path: Path) -> None:
    data, copy = tmp_path / "data", tmp_path / "copy.db"
    asked("new", "Youth", "--data", data)
    asked("backup", copy, "--data", data)
    (data / DATABASE).write_bytes(b"no database" * 1000)
    assert asked("restore", Path(__file__), "--data", data).exit_code == 1
    assert asked("check", "--data", data).exit_code == 1
    assert asked("restore", copy, "--data", data).exit_code == 0
    assert names(data) == ["Organiser", "Youth"]
    (kept,) = data.glob(f"{DATABASE}.damaged-*")
    assert kept.read_bytes().startswith(b"no database")


def test_a_lost_key_is_said_by_check_restore_and_start_until_links_are_handed_out_anew(tmp_path: Path) -> None:
    data, copy, other = tmp_path / "data", tmp_path / "copy.db", tmp_path / "other"
    asked("new", "Youth", "--data", data)
    asked("backup", copy, "--data", data)
    restored = asked("restore", copy, "--data", other)
    assert restored.exit_code == 0
    assert "links handed out before do not open" in restored.stderr
    assert asked("check", "--data", other).exit_code == 1
    asked("links", "--data", other)
    assert asked("check", "--data", other).exit_code == 0
    (data / FILE).unlink()
    missing = checked(data)
    assert missing["ok"] is False
    assert "is missing" in missing["problems"][0]
    assert not (data / FILE).exists()


def test_check_finds_what_was_changed_and_what_is_not_there_and_makes_nothing(tmp_path: Path) -> None:
    data, nothing = tmp_path / "data", tmp_path / "nothing"
    asked("new", "Youth", "--data", data)
    with sqlite3.connect(data / DATABASE) as database:
        database.execute("UPDATE events SET body = replace(body, 'Youth', 'Adult') WHERE position = 2")
    database.close()
    told = json.loads(asked("check", "--data", data, "--json").stdout)
    assert told["ok"] is False
    assert "damaged" in told["problems"][0]
    for command in (["check"], ["links"], ["backup", tmp_path / "x.db"]):
        refused = asked(*command, "--data", nothing)
        assert refused.exit_code == 1
        assert said(refused)[0].startswith("There is no database in ")
    assert not nothing.exists()
    setting = asked("check", "--data", data, DIALOGUE_PORT="x")
    assert (setting.exit_code, said(setting)) == (1, ["DIALOGUE_PORT must be a whole number, not 'x'."])
