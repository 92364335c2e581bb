"""A report of conduct reaches whom the caller chose: no other page, poll, socket, export or log line has it."""

from __future__ import annotations

import io
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Self

from app.domain.formats.rooms.drafting import DraftRooms
from app.domain.help import CallForHelp
from app.domain.leading import TakeLead
from app.domain.meetings import OpenDoors, StartMeeting
from app.domain.roles import ChangeRole
from realtime.clock import Clock
from tests.pages import LivePage
from tests.security.walk import asks
from tests.serving import MEETING, Serving, Visitor, serving

WORDS, REPLY = "Zqhewords1xW", "Zqreplies2xW"
TEAM = ("Olga", "Dana", "Nils", "Lina", "Rui")
PAGES = (
    *((who, "board") for who in ("Chiara", "Nuno", "Amal", "Imane", "Vera")),
    *((who, page) for who in TEAM for page in ("console", "board", "list")),
    ("Marc", "board"),
    ("Rui", "screen"),
)


class Watched(LivePage):
    """A page that keeps all that ever came to it."""

    came: str = ""

    async def __aenter__(self) -> Self:
        await super().__aenter__()
        self.came += "".join(self.held.values())
        return self

    def _take(self, got: dict[str, str]) -> None:
        self.came += "".join(got.values())
        super()._take(got)


async def everything(server: Serving, people: dict[str, Visitor]) -> dict[tuple[str, str], str]:
    """Return what everybody gets from every address that gives something: pages, polls, files."""
    found = {}
    for ask in asks(server):
        if ask.method == "GET" or ask.path.endswith(".csv"):
            for name, visitor in people.items():
                answer = await visitor.http.request(ask.method, ask.path, data=ask.form or None)
                found[name, ask.label.removeprefix("GET /p/{programme}/m/{meeting}/")] = answer.text
    return found


async def test_only_those_who_were_chosen_ever_see_it(tmp_path: Path, log_lines: io.StringIO) -> None:
    async with serving(tmp_path, clock=Clock(rate=8), forms_per_minute=10_000) as server, AsyncExitStack() as stack:
        await server.do(OpenDoors(MEETING), "Dana")
        people = {name: await server.visitor(name) for name in {who for who, _ in PAGES}}
        for name in ("Chiara", "Nuno", "Amal", "Marc"):
            await people[name].post(f"{people[name].base}/arrival")
        await server.do(StartMeeting(MEETING), "Dana")
        seats = tuple((server.id(name), 1) for name in ("Chiara", "Nuno", "Amal"))
        await server.do(DraftRooms(MEETING, 2, seats, 3), "Dana")
        base = people["Dana"].base
        pages = [
            (who, page, await stack.enter_async_context(Watched(people[who], f"{base}/{page}?language=en")))
            for who, page in PAGES
        ]
        told = {"kind": "conduct", "words": WORDS, "to": [server.id("Olga"), server.id("Dana"), server.id("Rui")]}
        assert (await people["Chiara"].post(f"{base}/help", told)).status_code == 204
        await server.do(TakeLead(MEETING), "Nils")
        await server.do(ChangeRole(server.id("Nils"), "organiser"), "Olga")
        for who, status in (("Rui", 404), ("Nils", 404), ("Amal", 403), ("Dana", 204)):
            people[who] = await server.visitor(who)
            answer = await people[who].post(f"{base}/conduct/answer", {"report": "1", "words": REPLY})
            assert answer.status_code == status, (who, answer.text)
        await server.do(CallForHelp(MEETING, "help", "seen by all staff"), "Amal")
        for _, _, page in pages:
            await page.reached(server.live.stream.position)
        assert {(who, page) for who, page, each in pages if WORDS in each.came} == {
            ("Olga", "console"), ("Dana", "console"),
        }  # fmt: skip
        assert {(who, page) for who, page, each in pages if REPLY in each.came} == {
            ("Olga", "console"), ("Dana", "console"), ("Chiara", "board"),
        }  # fmt: skip
        got = await everything(server, {name: await server.visitor(name) for name in people})
        assert {at for at, text in got.items() if "seen by all staff" in text} == {
            (who, page) for who in (*TEAM, "Marc") for page in ("console", "console/panels")
        }
        holders = {(who, page) for who in ("Olga", "Dana") for page in ("console", "console/panels")}
        assert {at for at, text in got.items() if WORDS in text} == holders
        mine = {("Chiara", "board"), ("Chiara", "board/panels")}
        assert {at for at, text in got.items() if REPLY in text} == holders | mine
    assert len(got) > 300
    assert [words for words in (WORDS, REPLY) if words in log_lines.getvalue()] == []
