"""Run the `dialogue` command: its words in this process, a server in one of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from click.testing import CliRunner, Result

from app.cli import main
from app.cli.demo import free_port
from tests.sources import ROOT

CEILING = 120.0
COMMAND = (sys.executable, "-m", "app.cli")


def around(settings: dict[str, str]) -> dict[str, str]:
    """Return an environment with these settings and no other of ours."""
    return {name: text for name, text in os.environ.items() if not name.startswith("DIALOGUE_")} | settings


def asked(*words: object, **settings: str) -> Result:
    """Give the command these words and settings, in this process; a traceback fails the test."""
    ours = {name: None for name in os.environ if name.startswith("DIALOGUE_")}
    done = CliRunner(env={**ours, **settings}).invoke(main, [str(word) for word in words])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done


def said(done: Result) -> list[str]:
    """Return the sentences on standard error."""
    return done.stderr.splitlines()


@contextmanager
def running(folder: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Serve a folder in a process of its own; give it and its address once it answers."""
    port = free_port()
    words = [*COMMAND, "serve", "--data", str(folder), "--port", str(port)]
    process = subprocess.Popen(
        words, cwd=ROOT, env=around({}), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert process.stdout is not None
    try:
        assert process.stdout.readline() == f"Open http://127.0.0.1:{port}\n"
        yield process, f"http://127.0.0.1:{port}"
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        process.wait(CEILING)
        process.stdout.close()
