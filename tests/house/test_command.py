"""The `dialogue` command: it answers at once, and says in a sentence what is wrong, whatever is asked."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click
import pytest

from app.cli import Commands, main
from tests.house.commands import asked, said
from tests.sources import ROOT

ALF = '{"format": "assign-bench/1", "name": "x", "people": [], "rounds": [], "constraints": {}}'


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with a programme in `data`, and with files that are wrong in some way."""
    made = tmp_path_factory.mktemp("wrong")
    asked("new", "Youth", "--data", made / "data")
    (made / "latin.csv").write_bytes("name\nInès\n".encode("latin-1"))
    (made / "headless.csv").write_text("Amal,ar\n")
    (made / "null.csv").write_bytes(b"name\0\nx\n")
    (made / "good.json").write_text(ALF)
    (made / "broken.json").write_text("[" * 100_000)
    (made / "file").write_text("")
    return made


WRONG = """
2 --nope
2 serve extra
2 serve --port abc
2 serve --port 70000
1 serve --data file
1 serve --data file/under
1 serve --data /proc/nowhere
2 new
2 new Youth --people nowhere.csv
2 new Youth --people data
2 new Youth --people latin.csv
2 new Youth --people headless.csv
2 new Youth --zone Mars
2 new Youth --starts yesterday
2 new Youth --starts 2026-13-01T10:00
2 new Youth --help-phone call-me
2 new Youth --organiser %00
2 people
2 people nonsense
2 people import
2 people import nowhere.csv
2 people import latin.csv
2 people import headless.csv
2 people import null.csv
1 people import file --programme nosuch
1 links --programme nosuch
1 links --data nowhere
1 backup nowhere/copy.db
2 backup data
1 backup data/dialogue.db
1 restore latin.csv
1 restore file
2 restore nowhere.db
1 check --data nowhere
2 check extra
2 rehearse --people 0
2 rehearse --minutes soon
2 rehearse --agenda --speed 0
1 rehearse --agenda --data /nowhere
2 rehearse --url nonsense
2 rehearse --url http://[::1/l/abc
1 rehearse --url http://127.0.0.1:9/l/abcdefp1abc
2 demo --port 99999
2 seat
2 seat nowhere.json
2 seat latin.csv
2 seat broken.json
2 seat good.json --seed -1
2 seat good.json -o nowhere/plan.json
2 seat good.json -o data
"""


@pytest.mark.parametrize("line", WRONG.strip().splitlines())
def test_what_is_asked_wrongly_is_said_and_never_a_traceback(
    line: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    code, *words = line.split()
    done = asked(*(word.replace("%00", "\0") for word in words), DIALOGUE_DATA=str(folder / "data"))
    assert (done.exit_code, done.stdout) == (int(code), "")
    assert 0 < len(said(done)) <= 12
    assert "Traceback" not in done.stderr
    assert not (folder / "nowhere").exists()


def test_help_lists_every_file_of_the_folder_with_a_whole_sentence() -> None:
    done = asked("--help")
    assert done.exit_code == 0
    assert isinstance(main, Commands)
    for module in (ROOT / "app" / "cli").glob("[a-z]*.py"):
        (line,) = [line for line in done.stdout.splitlines() if line.startswith(f"  {module.stem} ")]
        assert line.endswith(".")
        assert not line.endswith("...")


def test_every_option_says_what_it_is_for() -> None:
    assert isinstance(main, Commands)
    context = click.Context(main)
    found = [main.get_command(context, name) for name in main.list_commands(context)]
    found += [each for group in found if isinstance(group, click.Group) for each in group.commands.values()]
    options = [one for each in found if each for one in each.params if isinstance(one, click.Option)]
    assert len(options) > 20
    assert [one.name for one in options if not (one.help or "").endswith(".")] == []


def test_the_command_without_installation_answers_and_lists_what_there_is() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "app.cli"], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 2
    assert "Commands:" in done.stderr


def test_a_setting_that_cannot_be_ends_the_command_with_its_sentence() -> None:
    done = asked("serve", DIALOGUE_TRUSTED_PROXIES="*")
    assert (done.exit_code, done.stdout, len(said(done))) == (2, "", 1)
    assert done.stderr.startswith("DIALOGUE_TRUSTED_PROXIES must not be *")


@pytest.mark.parametrize("word", ["nonsense", "__main__", "../cli", "_control", ""])
def test_a_word_that_is_no_command_is_refused(word: str) -> None:
    done = asked(word)
    assert done.exit_code == 2
    assert "No such command" in done.stderr
