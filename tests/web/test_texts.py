"""Shared text through its doors: the socket and the form, who may, what comes late, broken or by the thousand."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import pytest

from app.domain.formats.rooms.ending import CloseRooms
from app.domain.formats.rooms.moving import MovePeople
from app.domain.formats.rooms.round import the_round
from app.domain.meetings import CloseMeeting
from realtime import closing
from realtime.clock import Clock
from realtime.log import Unavailable
from tests.pens import Pen, desk, spelt, thief
from tests.security.sockets import opened
from tests.serving import CEILING, MEETING, Serving, Visitor, serving


@asynccontextmanager
async def rooms(folder: Path, **settings: object) -> AsyncIterator[Serving]:
    async with serving(folder, **settings) as server:  # type: ignore[arg-type]
        await server.rooms_talk(10, 5)
        yield server


def report(room: int = 1) -> str:
    return f"report/{MEETING}/2-1-{room}"


async def of_room(server: Serving, room: int = 1, nth: int = 0) -> Visitor:
    person = the_round(server.state.meetings[MEETING], 2).members(room)[nth]
    return Visitor(server, person, server.browser(await server.session(person)))


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(CEILING):
        while not true():  # noqa: ASYNC110 (what is waited for has no event)
            await asyncio.sleep(0.01)


def words(server: Serving, room: int = 1) -> dict[str, str]:
    known = server.state.texts.get(report(room))
    return dict(known.words) if known else {}


async def test_what_one_types_the_others_see_and_the_log_learns_when_they_pause(tmp_path: Path) -> None:
    async with rooms(tmp_path, clock=Clock(rate=20)) as server, AsyncExitStack() as stack:
        one, other = await of_room(server), await of_room(server, nth=1)
        mine = await stack.enter_async_context(desk(one, report()))
        yours = await stack.enter_async_context(desk(other, report()))
        assert (await mine.open())[:2] == (await yours.open())[:2] == ["state", "now"]
        assert (await mine.put(mine.pen.write("Ask them")))[0] == "saved"
        await yours.sees("Ask them")
        assert (await yours.put(yours.pen.write(" first", 8)))[0] == "saved"
        await mine.sees("Ask them first")
        await until(lambda: words(server) == {"key1": "Ask them first"})
        known = server.state.texts[report()]
        assert known.who == {"key1": (one.person, other.person)}
        assert known.by == other.person


async def test_what_is_saved_is_in_a_file_that_is_taken_out_at_once(tmp_path: Path) -> None:
    async with rooms(tmp_path) as server:
        async with desk(await of_room(server), report()) as mine:
            await mine.open()
            assert (await mine.put(mine.pen.write("Ask them first")))[0] == "saved"
            lina = await server.visitor("Lina")
            taken = (await lina.post(f"{lina.base}/notes/export", {"form": "md"})).text
        assert taken.count("Ask them first") == 1


async def test_who_writes_is_said_by_name_and_at_most_twice_a_second(tmp_path: Path) -> None:
    async with rooms(tmp_path) as server, AsyncExitStack() as stack:
        one, other = await of_room(server), await of_room(server, nth=1)
        mine = await stack.enter_async_context(desk(one, report()))
        yours = await stack.enter_async_context(desk(other, report()))
        await mine.open()
        await yours.open()
        for number in range(30):
            await mine.socket.send(f"text {report()} at key{number % 3 + 1}")
        found = await yours.until(lambda words: words[0] == "who" and "key3" in words[-1])
        assert json.loads(found[-1]) == [
            {"who": one.person, "name": server.state.people[one.person].called, "at": "key3"}
        ]
        assert len([words for words in yours.heard if words[0] == "who"]) <= 3
        await mine.socket.close()
        await yours.until(lambda words: words == ["who", "[]"], len(yours.heard))


async def test_who_stopped_writing_is_not_said_to_write_any_more_though_their_page_stays_open(tmp_path: Path) -> None:
    async with rooms(tmp_path, clock=Clock(rate=20)) as server, AsyncExitStack() as stack:
        one, other = await of_room(server), await of_room(server, nth=1)
        mine = await stack.enter_async_context(desk(one, report()))
        yours = await stack.enter_async_context(desk(other, report()))
        await mine.open()
        await yours.open()
        began = server.live.clock.now()
        await mine.socket.send(f"text {report()} at key1")
        await yours.until(lambda words: words[0] == "who" and one.person in words[-1])
        await asyncio.sleep(0.5)
        await mine.socket.send(f"text {report()} at key1")
        await yours.until(lambda words: words == ["who", "[]"], len(yours.heard))
        assert server.live.clock.now() - began > 25


async def test_a_room_one_never_sat_in_is_closed_to_eyes_and_hands(tmp_path: Path) -> None:
    async with rooms(tmp_path) as server, AsyncExitStack() as stack:
        stranger, team = await of_room(server, 2), await server.visitor("Dana")
        theirs = await stack.enter_async_context(desk(stranger, report()))
        assert await theirs.open() == ["refused", "0", "text"]
        assert await theirs.put(theirs.pen.write("x")) == ["anew"]
        form = {"text": report(), "update": spelt(theirs.pen.changes[-1])}
        assert (await stranger.post(f"/p/{server.programme}/texts", form)).status_code == 404
        assert (await stranger.post(f"/p/{server.programme}/texts", {"text": "report/m1/9-9-9"})).status_code == 404
        ours = await stack.enter_async_context(desk(team, report()))
        assert (await ours.open())[:2] == ["state", "now"]
        observer = await of_room(server)
        server.state.people[observer.person].role = "observer"
        seen = await stack.enter_async_context(desk(observer, report()))
        assert (await seen.open())[:2] == ["state", "none"]
        assert await seen.put(seen.pen.write("x")) == ["refused", "1", "not-yours-to-write"]
        assert ours.pen.says() == ""


async def test_who_is_moved_writes_no_more_and_what_was_on_its_way_is_taken_and_marked(tmp_path: Path) -> None:
    async with rooms(tmp_path, clock=Clock(rate=20)) as server, AsyncExitStack() as stack:
        one = await of_room(server)
        mine = await stack.enter_async_context(desk(one, report()))
        await mine.open()
        await server.do(MovePeople(MEETING, 2, (one.person,), 2, anyway=True), "Dana")
        await mine.until(lambda words: words == ["right", "late"])
        assert (await mine.put(mine.pen.write("Before I went")))[0] == "saved"
        await until(lambda: words(server) == {"key1": "Before I went"})
        assert [person for person, _ in server.state.texts[report()].late] == [one.person]
        await server.do(MovePeople(MEETING, 2, (one.person,), 1, anyway=True), "Dana")
        await mine.until(lambda words: words == ["right", "now"])


async def test_words_that_could_not_be_noted_are_noted_when_the_disk_takes_them_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with rooms(tmp_path, clock=Clock(rate=20)) as server, AsyncExitStack() as stack:
        one = await of_room(server)
        mine = await stack.enter_async_context(desk(one, report()))
        await mine.open()
        live, tries = server.live, list[object]()

        async def full(command: object, once: str = "") -> None:
            tries.append(command)
            raise Unavailable("disk-full")

        with monkeypatch.context() as broken:
            broken.setattr(live, "perform", full)
            assert (await mine.put(mine.pen.write("On the disk, not in the log")))[0] == "saved"
            await until(lambda: bool(tries))
        await until(lambda: words(server) == {"key1": "On the disk, not in the log"})
        assert server.state.texts[report()].who == {"key1": (one.person,)}


async def test_a_laptop_that_comes_back_after_the_close_hands_over_what_it_kept_once(tmp_path: Path) -> None:
    async with rooms(tmp_path, clock=Clock(rate=20)) as server:
        one, pen = await of_room(server), Pen()
        changes = [pen.write(sign, at) for at, sign in enumerate("kept here")]
        await server.do(CloseRooms(MEETING, 2), "Dana")
        await server.do(CloseMeeting(MEETING), "Dana")
        form = {"text": report(), "update": [spelt(each) for each in changes], "wanted": spelt(pen.state())}
        path = f"/p/{server.programme}/texts"
        answers = [(await one.http.post(path, data=form)).json() for _ in range(2)]
        assert [answer["right"] for answer in answers] == ["late", "late"]
        assert all("saved" in answer and "gap" not in answer for answer in answers)
        await until(lambda: words(server) == {"key1": "kept here"})
        assert {person for person, _ in server.state.texts[report()].late} == {one.person}
        page = await one.get(f"{one.base}/notes")
        assert "some of it arrived later</b> <time" in page.text
        assert page.text.count("kept here") == 1


async def test_the_report_is_kept_as_a_version_when_its_room_closes_without_anybody_pressing_save(
    tmp_path: Path,
) -> None:
    async with rooms(tmp_path) as server, AsyncExitStack() as stack:
        one = await of_room(server)
        mine = await stack.enter_async_context(desk(one, report()))
        await mine.open()
        await mine.put(mine.pen.write("In mid-sen"))
        await server.do(CloseRooms(MEETING, 2), "Dana")
        await until(lambda: report() in server.state.texts and bool(server.state.texts[report()].versions))
        (version,) = server.state.texts[report()].versions
        assert version.words == {"key1": "In mid-sen"}
        assert version.who == {"key1": (one.person,)}


async def test_broken_bytes_end_that_page_and_no_other(tmp_path: Path) -> None:
    async with rooms(tmp_path) as server, AsyncExitStack() as stack:
        mallory, one = await of_room(server), await of_room(server, nth=1)
        mine = await stack.enter_async_context(desk(one, report()))
        await mine.open()
        await mine.put(mine.pen.write("good"))
        hostile = b"\xff\xff\xff\xff\xff\xff\xff\xff\x7f\x00\x00\x00\x00\x00\x00"
        for said in (
            f"text {report()} put 1 AA==\n{spelt(hostile)}",
            f"text {report()} put 1 AA==\nno base64!",
            f"text {report()} put -1 AA==\nAAA=",
            "text",
            "text x",
            f"text {report()} nonsense",
            f"text {report()} at <b>",
            f"text {report()} open {spelt(hostile)}",
            f"text {'x' * 100} close",
        ):
            async with desk(mallory, report()) as theirs:
                await theirs.open()
                await theirs.socket.send(said)
                async with asyncio.timeout(CEILING):
                    await theirs.socket.wait_closed()
                assert theirs.socket.close_code == closing.GARBAGE, said
        assert (await mine.put(mine.pen.write(" part", 4)))[0] == "saved"
        assert mine.pen.says() == "good part"
        form = {"text": report(), "update": spelt(hostile)}
        assert (await mallory.post(f"/p/{server.programme}/texts", form)).status_code == 422


async def test_what_follows_something_that_is_lost_holds_up_no_other_letter(tmp_path: Path) -> None:
    async with rooms(tmp_path) as server:
        one, lost, pen = await of_room(server), Pen(), Pen()
        lost.write("gone ")
        orphan = lost.write("orphan", 5)
        late, early = [pen.write(sign, at) for at, sign in enumerate("ab")][::-1]
        form = {"text": report(), "update": [spelt(each) for each in (orphan, late, early)], "wanted": ""}
        path = f"/p/{server.programme}/texts"
        answer = (await one.http.post(path, data=form)).json()
        assert (answer["gap"], answer["left"]) == (True, [0])
        assert str((await server.live.text(report())).field("key1")) == "ab"
        form["update"].insert(0, spelt(lost.changes[0]))  # type: ignore[attr-defined]
        answer = (await one.http.post(path, data=form)).json()
        assert "gap" not in answer
        assert sorted(str((await server.live.text(report())).field("key1"))) == sorted("abgone orphan")


async def test_a_flood_is_read_more_slowly_and_holds_nobody_up(tmp_path: Path) -> None:
    async with rooms(tmp_path) as server, AsyncExitStack() as stack:
        mallory, one = await of_room(server), await of_room(server, nth=1)
        mine = await stack.enter_async_context(desk(one, report()))
        theirs = await stack.enter_async_context(desk(mallory, report()))
        await mine.open()
        await theirs.open()
        for number in range(300):
            body = theirs.pen.write("x")
            await theirs.socket.send(f"text {report()} put {number} AA==\n{spelt(body)}")
        loop = asyncio.get_running_loop()
        began = loop.time()
        assert (await mine.put(mine.pen.write("Ask them", name="tip")))[0] == "saved"
        assert loop.time() - began < 5
        saved = [words for words in theirs.heard if words[0] == "saved"]
        assert len(saved) < 200
        with_patience = loop.time()
        await theirs.until(lambda words: words[:2] == ["saved", "299"])
        assert loop.time() - with_patience > 3
        await mine.sees("x" * 300)


async def test_a_flood_of_forms_is_read_as_slowly_as_one_of_messages_and_all_of_it_is_taken(tmp_path: Path) -> None:
    async with rooms(tmp_path) as server:
        mallory, one, pen = await of_room(server), await of_room(server, nth=1), Pen()
        changes = [pen.write("x", at) for at in range(150)]
        path, loop = f"/p/{server.programme}/texts", asyncio.get_running_loop()
        forms = [{"text": report(), "update": [spelt(each) for each in changes[at : at + 50]]} for at in (0, 50, 100)]
        began = loop.time()
        flood = asyncio.gather(*(mallory.http.post(path, data={**form, "wanted": ""}) for form in forms))
        other = {"text": report(), "update": [spelt(Pen().write("Ask them", name="tip"))], "wanted": ""}
        assert (await one.http.post(path, data=other)).json()["saved"]
        assert not flood.done()
        await flood
        assert loop.time() - began > 3
        for form in forms:  # what came before what it follows is handed over once more
            await mallory.http.post(path, data={**form, "wanted": ""})
        assert str((await server.live.text(report())).field("key1")) == "x" * 150


async def test_a_page_that_asks_over_and_over_and_takes_no_answer_fills_no_memory(tmp_path: Path) -> None:
    async with rooms(tmp_path) as server:
        one, text = await of_room(server), await server.live.text(report())
        for number in range(12):
            await server.live.put(text, Pen().write("x" * 60_000, name=f"field{number}"), by=one.person)
        socket = await opened(one, "notes")  # nobody reads it
        for said in [f"text {report()} open AA=="] * 60 + ["enough"]:
            await socket.send(said)
        (tab,) = server.live.hub.tabs_of(one.person)
        transport, most = tab.wire._protocol.transport, 0  # type: ignore[attr-defined]
        async with asyncio.timeout(CEILING):
            while tab.wire.open:
                most = max(most, transport.get_write_buffer_size())
                await asyncio.sleep(0.05)
        assert most < 4_000_000
        socket.transport.abort()


async def test_who_only_reads_is_not_said_to_write(tmp_path: Path) -> None:
    async with rooms(tmp_path) as server, AsyncExitStack() as stack:
        moved, other = await of_room(server), await of_room(server, nth=1)
        theirs = await stack.enter_async_context(desk(moved, report()))
        yours = await stack.enter_async_context(desk(other, report()))
        await theirs.open()
        await yours.open()
        await server.do(MovePeople(MEETING, 2, (moved.person,), 2, anyway=True), "Dana")
        await theirs.socket.send(f"text {report()} at key1")
        await theirs.open()  # what was said before was heard
        await yours.socket.send(f"text {report()} at tip")
        said = await yours.until(lambda words: words[0] == "who" and "tip" in words[-1])
        assert [each["who"] for each in json.loads(said[-1])] == [other.person]


async def test_an_unfinished_word_outlives_the_server(tmp_path: Path) -> None:
    async with rooms(tmp_path) as server:
        one = await of_room(server)
        async with desk(one, report()) as mine:
            await mine.open()
            await mine.put(mine.pen.write("Not noted ye"))
            with_log = words(server)
        assert with_log == {}
    async with serving(tmp_path) as server:
        assert words(server) == {"key1": "Not noted ye"}
        async with desk(await of_room(server), report()) as mine:
            await mine.open()
            assert mine.pen.says() == "Not noted ye"


async def test_what_had_arrived_and_comes_again_after_the_close_is_not_called_late(tmp_path: Path) -> None:
    async with rooms(tmp_path) as server:
        one = await of_room(server)
        async with desk(one, report()) as mine:
            await mine.open()
            change = mine.pen.write("In time")
            await mine.put(change)
            await server.do(CloseRooms(MEETING, 2), "Dana")
            assert (await mine.put(change))[0] == "saved"
        await until(lambda: words(server) == {"key1": "In time"})
        assert server.state.texts[report()].late == []


async def test_a_text_that_nobody_has_open_is_noted_and_let_go_and_its_history_is_one_row(tmp_path: Path) -> None:
    async with rooms(tmp_path) as server:
        one, log = await of_room(server), server.house.log
        async with desk(one, report()) as mine:
            await mine.open()
            for at, sign in enumerate("letters"):
                await mine.put(mine.pen.write(sign, at))
        await until(lambda: words(server) == {"key1": "letters"})
        await until(lambda: not server.house.texts._open)
        assert len(await log.rows("SELECT number FROM texts", ())) == 1
        async with desk(one, report()) as mine:
            await mine.open()
            assert mine.pen.says() == "letters"


async def test_letters_that_a_restored_backup_held_are_noted_without_a_restart(tmp_path: Path) -> None:
    async with rooms(tmp_path) as server:
        change = Pen().write("From the backup")
        await server.house.log.write(
            "INSERT INTO texts (stream, name, number, body) VALUES (?, ?, ?, ?)",
            (server.state.id, report(), 1, change),
        )
        await server.house.restored()
        await until(lambda: words(server) == {"key1": "From the backup"})


async def test_letters_by_a_stolen_number_are_refused_by_both_doors_and_the_rest_is_taken(tmp_path: Path) -> None:
    async with rooms(tmp_path) as server, AsyncExitStack() as stack:
        one, mallory, other = await of_room(server), await of_room(server, nth=1), Pen()
        mine = await stack.enter_async_context(desk(one, report()))
        await mine.open()
        await mine.put(mine.pen.write("All "))
        text, theirs = await server.live.text(report()), thief(mine.pen)
        await server.live.put(text, theirs.write("zzz", 4), by=mallory.person)
        change = mine.pen.write("mine", 4)
        assert await mine.put(change) == ["clash", "2"]
        form = {"text": report(), "update": [spelt(change), spelt(other.write("tip", name="tip"))], "wanted": ""}
        answer = (await one.http.post(f"/p/{server.programme}/texts", data=form)).json()
        assert (answer["gap"], answer["left"], answer["clash"]) == (True, [0], [0])
        assert text.words(("key1", "tip")) == {"key1": "All zzz", "tip": "tip"}


async def test_what_is_late_is_marked_in_the_log_before_it_is_called_saved_and_once_until_it_is_noted(
    tmp_path: Path,
) -> None:
    async with rooms(tmp_path) as server:
        one, pen = await of_room(server), Pen()
        changes = [pen.write(sign, at) for at, sign in enumerate("late")]
        await server.do(CloseRooms(MEETING, 2), "Dana")
        form = {"text": report(), "update": [spelt(each) for each in changes], "wanted": spelt(pen.state())}
        assert "saved" in (await one.http.post(f"/p/{server.programme}/texts", data=form)).json()
        known = server.state.texts[report()]
        assert [person for person, _ in known.late] == [one.person]
        assert known.words == {}
