"""A room's name in several languages: each board, the list and the sheet of notes say it in their reader's.

So do calls for help; the text for the chat has it in all of them.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from app.demo.boards import elements
from app.domain.formats.rooms.round import the_round
from app.domain.help import CallForHelp
from tests.serving import MEETING, serving


async def test_a_rooms_name_is_read_in_each_readers_language(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        await server.rooms_talk(6, 3)
        first = the_round(server.state.meetings[MEETING], 2).members(1)[0]
        guest = await server.visitor(server.state.people[first].name.split()[0])
        dana = await server.visitor("Dana")
        form = {"name": "Media", "names": ["", "Médias", "وسائل"]}
        assert (await dana.post(f"{dana.base}/rooms/1/name", form)).status_code == 204
        await server.live.stream.perform(CallForHelp(MEETING, "help"), actor=first)
        for language, name in (("en", "Media"), ("fr", "Médias"), ("ar", "وسائل")):
            board = (await guest.get(f"{guest.base}/board?language={language}")).text
            assert f"<bdi>{name}</bdi>" in board, language
            assert f"<bdi>{name}</bdi>" in (await dana.get(f"{dana.base}/notes?language={language}")).text, language
            console = (await dana.get(f"{dana.base}/console?language={language}")).text
            assert f"<bdi>{name}</bdi>" in console.partition('id="room-1-name"')[2][:300], language
            assert f"<bdi>{name}</bdi>" in elements(console)["help"], language
            assert name in console.partition(f'id="paste-{language}"')[2].partition("</pre>")[0], language
        await dana.post(f"{dana.base}/rooms/1/name", {"name": "Media"})
        assert '<bdi lang="en">Media</bdi>' in (await guest.get(f"{guest.base}/board?language=fr")).text


@pytest.mark.parametrize("names", [["", "é" * 61, ""], ["", "", "x" * 5000]])
async def test_a_name_too_long_in_any_language_is_refused_and_the_old_one_stays(
    tmp_path: Path, names: list[str]
) -> None:
    async with serving(tmp_path) as server:
        dana = await server.visitor("Dana")
        await dana.post(f"{dana.base}/rooms/1/name", {"name": "Media"})
        assert (await dana.post(f"{dana.base}/rooms/1/name", {"name": "Art", "names": names})).status_code == 422
        assert server.state.meetings[MEETING].room_names == {1: "Media"}
