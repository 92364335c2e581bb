"""The page for the one who moves people inside the video tool: only what changed, ticked off, pushed to the team."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

from app.demo.boards import elements
from app.domain.attendance import Arrive
from app.domain.formats.rooms.drafting import DraftRooms
from app.domain.formats.rooms.moving import MovePeople
from app.domain.steps import TakeStep
from tests.pages import LivePage
from tests.serving import MEETING, Serving, serving

ENGLISH = ("Eleni", "Hadeel", "Paolo", "Luca")


async def shown(server: Serving) -> None:
    """Open the doors, let four people come, show them two rooms."""
    await step(server)
    for name in ENGLISH:
        await server.do(Arrive(MEETING), name)
    await step(server)
    seats = tuple((server.id(name), number // 2 + 1) for number, name in enumerate(ENGLISH))
    await server.do(DraftRooms(MEETING, 2, seats, 5, "1"), "Dana")
    await step(server)


async def step(server: Serving) -> None:
    await server.do(TakeStep(MEETING, server.state.meetings[MEETING].step), "Dana")


async def test_only_what_changed_is_left_after_ticking_off(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        await shown(server)
        rui, lina = await server.visitor("Rui"), await server.visitor("Lina")
        eleni = server.id("Eleni")
        page = (await rui.get(f"{rui.base}/list")).text
        assert page.count('id="errand-') == 4
        assert "from Plenary" in page.replace("<bdi>", "")
        async with LivePage(lina, f"{lina.base}/list") as other:
            assert (await rui.post(f"{rui.base}/errands", {"people": eleni})).status_code == 204
            await other.reached(server.live.stream.position)
            assert other.held["errands"].count('id="errand-') == 3
            assert (await rui.post(f"{rui.base}/errands", {})).status_code == 204
            await server.do(MovePeople(MEETING, 2, (eleni,), 2), "Dana")
            await other.reached(server.live.stream.position)
            assert other.held["errands"].count('id="errand-') == 1
            assert "from Room 1" in other.held["errands"]
            assert other.held["everybody"].count("<li>") == 4


async def test_participants_do_not_see_the_list(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        amal = await server.visitor("Amal")
        assert (await amal.get(f"{amal.base}/list")).status_code == 404


async def test_the_text_for_the_chat_stands_there_in_each_language_with_a_link_that_opens(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        await shown(server)
        dana = await server.visitor("Dana")
        held = elements((await dana.get(f"{dana.base}/console")).text)
        code = server.state.meetings[MEETING].code
        for language, word in (("en", "Room 1"), ("fr", "Salle 1"), ("ar", "القاعة 1")):
            said = unescape(re.sub(r"<[^>]+>", "", held[f"paste-{language}"]))
            assert word in said
            assert "Eleni" in said
            assert said.rstrip().endswith(f"/j/{code}")
        assert (await server.browser().get(f"/j/{code}")).status_code == 200
