"""The meeting on paper: every name of every room of every planned round, the calls, no way into anybody's seat."""

from __future__ import annotations

import re
from pathlib import Path

from app.domain.attendance import Arrive
from app.domain.calling import NameRoom, SetCall, SetCallForAll, SetRoomCall
from app.domain.formats.chosen.topics import AddTopic
from app.domain.meetings import OpenDoors, StartMeeting
from app.web.handing import personal_link
from tests.serving import MEETING, serving

CALL, ROOM = "https://meet.example.org/plenary", "https://meet.example.org/room2"


async def test_all_that_one_needs_when_the_server_fails_and_no_link_of_a_person(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        await server.do(OpenDoors(MEETING), "Dana")
        people = [one for one in server.state.people.values() if one.role == "participant"][:12]
        for person in people:
            await server.live.stream.perform(Arrive(MEETING), actor=person.id)
        await server.do(StartMeeting(MEETING), "Dana")
        await server.do(SetCall(MEETING, CALL, dial_in="+216 71 000 000"), "Dana")
        await server.do(SetRoomCall(MEETING, 2, ROOM), "Dana")
        dana, amal = await server.visitor("Dana"), await server.visitor("Amal")
        assert (await dana.post(f"{dana.base}/rounds", {"size": "4", "rounds": "2", "once": ""})).status_code == 204
        assert (await amal.get(f"{amal.base}/paper")).status_code == 404
        page = (await dana.get(f"{dana.base}/paper?language=en")).text
        for person in people:
            assert page.count(f"<li><bdi>{person.called}</bdi></li>") == 2, person.called
        for words in (CALL, ROOM, "+216 71 000 000", server.state.help_phone, "One person speaks at a time."):
            assert words in page
        assert "/l/" not in page
        assert server.state.meetings[MEETING].code not in page
        assert personal_link(server.house, server.state, people[0].id) not in page
        assert re.findall(r'<a [^>]*href="(https?:[^"]*)"', page) == []


async def test_printed_before_anybody_was_drawn_it_has_the_rooms_their_topics_and_calls(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        await server.do(SetCallForAll(MEETING, words="Breakout rooms of the call"), "Dana")
        await server.do(SetRoomCall(MEETING, 4, ROOM), "Dana")
        await server.do(NameRoom(MEETING, 5, "Press", ("", "Presse", "")), "Dana")
        for topic in ("Water", "Light & <b>air</b>"):
            await server.do(AddTopic(MEETING, 0, topic), "Dana")
        dana = await server.visitor("Dana")
        page = (await dana.get(f"{dana.base}/paper?language=fr")).text
        for words in ("Water", "Light &amp; &lt;b&gt;air&lt;/b&gt;", ROOM, "Presse", "Salles et appels"):
            assert words in page, words


async def test_at_each_table_it_says_who_stays(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        await server.do(OpenDoors(MEETING), "Dana")
        for person in [one for one in server.state.people.values() if one.role == "participant"][:8]:
            await server.live.stream.perform(Arrive(MEETING), actor=person.id)
        await server.do(StartMeeting(MEETING), "Dana")
        dana = await server.visitor("Dana")
        form = {"tables": "2", "rounds": "2", "topics": "Sea\nMedia"}
        assert (await dana.post(f"{dana.base}/cafes/0/plan", form)).status_code == 204
        page = (await dana.get(f"{dana.base}/paper?language=en")).text
        hosts = re.findall("<li><bdi>([^<]*)</bdi> · Host</li>", page)
        assert len(set(hosts)) == 2
        assert sorted(hosts) == sorted([*set(hosts)] * 2)


async def test_the_printed_agenda_has_what_takes_time_and_the_meetings_own_clock_alone(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        dana = await server.visitor("Dana")
        await dana.post(f"{dana.base}/template", {"template": "regional"})
        await server.do(OpenDoors(MEETING), "Dana")
        await server.do(StartMeeting(MEETING), "Dana")
        meeting = server.state.meetings[MEETING]
        reserve = meeting.blocks[meeting.agenda[-1]]
        words = {"title": "Time in reserve", "category": "buffer", "minutes": "0"}
        assert (await dana.post(f"{dana.base}/blocks/{reserve.number}/words", words)).status_code == 204
        page = (await dana.get(f"{dana.base}/paper?language=en")).text
        assert page.count("<th scope=") == sum(1 for number in meeting.agenda if meeting.blocks[number].minutes)
        assert "Time in reserve" not in page
        assert re.search("World Café(</[a-z]+>)*</b> · 63 minutes", page)
        assert re.search('id="paper" data-shared', page)
