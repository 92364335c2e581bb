"""`make` as people use it: it lists what there is, and its help is true."""

from __future__ import annotations

import os
import re
import subprocess

from tests.sources import ROOT

PROMISED = {"install", "demo", "test", "test-long", "bench", "lint", "screenshots", "serve"}


def make(*words: str) -> str:
    """Run make and give what it prints."""
    # A `make test` around us hands its flags down; this make is a fresh one.
    around = {name: text for name, text in os.environ.items() if name not in {"MAKEFLAGS", "MFLAGS", "MAKELEVEL"}}
    done = subprocess.run(
        ["make", *words], cwd=ROOT, env=around, capture_output=True, text=True, timeout=60, check=True
    )
    return done.stdout


def test_make_alone_lists_the_targets_and_does_nothing() -> None:
    listed = set(re.findall(r"^  make (\S+)  +\S", make(), re.M))
    assert listed >= PROMISED


def test_every_target_builds_the_environment_first() -> None:
    for target in sorted(PROMISED - {"install"}):
        rule = re.search(rf"^{target}:(.*?)(##|$)", (ROOT / "Makefile").read_text("utf-8"), re.M)
        assert rule
        assert {"install", "install-test"} & set(rule.group(1).split())


def test_the_checking_machine_runs_make_test() -> None:
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    assert script.rstrip().endswith("exec make test")
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
