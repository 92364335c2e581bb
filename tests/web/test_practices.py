"""Practices through the doors: a pitch in one press, cards pushed, names for the owner alone, photos handed out."""

from __future__ import annotations

import html
import io
import re
from pathlib import Path
from random import Random

import pytest
from PIL import Image

from app.demo import pitching
from app.demo.doors import Doors
from app.demo.person import Person
from app.demo.pitching import pitch
from app.domain.notes.writing import WriteNote
from app.domain.practices import importing
from app.domain.practices.photos import AddPhoto
from app.domain.practices.shelf import key, words
from app.domain.practices.showing import PinPractice
from app.domain.texts.words import NoteWords
from app.web.handing import personal_link
from app.web.sessions import screen_cookie
from app.web.sheets import mark
from tests.pages import LivePage
from tests.security.walk import screen_token
from tests.serving import MEETING, Serving, Visitor, serving


async def pitched(server: Serving, name: str = "Amal", **words: str) -> tuple[Visitor, str]:
    """Let somebody begin a pitch by the button, and its words be noted; return them and its address."""
    owner = await server.visitor(name)
    answer = await owner.post(f"/p/{server.programme}/practices", {"language": "en"}, script=False)
    assert answer.status_code == 303
    where = answer.headers["location"]
    await server.do(NoteWords(key(int(where.rpartition("/")[2]), "en"), words, {}, owner.person), "")
    return owner, where


def photo() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (900, 600), "green").save(out, "JPEG")
    return out.getvalue()


async def sent(visitor: Visitor, where: str, body: bytes, **words: str) -> tuple[int, str]:
    """Send a photo; return the status and what is said to be wrong."""
    files = {"file": ("holiday.jpg", body, "image/jpeg")}
    answer = await visitor.http.post(f"{where}/photos", data={"alt": "A counter", **words}, files=files)
    said = re.findall(r'class="wrong"[^>]*>([^<]*)', answer.text)
    return answer.status_code, html.unescape(said[0]) if said else ""


