"""Taking out what a meeting kept: who may when, every word once, nothing that is held back, in three kinds of file."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from docx import Document

from app.domain.agenda import AddBlock
from app.domain.findings.making import MakeFinding
from app.domain.formats.harvest.reading import BeginHarvest
from app.domain.formats.rooms.ending import CloseRooms
from app.domain.notes.linking import LinkNote
from app.domain.notes.sorting import StarNote
from app.domain.practices.beginning import BeginPractice
from app.domain.practices.choosing import ShowPractice
from app.domain.practices.shelf import key
from app.domain.steps import TakeStep
from app.domain.texts.words import NoteWords
from app.domain.themes.gathering import CreateTheme
from app.exports.documents import as_document
from app.exports.notes import Row, as_markdown
from tests.serving import MEETING, Serving, serving
from tests.web.test_notes import FORMULA, SECRET, WORDS, Later, talking

TOLD = "Nobody had counted who does not come"
THEME = "Time decides who takes part"
PRACTICE = "The First Ten Days Desk"
TREND = "Opening hours are debated everywhere"
TIP, WHY = "Put the desk next to the market", "People pass there anyway"


async def harvested(server: Serving) -> tuple[str, str]:
    """Two rooms have met, one has a report and a theme; everybody is asked what must not leave."""
    one, other = await talking(server)
    await server.do(StarNote(MEETING, 1), "Dana")
    await server.do(CloseRooms(MEETING, 2), "Dana")
    await server.do(NoteWords(f"report/{MEETING}/2-1-1", {"surprise": TOLD}, {}))
    await server.do(CreateTheme(MEETING, THEME, 1), "Dana")
    await server.do(MakeFinding(MEETING, "trend", TREND, theme=1), "Dana")
    tip = MakeFinding(MEETING, "tip", TIP, theme=1, how=WHY, audience="educator", stage="start", fields=("youth",))
    await server.do(tip, "Dana")
    await server.do(AddBlock(MEETING, "harvest"), "Dana")
    await server.do(BeginHarvest(MEETING, max(server.state.meetings[MEETING].blocks)), "Dana")
    for _ in range(2):
        await server.do(TakeStep(MEETING, server.state.meetings[MEETING].step), "Dana")
    return one, other


async def test_until_the_question_was_asked_the_team_alone_takes_out_what_was_kept(tmp_path: Path) -> None:
    clock = Later()
    async with serving(tmp_path, clock=clock) as server:
        one, other = await harvested(server)
        people = {name: await server.visitor(name) for name in (one, "Lina", "Vera", other)}
        before = {
            name: (await each.post(f"{each.base}/notes/export", {"form": "md"})).status_code
            for name, each in people.items()
        }
        assert before == {one: 403, "Lina": 200, "Vera": 403, other: 403}
        early = (await people["Lina"].post(f"{people['Lina'].base}/notes/export", {"form": "md"})).text
        clock.ahead = 121
        after = {name: await each.post(f"{each.base}/notes/export", {"form": "md"}) for name, each in people.items()}
        assert {name: answer.status_code for name, answer in after.items()} == {
            one: 200, "Lina": 200, "Vera": 403, other: 200,
        }  # fmt: skip
        assert "Not yet cleared" in early
        assert "Not yet cleared" not in after[one].text
        page = (await people[one].get(f"{people[one].base}/notes")).text
        assert "Lina H." in page  # who took them out, and when, for whoever holds something back
        assert len(server.state.meetings[MEETING].notes.exports) == 5


async def test_each_file_has_every_word_once_and_nothing_that_is_held_back(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        await harvested(server)
        for command in (BeginPractice("en"), ShowPractice(1), LinkNote(MEETING, 1, 1)):
            await server.do(command, "Dana")
        await server.do(NoteWords(key(1, "en"), {"title": PRACTICE}, {}))
        lina = await server.visitor("Lina")
        files = {
            form: await lina.post(f"{lina.base}/notes/export?language=ar", {"form": form})
            for form in ("md", "csv", "docx")
        }
        assert files["docx"].headers["content-type"].endswith("wordprocessingml.document")
        document = Document(BytesIO(files["docx"].content))
        told = {
            "md": files["md"].text.replace("\\", ""),
            "csv": files["csv"].content.decode("utf-8-sig"),
            "docx": "\n".join(line.text for line in document.paragraphs),
        }
        for form, text in told.items():
            for words in (WORDS, TOLD, THEME, TREND, PRACTICE, TIP, WHY, "المربّون", "في البداية", FORMULA.strip("=")):
                assert text.count(words) == 1, (form, words)
            assert SECRET not in text
        assert f'"\'{FORMULA}"' in told["csv"]
        assert "w:bidi" in document.element.xml
        assert 'w:val="ar"' in document.styles.element.xml
        assert 'w:val="en-US"' not in document.styles.element.xml
        assert (await lina.post(f"{lina.base}/notes/export", {"form": "exe"})).status_code == 422


def test_a_word_document_names_the_practices_of_a_note_as_the_other_files_do() -> None:
    row = Row("Salles", 1, "Salle 1", 1, "Conseil", "Bonjour", "fr", False, False, "", practices="Le guichet")
    document = Document(BytesIO(as_document("Réunion", [], [row], "fr")))
    assert document.paragraphs[-1].text == "Conseil Bonjour (Le guichet)"


def test_words_of_another_direction_turn_nothing_round_in_an_arabic_file() -> None:
    asked = Row("الجزء 2", 1, "القاعة 1", 1, "سؤال", "Who pays?", "en", starred=False, late=False, time="")
    told = Row("الجزء 2", 1, "القاعة 1", 2, "نصيحة", "ابدؤوا اليوم!", "ar", starred=False, late=False, time="")
    text = as_markdown("اجتماع", (), (asked, told), "ar").decode()
    assert "- **سؤال** \u2068Who pays?\u2069\n- **نصيحة** ابدؤوا اليوم\\!\n" in text
    *_, first, second = Document(BytesIO(as_document("اجتماع", (), (asked, told), "ar"))).paragraphs
    assert [[bool(run.font.rtl) for run in line.runs] for line in (first, second)] == [[True, False], [True, True]]
    assert 'w:lang w:val="en"' in first.runs[1]._r.xml
    assert 'w:lang w:bidi="ar"' in second.runs[1]._r.xml
    assert all("<w:bidi/>" in line._p.xml for line in (first, second))


def test_a_word_document_bears_signs_that_it_cannot_hold_and_any_title() -> None:
    row = Row("Part\ufffe", 1, "\uffff", 1, "Tip", "Ask\x0b them", "en", starred=True, late=False, time="")
    body = as_document("é\u0301\u0301\u0301" * 120, ["\ufffe"], [row], "ar")
    assert "★ Tip Ask them" in [line.text.strip() for line in Document(BytesIO(body)).paragraphs][-1]
