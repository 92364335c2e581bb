"""A field that a room holds back leaves it by no door: no file, screen, board, page of the team, nor the socket."""

from __future__ import annotations

from contextlib import AsyncExitStack
from pathlib import Path

from app.domain.notes.sorting import StarNote
from app.domain.notes.writing import WriteNote
from app.domain.reports.drafts import DraftFields
from app.domain.texts.words import NoteWords
from tests.pages import LivePage
from tests.pens import desk
from tests.serving import MEETING, serving
from tests.web.test_kept import TOLD, harvested
from tests.web.test_texts import of_room, report, rooms

HELD = "The mayor left us"
NOTED = "Our mayor has left"
WHOLE = "reports/2-1-1"
WHERE = "rounds/2/rooms/1/report/hold"


async def test_a_field_that_is_held_back_leaves_its_room_by_no_door_until_it_is_let_go(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        one, other = [await server.visitor(name) for name in await harvested(server)]
        dana, lina, marc = [await server.visitor(name) for name in ("Dana", "Lina", "Marc")]
        await server.do(NoteWords(f"report/{MEETING}/2-1-1", {"surprise": TOLD, "question": HELD}, {}))
        assert HELD in (await one.get(f"{one.base}/notes?language=en")).text
        form = {"field": "question", "part": "1", "held": "true"}
        assert (await other.post(f"{other.base}/{WHERE}", form)).status_code == 403
        async with LivePage(dana, f"{dana.base}/console") as console, LivePage(other, f"{other.base}/board") as board:
            assert (await one.post(f"{one.base}/{WHERE}", form)).status_code == 204
            for form_ in ("md", "csv"):
                assert HELD not in (await lina.post(f"{lina.base}/notes/export", {"form": form_})).text
            pages = [(dana, page) for page in ("console", "notes", "harvest", WHOLE)]
            pages += [(lina, WHOLE), (marc, "screen"), (other, "board"), (other, "notes")]
            for who, page in pages:
                answer = await who.get(f"{who.base}/{page}?language=en")
                assert answer.status_code == 200
                assert HELD not in answer.text, page
            shown = (await dana.get(f"{dana.base}/reports/2-1-1?language=en")).text
            assert TOLD in shown
            assert "stays in its room" in shown
            assert all(HELD not in html for page in (console, board) for html in page.held.values())
        for page in ("notes", WHOLE):
            assert HELD in (await one.get(f"{one.base}/{page}?language=en")).text
        assert (await dana.post(f"{dana.base}/{WHERE}", {**form, "held": "false"})).status_code == 403
        assert (await one.post(f"{one.base}/{WHERE}", {**form, "held": "false"})).status_code == 204
        assert HELD in (await lina.post(f"{lina.base}/notes/export", {"form": "md"})).text


async def test_a_field_and_the_note_that_it_was_drafted_from_leave_their_room_together_or_not(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        one, other = [await server.visitor(name) for name in await harvested(server)]
        dana, lina, marc = [await server.visitor(name) for name in ("Dana", "Lina", "Marc")]
        note = WriteNote(MEETING, NOTED, "question", block=2, part=1, room=1)
        await server.live.stream.perform(note, actor=one.person)
        number = max(server.state.meetings[MEETING].notes.by_number)
        await server.do(StarNote(MEETING, number), "Dana")
        await server.do(DraftFields(MEETING, 2, 1, 1, {"question": number}))
        await server.do(NoteWords(f"report/{MEETING}/2-1-1", {"surprise": TOLD, "question": HELD}, {}))
        pages = [(dana, page) for page in ("console", "notes", "harvest", WHOLE)]
        pages += [(lina, WHOLE), (marc, "screen"), (other, "board"), (other, "notes")]

        async def leaves() -> set[str]:
            files = [(await lina.post(f"{lina.base}/notes/export", {"form": form})).text for form in ("md", "csv")]
            shown = [(await who.get(f"{who.base}/{page}?language=en")).text for who, page in pages]
            return {words for words in (HELD, NOTED) for html in (*files, *shown) if words in html}

        assert await leaves() == {HELD, NOTED}
        async with AsyncExitStack() as stack:
            watched = [(dana, "harvest"), (dana, "notes"), (marc, "screen"), (other, "board"), (one, "notes")]
            live = [await stack.enter_async_context(LivePage(who, f"{who.base}/{page}")) for who, page in watched]
            for path, form in ((WHERE, {"field": "question", "part": "1"}), (f"notes/{number}/hold", {})):
                assert (await one.post(f"{one.base}/{path}", {**form, "held": "true"})).status_code == 204
                assert await leaves() == set()
                for page in live:
                    await page.redrawn()
                assert "was drafted from" in (await one.get(f"{one.base}/notes?language=en")).text
                assert (await one.post(f"{one.base}/{path}", {**form, "held": "false"})).status_code == 204
                assert await leaves() == {HELD, NOTED}


async def test_the_team_hears_no_letter_of_a_report_from_when_something_in_it_is_held_back(tmp_path: Path) -> None:
    async with rooms(tmp_path) as server:
        one, dana = await of_room(server), await server.visitor("Dana")
        async with desk(one, report()) as mine, desk(dana, report()) as theirs:
            await mine.open()
            assert (await theirs.open())[0] == "state"
            await mine.put(mine.pen.write("Ours"))
            await theirs.sees("Ours")
            assert (await one.post(f"{one.base}/{WHERE}", {"field": "key1"})).status_code == 204
            await theirs.until(lambda words: words == ["refused", "0", "text"])
            await mine.put(mine.pen.write(" alone", 4))
            assert (await theirs.open())[0] == "refused"
            assert theirs.pen.says() == "Ours"
            form = {"text": report(), "state": "", "wanted": ""}
            assert (await dana.post(f"/p/{server.programme}/texts", form)).status_code == 404
