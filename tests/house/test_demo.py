"""The demo: its links, that it is marked as fictitious, that it moves, and that a visitor may lead it."""

from __future__ import annotations

import asyncio
import json
import re
import signal
import subprocess
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from itertools import pairwise
from pathlib import Path
from urllib.request import urlopen

import pytest

from app.cli.demo import LABELS, free_port, run, show
from app.demo import meeting
from app.demo.doors import Doors
from app.demo.person import Person
from app.demo.programme import FIELDS, REGIONAL
from app.domain.formats.chosen import Chosen
from app.domain.meetings import Meeting
from app.domain.schedule import behind
from app.web.house import House
from app.web.programme import Live
from realtime.clock import Clock
from tests.house.commands import CEILING, COMMAND, around
from tests.realtime.conftest import until
from tests.serving import served
from tests.sources import ROOT

RATE = 15.0


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Run the demo as people do; give what it prints, which is all it prints."""
    port = free_port()
    words = [*COMMAND, "demo", "--json", "--no-browser"]
    errors = tmp_path_factory.mktemp("demo") / "errors"
    with errors.open("w") as stderr:
        process = subprocess.Popen(
            words, cwd=ROOT, env=around({"DIALOGUE_PORT": str(port)}), stdout=subprocess.PIPE, stderr=stderr, text=True
        )
    assert process.stdout is not None
    try:
        links = json.loads(process.stdout.readline())
        assert links["base"] == f"http://127.0.0.1:{port}"
        yield links
    finally:
        process.send_signal(signal.SIGINT)
        assert process.wait(CEILING) == 0
        rest = process.stdout.read()
        process.stdout.close()
    assert rest == ""
    assert '"level": "info"' not in errors.read_text()


def test_people_read_whole_links_in_a_window_of_any_width(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    links = {name: f"https://a-long-name.example.org/l/{name}{'x' * 60}" for name in LABELS}
    show(links, as_json=False)
    assert set(links.values()) <= set(capsys.readouterr().out.splitlines())


async def test_a_demo_that_cannot_begin_ends_and_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(house: House, programme: str) -> dict[str, str]:
        raise LookupError("nobody is called so")

    monkeypatch.setattr(meeting, "links", broken)
    with pytest.raises(LookupError, match="nobody is called so"):
        async with asyncio.timeout(CEILING):
            await run(tmp_path, free_port(), as_json=True, browser=False)


def test_it_prints_a_link_for_each_role_that_opens_and_is_marked_as_fictitious(demo: dict[str, str]) -> None:
    assert demo.keys() - {"base"} == LABELS.keys() - {"host"}
    for name in demo.keys() - {"base"}:
        with urlopen(demo[name], timeout=CEILING) as answer:
            assert "Fictitious demonstration data" in answer.read().decode()


async def test_within_twenty_seconds_of_opening_something_moves(demo: dict[str, str]) -> None:
    async with Doors(demo["base"]) as doors:
        for name, page in (("moderator", "console"), ("participant", "board")):
            moved = asyncio.Event()
            visitor = Person(doors, demo[name], page)
            await visitor.come_in()
            began = time.monotonic()
            visitor.heard = lambda person, position, moved=moved: moved.set() if person.pushes else None  # type: ignore[misc]
            visitor.open()
            async with asyncio.timeout(CEILING):
                await moved.wait()
            assert time.monotonic() - began < 20
            await visitor.close()


async def test_two_workshops_are_over_with_rooms_and_notes_the_third_is_live_and_the_regional_meeting_planned(
    tmp_path: Path,
) -> None:
    async with served(tmp_path) as (_, house):
        began = time.monotonic()
        live = await house.programmes.get(await meeting.prepared(house))
        assert time.monotonic() - began < CEILING
        first, second, third, regional = live.state.meetings.values()
        assert [each.phase for each in live.state.meetings.values()] == ["closed", "closed", "live", "planned"]
        for each in (first, second):
            assert len(each.notes.by_number) > 10
            assert any(note.starred for note in each.notes.by_number.values())
        now = house.clock.now()
        days = [round((each.starts_at - third.starts_at) / 86_400) for each in (first, second, regional)]
        assert days == [-14, -7, 21] or days == [-15, -8, 20]  # an hour in the night is of another day
        assert isinstance(third.on and third.on.body, Chosen)
        assert behind(third, now) == 6
        assert [(call.kind, call.room) for call in third.help.open.values()] == [("technical", 2)]
        names = {one.name: one.id for one in live.state.people.values()}
        assert not third.is_present(names["Rania F."])
        assert third.is_present(names["Mikael S."])
        assert names["Jonas L."] not in first.attendance
        records = await house.log.read(live.state.id)
        assert all(one.at <= other.at for one, other in pairwise(records))
        assert records[-1].at <= now


async def test_the_regional_meeting_stands_in_the_second_round_of_its_cafe(tmp_path: Path) -> None:
    async with served(tmp_path) as (_, house):
        programme = await meeting.prepared(house, REGIONAL)
        async with Doors(house.settings.public_url) as doors:
            links = await meeting.links(house, programme)
            assert links.keys() - {"base"} == LABELS.keys()
            dana = Person(doors, links["moderator"], "console")
            await dana.come_in()
            for page in ("console", "screen"):
                shown = (await dana.get(f"{dana.base}/{page}?language=fr")).text
                assert not re.search(r'(which-round|about)">\s*(<[^>]*>)*World café', shown), page
            for name, hosts in (("participant", False), ("host", True)):
                visitor = Person(doors, links[name])
                await visitor.come_in()
                board = (await visitor.get(f"{visitor.base}/board?language=en")).text
                assert "Table " in board
                assert "Round 2 of 3" in board
                assert ("You are the host." in board) is hosts
                board = (await visitor.get(f"{visitor.base}/board?language=ar")).text
                assert any(topic in board for topic in FIELDS[2].splitlines())


@asynccontextmanager
async def played(folder: Path, rate: float = RATE) -> AsyncIterator[tuple[Live, Meeting, dict[str, str]]]:
    """Play the demo on a fast clock; give its programme, the meeting that is live, and links."""
    async with served(folder, clock=Clock(rate)) as (_, house):
        programme = await meeting.prepared(house)
        play = asyncio.create_task(meeting.simulate(house, programme, rounds=1))
        live = await house.programmes.get(programme)
        try:
            yield live, meeting.on(live.state), await meeting.links(house, programme)
        finally:
            play.cancel()
            with suppress(asyncio.CancelledError):
                await play


@pytest.mark.long
async def test_a_meeting_is_played_to_the_end_and_again(tmp_path: Path) -> None:
    async with played(tmp_path, 4 * RATE) as (play, found, _):
        seen: set[str] = set()

        def reached(phase: str) -> bool:
            seen.update(f"lost {one}" for one in found.lost)
            seen.update(act.what for act in found.recent)
            return found.phase == phase

        await until(lambda: reached("closed"), 4 * CEILING)
        assert {"ChoosingOpened", "RoomsPublished", "RoomsOpened", "BreakBegun"} <= seen
        assert any(each.startswith("lost ") for each in seen)
        (second,) = [each.body for each in found.blocks.values() if each.more.titles and "second" in each.title]
        assert isinstance(second, Chosen)
        assert second.choices
        assert play.state.people.keys() > found.attendance.keys()
        await until(lambda: reached("live"), CEILING)


async def test_a_visitor_who_leads_is_not_fought_and_the_play_goes_on_after_them(tmp_path: Path) -> None:
    async with played(tmp_path) as (play, found, links):
        async with Doors(links["base"]) as doors:
            dana = Person(doors, links["moderator"], "console")
            await dana.come_in()
            dana.open()
            await until(dana.connected.is_set, CEILING)
            await dana.post(f"{dana.base}/lead")
            me = found.lead
            assert play.state.people[me].name == "Dana O."
            await dana.post(f"{dana.base}/rounds/{found.current}/ending", notice=0)
            before, began = found.step, play.clock.now()
            await until(lambda: play.clock.now() - began > 90, CEILING)
            assert (found.lead, found.step) == (me, before)
            await dana.close()
        await until(lambda: found.step > before and found.lead != me, CEILING)
