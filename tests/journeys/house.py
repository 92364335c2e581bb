"""The server as people run it: a process on a port and a folder of its own, which a test may kill."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from pathlib import Path

from app.cli.demo import free_port

SCRIPTS = {"DIALOGUE_CDN": "none"}
PATIENCE = 60.0


class House:
    """`dialogue serve`, started and killed at will; what it printed last is `said`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self.said = ""
        self._process: Process | None = None

    async def start(self) -> None:
        """Start the server; return once it answers."""
        command = (sys.executable, "-m", "app.cli", "serve", "--data", str(self.folder), "--port", str(self.port))
        process = self._process = await asyncio.create_subprocess_exec(
            *command, stdout=PIPE, stderr=DEVNULL, env={**os.environ, **SCRIPTS}
        )
        assert process.stdout is not None
        self.said = ""
        while "Open http" not in self.said:
            line = await asyncio.wait_for(process.stdout.readline(), PATIENCE)
            assert line, "the server ended before it answered"
            self.said += line.decode()

    async def set_up_link(self) -> str:
        """Return the link that the first start prints."""
        assert self._process is not None
        assert self._process.stdout is not None
        line = (await asyncio.wait_for(self._process.stdout.readline(), PATIENCE)).decode()
        found = re.search(r"http\S+/set-up/\S+", line)
        assert found is not None, line
        return found[0]

    async def kill(self) -> None:
        """Kill the server as a power cut does (SIGKILL)."""
        if self._process is not None and self._process.returncode is None:
            self._process.send_signal(signal.SIGKILL)
            await self._process.wait()
