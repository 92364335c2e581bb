"""Devices and sessions: what ends them, how fast, and that a change of role makes another id."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

from app.chores import backup, restore
from app.domain.links import ReplaceLink
from app.domain.roles import ChangeRole
from app.web.handing import personal_link
from app.web.sessions import cookie_name, hashed
from tests.security.sockets import code_of, opened
from tests.serving import MEETING, Serving, Visitor, founded, serving

SOON = 5.0


def cookie_of(visitor: Visitor) -> str:
    return visitor.http.cookies[cookie_name(visitor.server.programme, visitor.server.house.settings)]


async def test_replacing_a_link_ends_devices_and_sockets_within_five_seconds(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        amal, second = await server.visitor("Amal"), await server.visitor("Amal")
        sockets = [await opened(amal), await opened(second)]
        old = personal_link(server.house, server.state, amal.person)
        await server.do(ReplaceLink(amal.person), "Olga")
        assert [await code_of(each, within=SOON) for each in sockets] == [4001, 4001]
        assert (await amal.get(f"{amal.base}/board")).status_code == 401
        assert (await amal.post(old)).status_code == 404
        new = personal_link(server.house, server.state, amal.person)
        assert new != old
        assert (await amal.post(new)).status_code == 303


async def test_signing_out_others_ends_them_and_keeps_this_one(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        here, there = await server.visitor("Amal"), await server.visitor("Amal")
        mine, theirs = await opened(here), await opened(there)
        assert (await here.post(f"/p/{server.programme}/signing-out-others")).status_code == 204
        assert await code_of(theirs, within=SOON) == 4001
        assert (await there.get(f"{there.base}/board")).status_code == 401
        assert (await here.get(f"{here.base}/board")).status_code == 200
        gone = await here.post(f"/p/{server.programme}/signing-out", script=False)
        assert gone.headers["location"] == "/"
        assert "Max-Age=0" in gone.headers["set-cookie"]
        assert await code_of(mine, within=SOON) == 4001


async def test_a_change_of_role_gives_the_device_another_id_with_its_next_form(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        rui = await server.visitor("Rui")
        before = cookie_of(rui)
        socket = await opened(rui)
        await server.do(ChangeRole(rui.person, "moderator"), "Olga")
        assert (await rui.get(f"{rui.base}/console")).status_code == 200
        assert cookie_of(rui) == before
        answer = await rui.post(f"{rui.base}/lost")
        assert answer.status_code == 204
        assert "HttpOnly" in answer.headers["set-cookie"]
        assert cookie_of(rui) != before
        assert hashed(before) not in server.state.devices
        assert await code_of(socket, within=SOON) == 1012
        assert (await rui.get(f"{rui.base}/console")).status_code == 200
        thief = Visitor(
            server, rui.person, server.browser({cookie_name(server.programme, server.house.settings): before})
        )
        assert (await thief.get(f"{rui.base}/console")).status_code == 401
        after = cookie_of(rui)
        await rui.post(f"{rui.base}/lost")
        assert cookie_of(rui) == after


async def test_an_open_page_asks_for_another_id_as_soon_as_the_role_has_changed(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        rui = await server.visitor("Rui")
        before, asking = cookie_of(rui), f"/p/{server.programme}/session"
        position = server.live.stream.position
        assert (await rui.post(asking)).status_code == 204
        assert (cookie_of(rui), server.live.stream.position) == (before, position)
        await server.do(ChangeRole(rui.person, "moderator"), "Olga")
        assert (await rui.post(asking)).status_code == 204
        assert cookie_of(rui) != before
        assert hashed(before) not in server.state.devices
        assert (await rui.get(f"{rui.base}/console")).status_code == 200


async def test_a_demoted_moderator_loses_the_console_at_once(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        dana = await server.visitor("Dana")
        console, board = await opened(dana, "console"), await opened(dana, "board")
        await server.do(ChangeRole(dana.person, "participant"), "Olga")
        assert await code_of(console, within=SOON) == 4004
        while True:
            if await board.recv() == "reload\n":
                break
        await board.close()
        assert (await dana.get(f"{dana.base}/console")).status_code == 404


async def test_a_link_is_good_in_its_programme_only(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        other = await founded(server.house, name="Another")
        amal = await server.visitor("Amal")
        link = personal_link(server.house, server.state, amal.person)
        moved = link.replace(f"/l/{server.programme}", f"/l/{other.state.id}")
        assert (await amal.get(moved)).status_code == (await amal.post(moved)).status_code == 404
        strange = await amal.get(f"/p/{other.state.id}/m/{MEETING}/board")
        unknown = await amal.get(f"/p/zzzzzz/m/{MEETING}/board")
        assert strange.status_code == unknown.status_code == 404
        assert steady(strange.text, other.state.id) == steady(unknown.text, "zzzzzz")
        assert await code_of(await opened(amal, path=f"/p/{other.state.id}/m/{MEETING}/board/live")) == 4004
        assert await code_of(await opened(amal, path=f"/p/zzzzzz/m/{MEETING}/board/live")) == 4004


def steady(page: str, programme: str) -> str:
    """Return a page without its programme's id and without the time it was drawn at."""
    return re.sub(r'data-clock="[^"]*"', "", page.replace(programme, ""))


async def test_security_events_are_lines_with_who_and_where(tmp_path: Path, log_lines: io.StringIO) -> None:
    async with serving(tmp_path) as server:
        olga = await server.visitor("Olga")
        await olga.post(f"/p/{server.programme}/people/links", {"people": server.id("Amal")})
        await server.do(ReplaceLink(server.id("Amal")), "Olga")
        await server.do(ChangeRole(server.id("Rui"), "moderator"), "Olga")
        await wrongs(server)
        for chore in (backup, restore):
            await chore(server.house, {"file": str(tmp_path / "copy.db")})
        told = [json.loads(line) for line in log_lines.getvalue().splitlines()]
    events = {line["event"]: (line["actor"], line["position"]) for line in told if "position" in line}
    assert events.keys() >= {"signed in", "links shown", "link replaced", "role changed"}
    assert {actor for actor, _ in (events["links shown"], events["link replaced"], events["role changed"])} == {
        olga.person
    }
    assert all(isinstance(position, int) for _, position in events.values())
    assert {line["event"] for line in told if "epoch" in line} >= {"backup made", "restored"}
    assert {line.get("reason") for line in told} >= {"wrong-code", "wrong-link", "origin", "host"}
    assert {line["session"] for line in told if "session" in line} == {hashed(cookie_of(olga))[:12]}


async def wrongs(server: Serving) -> None:
    """Try a wrong code, a wrong link, and to come from elsewhere."""
    async with server.browser() as stranger:
        await stranger.post("/join", data={"code": "WRONGONE", "name": "Zoe"})
        await stranger.post("/l/" + "x" * 40)
        await stranger.post("/join", headers={"Sec-Fetch-Site": "cross-site"})
        await stranger.get("/join", headers={"Host": "evil.example"})
