"""A World Café by a form: planned beside the server in all its rounds; too few people are told so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.demo.boards import elements
from app.domain.announcements import Announce
from app.domain.attendance import Arrive, Leave
from app.domain.carrying import CarryOut
from app.domain.formats.cafe import the_cafe
from app.domain.formats.cafe.planning import TakeTables
from app.domain.formats.rooms.ending import CloseRooms
from app.domain.help import CallForHelp
from app.domain.lost import SayLost
from app.domain.meetings import OpenDoors, StartMeeting
from app.domain.steps import TakeStep
from app.panels.panel import PANELS
from tests.serving import MEETING, Serving, serving

ROW = re.compile(r"room-\d+")
DRAWN = {name.partition(".")[2] for name in PANELS}
CONSOLE = {"help": 3, "announcements": 3, "attention": 1}
"""Panels of the console that name a table, and which."""
BOARD = ("place", "company", "news", "notes", "call")
"""Panels of a board that speak of the place where somebody is."""
ROOM = {"en": r"(?i)\brooms?\b", "fr": r"(?i)\bsalles?\b", "ar": "قاع"}
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


REPORT = {"en": "Report of this table", "fr": "Compte rendu de cette table", "ar": "تقرير هذه الطاولة"}


@pytest.mark.parametrize(
    ("language", "room", "table"),
    [("en", "Room", "Table"), ("fr", "[Ss]alle", "Table n°"), ("ar", "القاعة", "الطاولة")],
)
async def test_a_table_is_called_a_table_on_every_page(language: str, room: str, table: str, tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        await arrived(server, 30)
        dana = await server.visitor("Dana")
        await server.do(TakeTables(MEETING, 2), "Dana")
        assert (await dana.post(f"{dana.base}/cafes/2/plan", FORM)).status_code == 204
        meeting = server.state.meetings[MEETING]
        found = the_cafe(meeting, 2)
        for _ in range(3):  # shown, open, clock running
            await server.do(TakeStep(MEETING, meeting.step, anyway=True), "Dana")
        await server.do(CarryOut(MEETING), "Dana")
        await server.do(CloseRooms(MEETING, 2), "Dana")
        guest, other, *_ = (person for person, at in found.seats.items() if at == 3 and person != found.hosts[3])
        for kind in ("help", "too-fast"):
            await server.live.stream.perform(CallForHelp(MEETING, kind), actor=guest)
        await server.live.stream.perform(SayLost(MEETING), actor=other)
        await server.do(Announce(MEETING, "You are loud", to="room", room=3), "Dana")
        for person, at in list(found.seats.items()):
            if at == 1 and person != found.hosts[1]:
                await server.live.stream.perform(Leave(MEETING), actor=person)
        sitting = await server.visitor(server.state.people[guest].name.split()[0])
        for page, visitor in (("console", dana), ("list", dana), ("screen", dana), ("board", sitting)):
            html = (await visitor.get(f"{visitor.base}/{page}?language={language}")).text
            shown = {name: html for name, html in elements(html).items() if name in DRAWN or ROW.fullmatch(name)}
            wrong = {name: re.findall(rf"{room}\s\d+", html) for name, html in shown.items()}
            assert {name: each for name, each in wrong.items() if each} == {}, page
            assert re.search(rf"{table}\s\d", " ".join(shown.values())), page
            if page == "console":
                assert re.search(rf'data-title="\(2\) [^"]* · {table}\s3"', shown["help"])
                assert all(re.search(rf"{table}\s{at}", shown[name]) for name, at in CONSOLE.items())
            if page == "board":
                said = re.sub("<[^>]*>", " ", " ".join(shown[name] for name in BOARD))
                assert not re.search(ROOM[language], said), said
        for visitor, page in ((sitting, "notes"), (dana, "reports/2-1-3")):
            html = (await visitor.get(f"{visitor.base}/{page}?language={language}")).text
            assert REPORT[language] in html, page
