"""Giving marks by the form: whose they are is nowhere, not even in the fingerprint of the form; each device its own."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from pathlib import Path

from app.domain.agenda import RemoveBlock
from app.domain.attendance import Arrive
from app.domain.formats.vote import Vote, the_vote
from app.domain.formats.vote.items import AddItem
from app.domain.meetings import OpenDoors, StartMeeting
from app.domain.steps import TakeStep
from app.web.votes import COOKIE
from tests.serving import CEILING, MEETING, Serving, Visitor, serving

BLOCK = 3


async def voting(server: Serving, *people: str) -> dict[str, Visitor]:
    """Open a vote on three lines; return these people at their boards."""
    await server.do(OpenDoors(MEETING), "Dana")
    for name in people:
        await server.do(Arrive(MEETING), name)
    await server.do(StartMeeting(MEETING), "Dana")
    await server.do(RemoveBlock(MEETING, 2), "Dana")
    for line in ("Schools", "Media", "<b>Coast</b>"):
        await server.do(AddItem(MEETING, 0, line), "Dana")
    await step(server)
    return {name: await server.visitor(name) for name in people}


async def step(server: Serving) -> None:
    await server.do(TakeStep(MEETING, server.state.meetings[MEETING].step), "Dana")


def body(server: Serving) -> Vote:
    return the_vote(server.state.meetings[MEETING], BLOCK)


async def give(visitor: Visitor, *marks: int, once: str = "") -> int:
    answer = await visitor.post(f"{visitor.base}/votes/{BLOCK}/marks", {"marks": list(marks), "once": once})
    return answer.status_code


async def counted(server: Serving) -> dict[int, int]:
    await step(server)
    async with asyncio.timeout(CEILING):
        while body(server).state != "counted":  # noqa: ASYNC110 (the count has no event to wait for)
            await asyncio.sleep(0.01)
    return body(server).totals


async def test_a_vote_from_the_board_to_the_result_on_every_page(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        people = await voting(server, "Amal", "Nuno", "Chiara")
        assert [await give(people["Amal"], 1, 1), await give(people["Nuno"], 2, 3)] == [204, 204]
        board = (await people["Amal"].get(f"{people['Amal'].base}/board")).text
        form = board.partition('id="vote"')[2].partition("</section>")[0]
        assert "Your marks are in." in form
        assert "checked" not in form
        assert await give(people["Amal"], 3, 3, once="c") == 204
        assert await give(people["Amal"], 3, 3, once="c") == 204
        other = await server.visitor("Amal")  # on another device
        assert await give(other, 1) == 409
        assert await give(people["Chiara"], 1, 1, 2) == 422
        assert await give(people["Chiara"], 9) == 404
        assert await give(await server.visitor("Vera"), 1) == 403
        vera, imane = await server.visitor("Vera"), await server.visitor("Imane")
        for visitor in (vera, imane):
            page = (await visitor.get(f"{visitor.base}/board")).text
            told = page.partition('id="vote"')[2].partition("</section>")[0]
            assert "A vote is on" in told
            assert "<li><bdi>Schools</bdi></li>" in told
            assert "<form" not in told
        assert await counted(server) == {2: 1, 3: 3}
        assert await give(people["Chiara"], 1) == 409
        dana = await server.visitor("Dana")
        boards = [(visitor, "board") for visitor in (people["Nuno"], vera, imane)]
        for visitor, page in (*boards, (dana, "console"), (dana, "screen")):
            html = (await visitor.get(f"{visitor.base}/{page}")).text
            assert "2 of 3 have answered" in html, page
            assert '<progress value="3" max="3"' in html, page
            assert "&lt;b&gt;Coast" in html


async def test_the_database_does_not_tell_whose_marks_are_whose(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        people = await voting(server, "Amal", "Nuno", "Chiara")
        for name, marks in (("Amal", (1, 1)), ("Nuno", (2,)), ("Chiara", (3,))):
            assert await give(people[name], *marks, once=f"once-of-{name}") == 204
        database = sqlite3.connect(server.house.log.path)
        events = database.execute("SELECT type, body, asked FROM events WHERE type = 'Answered'").fetchall()
        assert [(json.loads(said), asked) for _, said, asked in events] == [
            ({"meeting": MEETING, "block": BLOCK, "person": server.id(name)}, "") for name in people
        ]
        ballots = database.execute("SELECT key, body FROM ballots").fetchall()
        assert sorted(said for _, said in ballots) == ["1:2", "2:1", "3:1"]
        assert [key for key, _ in ballots] == sorted(key for key, _ in ballots)
        assert await counted(server) == {1: 2, 2: 1, 3: 1}
        async with asyncio.timeout(CEILING):
            while database.execute("SELECT count(*) FROM ballots").fetchone() != (0,):  # noqa: ASYNC110 (nor has this)
                await asyncio.sleep(0.01)
        database.close()


async def test_on_a_device_that_two_share_each_has_a_ballot_of_their_own(tmp_path: Path) -> None:
    async with serving(tmp_path) as server, asyncio.timeout(CEILING):
        people = await voting(server, "Amal", "Nuno")
        amal, nuno = people["Amal"].http.cookies, people["Nuno"].http.cookies
        assert await give(people["Amal"], 1) == 204
        (left,) = (each for each in amal.jar if each.name == COOKIE)
        nuno.jar.set_cookie(left)
        assert [await give(people["Nuno"], 2), await give(people["Nuno"], 2, 2)] == [204, 204]
        (left,) = (each for each in nuno.jar if each.name == COOKIE)
        amal.jar.set_cookie(left)
        assert await give(people["Amal"], 3) == 409
        assert await counted(server) == {1: 1, 2: 2}


async def test_one_copy_of_the_disk_during_a_vote_does_not_tell_whose_marks_are_whose(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        names = [one.name for one in server.state.people.values() if one.role == "participant"][:6]
        people = await voting(server, *names)
        for nth, name in enumerate(names):
            assert await give(people[name], 1 + nth % 3) == 204
        path = server.house.log.path
        database = sqlite3.connect(path)
        keys = [str(key) for (key,) in database.execute("SELECT key FROM ballots")]
        database.close()
        journal, raw = (each.read_bytes() for each in (Path(f"{path}-wal"), path))
        assert not any(key.encode() in journal for key in keys)
        assert sorted(keys, key=lambda key: raw.index(key.encode()), reverse=True) == sorted(keys)


async def test_a_vote_that_was_closed_when_the_server_died_is_counted_by_the_next(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        people = await voting(server, "Amal", "Nuno")
        assert await give(people["Amal"], 1) == 204
        server.live._bells.set(server.programme, {})
        real, server.live._bells.set = server.live._bells.set, lambda owner, wanted: None  # type: ignore[method-assign]
        await step(server)
        assert body(server).state == "closed"
        server.live._bells.set = real  # type: ignore[method-assign]
    async with serving(tmp_path) as server:
        async with asyncio.timeout(CEILING):
            while body(server).state != "counted":  # noqa: ASYNC110 (the count has no event to wait for)
                await asyncio.sleep(0.01)
        assert body(server).totals == {1: 1}
