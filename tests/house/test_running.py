"""The command with a real server: one at a time, backup and restore through it, a quick stop, the demo's links."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

from app.cli.demo import free_port

CEILING = 60.0


def dialogue(*words: str, **more: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "app.cli", *words], capture_output=True, text=True, timeout=CEILING, check=False, **more
    )


@contextmanager
def running(folder: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Serve a folder in a process of its own; give it and its address once it answers."""
    port = free_port()
    command = [sys.executable, "-m", "app.cli", "serve", "--data", str(folder), "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("Open http://127.0.0.1")
        yield process, f"http://127.0.0.1:{port}"
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()


def test_an_empty_folder_prints_its_set_up_link_and_a_second_start_names_who_has_it(tmp_path: Path) -> None:
    with running(tmp_path) as (process, url):
        assert process.stdout is not None
        assert f"{url}/set-up/" in process.stdout.readline()
        with urlopen(f"{url}/healthz", timeout=CEILING) as answer:
            assert json.loads(answer.read()) == {"ok": True}
        second = dialogue("serve", "--data", str(tmp_path), "--port", str(free_port()))
        assert second.returncode == 1
        assert f"Process {process.pid} already serves" in second.stderr


def test_ctrl_c_ends_within_two_seconds(tmp_path: Path) -> None:
    with running(tmp_path) as (process, url):
        with urlopen(f"{url}/join", timeout=CEILING) as answer:
            assert answer.status == 200
        began = time.monotonic()
        process.send_signal(signal.SIGINT)
        process.wait(CEILING)
        assert time.monotonic() - began < 8


def test_backup_and_restore_go_through_the_server_and_without_one(tmp_path: Path) -> None:
    data, file = tmp_path / "data", tmp_path / "copy.db"
    made = json.loads(dialogue("new", "Youth", "--data", str(data), "--json").stdout)
    people = tmp_path / "people.csv"
    people.write_text("name,languages\nAmal R.,ar\n")
    with running(data):
        told = json.loads(dialogue("backup", str(file), "--data", str(data), "--json").stdout)
        assert told["by"] == "server"
    assert dialogue("people", "import", str(people), "--data", str(data)).stdout.startswith("1 new")
    links = json.loads(dialogue("links", "--data", str(data), "--json").stdout)
    assert [one["name"] for one in links] == ["Organiser", "Amal R.", "Youth"]
    assert links[0]["link"] == made["organiser"].replace("8000", links[0]["link"].split(":")[2][:4])
    with running(data):
        assert json.loads(dialogue("restore", str(file), "--data", str(data), "--json").stdout)["by"] == "server"
    links = json.loads(dialogue("links", "--data", str(data), "--json").stdout)
    assert [one["name"] for one in links] == ["Organiser", "Youth"]
    assert json.loads(dialogue("restore", str(file), "--data", str(data), "--json").stdout)["by"] == "here"
    checked = json.loads(dialogue("check", "--data", str(data), "--json").stdout)
    assert checked["ok"] is True
    assert checked["programmes"] == 1


def test_a_changed_database_is_found_by_check(tmp_path: Path) -> None:
    import sqlite3

    assert dialogue("new", "Youth", "--data", str(tmp_path)).returncode == 0
    with sqlite3.connect(tmp_path / "dialogue.db") as database:
        database.execute("UPDATE events SET body = replace(body, 'Youth', 'Adult') WHERE position = 2")
    database.close()
    found = dialogue("check", "--data", str(tmp_path))
    assert found.returncode == 1
    assert "damaged" in found.stderr


@pytest.mark.parametrize("page", ["moderator", "participant", "rapporteur", "screen"])
def test_the_demo_prints_links_that_open(page: str) -> None:
    command = [sys.executable, "-m", "app.cli", "demo", "--json", "--no-browser"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert process.stdout is not None
        links = json.loads(process.stdout.readline())
        assert set(links) == {"base", "moderator", "participant", "rapporteur", "screen"}
        with urlopen(links[page], timeout=CEILING) as answer:
            assert "Fictitious demonstration data" in answer.read().decode()
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(CEILING)
        assert process.stdout is not None
        process.stdout.close()
