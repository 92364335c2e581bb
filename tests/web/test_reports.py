"""A room's report as a page: drafted from starred notes, looked at, brought back as a new edit; by whom and when."""

from __future__ import annotations

from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from app.domain.formats.harvest.harvest import reporting
from app.domain.formats.rooms.ending import CloseRooms
from app.domain.formats.rooms.mending import MergeRooms, ReopenRoom
from app.domain.messages import Command
from app.domain.notes.shelf import Note
from app.domain.notes.sorting import HoldNote, StarNote
from app.domain.notes.writing import WriteNote
from app.domain.reports.drafts import DraftFields, draft, drafted
from app.domain.themes.gathering import CreateTheme, ShowThemes
from tests.pens import desk
from tests.serving import MEETING, Serving, Visitor
from tests.web.test_texts import of_room, report, rooms, until, words


async def written(server: Serving, by: Visitor, text: str, kind: str, *, starred: bool = True) -> int:
    """Write a note in somebody's name, starred by the team; return its number."""
    await server.live.stream.perform(WriteNote(MEETING, text, kind), actor=by.person)
    number = max(server.state.meetings[MEETING].notes.by_number)
    if starred:
        await server.do(StarNote(MEETING, number), "Dana")
    return number


async def test_starred_notes_fill_what_is_empty_and_nothing_else(tmp_path: Path) -> None:
    async with rooms(tmp_path) as server, AsyncExitStack() as stack:
        one = await of_room(server)
        place = f"{one.base}/reports/2-1-1"
        assert (await one.post(f"{place}/draft")).status_code == 409
        for text, kind in (
            ("First", "key_point"),
            ("Second", "key_point"),
            ("Begin early", "tip"),
            ("Ask", "question"),
        ):
            await written(server, one, text, kind)
        await written(server, one, "Not starred", "disagreement", starred=False)
        held = await written(server, one, "Held back", "next_step")
        await server.live.stream.perform(HoldNote(MEETING, held), actor=one.person)
        mine = await stack.enter_async_context(desk(one, report()))
        await mine.open()
        await mine.put(mine.pen.write("Mine"))
        answer = await one.post(f"{place}/draft")
        assert answer.status_code == 200
        assert "4 fields were filled from starred notes." in answer.text
        await mine.sees("First", "key2")
        await mine.sees("Begin early", "tip")
        assert words(server) == {
            "key1": "Mine", "key2": "First", "key3": "Second", "tip": "Begin early", "question": "Ask",
        }  # fmt: skip
        assert [version.words for version in server.state.texts[report()].versions] == [{"key1": "Mine"}]


async def test_without_script_a_draft_leads_to_the_report_that_says_what_was_filled(tmp_path: Path) -> None:
    async with rooms(tmp_path) as server:
        one = await of_room(server)
        await written(server, one, "Begin early", "tip")
        answer = await one.post(f"{one.base}/reports/2-1-1/draft", script=False)
        assert answer.status_code == 303
        report_page = (await one.get(answer.headers["location"])).text
        assert "1 field was filled from starred notes. You can change what it says." in report_page
        assert "Begin early" in report_page
        assert "starred notes" not in (await one.get(f"{one.base}/reports/2-1-1?filled=99999999")).text


async def test_a_draft_leaves_alone_what_somebody_begins_to_write_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with rooms(tmp_path) as server, AsyncExitStack() as stack:
        one = await of_room(server)
        for text, kind in (("Begin early", "tip"), ("Ask", "question")):
            await written(server, one, text, kind)
        mine, perform = await stack.enter_async_context(desk(one, report())), server.live.perform
        await mine.open()

        async def meanwhile(command: Command, once: str = "") -> None:
            if isinstance(command, DraftFields):
                await mine.put(mine.pen.write("Mine", name="tip"))
            await perform(command, once)

        monkeypatch.setattr(server.live, "perform", meanwhile)
        assert "1 field" in (await one.post(f"{one.base}/reports/2-1-1/draft?language=en")).text
        assert words(server) == {"tip": "Mine", "question": "Ask"}


async def test_a_version_is_looked_at_and_brought_back_as_an_edit_that_can_be_undone(tmp_path: Path) -> None:
    async with rooms(tmp_path) as server, AsyncExitStack() as stack:
        one, dana = await of_room(server), await server.visitor("Dana")
        mine = await stack.enter_async_context(desk(one, report()))
        await mine.open()
        place = f"{one.base}/reports/2-1-1"
        await mine.put(mine.pen.write("As it was"))
        await written(server, one, "Begin early", "tip")
        await one.post(f"{place}/draft")
        await mine.sees("Begin early", "tip")
        mine.pen.field("key1").clear()
        await mine.put(mine.pen.changes[-1])
        assert (await one.post(f"{place}/return", {"version": "1"})).status_code == 204
        await mine.sees("As it was")
        await mine.sees("", "tip")
        page = (await dana.get(place)).text
        assert page.count("Bring this back") == 2
        assert server.state.people[one.person].called in page
        assert server.state.people[one.person].called not in (await one.get(place)).text
        for wrong in ("0", "99", "x", ""):
            assert (await one.post(f"{place}/return", {"version": wrong})).status_code == 404
        assert (await one.post(f"{place}/return", {"version": "2"})).status_code == 204
        await mine.sees("Begin early", "tip")


