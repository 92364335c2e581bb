"""Figures that are plain counts hold at every run, however busy the machine; `make bench` measures the others."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.benchmarks.__main__ import modules, names
from tests.benchmarks.meeting import meeting
from tests.benchmarks.together import CLIENTS, counted, load


def test_all_figures_are_measured_together_and_each_by_one_module() -> None:
    found = [name for module in modules() for name in names(module)]
    promised = "fanout-300 fanout-1000 last-tab-1000 round-34 round-1000 durable-ack group-commit slow-tab seating page"
    promised += " console-1000 console-1000-push notes-1000 notes-1000-lost"
    promised += " keystroke-peer text-memory text-disk text-open text-1000 text-1000-lost text-1000-clock"
    assert sorted(found) == sorted(promised.split())


@pytest.mark.browser
def test_a_phone_loads_little_and_a_round_pushes_little() -> None:
    told = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks", "page"], capture_output=True, text=True, timeout=180, check=False
    )
    found = {line.split("  ")[0]: line.rsplit("  ", 1)[-1] for line in told.stdout.splitlines() if "  " in line}
    assert found == {"page": "ok", "page-requests": "ok", "page-push": "ok"}, told.stdout + told.stderr[-2000:]


async def test_commands_of_a_hundred_clients_share_their_commits() -> None:
    async with meeting(CLIENTS) as target:
        before = counted(target)
        await load(target, seconds=1.5)
        after = counted(target)
    commands, commits = after[0] - before[0], after[1] - before[1]
    assert commands >= CLIENTS
    assert commands / commits >= 10, f"{commands} commands in {commits} commits"
