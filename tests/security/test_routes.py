"""The rights table: every route × everybody, through real HTTP and sockets, compared with `routes.txt` beside this.

y: may · n: refused (403) · -: looks like it is not there (404) · o: signed out (401). A route without a row fails.
After a change on purpose, write the new table with `python -m tests.security.test_routes`, read it, and commit it.
"""

from __future__ import annotations

import asyncio
import io
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx2

from app import logs
from app.web.headers import security_headers
from tests.security.walk import COLUMNS, Ask, Walk, asks
from tests.serving import serving

TABLE = Path(__file__).with_name("routes.txt")
LIMITS: dict[str, Any] = {"forms_per_minute": 10_000, "signals_per_minute": 10_000, "uploads_per_minute": 10_000,
          "wrong_codes_per_address": 10_000, "wrong_codes_in_all": 10_000}  # fmt: skip
OPEN = ("/healthz", "/metrics", "/", "/join", "/j/", "/l/", "/s/", "/set-up/", "/clock", "/static/")


@dataclass
class Walked:
    """What was seen on the way: the cells of each line, and what should not have been."""

    cells: dict[str, list[str]] = field(default_factory=dict)
    wrote: list[str] = field(default_factory=list)
    bare: list[str] = field(default_factory=list)

    def table(self) -> str:
        """Return the table as text."""
        width = max(map(len, self.cells))
        lines = [" " * width + "  " + " ".join(f"{column[:5]:5}" for column in COLUMNS)]
        lines += [f"{label:{width}}  {' '.join(f'{cell:5}' for cell in cells)}" for label, cells in self.cells.items()]
        return "\n".join(line.rstrip() for line in lines) + "\n"

    async def take(self, walk: Walk, http: httpx2.AsyncClient, ask: Ask, column: str) -> None:
        """Ask once, and note what the answer says and what it left behind."""
        await walk.cookie(column)
        before = walk.positions()
        cell, answer = await walk.ask(http, ask, column)
        self.cells.setdefault(ask.label, []).append(cell)
        if walk.positions() != before and (ask.method in ("GET", "WS") or cell != "y"):
            self.wrote.append(f"{ask.label} as {column}")
        if answer is not None and not dressed(walk, answer):
            self.bare.append(f"{ask.label} as {column}")


def dressed(walk: Walk, answer: httpx2.Response) -> bool:
    """Say whether an answer bears all security headers once, and is kept by nobody unless it is a file of ours."""
    wanted = security_headers(walk.server.house.settings)
    kept = "immutable" in answer.headers["cache-control"]
    right = all(answer.headers.get_list(name) == [value] for name, value in wanted)
    return right and "server" not in answer.headers and (kept or answer.headers["cache-control"] == "no-store")


async def walked(lines: io.StringIO) -> Walked:
    """Walk all routes as everybody."""
    found = Walked()
    with tempfile.TemporaryDirectory() as folder:
        async with serving(Path(folder), **LIMITS) as server, server.browser() as http:
            walk = await Walk.begin(server, lines)
            for ask in sorted(asks(server), key=lambda ask: ask.label.split(" ")[::-1]):
                for column in COLUMNS:
                    await found.take(walk, http, ask, column)
    return found


async def test_every_route_is_as_agreed_for_everybody(log_lines: io.StringIO) -> None:
    found = await walked(log_lines)
    assert found.table() == TABLE.read_text("utf-8")
    assert not found.wrote, "a GET or a refusal wrote into the log"
    assert not found.bare, "an answer without all headers"
    for label, cells in found.cells.items():
        seen = dict(zip(COLUMNS, cells, strict=True))
        if not label.split(" ")[1].startswith(OPEN):
            assert (seen["other"], seen["forged"], seen["stranger"]) == ("-", "o", "-"), label


if __name__ == "__main__":
    written = io.StringIO()
    logs.start(written)
    TABLE.write_text(asyncio.run(walked(written)).table(), "utf-8")
