"""A list as long as lists may be: looked at and taken beside a meeting that is never late because of it."""

from __future__ import annotations

import asyncio
import gc
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx2

from app.domain.roster import MOST_ROWS
from tests.serving import serving

LONGEST = 0.25
"""Seconds of the processor that the loop may give to one thing: what a person hardly notices."""
LIST = "name,organisation,type,country,languages,email\n" + "".join(
    f"Person {n},Organisation {n % 900},cso,TN,ar;fr,person{n}@example.org\n" for n in range(MOST_ROWS)
)


@asynccontextmanager
async def watched() -> AsyncIterator[list[float]]:
    """Note for how long this loop worked between two rings of its timer.

    What else the machine does is not counted, nor the collecting of what other tests have left in memory.
    """
    worked: list[float] = []
    gc.collect()
    gc.freeze()

    async def watch() -> None:
        while True:
            before = time.thread_time()
            await asyncio.sleep(0.001)
            worked.append(time.thread_time() - before)

    task = asyncio.create_task(watch())
    try:
        yield worked
    finally:
        gc.unfreeze()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def test_the_longest_list_makes_nobody_wait(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        olga = await server.visitor("Olga")
        url = f"{server.url}/p/{server.programme}/people/list"
        headers = {"Sec-Fetch-Site": "same-origin"}
        for what, form in (("looked at", {}), ("taken", {"confirmed": "yes", "once": "a"}), ("looked at again", {})):
            parts = {name: (None, value) for name, value in {**form, "text": LIST}.items()}
            with httpx2.Client(cookies=dict(olga.http.cookies), headers=headers, timeout=120) as organiser:
                async with watched() as worked:
                    answer = await asyncio.to_thread(organiser.post, url, files=parts)
            print(f"{what}: the loop was held for {max(worked) * 1000:.0f} ms at most")
            assert answer.status_code == 200
            assert len(server.state.people) > (MOST_ROWS if form else 0)
            assert max(worked) <= LONGEST, what
        assert answer.text.count('<tr class="unchanged">') == MOST_ROWS
