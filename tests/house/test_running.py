"""The command with a real server: one at a time, a quick stop that asks pages to come back, a port that is taken."""

from __future__ import annotations

import json
import signal
import socket
import time
from pathlib import Path
from urllib.request import urlopen

from tests.house.commands import CEILING, asked, running, said


def test_an_empty_folder_prints_its_set_up_link_and_a_second_start_names_who_has_it(tmp_path: Path) -> None:
    with running(tmp_path) as (process, url):
        assert process.stdout is not None
        assert f"{url}/set-up/" in process.stdout.readline()
        with urlopen(f"{url}/healthz", timeout=CEILING) as answer:
            assert json.loads(answer.read()) == {"ok": True}
        second = asked("serve", "--data", tmp_path, "--port", "0")
        assert second.exit_code == 1
        assert f"Process {process.pid} already serves" in second.stderr
        other = asked("serve", "--data", tmp_path / "other", "--port", url.rpartition(":")[2])
        assert other.exit_code == 1
        assert said(other)[-1].endswith("cannot be had: another program listens there.")
        demo = asked("demo", "--no-browser", "--port", url.rpartition(":")[2])
        assert (demo.exit_code, len(said(demo))) == (1, 1)


def test_ctrl_c_ends_soon_and_takes_its_socket_away(tmp_path: Path) -> None:
    with running(tmp_path) as (process, url):
        with urlopen(f"{url}/join", timeout=CEILING) as answer:
            assert answer.status == 200
        assert (tmp_path / "dialogue.sock").stat().st_mode & 0o777 == 0o600
        began = time.monotonic()
        process.send_signal(signal.SIGINT)
        assert process.wait(CEILING) == 0
        assert time.monotonic() - began < 8  # 2 s on a calm machine: tests/house/test_stopping.py, which runs alone
        assert not (tmp_path / "dialogue.sock").exists()


def test_a_slow_body_holds_up_the_stop_for_ten_seconds_at_most(tmp_path: Path) -> None:
    with running(tmp_path) as (process, url):
        assert process.stdout is not None
        path = process.stdout.readline().partition(url)[2].strip()
        host, port = url.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port)), CEILING) as slow:
            head = f"POST {path} HTTP/1.1\r\nHost: {host}:{port}\r\nOrigin: {url}\r\nSec-Fetch-Site: same-origin\r\n"
            kind = "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\nname="
            slow.sendall((head + kind).encode())
            with urlopen(f"{url}/healthz", timeout=CEILING) as answer:  # the slow one was taken before this one
                assert answer.status == 200
            began = time.monotonic()
            process.send_signal(signal.SIGINT)
            assert process.wait(CEILING) == 0
            assert 5 < time.monotonic() - began < 20
