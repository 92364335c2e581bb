"""The page of notes: whose rooms one reads, what is held back, what a file holds and that it is noted who took it."""

from __future__ import annotations

import re
from pathlib import Path

from app.domain.agenda import AddBlock, RemoveBlock
from app.domain.attendance import Arrive
from app.domain.duties import RAPPORTEUR, TakeDuty, holders
from app.domain.formats.rooms.ending import CloseRooms
from app.domain.formats.rooms.round import the_round
from app.domain.meetings import CloseMeeting, OpenDoors, StartMeeting
from app.domain.notes.shelf import LATE_FOR
from app.domain.notes.sorting import HoldNote
from app.domain.notes.writing import WriteNote
from app.domain.planning import ParkBlock
from app.domain.presence import HERE_WITHIN
from app.domain.steps import TakeBack, TakeStep
from realtime.clock import Clock
from tests.serving import MEETING, Serving, serving

WORDS = "Ask who is not in the room"
SECRET = "Only for this room"
FORMULA = "=HYPERLINK(1)"


class Later(Clock):
    """A clock that a test may put ahead, in seconds."""

    ahead = 0.0

    def now(self) -> float:
        return super().now() + self.ahead


async def talking(server: Serving) -> tuple[str, str]:
    """Let rooms talk; return the first names of somebody in room 1 and of somebody in room 2."""
    await server.rooms_talk(10, 5)
    body = the_round(server.state.meetings[MEETING], 2)
    one, other = (server.state.people[body.members(room)[0]].name.split()[0] for room in (1, 2))
    for words in (WORDS, SECRET, FORMULA):
        await server.do(WriteNote(MEETING, words), one)
    await server.do(HoldNote(MEETING, 2), one)
    return one, other


async def test_one_reads_the_notes_of_ones_own_room_and_the_team_those_of_all_but_what_is_held_back(
    tmp_path: Path,
) -> None:
    async with serving(tmp_path) as server:
        one, other = await talking(server)
        seen = {}
        for name in (one, other, "Lina"):
            visitor = await server.visitor(name)
            html = (await visitor.get(f"{visitor.base}/notes")).text
            board = (await visitor.get(f"{visitor.base}/{'board' if name != 'Lina' else 'console'}")).text
            seen[name] = (WORDS in html, SECRET in html, SECRET in board)
        assert seen == {one: (True, True, True), other: (False, False, False), "Lina": (True, False, False)}


