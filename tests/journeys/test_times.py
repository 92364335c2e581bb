"""Time in the real process: a machine's clock that jumps, a restart that misses notices and ends, one press once."""

from __future__ import annotations

import asyncio
import signal
import time
from pathlib import Path
from secrets import token_hex

import pytest

from app.demo.doors import Doors
from app.demo.person import Person
from app.domain.attendance import Arrive
from app.domain.lost import SayLost
from app.web.house import DATABASE
from realtime.clock import Clock
from realtime.log import Log
from tests.pages import LivePage
from tests.processes import EVERYBODY, Platform
from tests.realtime.conftest import until
from tests.serving import MEETING, Serving, Visitor, serving

PEOPLE = ("Dana", "Amal", "Nuno", "Salma", "Chiara", "Claire", "Pau")
RATE = 2.0
NOTICE = 30


async def talking(dana: Visitor | Person, minutes: int) -> None:
    """Start the meeting and a round of so many minutes."""
    forms: dict[str, dict[str, str]] = {
        "start": {},
        "rounds": {"size": "3", "minutes": str(minutes), "rounds": "1"},
        "rounds/2/publication": {},
        "rounds/2/opening": {},
        "rounds/2/start": {},
    }
    for path, form in forms.items():
        where = f"{dana.base}/{path}"
        sent = {"once": token_hex(12), **form}
        answer = await (dana.post(where, **sent) if isinstance(dana, Person) else dana.post(where, sent))
        assert answer.status_code == 204, (path, answer.text)


@pytest.mark.alone
async def test_a_jump_of_the_machines_clock_neither_ends_nor_stretches_a_round(tmp_path: Path) -> None:
    script = Path(__file__).with_name("jumping.py")
    platform = Platform(tmp_path, script=(str(script), str(RATE)))
    await platform.prepare(PEOPLE)
    await platform.start()
    assert platform.process is not None
    try:
        async with Doors(platform.url) as doors:
            amal, dana = platform.person(doors, "Amal"), platform.person(doors, "Dana")
            amal.open()
            await asyncio.wait_for(amal.connected.wait(), 20)
            await talking(dana, 10)
            assert (await dana.post(f"{dana.base}/rounds/2/ending", notice=NOTICE)).status_code == 204
            began = time.monotonic()
            await asyncio.sleep(3)
            platform.process.send_signal(signal.SIGUSR1)  # an hour on
            await asyncio.sleep(6)
            assert "grace" not in amal.held["clock"]
            platform.process.send_signal(signal.SIGUSR2)  # an hour before the truth
            await until(lambda: "grace" in amal.held["clock"], 30)
            passed = (time.monotonic() - began) * RATE
            print(f"{NOTICE} s took {passed:.2f} s of the service's clock")
            assert abs(passed - NOTICE) <= 1
            await amal.close()
    finally:
        await platform.kill()


async def test_after_a_restart_missed_notices_are_dropped_and_a_missed_end_gets_its_grace_again(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        dana = await doors_open(server)
        await talking(dana, 10)
        head, when = server.live.stream.position, server.house.clock.now()
    async with serving(tmp_path, clock=Clock(start=when + 1200)) as server:
        dana = await server.visitor("Dana")
        stream = await server.house.log.read(server.programme, head)
        assert [record.type for record in stream if record.type in ("RoomsTold", "GraceGiven", "ServerRestarted")] == [
            *["RoomsTold"] * 4, "GraceGiven", "ServerRestarted",
        ]  # fmt: skip
        assert all(b'"missed":true' in record.body for record in stream if record.type == "RoomsTold")
        console = (await dana.get(f"{dana.base}/console")).text
        assert "The server was away" in console
        assert "Rooms that got one more minute: 1, 2" in console
        block = server.state.meetings[MEETING].blocks[2]
        assert {room.state for room in block.body.rooms.values()} == {"closing"}  # type: ignore[attr-defined]
        position = server.live.stream.position
    async with serving(tmp_path, clock=Clock(start=when + 1210)) as server:
        later = await server.house.log.read(server.programme, position)
        assert "RoomsTold" not in [record.type for record in later]


async def doors_open(server: Serving) -> Visitor:
    dana = await server.visitor("Dana")
    assert (await dana.post(f"{dana.base}/doors", {"once": "doors"})).status_code == 204
    for name in PEOPLE:
        await server.do(Arrive(MEETING), name)
    return dana


async def test_one_press_happens_once_and_gets_its_first_answer_and_thirty_are_thirty(tmp_path: Path) -> None:
    names = EVERYBODY[9:39]
    async with serving(tmp_path) as server:
        await doors_open(server)
        people = [await server.visitor(name) for name in names]
        for name in names:
            await server.do(Arrive(MEETING), name)
        same = {"once": "the same in everybody's panel"}
        async with LivePage(people[0], f"{people[0].base}/board") as page:
            answers = await asyncio.gather(*(each.post(f"{each.base}/lost", same) for each in people))
            assert [answer.status_code for answer in answers] == [204] * 30
            assert len({answer.headers["X-Position"] for answer in answers}) == 30
            await page.reached(max(int(answer.headers["X-Position"]) for answer in answers[:1]))
            assert "The team knows" in page.held["lost"]
        assert len(server.state.meetings[MEETING].lost) == 30
        amal, first = people[0], answers[0].headers["X-Position"]
        await server.do(SayLost(MEETING), "Dana")
        again = await asyncio.gather(*(amal.post(f"{amal.base}/lost", same) for _ in range(5)))
        assert {answer.headers["X-Position"] for answer in again} == {first}
        cookies = dict(amal.http.cookies)
    async with serving(tmp_path) as server:
        amal = Visitor(server, server.id("Amal"), server.browser(cookies))
        answer = await amal.post(f"{amal.base}/lost", same)
        assert (answer.status_code, answer.headers["X-Position"]) == (204, first)
    log = await Log.open(tmp_path / DATABASE)
    [programme] = [name for name in await log.streams() if name != "platform"]
    assert [record.once for record in await log.read(programme)].count(same["once"]) == 30
    await log.close()
