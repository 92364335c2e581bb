"""Long lists of people, so that no meeting on this server is late: looked at in a thread, taken some rows at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from app.domain.programme import Programme
from app.domain.roster import ImportPeople, Match, Row, parts, preview

AT_A_TIME = 100
"""Rows in one command: some milliseconds of the loop."""


class Perform(Protocol):
    """Gives a command in somebody's name."""

    async def __call__(self, command: ImportPeople, *, once: str) -> Any: ...


async def looked_at(programme: Programme, rows: Iterable[Row], distinct: Iterable[int] = ()) -> list[Match]:
    """Return what each row would mean if the list were imported now."""
    return await asyncio.to_thread(preview, programme, rows, distinct)


async def taken(perform: Perform, matches: Sequence[Match], distinct: tuple[int, ...] = (), once: str = "") -> None:
    """Take the rows that bring something, in their order; what was taken before a failure changes nothing again.

    A part goes by its first row: sent again after a failure, a list begins with another one.
    """
    for part in parts(matches, distinct, AT_A_TIME):
        await perform(part, once=once and f"{once}/{part.rows[0].number}")
