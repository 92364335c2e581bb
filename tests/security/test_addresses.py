"""Addresses and limits: whom proxies are believed, that only wrong tries count, and how many right ones pass."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

import httpx2

from app.web.addresses import ENOUGH, WARNING
from app.web.handing import personal_link
from tests.serving import MEETING, serving

TOWN = 5_000


async def wrong(http: httpx2.AsyncClient, forwarded: str) -> int:
    """Try a wrong code, said to come from somewhere; return the status."""
    tried = {"code": "WRONGONE", "name": "Zoe"}
    return (await http.post("/join", data=tried, headers={"X-Forwarded-For": forwarded})).status_code


async def test_forged_addresses_of_strangers_change_nothing(tmp_path: Path) -> None:
    async with serving(tmp_path, trusted_proxies=("192.0.2.1",), wrong_codes_per_address=3) as server:
        http = server.browser()
        seen = [await wrong(http, f"198.51.100.{number}") for number in range(5)]
        assert seen == [404, 404, 404, 429, 429]
        page = await http.get("/join", headers={"X-Forwarded-Proto": "https", "X-Forwarded-Host": "evil.example"})
        assert page.status_code == 200
        assert "evil.example" not in page.text


async def test_a_trusted_proxy_is_believed_of_its_right_most_stranger(tmp_path: Path) -> None:
    async with serving(tmp_path, wrong_codes_per_address=3, wrong_codes_in_all=1000) as server:
        http = server.browser()
        assert [await wrong(http, f"198.51.100.{number}") for number in range(5)] == [404] * 5
        claimed = [await wrong(http, f"203.0.113.{number}, 198.51.100.77") for number in range(5)]
        assert claimed == [404, 404, 404, 429, 429]
        block = [await wrong(http, f"2001:db8:0:7::{number}") for number in range(1, 6)]
        assert block == [404, 404, 404, 429, 429]


async def test_a_proxy_that_hides_everybody_is_told_on_the_health_page(tmp_path: Path) -> None:
    home = {"Host": "dialogue.example.org"}
    public = "https://dialogue.example.org"
    async with serving(tmp_path / "a", public_url=public) as server, server.browser() as http:
        for _ in range(ENOUGH):
            await http.get("/join", headers=home)
        assert (await http.get("/healthz", headers=home)).json()["warnings"] == [WARNING]
        for number in range(2):
            await http.get("/join", headers={**home, "X-Forwarded-For": f"198.51.100.{number}"})
        assert (await http.get("/healthz", headers=home)).json() == {"ok": True}
    untrusting = serving(tmp_path / "b", public_url=public, trusted_proxies=("192.0.2.1",))
    async with untrusting as server, server.browser() as http:
        for number in range(ENOUGH):
            await http.get("/join", headers={**home, "X-Forwarded-For": f"198.51.100.{number}"})
        assert (await http.get("/healthz", headers=home)).json()["warnings"] == [WARNING]


async def test_the_right_code_and_link_pass_while_codes_are_guessed_elsewhere(tmp_path: Path) -> None:
    async with serving(tmp_path, wrong_codes_in_all=5, wrong_codes_per_address=5) as server:
        http, amal = server.browser(), await server.visitor("Amal")
        assert [await wrong(http, "198.51.100.1") for _ in range(7)] == [404] * 5 + [429] * 2
        assert (await amal.get(f"{amal.base}/board")).status_code == 200
        assert (await http.post(personal_link(server.house, server.state, amal.person))).status_code == 303
        for _ in range(50):
            assert (await http.get("/l/" + "x" * 40)).status_code == 404
        code = {"code": server.state.meetings[MEETING].code, "name": "Amal"}
        assert (await amal.http.post("/join", data=code)).status_code == 303


async def test_forms_and_signals_are_counted_for_each_person(tmp_path: Path) -> None:
    async with serving(tmp_path, forms_per_minute=4, signals_per_minute=3, uploads_per_minute=2) as server:
        amal, nuno, olga = [await server.visitor(name) for name in ("Amal", "Nuno", "Olga")]
        paths = ("lost", "help", "hand", "help", "hand")
        signals = [(await amal.post(f"{amal.base}/{path}")).status_code for path in paths]
        assert signals[:3].count(429) == 0
        assert signals[3:] == [429, 429]
        assert [(await amal.post(f"{amal.base}/arrival")).status_code == 429 for _ in range(6)] == [False] * 4 + [
            True
        ] * 2
        assert (await nuno.post(f"{nuno.base}/lost")).status_code != 429
        files = [await olga.http.post(f"/p/{server.programme}/people/list", data={"text": "name"}) for _ in range(3)]
        assert [each.status_code == 429 for each in files] == [False, False, True]


async def test_one_form_counts_once_however_much_it_does(tmp_path: Path) -> None:
    async with serving(tmp_path, forms_per_minute=4) as server:
        dana = await server.visitor("Dana")
        names = "\n".join(f"Room name {number}" for number in range(1, 21))
        assert (await dana.post(f"{dana.base}/rounds", {"size": "4", "names": names})).status_code != 429
        assert "Room name 20" in repr(server.state.meetings[MEETING])


async def test_a_whole_town_comes_in_from_one_address(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        code = server.state.meetings[MEETING].code
        http, began = server.browser(), time.monotonic()

        async def come(numbers: range) -> None:
            for number in numbers:
                http.cookies.clear()
                answer = await http.post("/join", data={"code": code, "name": f"Guest {number}"})
                assert answer.status_code == 303, answer.text

        await asyncio.gather(*(come(range(start, TOWN, 50)) for start in range(50)))
        assert len(server.state.knocks) == TOWN
        print(f"{TOWN} right joins in {time.monotonic() - began:.0f} s")