async def test_whoever_writes_is_led_to_the_notes_and_each_clock_says_what_it_counts(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        await talking(server)
        led = {}
        for name in ("Lina", "Dana"):
            visitor = await server.visitor(name)
            console = (await visitor.get(f"{visitor.base}/console?language=en")).text
            led[name] = f'<a class="big to-notes" href="{visitor.base}/notes">' in console
            notes = (await visitor.get(f"{visitor.base}/notes?language=en")).text
            assert len(re.findall('class="clock[ "]', notes)) == notes.count("Time left in this ")
            assert "Time left in this room:" in notes
        assert led == {"Lina": True, "Dana": False}


async def test_the_team_is_offered_only_what_it_may_hold_back_and_let_go(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        await talking(server)
        offered = {}
        for name in ("Dana", "Lina"):
            visitor = await server.visitor(name)
            html = (await visitor.get(f"{visitor.base}/notes?language=en")).text
            buttons = re.findall(
                r'formaction="[^"]*/notes/(\d+)/hold" data-key="h" class="small"( data-only="\w+")?', html
            )
            offered[name] = [(int(note), bool(only)) for note, only in buttons]
            assert html.count("Its author holds this note back.") == 1
        assert offered == {"Dana": [(1, False), (3, False)], "Lina": [(1, True), (3, True)]}
        await server.do(HoldNote(MEETING, 1), "Dana")
        lina = await server.visitor("Lina")
        assert "The team holds this note back." in (await lina.get(f"{lina.base}/notes?language=en")).text


async def test_a_file_holds_what_may_leave_names_nobody_and_is_no_formula(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        one, _ = await talking(server)
        lina, writer = await server.visitor("Lina"), await server.visitor(one)
        before = server.live.stream.position
        assert (await lina.get(f"{lina.base}/notes/export")).status_code == 405
        assert (await writer.post(f"{writer.base}/notes/export", {"form": "md"})).status_code == 403
        assert (await lina.post(f"{lina.base}/notes/export", {"form": "exe"})).status_code == 422
        assert server.live.stream.position == before
        shown = (await lina.get(f"{lina.base}/notes")).text
        form = re.search(r'<form[^>]*/notes/export">.*?</form>', shown, re.DOTALL)
        assert form
        hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form.group()))
        markdown = (await lina.post(f"{lina.base}/notes/export", {**hidden, "form": "md"})).text
        table = (await lina.post(f"{lina.base}/notes/export", {**hidden, "form": "csv"})).text
        assert server.state.meetings[MEETING].notes.exports[-1][0] == server.id("Lina")
        for text in (markdown, table):
            assert WORDS in text
            assert SECRET not in text
            assert one not in text
            assert "Not yet cleared to leave the meeting" in text
            assert "Fictitious demonstration data" in text
        assert f'"\'{FORMULA}"' in table
        page = (await lina.get(f"{lina.base}/notes")).text
        assert "Notes were taken out 2 times" in page


async def test_a_file_is_made_also_of_a_part_that_was_taken_back_and_of_one_put_aside(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        await talking(server)
        lina = await server.visitor("Lina")
        meeting = server.state.meetings[MEETING]
        await server.do(AddBlock(MEETING, "plenary"), "Dana")
        await server.do(WriteNote(MEETING, "Prepared", block=meeting.last_block), "Lina")
        await server.do(ParkBlock(MEETING, meeting.last_block), "Dana")
        await server.do(CloseRooms(MEETING, 2), "Dana")
        await server.do(WriteNote(MEETING, "Said in between"), "Lina")
        await server.do(TakeBack(MEETING, meeting.acts), "Dana")
        for kind in ("md", "csv"):
            answer = await lina.post(f"{lina.base}/notes/export", {"form": kind})
            assert answer.status_code == 200
            assert all(answer.text.count(words) == 1 for words in ("Said in between", "Prepared", WORDS))
        assert "Said in between" in (await lina.get(f"{lina.base}/notes")).text


async def test_a_file_speaks_the_language_of_whoever_takes_it_out(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        await talking(server)
        dana, lina = await server.visitor("Dana"), await server.visitor("Lina")
        words = {"title": "Rooms one", "titles": ["", "Salles une", ""]}
        assert (await dana.post(f"{dana.base}/blocks/2/words", words)).status_code == 204
        lina.http.cookies.update((await lina.get(f"{lina.base}/notes?language=fr")).cookies)
        for kind in ("md", "csv"):
            text = (await lina.post(f"{lina.base}/notes/export", {"form": kind})).text
            assert "Salles une" in text
            assert "Rooms one" not in text


async def test_a_note_of_a_table_says_its_table_topic_and_round(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        await server.do(OpenDoors(MEETING), "Dana")
        speaking = [one for one in server.state.people.values() if one.role == "participant" and "en" in one.languages]
        for person in speaking[:8]:
            await server.live.stream.perform(Arrive(MEETING), actor=person.id)
        await server.do(StartMeeting(MEETING), "Dana")
        await server.do(RemoveBlock(MEETING, 2), "Dana")
        dana, lina = await server.visitor("Dana"), await server.visitor("Lina")
        form = {"tables": "2", "rounds": "2", "topics": "Water", "topics_fr": "Eau"}
        assert (await dana.post(f"{dana.base}/cafes/0/plan", form)).status_code == 204
        for _ in range(3):
            await server.do(TakeStep(MEETING, server.state.meetings[MEETING].step, anyway=True), "Dana")
        block = server.state.meetings[MEETING].current
        await server.do(WriteNote(MEETING, WORDS, block=block or 0, room=1), "Lina")
        assert "Table 1 · Water" in (await lina.post(f"{lina.base}/notes/export", {"form": "csv"})).text
        assert "Round 1 · Table 1 · Water" in (await lina.post(f"{lina.base}/notes/export", {"form": "md"})).text
        await lina.get(f"{lina.base}/notes?language=fr")
        assert "Table n° 1 · Eau" in (await lina.post(f"{lina.base}/notes/export", {"form": "csv"})).text
        sheet = (await lina.get(f"{lina.base}/notes?language=en")).text.partition(f'id="sheet-{block}-1-1-name"')[2]
        assert sheet.startswith(">Table 1 · <bdi>Water</bdi></h2>")
        assert "Round 1" in sheet[:300]


async def test_a_file_says_meeting_and_part_in_the_readers_language(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        await talking(server)
        dana, lina = await server.visitor("Dana"), await server.visitor("Lina")
        date = {"name": "Ports", "names": ["", "Les ports", ""], "starts": "2030-12-01T10:00", "zone": "UTC"}
        assert (await dana.post(f"{dana.base}/date", date)).status_code == 204
        part = {"title": "Rooms for ideas", "titles": ["", "Des salles pour les idées", ""], "minutes": "22"}
        assert (await dana.post(f"{dana.base}/blocks/2/words", part)).status_code == 204
        await lina.get(f"{lina.base}/notes?language=fr")
        markdown, table = [
            (await lina.post(f"{lina.base}/notes/export", {"form": kind})).text for kind in ("md", "csv")
        ]
        assert markdown.startswith("# Les ports\n")
        for text in (markdown, table):
            assert "Des salles pour les idées" in text
            assert "Rooms for ideas" not in text


async def test_notes_are_taken_over_from_somebody_whose_page_does_not_answer_and_from_nobody_else(
    tmp_path: Path,
) -> None:
    clock = Later()
    async with serving(tmp_path, clock=clock) as server:
        await server.rooms_talk(10, 5)
        meeting = server.state.meetings[MEETING]
        people = the_round(meeting, 2).members(1)[:2]
        one, other = (server.state.people[person].name.split()[0] for person in people)
        await server.do(TakeDuty(MEETING), one)
        visitor = await server.visitor(other)
        form = {"over": people[0], "away": "true"}
        writer = await server.visitor(one)
        await writer.get(f"{writer.base}/board")
        answer = await visitor.post(f"{visitor.base}/duty", form)
        assert answer.status_code == 409
        assert "does this already" in answer.text
        clock.ahead = HERE_WITHIN + 1
        assert (await visitor.post(f"{visitor.base}/duty", form)).status_code == 204
        assert holders(meeting, (2, 1, 1), RAPPORTEUR) == people


async def test_two_weeks_after_the_meeting_a_change_is_refused_in_words_and_holding_back_is_not(tmp_path: Path) -> None:
    clock = Later()
    async with serving(tmp_path, clock=clock) as server:
        one, _ = await talking(server)
        await server.do(CloseRooms(MEETING, 2), "Dana")
        await server.do(CloseMeeting(MEETING), "Dana")
        clock.ahead = LATE_FOR + 60
        lina, writer = await server.visitor("Lina"), await server.visitor(one)
        refused = await lina.post(f"{lina.base}/notes/1", {"text": "Too late", "kind": "tip"})
        assert refused.status_code == 409
        assert "added and changed until two weeks after the meeting" in refused.text
        assert 'data-key="e"' not in (await lina.get(f"{lina.base}/notes")).text
        assert (await writer.post(f"{writer.base}/notes/1/hold", {"held": "true"})).status_code == 204
        assert server.state.meetings[MEETING].notes.by_number[1].held


async def test_a_file_says_the_voice_of_a_note_and_of_a_quote_only_once_it_may_leave(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        await server.rooms_talk(10, 5)
        body = the_round(server.state.meetings[MEETING], 2)
        one, other = (server.state.people[person] for person in body.members(1)[:2])
        writer, other.type = await server.visitor(one.name.split()[0]), "cso"
        form = {"text": "Put the desk here", "kind": "quote", "speaker": other.id, "attribution": "stakeholder"}
        assert other.name in (await writer.get(f"{writer.base}/notes/speakers")).text
        assert (await writer.get(f"{writer.base}/notes/speakers?of=99999999999")).status_code == 200
        await writer.post(f"{writer.base}/notes", form)
        refused = await writer.post(f"{writer.base}/notes", {**form, "attribution": "named"})
        assert refused.status_code == 409
        assert "Nobody can be named yet" in refused.text
        await server.do(WriteNote(MEETING, "In other words", interpreted=True), "Imane")
        await writer.post(f"/p/{server.programme}/practices", {"language": "en"})
        shown = await writer.get(f"{writer.base}/notes/1/practices?language=en")
        assert "Practice 1" in shown.text
        assert (await writer.get(f"{writer.base}/notes/9/practices")).status_code == 404
        await writer.post(f"{writer.base}/notes/1/practice", {"practice": "1"})
        assert "Practice 1" in (await writer.get(f"{writer.base}/board?language=en")).text
        lina = await server.visitor("Lina")
        files = {}
        for agreed in (False, True):
            if agreed:
                speaker = await server.visitor(other.name.split()[0])
                assert "Put the desk here" in (await speaker.get(f"{speaker.base}/board?language=en")).text
                await speaker.post(f"{speaker.base}/notes/1/quote", {"approved": "true"})
            for kind in ("md", "csv"):
                files[agreed, kind] = (await lina.post(f"{lina.base}/notes/export?language=en", {"form": kind})).text
        assert {key: "Put the desk here" in text for key, text in files.items()} == dict.fromkeys(
            ((False, "md"), (False, "csv")), False
        ) | dict.fromkeys(((True, "md"), (True, "csv")), True)
        for (agreed, _), text in files.items():
            assert "interpreted" in text
            assert ("Civil society, " in text) == agreed
            assert not [name for name in (one.name, other.name, "Imane") if name in text]


async def test_of_a_closed_room_the_console_says_who_wrote(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        one, _ = await talking(server)
        called = server.state.people[server.id(one)].called
        dana = await server.visitor("Dana")
        said = []
        for closing in (False, True):
            if closing:
                await server.do(CloseRooms(MEETING, 2), "Dana")
            rooms = (await dana.get(f"{dana.base}/console")).text.partition('id="rooms"')[2]
            said.append((f"{called}</bdi> writes" in rooms, f"{called}</bdi> wrote" in rooms))
        assert said == [(True, False), (False, True)]
