"""A helper process of a benchmark: lines of JSON in and out, and the processor time it has used."""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from contextlib import nullcontext
from pathlib import Path
from typing import Any

LOOK, IDLE = 0.5, 0.02
"""Seconds between two looks, and the processor time in between that counts as rest."""


class Process:
    """One child, `python -m MODULE ARGUMENTS`."""

    def __init__(self, child: asyncio.subprocess.Process) -> None:
        self._child = child
        self._turn = asyncio.Lock()

    @classmethod
    async def start(cls, module: str, *arguments: str, log: Path | None = None, **environment: str) -> Process:
        """Start it; `log` is the file of its standard error (else ours)."""
        with log.open("ab") if log else nullcontext() as stderr:
            return cls(
                await asyncio.create_subprocess_exec(
                    sys.executable,
                    "-m",
                    module,
                    *arguments,
                    stdin=asyncio.subprocess.PIPE,
                    stdout=asyncio.subprocess.PIPE,
                    stderr=stderr,
                    limit=1 << 24,
                    env={**os.environ, **environment},
                )
            )

    async def said(self) -> Any:
        """Return the next line it writes."""
        assert self._child.stdout is not None
        line = await asyncio.wait_for(self._child.stdout.readline(), 120)
        if not line:
            raise RuntimeError("a benchmark's process has ended")
        return json.loads(line)

    async def ask(self, **question: Any) -> Any:
        """Write one line, return the line that answers it."""
        assert self._child.stdin is not None
        async with self._turn:
            self._child.stdin.write(json.dumps(question).encode() + b"\n")
            return await self.said()

    @property
    def pid(self) -> int:
        return self._child.pid

    def cpu(self) -> float:
        """Return the seconds of processor time it has used, kernel's included, in nanosecond steps."""
        return time.clock_gettime((~self._child.pid << 3) | 2)

    async def rest(self) -> None:
        """Wait until it is done with what it does by itself after its start: its work is nobody's command."""
        before = -1.0
        while self.cpu() - before > IDLE:
            before = self.cpu()
            await asyncio.sleep(LOOK)

    def memory(self) -> int:
        """Return the bytes that it holds in memory."""
        pages = int(Path(f"/proc/{self._child.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")

    async def end(self) -> None:
        if self._child.returncode is None:
            self._child.terminate()
        await self._child.wait()
