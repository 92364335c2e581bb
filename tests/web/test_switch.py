"""The language switch: on every page, without script, to the same page, and remembered by the browser."""

from __future__ import annotations

import re
from pathlib import Path

import httpx2

from app.domain.door import PassDoor
from app.i18n import LANGUAGES
from app.web.founding import set_up_link
from app.web.handing import personal_link, screen_link
from app.web.languages import COOKIE
from tests.serving import MEETING, Serving, served, serving

DIRECTIONS = {"en": "ltr", "fr": "ltr", "ar": "rtl"}
SWITCH = re.compile(r'<nav class="languages".*?</nav>', re.S)
LIST = b"name,organisation\nZoe Q.,Town\n"


def spoken(page: httpx2.Response) -> str:
    """Return the language of a page; its direction fits."""
    found = re.search(r'<html lang="(\w+)" dir="(\w+)"', page.text)
    assert found
    assert DIRECTIONS[found[1]] == found[2]
    return found[1]


def links(page: httpx2.Response) -> dict[str, str]:
    """Return where the switch of a page leads, by language."""
    (switch,) = SWITCH.findall(page.text)
    assert switch.count('aria-current="true"') == 1
    assert re.search(r'hreflang="(\w+)" aria-current', switch)[1] == spoken(page)  # type: ignore[index]
    return {language: path for path, language in re.findall(r'href="([^"]*)" lang="(\w+)"', switch)}


async def switches(browser: httpx2.AsyncClient, page: httpx2.Response, *, stays: bool = True) -> None:
    """Follow the switch of a page to each language: the same page, and the next one without asking."""
    for language in ("fr", "ar", "en"):
        there = links(page)[language]
        page = await browser.get(there)
        assert spoken(page) == language, there
        assert links(page).keys() == LANGUAGES.keys()
        path = there.partition("?")[0]
        assert not stays or page.request.url.path == path
        if page.status_code == 200:
            assert spoken(await browser.get(path)) == language, f"{path} forgot {language}"
    browser.cookies.delete(COOKIE)


async def test_strangers_switch_on_every_page(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        amal = personal_link(server.house, server.state, server.id("Amal"))
        screen, code = screen_link(server.house, server.state, MEETING), server.state.meetings[MEETING].code
        browser = server.browser()
        for path in ("/", "/join", f"/j/{code}", "/nowhere", "/l/nothing", amal, screen, f"/p/{server.programme}"):
            await switches(browser, await browser.get(path))
        wrong = await browser.post(
            "/join", data={"code": "XXXX", "name": "Zoe"}, headers={"Referer": f"{server.url}/j/XXXX"}
        )
        assert wrong.status_code == 404
        assert links(wrong)["ar"] == "/j/XXXX?language=ar"
        knocked = await browser.post("/join", data={"code": code, "name": "Zoe Q.", "once": "k"})
        await switches(browser, await browser.get(knocked.headers["location"]))


async def test_the_signed_in_switch_on_every_page(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        for name, pages in (("Dana", ("console", "screen", "list")), ("Amal", ("board", "welcome", "nothing"))):
            visitor = await server.visitor(name)
            for page in pages:
                await switches(visitor.http, await visitor.get(f"{visitor.base}/{page}"))
            refused = await visitor.http.post(
                f"{visitor.base}/people/p99/presence", headers={"Referer": f"{server.url}{visitor.base}/board"}
            )
            assert refused.status_code in (403, 404)
            assert links(refused)["fr"] == f"{visitor.base}/board?language=fr"


async def test_pages_that_a_form_drew_switch_to_the_page_of_the_form(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        olga = await server.visitor("Olga")
        people = f"/p/{server.programme}/people"
        await switches(olga.http, await olga.get(people))
        came = {"Referer": f"{server.url}{people}"}
        shown = await olga.http.post(f"{people}/links", data={"once": "a"}, headers=came)
        preview = await olga.http.post(f"{people}/list", files={"file": ("a.csv", LIST)}, headers=came)
        for drawn in (shown, preview):
            assert drawn.status_code == 200
            assert links(drawn)["ar"] == f"{people}?language=ar"


async def test_the_set_up_switches_and_the_first_link_is_not_lost_by_it(tmp_path: Path) -> None:
    async with served(tmp_path) as (url, house):
        server = Serving(url, house)
        browser = server.browser()
        link = set_up_link(house)
        assert link
        await switches(browser, await browser.get(link))
        form = {"name": "Meeting", "organiser": "Olga B.", "starts": "2026-12-01T10:00", "zone": "Africa/Tunis"}
        ready = await browser.post(link, files={name: (None, value) for name, value in form.items()})
        assert ready.status_code == 200, ready.text
        own = re.search(r'id="own-link"[^>]*>([^<]*)<', ready.text)
        assert own
        assert links(ready)["ar"] == f"{own[1].removeprefix(url)}?language=ar"
        assert "Olga B." in (await browser.get(links(ready)["ar"])).text
        await browser.aclose()


async def test_the_choice_at_the_door_wins_over_an_older_one_and_refusals_speak_it(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        amal = await server.visitor("Amal")
        await amal.get(f"{amal.base}/welcome?language=fr")
        form = {"shown": "Amal R.", "line": "", "language": "ar", "acknowledged": "yes", "once": "a"}
        assert (await amal.post(f"{amal.base}/welcome", form, script=False)).status_code == 303
        assert spoken(await amal.get(f"{amal.base}/board")) == "ar"
        nuno = await server.visitor("Nuno")
        await server.do(PassDoor("Nuno F.", "", "ar", True), "Nuno")
        refused = await nuno.http.post(f"{nuno.base}/doors", headers={"Accept-Language": "fr"})
        assert spoken(refused) == "ar"
        assert spoken(await server.browser().get(personal_link(server.house, server.state, nuno.person))) == "ar"
