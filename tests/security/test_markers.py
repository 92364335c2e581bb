"""Nothing that a person typed, and no token, comes out where it should not: logs, metrics, health and error pages."""

from __future__ import annotations

import io
import re
from pathlib import Path

from app import logs
from app.domain.meetings import OpenDoors
from app.domain.messages import commands
from app.web.commands import PREFIX
from app.web.founding import set_up_link
from app.web.handing import personal_link, screen_link
from tests.pages import LivePage
from tests.security.forms import form_of
from tests.security.sockets import code_of, opened
from tests.serving import MEETING, Serving, Visitor, served, serving

TOKEN = "a-token-for-tests-only"
TYPED = {"name", "title", "question", "shown", "line", "text", "texts", "words", "organisation", "reference",
         "controller", "contact", "rules", "interpretation", "captions", "host"}  # fmt: skip


class Markers:
    """Texts that occur nowhere else, one for each field."""

    def __init__(self) -> None:
        self.made: list[str] = []

    def __call__(self, field: str) -> str:
        self.made.append(f"Zq{field.replace('_', '')}{len(self.made)}xW")
        return self.made[-1]


async def journey(server: Serving, mark: Markers) -> list[str]:
    """Fill every field with a marker, right and wrong, as the organiser and as a participant; return what is secret."""
    olga, amal = await server.visitor("Olga"), await server.visitor("Amal")
    await server.do(OpenDoors(MEETING), "Olga")
    seen: list[str] = []
    for kind in commands().values():
        if kind.path and kind.scope in PREFIX and kind.__name__ != "ReplaceLink":
            form = {name: mark(name) if name in TYPED else value for name, value in form_of(server, kind).items()}
            path = (PREFIX[kind.scope] + kind.path).format(**{"programme": server.programme, **form})
            for by, script in ((olga, True), (amal, False)):
                answer = await by.post(path, {**form, "once": mark("once")}, script=script)
                seen.append(answer.text if answer.status_code >= 400 else "")
    seen += await strays(server, amal, mark)
    assert not [text for text in seen if any(each in text for each in mark.made)]
    await olga.http.post(
        f"/p/{server.programme}/people/list", data={"text": f"name,email\n{mark('row')},{mark('mail')}@example.org"}
    )
    await olga.http.post(f"/p/{server.programme}/people/links.csv")
    async with LivePage(amal, f"{amal.base}/board") as page:
        await page.reached(1)
    socket = await opened(amal)
    await socket.send(mark("socket"))
    await code_of(socket)
    sessions = [value for by in (olga, amal) for value in by.http.cookies.values()]
    return [*sessions, server.state.meetings[MEETING].code]


async def strays(server: Serving, amal: Visitor, mark: Markers) -> list[str]:
    """Come with markers in addresses, cookies and headers; return the error pages."""
    async with server.browser() as stranger:
        headers = {"Cookie": f"dialogue-{server.programme}={mark('cookie')}", "User-Agent": mark("agent"),
                   "Referer": f"{server.url}/p/{mark('referer')}", "X-Forwarded-For": mark("forwarded")}  # fmt: skip
        answers = [
            await stranger.get(f"/l/{mark('link')}", headers=headers),
            await stranger.get(f"/p/{server.programme}/m/{mark('meeting')}/board", headers=headers),
            await stranger.get(f"/p/{server.programme}/m/{MEETING}/board?since={mark('since')}", headers=headers),
            await stranger.post(f"/p/{server.programme}/people/{mark('person')}/role", headers=headers),
            await stranger.get(f"/set-up/{mark('setup')}", headers=headers),
            await amal.get(f"{amal.base}/{mark('page')}/panels"),
        ]
        await stranger.post("/join", data={"code": mark("code"), "name": mark("stranger")})
        return [plain(answer.text) for answer in answers]


def plain(page: str) -> str:
    """Return a page without the links that lead to itself in another language."""
    return re.sub(r'href="[^"]*language=[^"]*"', "", page)


async def test_what_people_type_is_in_no_log_line_metric_or_error_page(tmp_path: Path) -> None:
    lines, mark = io.StringIO(), Markers()
    logs.start(lines)
    generous = {"forms_per_minute": 10_000, "signals_per_minute": 10_000}
    async with serving(tmp_path, metrics_token=TOKEN, **generous) as server, server.browser() as watcher:  # type: ignore[arg-type]
        secrets = await journey(server, mark)
        for name in ("Amal", "Omar", "Olga"):
            secrets.append(personal_link(server.house, server.state, server.id(name)).rpartition("/")[2])
        secrets.append(screen_link(server.house, server.state, MEETING).rpartition("/")[2])
        told = (await watcher.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})).text
        told += (await watcher.get("/healthz")).text
        names = [word for person in server.state.people.values() for word in (person.name, person.email) if word]
    written = lines.getvalue() + told
    assert len(mark.made) > 150
    assert lines.getvalue().count('"answered"') > 100
    assert [each for each in (*mark.made, *secrets, *names, TOKEN) if each in written] == []


async def test_the_set_up_link_is_in_no_log_line(tmp_path: Path, log_lines: io.StringIO) -> None:
    async with served(tmp_path) as (url, house), Serving(url, house).browser() as olga:
        link = set_up_link(house)
        assert link is not None
        assert (await olga.get(link)).status_code == 200
        assert (await olga.post(link, data={"name": "", "organiser": "ZqZq"})).status_code == 422
    assert link.rpartition("/")[2] not in log_lines.getvalue()
    assert "ZqZq" not in log_lines.getvalue()
