"""Rooms by a press: how many, for whom, and one search of a programme after the other."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from app.domain.attendance import Arrive
from app.domain.errors import Conflict
from app.domain.formats.rooms.moving import MovePeople
from app.domain.formats.rooms.round import Round, the_round
from app.domain.meetings import OpenDoors, StartMeeting
from app.web.seating import planned_beside, problem_of
from app.web.solving import WAITING, Searches, solved
from tests.seating.cases import problem
from tests.serving import CEILING, MEETING, Serving, serving

SIZES = [
    # present, at most, rooms asked for → rooms
    (7, 3, 0, [4, 3]),
    (5, 3, 0, [5]),
    (7, 2, 0, [3, 2, 2]),
    (28, 5, 0, [5, 5, 5, 5, 4, 4]),
    (10, 5, 3, [4, 3, 3]),
]


async def arrived(server: Serving, count: int) -> None:
    await server.do(OpenDoors(MEETING))
    people = [person for person in server.state.people.values() if person.role == "participant"]
    for person in people[:count]:
        await server.live.stream.perform(Arrive(MEETING), actor=person.id)
    await server.do(StartMeeting(MEETING))


@pytest.mark.parametrize(("present", "most", "rooms", "expected"), SIZES)
async def test_rooms_are_as_few_as_hold_everybody_and_nobody_sits_in_a_pair_unasked(
    tmp_path: Path, present: int, most: int, rooms: int, expected: list[int]
) -> None:
    async with serving(tmp_path) as server:
        await arrived(server, present)
        asked = problem_of(server.state, server.state.meetings[MEETING], 2, most, rooms)
        assert len(asked.people) == present
        assert {person.attrs["shore"] for person in asked.people} == {"north", "south"}
        assert [(room.min, room.max) for room in asked.rounds[1]] == [(min(expected), max(expected))] * len(expected)
        solution = await solved(asked, 3)
        assert sum(map(len, solution.plan[1].values())) + len(solution.stranded[1]) == present


async def test_the_same_seed_gives_the_same_plan_in_another_process() -> None:
    asked = problem("alf10_2x5_r3")
    assert (await solved(asked, 5)).plan == (await solved(asked, 5)).plan


async def test_searches_wait_for_each_other_and_too_many_are_told_to_come_back() -> None:
    searches, begun = Searches(), list[int]()
    first, go = asyncio.Event(), asyncio.Event()

    async def search(number: int) -> None:
        async with searches.turn():
            begun.append(number)
            first.set()
            await go.wait()

    waiting = [asyncio.create_task(search(number)) for number in range(WAITING + 1)]
    await first.wait()
    await asyncio.sleep(0)
    assert begun == [0]
    with pytest.raises(Conflict, match="try-again"):
        await search(99)
    go.set()
    await asyncio.gather(*waiting)
    assert begun == list(range(WAITING + 1))


async def test_a_draw_that_is_still_on_its_way_does_not_replace_what_somebody_else_made(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        await arrived(server, 12)
        dana = await server.visitor("Dana")
        assert (await dana.post(f"{dana.base}/rounds", {"size": "4", "once": "first"})).status_code == 204
        seats = the_round(server.state.meetings[MEETING], 2).seats
        person = next(person for person, room in seats.items() if room != 1)
        async with server.live.searches.turn():
            drawing = asyncio.create_task(dana.post(f"{dana.base}/blocks/2/reseating", {"once": "again"}))
            async with asyncio.timeout(CEILING):
                while server.live.searches.waiting < 2:  # noqa: ASYNC110 (a count has no event)
                    await asyncio.sleep(0.01)
            await server.do(MovePeople(MEETING, 2, (person,), 1, anyway=True), "Nils")
        answer = await drawing
        assert answer.status_code == 409
        assert "Nothing was replaced" in answer.text
        assert the_round(server.state.meetings[MEETING], 2).seats[person] == 1
        assert (await dana.post(f"{dana.base}/blocks/2/reseating", {"once": "anew"})).status_code == 204


async def test_rooms_asked_for_twice_by_one_form_are_made_once(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        await arrived(server, 12)
        dana = await server.visitor("Dana")
        form = {"size": "4", "rounds": "2", "once": "one"}
        for _ in range(2):
            assert (await dana.post(f"{dana.base}/rounds", form)).status_code == 204
        meeting = server.state.meetings[MEETING]
        rounds = [number for number, block in meeting.blocks.items() if isinstance(block.body, Round)]
        assert len(rounds) == 2
        assert planned_beside(meeting, rounds[1:]) == [the_round(meeting, rounds[0]).seats]  # they will have met
