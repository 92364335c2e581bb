"""A long log is folded fast enough to start a server in a meeting's pause."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from realtime.log import Log, Record
from tests.realtime.conftest import engine
from tests.realtime.toy import AMAL

EVENTS = 100_000


@pytest.mark.alone
async def test_a_hundred_thousand_events_are_folded_in_about_a_second(path: Path) -> None:
    log = await Log.open(path)
    body = b'"' + b"x" * 100 + b'"'
    for start in range(0, EVENTS, 10_000):
        await log.append(
            "book", [Record(n + 1, "Said", body, 1.0, AMAL, f"o{n}", 0) for n in range(start, start + 10_000)]
        )
    streams = engine(log, [])
    began = time.perf_counter()
    book = await streams.get("book")
    seconds = time.perf_counter() - began
    assert book.position == EVENTS
    print(f"{EVENTS} events folded in {seconds:.2f} s")
    assert seconds < 5
    await streams.close()
    await log.close()