async def test_each_report_is_named_with_its_room_and_round(tmp_path: Path) -> None:
    async with rooms(tmp_path) as server:
        for room in (1, 2):
            one = await of_room(server, room)
            page = (await one.get(f"{one.base}/notes?language=en")).text
            section = page.partition('<section id="report-')[2]
            assert f'aria-labelledby="report-2-1-{room}-name report-2-1-{room}-room"' in section
            assert f'id="report-2-1-{room}-room">Room {room} · Round 1</span>' in section
            assert f"<title>Room {room} · Report" in (await one.get(f"{one.base}/reports/2-1-{room}")).text


async def test_after_the_room_it_is_read_and_changed_no_more(tmp_path: Path) -> None:
    async with rooms(tmp_path) as server:
        one, stranger = await of_room(server), await of_room(server, 2)
        async with desk(one, report()) as mine:
            await mine.open()
            await mine.put(mine.pen.write("<b>Ours</b> & yours"))
        await server.do(CloseRooms(MEETING, 2), "Dana")
        await until(lambda: report() in server.state.texts and bool(server.state.texts[report()].versions))
        place = f"{one.base}/reports/2-1-1"
        assert "&lt;b&gt;Ours&lt;/b&gt; &amp; yours" in (await one.get(place)).text
        assert (await stranger.get(place)).status_code == 404
        assert (await stranger.post(f"{place}/draft")).status_code == 404
        assert "Bring this back" not in (await one.get(place)).text
        assert (await one.post(f"{place}/return", {"version": "1"})).status_code == 409
        assert (await one.post(f"{place}/draft")).status_code == 409
        shown = (await one.get(f"{one.base}/notes")).text
        assert "data-text=" not in shown
        assert "&lt;b&gt;Ours" in shown


async def test_a_report_survives_the_merging_of_its_room_and_late_words_join_it(tmp_path: Path) -> None:
    async with rooms(tmp_path) as server:
        one, other = await of_room(server), await of_room(server, 2)
        async with desk(one, report()) as mine, desk(one, report(2)) as joined:
            await mine.open()
            await mine.put(mine.pen.write("Before"))
            behind = mine.pen.write(", and after", 6)
            await server.do(MergeRooms(MEETING, 2, 1, 2, anyway=True), "Dana")
            await until(lambda: words(server) == {"key1": "Before"})
            assert (await mine.put(behind))[0] == "saved"
            await until(lambda: words(server) == {"key1": "Before, and after"})
            assert [person for person, _ in server.state.texts[report()].late] == [one.person]
            assert (await joined.open())[:2] == ["state", "now"]
            await joined.put(joined.pen.write("Together"))
            await until(lambda: words(server, 2) == {"key1": "Together"})
        place = f"{one.base}/reports/2-1-1?language=en"
        assert "Before, and after" in (await one.get(place)).text
        assert "Before, and after" in (await one.get(f"{one.base}/notes")).text
        assert (await other.get(place)).status_code == 404
        assert (2, 1, 1) in reporting(server.state.meetings[MEETING])
        dana = await server.visitor("Dana")
        file = (await dana.post(f"{dana.base}/notes/export", {"form": "csv"})).text
        assert [file.count(said) for said in ("Before, and after", "Together")] == [1, 1]


async def test_a_room_that_is_opened_again_writes_on_in_the_same_report(tmp_path: Path) -> None:
    async with rooms(tmp_path) as server:
        one = await of_room(server)
        async with desk(one, report()) as mine:
            await mine.open()
            await mine.put(mine.pen.write("First"))
            await server.do(CloseRooms(MEETING, 2), "Dana")
            await until(lambda: report() in server.state.texts and bool(server.state.texts[report()].versions))
            await server.do(ReopenRoom(MEETING, 2, 1), "Dana")
            assert (await mine.open())[:2] == ["state", "now"]
            assert mine.pen.says() == "First"
            assert (await mine.put(mine.pen.write(", then", 5)))[0] == "saved"
            assert f'data-text="{report()}"' in (await one.get(f"{one.base}/notes")).text
            await server.do(CloseRooms(MEETING, 2, (1,)), "Dana")
            await until(lambda: words(server) == {"key1": "First, then"})
        known = server.state.texts[report()]
        await until(lambda: len(known.versions) == 2)
        assert ([each.words["key1"] for each in known.versions], known.late) == (["First", "First, then"], [])


def test_a_lesson_is_a_key_point_and_leaves_the_surprise_to_a_trend() -> None:
    lesson, trend = (
        Note(number, (2, 1, 1), kind, kind, "p1", "en", 0.0, starred=True)
        for number, kind in enumerate(("lesson", "trend"), 1)
    )
    assert draft([lesson, trend], {}) == {"key1": lesson, "surprise": trend}


def test_a_long_note_is_cut_between_words_and_fits() -> None:
    note = Note(1, (2, 1, 1), " ".join(["word"] * 60), "tip", "amal", "", 0.0)
    cut = drafted({"surprise": note})["surprise"]
    assert len(cut) <= 200
    assert cut.endswith("word …")


async def test_the_board_does_not_say_that_a_theme_of_one_room_was_heard_in_several(tmp_path: Path) -> None:
    async with rooms(tmp_path) as server:
        one = await of_room(server)
        note = await written(server, one, "Staff leave", "key_point")
        await server.do(CreateTheme(MEETING, "Staff leave", note), "Dana")
        await server.do(ShowThemes(MEETING), "Dana")
        page = (await one.get(f"{one.base}/board")).text.partition('id="themes"')[2].partition("</section>")[0]
        assert "heard in 1 room<" in page
        assert "several" not in page
