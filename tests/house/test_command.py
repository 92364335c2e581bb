"""The `dialogue` command as a process: it answers at once, and says in one sentence what is wrong."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from app.cli import Commands, main
from tests.sources import ROOT


def dialogue(*words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run `python -m app.cli` with these words and settings, and nothing else of ours in the environment."""
    around = {name: text for name, text in os.environ.items() if not name.startswith("DIALOGUE_")}
    return subprocess.run(
        [sys.executable, "-m", "app.cli", *words],
        cwd=ROOT,
        env={**around, **settings},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_help_lists_every_file_of_the_folder_with_a_sentence() -> None:
    done = dialogue("--help")
    assert done.returncode == 0
    assert isinstance(main, Commands)
    for module in (ROOT / "app" / "cli").glob("[a-z]*.py"):
        assert f"\n  {module.stem} " in done.stdout


def test_a_setting_that_cannot_be_ends_the_command_with_its_sentence() -> None:
    done = dialogue("serve", DIALOGUE_TRUSTED_PROXIES="*")
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("DIALOGUE_TRUSTED_PROXIES must not be *")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("word", ["nonsense", "__main__", "../cli", ""])
def test_a_word_that_is_no_command_is_refused(word: str) -> None:
    done = dialogue(word)
    assert done.returncode == 2
    assert "No such command" in done.stderr