async def test_a_pitch_is_one_press_away_and_its_card_comes_to_every_open_board(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        amal, where = await pitched(server, title="The <b>Desk</b>", subtitle="مكتب واحد")
        nuno, dana = await server.visitor("Nuno"), await server.visitor("Dana")
        assert (await nuno.get(where)).status_code == 404
        async with LivePage(nuno, f"{nuno.base}/practices") as board, LivePage(dana, f"{dana.base}/practices") as desk:
            assert "card-1" not in board.held
            assert (await amal.post(f"{where}/showing", {"shown": "true"})).status_code == 204
            for page in (board, desk):
                await page.reached(server.live.stream.position)
                assert "The &lt;b&gt;Desk&lt;/b&gt;" in page.held["card-1"]
            assert ("practices/pin" in desk.held["card-1"], "practices/pin" in board.held["card-1"]) == (True, False)
            assert (await nuno.post(f"{where}/interest", {"interested": "true"})).status_code == 204
            await board.reached(server.live.stream.position)
            assert "1 person is interested" in board.held["card-1"]
            assert 'data-interests="1"' in board.held["mine"]
            assert nuno.person not in board.held["card-1"]
            await amal.post(f"{where}/showing", {"shown": "false"})
            await board.reached(server.live.stream.position)
            assert board.held["card-1"] == ""


async def test_names_of_who_is_interested_are_for_the_owner_and_the_team(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        amal, where = await pitched(server, title="The Desk")
        await amal.post(f"{where}/showing", {"shown": "true"})
        salma, nuno, lina = [await server.visitor(name) for name in ("Salma", "Nuno", "Lina")]
        await salma.post(f"{where}/interest", {"interested": "true"})
        seen = ["Salma" in (await each.get(where)).text for each in (amal, lina, nuno)]
        assert seen == [True, True, False]


async def test_a_sensitive_practice_hides_place_names_and_faces_from_readers(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        amal, where = await pitched(
            server, title="The Desk", city="Ksar Tilelli", lead_org="The circle", alias="Cedar House"
        )
        await sent(amal, where, photo())
        await amal.post(f"{where}/showing", {"shown": "true"})
        await amal.post(f"{where}/remarks", {"text": "Ask me", "kind": "question"})
        nuno = await server.visitor("Nuno")
        for what, values in (("sensitivity", ["high"]), ("removed", ["place", "name", "face"])):
            await amal.post(f"{where}/choices", {"what": what, "values": values})
            for page in (where, f"{nuno.base}/practices"):
                text = (await nuno.get(page)).text
                assert "The Desk" in text
                shown = text.partition("<main")[2].partition("</main")[0]
                assert not re.search(r"Ksar|circle|Amal|/photos/", shown)
                assert "Cedar House*" in shown
                assert "(* the name was changed)" in shown
        assert (await nuno.post(f"/p/{server.programme}/texts", {"text": key(1, "en")})).status_code == 404
        file = server.state.practices.by_number[1].photos[0].file
        statuses = [(await each.get(f"/p/{server.programme}/photos/{file}")).status_code for each in (nuno, amal)]
        assert statuses == [404, 200]


async def test_readers_are_not_led_to_a_language_that_is_withdrawn(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        amal, where = await pitched(server, title="The Desk")
        await amal.post(f"{where}/languages", {"language": "fr"})
        await server.do(NoteWords(key(1, "fr"), {"title": "Le guichet"}, {}, amal.person), "")
        await amal.post(f"{where}/showing", {"shown": "true"})
        nuno = await server.visitor("Nuno")
        assert "The Desk" in (await nuno.get(f"{where}?in=en")).text
        await amal.post(f"{where}/state", {"language": "en", "to": "withdrawn"})
        for page in (f"{where}?in=en", where, f"{nuno.base}/practices"):
            text = (await nuno.get(page)).text
            assert ("Le guichet" in text, "The Desk" in text, "?in=en" in text) == (True, False, False)


async def test_an_observer_reads_and_is_offered_nothing_to_say(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        amal, where = await pitched(server, title="The Desk")
        await amal.post(f"{where}/showing", {"shown": "true"})
        vera = await server.visitor("Vera")
        for page in (where, f"{vera.base}/practices", f"/p/{server.programme}/practices", f"{vera.base}/board"):
            text = (await vera.get(page)).text
            offered = re.findall(r'action="[^"]*/(remarks|practices|pitches/questions)"', text)
            assert (page, offered) == (page, [])
        for path, form in ((f"{where}/remarks", {"text": "Who pays?"}), (f"/p/{server.programme}/practices", {})):
            assert (await vera.post(path, form)).status_code == 403
        assert "The Desk" in (await vera.get(where)).text


async def test_a_photo_is_made_anew_kept_for_its_readers_and_gone_when_removed(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        amal, where = await pitched(server, title="The Desk")
        assert await sent(amal, where, photo(), credit="Amal") == (303, "")
        (kept,) = server.state.practices.by_number[1].photos
        assert (kept.width, kept.height, kept.alt, kept.credit) == (900, 600, "A counter", "Amal")
        path = f"/p/{server.programme}/photos/{kept.file}"
        answer = await amal.get(path)
        assert (answer.status_code, answer.headers["content-type"]) == (200, "image/jpeg")
        assert answer.headers.get_list("content-security-policy")[1:] == ["sandbox"]
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] == "no-store"
        assert max(Image.open(io.BytesIO((await amal.get(f"{path}/small")).content)).size) == 480
        nuno = await server.visitor("Nuno")
        assert (await nuno.get(path)).status_code == 404
        assert (await server.browser().get(path)).status_code == 404
        assert (await amal.post(f"{where}/photos/1/removal", script=False)).status_code == 303
        assert (await amal.get(path)).status_code == 404
        assert await server.house.files.names(server.programme) == []


async def test_a_hostile_file_is_refused_in_words_and_what_was_typed_stays(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        amal, where = await pitched(server, title="The Desk")
        for body, said in (
            (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "This is no photo that we can take: JPEG, PNG or WebP."),
            (photo()[:-2000], "This photo cannot be read. Please take it again or send another."),
            (b"\xff\xd8\xff" + bytes(10 * 1024**2), "This photo is too large: at most 10 MB."),
        ):
            assert await sent(amal, where, body) == (422, said)
        assert (await sent(amal, where, photo(), alt=" "))[0] == 422
        files = {"file": ("x.jpg", b"GIF89a", "image/jpeg")}
        answer = await amal.http.post(f"{where}/photos", data={"alt": "A <counter>"}, files=files)
        assert 'value="A &lt;counter&gt;"' in answer.text
        nuno = await server.visitor("Nuno")
        assert (await sent(nuno, where, photo()))[0] == 404
        assert await server.house.files.names(server.programme) == []


async def test_the_plenary_screen_shows_the_photo_of_what_is_shown_to_all_and_no_other(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        amal, where = await pitched(server, title="The Desk")
        await sent(amal, where, photo())
        await amal.post(f"{where}/showing", {"shown": "true"})
        file = server.state.practices.by_number[1].photos[0].file
        cookies = {screen_cookie(server.programme, server.house.settings): screen_token(server)}
        screen, path = server.browser(cookies), f"{amal.base}/photos/{file}"
        assert (await screen.get(path)).status_code == 404
        await server.do(PinPractice(MEETING, 1), "Dana")
        assert f'src="{path}"' in (await screen.get(f"{amal.base}/screen")).text
        assert ((await screen.get(path)).status_code, (await server.browser().get(path)).status_code) == (200, 404)
        assert (await screen.get(f"/p/{server.programme}/photos/{file}")).status_code == 404


async def test_a_third_photo_is_refused_before_it_is_read(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        amal, where = await pitched(server, title="The Desk")
        for name in ("one", "two"):
            await server.do(AddPhoto(1, name, 3, 2, "A counter"), "Amal")
        assert (await sent(amal, where, photo()))[0] == 409
        assert await server.house.files.names(server.programme) == []


async def test_whoever_is_asked_reads_so_and_the_organiser_sees_who_has_begun(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        olga, amal = await server.visitor("Olga"), await server.visitor("Amal")
        page = f"/p/{server.programme}/practices"
        await olga.post(f"{page}/asking", {"people": [server.id("Amal"), server.id("Nuno")]})
        async with LivePage(amal, f"{amal.base}/board") as board:
            assert "You are asked for a pitch" in board.held["asked"]
            await pitched(server)
            await board.reached(server.live.stream.position)
            assert "You are asked" not in board.held["asked"]
        shown = (await olga.get(page)).text
        assert (shown.count("<b>has begun</b>"), shown.count("asked, not begun")) == (1, 1)
        assert 'id="asking"' not in (await amal.get(page)).text


async def test_a_practice_hint_becomes_a_pitch_by_one_press(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        await server.rooms_talk(6, 3)
        writer = server.state.meetings[MEETING].present()[0]
        await server.live.stream.perform(WriteNote(MEETING, "A desk by the market", "practice_hint"), actor=writer)
        lina = await server.visitor("Lina")
        text = (await lina.get(f"{lina.base}/notes")).text
        assert text.count("Make a pitch of it") == 1
        form = {"language": "en", "meeting": MEETING, "note": "1"}
        answer = await lina.post(f"/p/{server.programme}/practices", form, script=False)
        assert answer.headers["location"].endswith("/practices/1")
        assert "A desk by the market" in (await lina.get(answer.headers["location"])).text
        begun = server.state.practices.by_number[1]
        assert words(server.state, begun, "en") == {"action": "A desk by the market"}
        assert (begun.owner, begun.scribe) == (writer, lina.person)


async def test_a_practice_is_handed_over_and_both_see_it_at_once(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        amal, where = await pitched(server, title="The Desk")
        nuno, other = await server.visitor("Nuno"), await server.visitor("Chiara")
        assert "Hand it over" in (await amal.get(where)).text
        board = f"{amal.base}/practices"
        async with LivePage(nuno, board) as his, LivePage(amal, board) as hers:
            assert (await other.post(f"{where}/owner", {"person": other.person})).status_code == 404
            assert (await amal.post(f"{where}/owner", {"person": nuno.person})).status_code == 204
            for page, words in ((his, "handed over by"), (hers, "handed over to")):
                await page.reached(server.live.stream.position)
                assert words in page.held["mine"]
                assert "The Desk" in page.held["mine"]
        assert "Hand it over" in (await nuno.get(where)).text
        assert "Hand it over" not in (await amal.get(where)).text
        assert (await amal.post(f"{where}/owner", {"person": amal.person})).status_code == 403
        for at, gives in ((where, nuno), (board, nuno), (where, amal)):
            said = "Not mine: give it back" in (await gives.get(at)).text
            assert said == (gives is nuno), at
        assert (await nuno.post(f"{where}/owner", {"person": amal.person})).status_code == 204
        assert server.state.practices.by_number[1].owner == amal.person
        assert "give it back" not in (await amal.get(board)).text


async def test_what_changed_is_named_and_not_shown_by_colour_alone(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        amal, where = await pitched(server, title="The Desk", tip="Begin small")
        await amal.post(f"{where}/state", {"language": "en", "to": "draft"})
        await server.do(NoteWords(key(1, "en"), {"title": "The Desk", "tip": "Begin early"}, {}, amal.person), "")
        text = (await amal.get(f"{where}/versions")).text
        assert '<del><bdi class="hidden-words" lang="en">gone: </bdi>small</del>' in text
        assert '<ins><bdi class="hidden-words" lang="en">new: </bdi>early</ins>' in text
        await amal.post(f"{where}/showing", {"shown": "true"})
        nuno = await server.visitor("Nuno")
        assert ((await nuno.get(where)).status_code, (await nuno.get(f"{where}/versions")).status_code) == (200, 404)


LIST = """owner,title,language,city,fields,partners,tip
Amal R.,The First Ten Days Desk,en,Ksar Tilelli,migration,One; Two,Begin <early>
Nobody,Lost,en,,,,
Nuno F.,Guides,xx,,,,
"""


async def test_sheets_that_exist_already_come_in_by_a_list_that_is_looked_at_first(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        olga, amal = await server.visitor("Olga"), await server.visitor("Amal")
        page = f"/p/{server.programme}/practices"
        assert (await amal.post(f"{page}/list", {"text": LIST})).status_code == 403
        assert b"owner" in (await olga.get(f"{page}/sample.csv")).content
        looked = await olga.post(f"{page}/list", {"text": LIST}, script=False)
        assert server.state.practices.by_number == {}
        said = html.unescape(looked.text.partition('id="looks"')[2].partition("</table>")[0])
        assert "Nobody on the list of people is called so" in said
        assert "This cannot be chosen." in said
        assert html.unescape(looked.text).count("Begin <early>") == 1  # in the field, to be put right
        seen = re.findall(r'name="seen" value="(\w+)"', looked.text)[0]
        put_right = {"text": LIST.replace("Guides,xx", "Guides,en"), "confirmed": "yes", "seen": seen}
        for unseen in (put_right, {"text": LIST, "confirmed": "yes"}):
            answer = await olga.post(f"{page}/list", unseen, script=False)
            assert ('id="looks"' in answer.text, server.state.practices.by_number) == (True, {})
        taken = {"text": LIST.replace("\n", "\r\n"), "confirmed": "yes", "seen": seen}
        for _ in range(2):
            answer = await olga.post(f"{page}/list", taken, script=False)
        assert "0 new, 1 known before, 2 left out" in answer.text
        (practice,) = server.state.practices.by_number.values()
        assert (practice.owner, practice.first.state, practice.choices["fields"]) == (
            amal.person,
            "draft",
            ("migration",),
        )
        assert words(server.state, practice, "en")["partners"] == "One\nTwo"
        assert "Begin &lt;early&gt;" in (await amal.get(f"{page}/1")).text
        wrong = await olga.post(f"{page}/list", {"text": "a,b\n1,2\n"}, script=False)
        assert (wrong.status_code, "a,b" in wrong.text) == (422, True)


async def test_a_list_for_which_there_is_no_place_is_refused_whole_and_stays_in_its_field(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "MOST", 2)
    async with serving(tmp_path) as server:
        await pitched(server)
        olga, page = await server.visitor("Olga"), f"/p/{server.programme}/practices/list"
        many = "owner,title,language\n" + "".join(f"Nuno F.,Practice {number},en\n" for number in range(2))
        long = "owner,title,language\n" + "".join(f"Nuno F.,Practice {number},en\n" for number in range(501))
        seen = mark(many.encode())
        for form in ({"text": many}, {"text": many, "confirmed": "yes", "seen": seen}):
            answer = await olga.post(page, form, script=False)
            assert (answer.status_code, len(server.state.practices.by_number)) == (409, 1)
            assert "Nothing was taken: 2 new practices, but place for 1 (of 2 in all)." in answer.text
            assert "Nuno F.,Practice 1,en" in answer.text
        answer = await olga.post(page, {"text": long}, script=False)
        assert "The list is too long: at most 500 rows." in answer.text
        assert "Nuno F.,Practice 500,en" in answer.text


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
async def test_a_simulated_person_writes_a_pitch_through_the_doors(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setattr(pitching, "PITCHES", {language: pitching.PITCHES[language]})
    async with serving(tmp_path) as server, Doors(server.url) as doors:
        person = Person(doors, personal_link(server.house, server.state, server.id("Amal")))
        await person.come_in()
        number = await pitch(person, Random(3))
        practice = server.state.practices.by_number[number]
        await server.live.noting.note(key(number, practice.own))
        assert (practice.owner, practice.own, practice.on_board) == (server.id("Amal"), language, True)
        assert {"title", "subtitle", "challenge", "action", "results", "tip"} <= set(
            words(server.state, practice, practice.own)
        )


async def test_countries_stand_where_a_reader_of_each_language_looks_for_them(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        amal, where = await pitched(server)
        found, some = {}, ("AT", "DE", "DZ", "EG")
        for language in ("en", "fr"):
            page = (await amal.get(where, params={"language": language})).text
            options = page.partition('id="field-country"')[2].partition("</select>")[0]
            found[language] = [code for code in re.findall(r'value="(\w+)"', options) if code in some]
        assert found == {"en": ["DZ", "AT", "EG", "DE"], "fr": ["DZ", "DE", "AT", "EG"]}
