"""The platform as a benchmark's child: `python -m tests.benchmarks.served SYNCHRONOUS`, settings from the environment.

Nothing of it is left out; the one thing that may differ from service is how hard SQLite syncs.
"""

from __future__ import annotations

import asyncio
import sys

from app import main
from app.settings import Settings
from app.web.house import House


def started(house: House) -> None:
    house.task = asyncio.create_task(told(house, sys.argv[1]))  # type: ignore[attr-defined]


async def told(house: House, synchronous: str) -> None:
    await house.log._writer.execute_fetchall(f"PRAGMA synchronous={synchronous}")
    print(house.settings.port, flush=True)


if __name__ == "__main__":
    main.run(Settings.from_environment(), started)
