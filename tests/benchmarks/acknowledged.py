"""One command by one client: how long until it is durable and answered, beside the bare cost of both halves.

The halves: a form posted to a Starlette application of one route, and INSERT + commit by the standard library's sqlite3
(WAL, synchronous FULL) on the same disk. Runs take turns.
"""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator
from pathlib import Path
from statistics import median

import uvicorn
import uvloop
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tests.benchmarks.door import Door
from tests.benchmarks.figure import Figure, at_most
from tests.benchmarks.meeting import meeting
from tests.benchmarks.process import Process

NAMES = ("durable-ack",)
RUNS = 300
WARM = 20
BODY = b'{"meeting":"m1","person":"p12"}'


async def run() -> AsyncIterator[Figure]:
    """Measure p50 of each and compare."""
    took: dict[str, list[float]] = {"ours": [], "form": [], "insert": []}
    async with meeting(30) as target:
        process = await Process.start("tests.benchmarks.acknowledged")
        ours, form = target.door(target.people[0]), Door(int(await process.said()), {"Host": "127.0.0.1"})
        database = bare_database(target.folder / "bare.db")
        for n in range(RUNS + WARM):
            deed = "lost" if n % 2 == 0 else "found"
            for name, door, path in (("form", form, "/"), ("ours", ours, f"{target.base}/{deed}")):
                await door.ready()
                began = time.perf_counter()
                await door.post(path, once=f"once{n}")
                took[name].append(time.perf_counter() - began)
            began = time.perf_counter()
            database.execute("INSERT INTO events VALUES (?, ?, ?, ?)", (n + 1, "LostSaid", BODY, f"once{n}"))
            database.commit()
            took["insert"].append(time.perf_counter() - began)
        database.close()
        await form.close()
        await process.end()
    mine, posted, inserted = (median(found[WARM:]) for found in took.values())
    said = f"{mine * 1e3:.2f} ms; form {posted * 1e3:.2f} + insert {inserted * 1e3:.2f} ms"
    yield at_most("durable-ack", mine / (posted + inserted), f"x bare ({said})", 2.5)


def bare_database(path: Path) -> sqlite3.Connection:
    """Return a database with one table, as durable as ours."""
    database = sqlite3.connect(path)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=FULL")
    database.execute("CREATE TABLE events (position INTEGER PRIMARY KEY, type TEXT, body BLOB, once TEXT)")
    return database


async def main() -> None:
    """Serve the bare form."""

    async def receive(request: Request) -> Response:
        async with request.form() as form:
            return Response(status_code=204, headers={"X-Position": str(len(form))})

    bare = Starlette(routes=[Route("/", receive, methods=["POST"])])
    server = uvicorn.Server(
        uvicorn.Config(bare, port=0, http="httptools", lifespan="off", log_config=None, access_log=False)
    )
    serving = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 (uvicorn has no event for it)
        await asyncio.sleep(0.01)
    print(server.servers[0].sockets[0].getsockname()[1], flush=True)
    await serving


if __name__ == "__main__":
    uvloop.run(main())
