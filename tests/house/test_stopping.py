"""How soon a stop ends, with pages open: measured, so alone."""

from __future__ import annotations

import asyncio
import json
import signal
import time
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed

from app.demo.doors import Doors
from app.demo.person import Person
from tests.house.commands import CEILING, asked, running


class Noting(Person):
    """A person whose page notes with which code its socket was closed."""

    code: int | None = None

    async def _watch(self) -> None:
        try:
            await super()._watch()
        except ConnectionClosed as closed:
            self.code = closed.rcvd.code if closed.rcvd else 0
            raise


@pytest.mark.alone
async def test_ctrl_c_asks_pages_to_come_back_and_ends_within_two_seconds(tmp_path: Path) -> None:
    people = tmp_path / "people.csv"
    people.write_text("name\n" + "".join(f"Guest {number}\n" for number in range(50)))
    await asyncio.to_thread(asked, "new", "Youth", "--people", people, "--data", tmp_path)
    with running(tmp_path) as (process, url):
        shown = await asyncio.to_thread(asked, "links", "--data", tmp_path, "--json")
        links = [one["link"].partition("/l/")[2] for one in json.loads(shown.stdout) if one["role"] == "participant"]
        async with Doors(url) as doors:
            guests = [Noting(doors, f"{url}/l/{link}") for link in links]
            for guest in guests:
                await guest.come_in()
                guest.open()
            async with asyncio.timeout(CEILING):
                await asyncio.gather(*(guest.connected.wait() for guest in guests))
            began = time.monotonic()
            process.send_signal(signal.SIGINT)
            assert await asyncio.to_thread(process.wait, CEILING) == 0
            assert time.monotonic() - began < 2
            for guest in guests:
                await guest.close()
            assert {guest.code for guest in guests} == {1012}
