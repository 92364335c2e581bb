"""What was done, on a console that is loaded: the newest first, as pushes put it."""

from __future__ import annotations

import re
from pathlib import Path

from app.domain.meetings import OpenDoors, StartMeeting
from app.panels.console.acts import MOST
from tests.serving import MEETING, serving


async def test_the_newest_act_stands_first(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        await server.do(OpenDoors(MEETING), "Dana")
        await server.do(StartMeeting(MEETING), "Nils")
        dana = await server.visitor("Dana")
        for minutes in range(1, MOST + 2):
            await dana.post(f"{dana.base}/plenaries/1/clock", {"minutes": str(minutes)})
        page = (await dana.get(f"{dana.base}/console?language=en")).text
        orders = [int(order) for order in re.findall(r'data-list="acts" data-order="(-\d+)"', page)]
        newest = server.state.meetings[MEETING].acts
        assert orders == list(range(-newest, MOST - newest))
