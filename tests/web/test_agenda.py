"""The agenda's page: who reads the private part, what a board shows, a fixed begin typed as local time."""

from __future__ import annotations

import re
from pathlib import Path

from app.demo.boards import elements
from tests.serving import MEETING, serving

PRIVATE = "Have the second link ready"


async def test_a_template_is_edited_and_what_is_private_is_on_no_board(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        dana, amal, lina = [await server.visitor(name) for name in ("Dana", "Amal", "Lina")]
        assert (await dana.post(f"{dana.base}/template", {"template": "regional"})).status_code == 204
        meeting = server.state.meetings[MEETING]
        number = meeting.agenda[1]
        form = {
            "title": "Who is here?",
            "titles": ["", "Qui est là ?", "من هنا؟"],
            "minutes": "10",
            "category": "open",
            "backup": PRIVATE,
        }
        assert (await dana.post(f"{dana.base}/blocks/{number}/words", form)).status_code == 204
        assert (await lina.post(f"{lina.base}/blocks/{number}/words", form)).status_code == 403
        assert (await amal.get(f"{amal.base}/agenda")).status_code == 404
        for visitor, seen in ((dana, True), (lina, True)):
            page = (await visitor.get(f"{visitor.base}/agenda")).text
            assert (PRIVATE in page) is seen
        assert 'data-fills="describing-form"' not in (await lina.get(f"{lina.base}/agenda")).text
        for language, title in (("en", "Who is here?"), ("fr", "Qui est là ?"), ("ar", "من هنا؟")):
            board = (await amal.get(f"{amal.base}/board?language={language}")).text
            assert title in board
            assert PRIVATE not in board
            row = elements((await dana.get(f"{dana.base}/agenda?language={language}")).text)[f"block-{number}"]
            assert set(re.findall('hidden-words"> <bdi>(.*?)</bdi>', row)) == {title}  # what each button is about
        assert "Time in reserve" not in (await amal.get(f"{amal.base}/board?language=en")).text


async def test_a_part_that_waits_for_its_own_way_says_so_calmly_until_it_is_over(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        dana, amal, lina = [await server.visitor(name) for name in ("Dana", "Amal", "Lina")]
        await dana.post(f"{dana.base}/template", {"template": "exchange"})
        counts = []
        for _ in range(5):
            page = (await dana.get(f"{dana.base}/agenda?language=en")).text
            counts.append(page.count("Plenary, for now"))
            await dana.post(
                f"{dana.base}/steps", {"leaves": str(server.state.meetings[MEETING].step), "anyway": "true"}
            )
        assert counts == [2, 2, 2, 2, 1]  # opening round, networking; the first is over
        assert "for now" not in (await lina.get(f"{lina.base}/agenda?language=en")).text
        for page in ("board", "agenda"):
            assert "for now" not in (await amal.get(f"{amal.base}/{page}?language=en")).text


async def test_a_fixed_begin_is_local_time_and_what_is_none_is_refused(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        dana = await server.visitor("Dana")
        meeting = server.state.meetings[MEETING]
        block = meeting.blocks[meeting.agenda[1]]
        await dana.post(f"{dana.base}/date", {"name": "M", "starts": "2030-12-01T10:00", "zone": "Africa/Tunis"})
        at = f"{dana.base}/blocks/{block.number}/words"
        assert (await dana.post(at, {"minutes": "20", "pinned": "10:30"})).status_code == 204
        assert block.more.pinned_at == meeting.starts_at + 1800
        for wrong in ("25:00", "soon", "10"):
            assert (await dana.post(at, {"minutes": "20", "pinned": wrong})).status_code == 422
        assert (await dana.post(at, {"minutes": "many"})).status_code == 422
        assert block.more.pinned_at == meeting.starts_at + 1800


async def test_a_fixed_begin_after_midnight_is_on_the_next_day(
    tmp_path: Path,
) -> None:
    async with serving(tmp_path) as server:
        dana = await server.visitor("Dana")
        meeting = server.state.meetings[MEETING]
        block = meeting.blocks[meeting.agenda[1]]
        at = f"{dana.base}/blocks/{block.number}/words"
        for starts, zone, pinned, minutes in (
            ("2030-12-01T23:30", "Asia/Kathmandu", "00:15", 45),
            ("2030-03-31T01:00", "Europe/Paris", "03:30", 90),  # the hour between two and three is left out
            ("2030-12-01T10:00", "Asia/Kathmandu", "09:50", -10),
        ):
            await dana.post(f"{dana.base}/date", {"name": "M", "starts": starts, "zone": zone})
            for _ in range(2):  # the form as it was drawn, sent again, changes nothing
                assert (await dana.post(at, {"minutes": "20", "pinned": pinned})).status_code == 204
                assert block.more.pinned_at == meeting.starts_at + 60 * minutes
