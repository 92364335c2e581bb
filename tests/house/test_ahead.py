"""One's own meeting rehearsed: it runs to its end, says what a moderator asks, and leaves no trace in the real data."""

from __future__ import annotations

import asyncio
import json
import subprocess
from pathlib import Path

from app import control
from app.demo.ahead import prepared
from app.demo.copies import copied
from app.domain.agenda import AddBlock, RemoveBlock
from app.domain.messages import SYSTEM
from app.settings import Settings
from app.web.house import DATABASE, House
from realtime.log import Log
from tests.house.commands import CEILING, COMMAND, around
from tests.people import REGIONAL, TEAM
from tests.serving import MEETING, founded, served
from tests.sources import ROOT

ROWS = TEAM[:3] + REGIONAL[:8]
PARTS = (("plenary", "Welcome"), ("rooms", "In rooms"), ("plenary", "Close"))


async def own(folder: Path) -> None:
    """Make data with a meeting of three short parts."""
    house = await House.open(Settings(data=folder))
    live = await founded(house, ROWS)
    for number in list(live.state.meetings[MEETING].agenda):
        await live.stream.perform(RemoveBlock(MEETING, number), actor=SYSTEM)
    for kind, title in PARTS:
        await live.stream.perform(AddBlock(MEETING, kind, title, minutes=1), actor=SYSTEM)
    await house.close()


def test_ones_own_meeting_is_played_to_its_end_and_the_real_data_stay_as_they_were(tmp_path: Path) -> None:
    asyncio.run(own(tmp_path))
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.suffix != ".lock"}
    words = [*COMMAND, "rehearse", "--agenda", "--data", str(tmp_path), "--speed", "60", "--json"]
    done = subprocess.run(words, cwd=ROOT, env=around({}), capture_output=True, text=True, timeout=CEILING, check=False)
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert [part["title"] for part in report["parts"]] == [title for _, title in PARTS]
    assert all(part["ended"] for part in report["parts"])
    assert report["people"] == len(ROWS)
    assert report["rooms"]
    assert (report["lost"], report["doubled"]) == (0, 0)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.suffix != ".lock"} == before


async def test_a_copy_is_made_beside_a_running_server_and_nobody_in_it_is_real(tmp_path: Path) -> None:
    real, folder = tmp_path / "real", tmp_path / "copy"
    folder.mkdir()
    async with served(real) as (_, house):
        live = await founded(house, ROWS)
        owner = await control.listen(house)
        assert owner is not None
        before = await house.log.read(live.state.id)
        await copied(real, folder)
        owner.close()
        assert await house.log.read(live.state.id) == before
        names = {person.name for person in live.state.people.values()}
        spoken = [(person.role, person.languages) for person in live.state.people.values()]
    programme, meeting, _ = await prepared(Settings(data=folder), "")
    assert meeting == MEETING
    log = await Log.open(folder / DATABASE)
    assert (await log.read(programme))[: len(before)] == before
    await log.close()
    house = await House.open(Settings(data=folder))
    people = (await house.programmes.get(programme)).state.people.values()
    await house.close()
    assert [(person.role, person.languages) for person in people] == spoken
    assert names.isdisjoint({person.name for person in people} | {person.called for person in people})
    assert not any(person.email or person.organisation or person.line for person in people)
