"""The platform's process with a machine's clock that somebody sets: SIGUSR1 puts it an hour on, SIGUSR2 two hours back.

python jumping.py RATE --data FOLDER --port PORT      serves as `dialogue serve` does, with this rate of the clock
"""

from __future__ import annotations

import asyncio
import signal
import sys
import time
from pathlib import Path

import uvloop

from app import logs
from app.main import server, tell
from app.settings import Settings
from app.web.house import House
from realtime.clock import Clock

truth, jumped = time.time, 0.0


def jump(seconds: float) -> None:
    """Set the machine's clock on or back."""
    global jumped
    jumped += seconds


async def serve() -> None:
    """Serve until told to stop."""
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGUSR1, jump, 3600.0)
    loop.add_signal_handler(signal.SIGUSR2, jump, -7200.0)
    settings = Settings.from_environment(data=Path(sys.argv[3]), port=int(sys.argv[5]))
    house = await House.open(settings, clock=Clock(float(sys.argv[1])))
    serving = server(house)
    saying = asyncio.create_task(tell(serving, house, lambda house: print("Open http", flush=True)))
    await serving.serve()
    await saying
    await house.close()


if __name__ == "__main__":
    time.time = lambda: truth() + jumped
    logs.start()
    uvloop.run(serve())
