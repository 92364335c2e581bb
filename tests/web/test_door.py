"""The way in: the set-up, a list, a link, the door, a board; the code; the screen; and links that open nothing."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import httpx2
import pytest

from app import rosters
from app.domain.links import ReplaceLink
from app.domain.meetings import OpenDoors
from app.domain.roster import ImportPeople
from app.web.founding import set_up_link
from app.web.handing import personal_link, screen_link
from app.web.sessions import cookie_name, hashed
from tests.people import id_of
from tests.serving import CEILING, MEETING, Serving, served, serving

LIST = (
    "name;organisation;country;languages;role;email\n"
    "Amal R.;Municipality;Morocco;Arabic;participant;amal@example.org\n"
    ";nobody;;;;\n"
    "Dana O.;;FR;en;moderator;\n"
)


async def test_an_empty_folder_becomes_a_meeting_whose_people_come_in(tmp_path: Path) -> None:
    async with served(tmp_path) as (url, house):
        link = set_up_link(house)
        assert link is not None
        async with Serving(url, house).browser() as olga:
            assert (await olga.get(link.replace("set-up/", "set-up/x"))).status_code == 404
            form = {"name": "Youth", "organiser": "Olga B.", "starts": "soon", "zone": "UTC"}
            brought = {"people": ("people.csv", LIST.encode(), "text/csv")}
            wrong = await olga.post(link, data=form, files=brought)
            assert wrong.status_code == 422
            assert 'value="Olga B."' in wrong.text
            assert "The list brings 2 people." in wrong.text
            assert re.search(r'name="starts" value="soon" required aria-invalid="true"', wrong.text)
            assert not house.platform.state.programmes
            form = {"name": "Youth", "organiser": "Olga B.", "starts": "2026-12-01T10:00", "zone": "Africa/Tunis"}
            looked = await olga.post(link, data=form, files=brought)
            assert "The list brings 2 people." in looked.text
            assert "Row 3, column <bdi>name</bdi>: Please fill this in." in looked.text
            assert '<h2 id="step-3" tabindex="-1" autofocus>' in looked.text
            assert 'value="2026-12-01T10:00"' in looked.text
            assert not house.platform.state.programmes
            made = await olga.post(link, data={**form, "text": LIST})
            assert made.status_code == 200
            own = re.search(r'href="(http[^"]*/l/[^"]*)"', made.text)
            assert own is not None
            assert set_up_link(house) is None
            assert (await olga.get(link)).status_code == 404
            await olga.post(own[1])
            (programme,) = house.platform.state.programmes
            people = (await olga.get(f"/p/{programme}/people")).text
            assert "Amal R." in people
            assert "/l/" not in people
            shown = await olga.post(f"/p/{programme}/people/links", data={"once": "a"})
            live = await house.programmes.get(programme)
            amal = id_of(live.state, "Amal")
            assert live.state.people[amal].country == "MA"
            assert live.state.people[amal].languages == ("ar",)
            assert personal_link(house, live.state, amal) in shown.text
            bad = await olga.post(
                f"/p/{programme}/people/list", data={"text": LIST.replace(";nobody", ";no\u0000body")}
            )
            assert "left out" in bad.text
            assert len(live.state.people) == 3


async def test_a_double_click_makes_one_meeting_and_both_answers_show_the_link(tmp_path: Path) -> None:
    async with served(tmp_path) as (url, house):
        link = set_up_link(house)
        assert link is not None
        async with Serving(url, house).browser() as olga, Serving(url, house).browser() as other:
            once = re.search(r'name="once" value="([^"]+)"', (await olga.get(link)).text)
            assert once is not None
            form = {"name": "Youth", "organiser": "Olga", "starts": "2026-12-01T10:00", "zone": "UTC", "text": LIST}
            clicked = {**form, "once": once[1]}
            first = asyncio.create_task(olga.post(link, data=clicked))
            async with asyncio.timeout(CEILING):
                while not house.platform.state.programmes:  # noqa: ASYNC110 (in the middle of the first click)
                    await asyncio.sleep(0)
            answers = await asyncio.gather(first, *(olga.post(link, data=clicked) for _ in range(2)))
            answers.append(await olga.post(link, data=clicked))  # the page of the answer, loaded anew
            assert len(house.platform.state.programmes) == 1
            links = [re.findall(r'href="(http[^"]*/l/[^"]*)"', each.text) for each in answers]
            assert links == [links[0]] * 4
            assert links[0]
            for form_of_another in (form, {**form, "once": ""}, {**form, "once": "x"}):
                assert (await other.post(link, data=form_of_another)).status_code == 404


FOUNDER = (
    "name;organisation;role;email\n"
    "Amal R.;Municipality;participant;amal@example.org\n"
    "Dana O.;Ministry;moderator;dana@example.org\n"
    "Amal R.;Municipality;participant;amal@example.org\n"
)


@pytest.mark.parametrize(("said", "known"), [("", ["organiser"]), ("0", ["organiser", "moderator"])])
async def test_a_founder_who_is_on_the_list_is_asked_about_and_is_one_person(
    tmp_path: Path, said: str, known: list[str]
) -> None:
    async with served(tmp_path) as (url, house):
        link = set_up_link(house)
        assert link is not None
        async with Serving(url, house).browser() as dana:
            form = {"name": "Youth", "organiser": "\u200fdana\u202c o.", "starts": "2026-12-01T10:00", "zone": "UTC"}
            brought = {"people": ("people.csv", FOUNDER.encode(), "text/csv")}
            looked = await dana.post(link, data=form, files=brought)
            assert "The list brings 2 people." in looked.text  # rows are not people
            (mine,) = re.findall(r'name="myself" value="(\d+)" checked', looked.text)
            made = await dana.post(link, data={**form, "text": FOUNDER, "myself": said or mine})
            assert made.status_code == 200
            (programme,) = house.platform.state.programmes
            live = await house.programmes.get(programme)
            danas = [one for one in live.state.people.values() if one.name.casefold() == "dana o."]
            assert [one.role for one in danas] == known
            assert danas[-1].email == "dana@example.org"
            again = await live.stream.perform(ImportPeople(tuple(rosters.read(FOUNDER.encode(), {}))), actor="")
            assert (again.events, len(live.state.people)) == ((), 1 + len(known))


async def test_a_personal_link_signs_in_by_its_button_only_and_can_be_replaced(tmp_path: Path) -> None:
    async with serving(tmp_path) as server, server.browser() as phone:
        amal = server.id("Amal")
        link = personal_link(server.house, server.state, amal)
        before = server.live.stream.position
        page = await phone.get(link)
        assert "Continue as <bdi>Amal R.</bdi>" in page.text
        assert "Ksar" not in page.text
        assert not phone.cookies
        assert server.live.stream.position == before
        assert (await phone.post(link)).headers["location"] == f"/p/{server.programme}"
        welcome = await phone.get((await phone.get(f"/p/{server.programme}")).headers["location"])
        assert "How we talk" in welcome.text
        await server.do(OpenDoors(MEETING), "Dana")
        base = f"/p/{server.programme}/m/{MEETING}"
        refused = await phone.post(f"{base}/welcome", data={"shown": "Amal", "once": "a"})
        assert refused.status_code == 422
        told = {"shown": "Amal", "line": "Ksar", "language": "ar", "acknowledged": "yes", "once": "b"}
        assert (await phone.post(f"{base}/welcome", data=told)).status_code == 303
        board = await phone.get(f"{base}/board")
        assert 'http-equiv="refresh"' in board.text
        assert 'http-equiv="refresh"' not in (await phone.get(f"{base}/board?still=1")).text
        assert 'lang="ar" dir="rtl"' in board.text
        assert amal in server.state.meetings[MEETING].attendance
        async with server.browser() as second:
            await second.post(link)
            assert (await second.get(f"{base}/board")).status_code == 200
        assert (await phone.get(link)).status_code == 303
        await server.do(ReplaceLink(amal), "Olga")
        assert (await phone.get(f"{base}/board")).status_code == 401
        assert (await phone.get(link)).status_code == 404
        assert (await phone.post(link)).status_code == 404


async def test_a_stranger_with_the_code_is_let_in_by_staff(tmp_path: Path) -> None:
    async with serving(tmp_path) as server, server.browser() as walker:
        meeting = server.state.meetings[MEETING]
        await server.do(OpenDoors(MEETING), "Dana")
        wrong = await walker.post("/join", data={"code": "WRONGONE", "name": "Zoe"})
        assert wrong.status_code == 404
        assert 'value="WRONGONE"' in wrong.text
        assert 'value="Zoe"' in wrong.text
        knocked = await walker.post("/join", data={"code": meeting.code.lower(), "name": "Zoe Q."})
        waiting = knocked.headers["location"]
        assert "We are letting you in" in (await walker.get(waiting)).text
        assert (await walker.get(f"/p/{server.programme}/m/{MEETING}/board")).status_code == 401
        dana = await server.visitor("Dana")
        (knock,) = server.state.knocks
        assert (await dana.post(f"/p/{server.programme}/knocks/{knock}/admission", {"once": "a"})).status_code == 204
        assert (await walker.get(waiting)).headers["location"] == f"/p/{server.programme}"
        assert id_of(server.state, "Zoe")


async def test_nobody_brings_a_session_of_their_own_and_a_second_press_finds_the_door_too(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        await server.do(OpenDoors(MEETING), "Dana")
        form = {"code": server.state.meetings[MEETING].code, "name": "Zoe Q.", "once": "a"}
        name = cookie_name(server.programme, server.house.settings)
        for _ in range(2):  # the first answer is lost, its cookie with it
            async with server.browser({name: "planted"}) as walker:
                waiting = (await walker.post("/join", data=form)).headers["location"]
                assert walker.cookies[name] != "planted"
                assert "We are letting you in" in (await walker.get(waiting)).text
                knocks = len(server.state.knocks)
                await walker.post("/join", data=form)
                assert len(server.state.knocks) == knocks
                assert "We are letting you in" in (await walker.get(waiting)).text
        assert hashed("planted") not in {knock.device for knock in server.state.knocks.values()}


async def test_a_double_click_knocks_once_and_both_answers_wait_with_one_session(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        await server.do(OpenDoors(MEETING), "Dana")
        code, sessions = server.state.meetings[MEETING].code, set[str]()
        async with server.browser() as walker:
            once = re.search(r'name="once" value="([^"]+)"', (await walker.get("/join")).text)
            assert once is not None
            form = {"code": code, "name": "Walker", "once": once[1]}
            for _ in range(2):  # a second click is sent before the first one's cookie has come
                walker.cookies.clear()
                waiting = (await walker.post("/join", data=form)).headers["location"]
                sessions.update(walker.cookies.values())
            assert "We are letting you in" in (await walker.get(waiting)).text
            assert [knock.name for knock in server.state.knocks.values()] == ["Walker"]
            assert {hashed(each) for each in sessions} == {knock.device for knock in server.state.knocks.values()}
        async with server.browser() as other:
            await other.post("/join", data={**form, "name": "Other"})
            await other.post("/join", data={"code": code, "name": "Third", "once": "short"})
        assert len({knock.device for knock in server.state.knocks.values()}) == len(server.state.knocks)


async def admitted(server: Serving, walker: httpx2.AsyncClient, name: str, person: str = "") -> str:
    """Knock under a name and be let in by Dana; return the page that one is sent to."""
    code = server.state.meetings[MEETING].code
    waiting = (await walker.post("/join", data={"code": code, "name": name})).headers["location"]
    dana = await server.visitor("Dana")
    knock = next(reversed(server.state.knocks))
    form = {"once": knock, "person": person}
    assert (await dana.post(f"/p/{server.programme}/knocks/{knock}/admission", form)).status_code == 204
    inside = (await walker.get(waiting)).headers["location"]
    return (await walker.get(inside)).headers["location"]


async def test_a_walk_in_is_shown_a_link_of_their_own_and_nobody_else_is(tmp_path: Path) -> None:
    async with serving(tmp_path) as server, server.browser() as zoe, server.browser() as other:
        await server.do(OpenDoors(MEETING), "Dana")
        welcome = await admitted(server, zoe, "Zoe Q.")
        link = personal_link(server.house, server.state, id_of(server.state, "Zoe"))
        assert link in (await zoe.get(welcome)).text
        async with server.browser() as laptop:
            assert (await laptop.post(link)).status_code == 303
            assert "Welcome, <bdi>Zoe Q.</bdi>" in (await laptop.get(welcome)).text
        # Somebody whom staff join to a seat that is there already has the seat, not its link.
        assert await admitted(server, other, "Zoe Q.", id_of(server.state, "Zoe")) == welcome
        page = (await other.get(welcome)).text
        assert "Zoe Q." in page
        assert "/l/" not in page
        amal = server.id("Amal")
        async with server.browser() as third:
            page = (await third.get(await admitted(server, third, "Amal R.", amal))).text
            assert "/l/" not in page


async def test_a_browser_that_lost_its_seat_is_shown_the_ways_in(tmp_path: Path) -> None:
    async with serving(tmp_path) as server, server.browser() as stranger:
        page = await stranger.get(f"/p/{server.programme}/m/{MEETING}/board")
        assert page.status_code == 404
        assert 'href="/join"' in page.text
        assert server.state.name not in page.text
        amal = await server.visitor("Amal")
        await server.do(ReplaceLink(amal.person), "Olga")
        page = await amal.get(f"{amal.base}/board")
        assert page.status_code == 401
        assert "Please open your personal link again." in page.text
        assert 'href="/join"' in page.text


async def test_the_screen_has_a_link_that_shows_the_screen_and_nothing_else(tmp_path: Path) -> None:
    async with serving(tmp_path) as server, server.browser() as beamer:
        link = screen_link(server.house, server.state, MEETING)
        base = f"/p/{server.programme}/m/{MEETING}"
        assert (await beamer.get(f"{base}/screen")).status_code == 404
        assert (await beamer.post(link)).headers["location"] == f"{base}/screen"
        assert f'src="{base}/code.svg"' in (await beamer.get(f"{base}/screen")).text
        assert (await beamer.get(f"{base}/code.svg")).status_code == 200
        assert (await beamer.get(f"{base}/board")).status_code == 404
        assert (await beamer.get(f"{base}/console")).status_code == 404
        assert (await beamer.post(f"{base}/doors", data={"once": "a"})).status_code in (403, 404)
        assert server.state.meetings[MEETING].phase == "planned"


async def test_wrong_links_are_counted_and_right_ones_never_held_up(tmp_path: Path) -> None:
    async with serving(tmp_path, wrong_codes_per_address=3) as server, server.browser() as phone:
        tries = [await phone.post("/join", data={"code": "WRONGONE", "name": "Zoe"}) for _ in range(5)]
        assert [each.status_code for each in tries] == [404, 404, 404, 429, 429]
        code = server.state.meetings[MEETING].code
        limited = await phone.post("/join", data={"code": code, "name": "Zoe"})
        assert limited.status_code == 429
        assert "or open your personal link" in limited.text
        link = personal_link(server.house, server.state, server.id("Amal"))
        assert (await phone.post(link)).status_code == 303
