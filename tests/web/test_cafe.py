"""A World Café by a form: planned beside the server in all its rounds; too few people are told so."""

from __future__ import annotations

from pathlib import Path

from app.domain.attendance import Arrive
from app.domain.formats.cafe import the_cafe
from app.domain.meetings import OpenDoors, StartMeeting
from tests.serving import MEETING, Serving, serving

FORM = {"tables": "6", "rounds": "3", "minutes": "15", "topics": "Sea\n\nMedia", "question": "Why?", "once": "o1"}


async def arrived(server: Serving, count: int) -> None:
    await server.do(OpenDoors(MEETING))
    people = [person for person in server.state.people.values() if person.role == "participant"]
    for person in people[:count]:
        await server.live.stream.perform(Arrive(MEETING), actor=person.id)
    await server.do(StartMeeting(MEETING))


async def test_the_regional_meeting_is_planned_with_everybody_at_a_table_in_each_round(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        await arrived(server, 30)
        dana = await server.visitor("Dana")
        for _ in range(2):  # the same form sent twice makes one café
            answer = await dana.post(f"{dana.base}/cafes/0/plan", FORM)
            assert answer.status_code == 204, answer.text
        meeting = server.state.meetings[MEETING]
        assert [meeting.blocks[number].format for number in meeting.agenda].count("cafe") == 1
        found = the_cafe(meeting, meeting.agenda[-1])
        assert [len(seats) for seats in (found.seats, *found.planned)] == [30, 30, 30]
        assert found.unplanned == ()
        assert (found.topics, found.minutes) == ({1: "Sea", 2: "Media"}, 15)
        assert meeting.blocks[meeting.agenda[-1]].minutes == 49
        again = await dana.post(f"{dana.base}/cafes/{meeting.agenda[-1]}/plan", {"once": "o2"})
        assert again.status_code == 204
        assert set(found.hosts) == {1, 2, 3, 4, 5, 6}


async def test_seven_people_are_told_to_take_rooms(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        await arrived(server, 7)
        dana = await server.visitor("Dana")
        answer = await dana.post(f"{dana.base}/cafes/0/plan", {**FORM, "tables": "2", "rounds": "2"})
        assert (answer.status_code, "A World Café needs 8 people." in answer.text) == (409, True)
        block = server.state.meetings[MEETING].agenda[-1]
        assert (await dana.post(f"{dana.base}/cafes/{block}/rooms", {"once": ""})).status_code == 204
        assert server.state.meetings[MEETING].blocks[block].format == "rooms"
        assert server.state.meetings[MEETING].blocks[block].question == "Why?"


async def test_wild_numbers_are_refused_in_a_sentence(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        await arrived(server, 12)
        dana = await server.visitor("Dana")
        for bad in ({"tables": "1"}, {"tables": "-3"}, {"tables": "x"}, {"rounds": "99"}, {"minutes": "481"}):
            answer = await dana.post(f"{dana.base}/cafes/0/plan", {**FORM, "once": "", **bad})
            assert answer.status_code == 422, bad
        assert [block.format for block in server.state.meetings[MEETING].blocks.values()] == ["plenary", "rooms"]
