"""Whole pages of a meeting in Arabic: no English in them, and what people typed is isolated from the words around it.

All names and texts of this meeting are in Latin letters, so each Latin letter outside of `<bdi>` is one or the other.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

from app.domain.attendance import Arrive
from app.domain.knocks import AskIn
from app.domain.lost import SayLost
from app.domain.messages import STRANGER
from app.web.handing import personal_link, screen_link
from tests.serving import MEETING, Serving, Visitor, serving

KEPT = {"CSV", "UTF", "https", "QR", "Africa", "Tunis", "English", "Français"}
KEPT |= {"Jitsi", "Zoom", "Teams", "Microsoft", "Google", "Meet", "BigBlueButton", "Webex", "WhatsApp"}
"""What is written like this in Arabic too; the switch names each language in itself."""
APART = re.compile(r"{\w+}|\u2068[^\u2069]*\u2069|^http\S+$", re.M)
"""Places that scripts fill; what is isolated by signs, in text that is copied; an address on a line of its own."""
SAID = {"aria-label", "alt", "placeholder", "title"}
EMPTY = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "wbr"}
LIST = (
    b"name,organisation,languages\nZoe Q.,Town,fr\nAmal R.,Municipality of Ksar Tilelli,ar;fr\nBad,,nonsense tongue\n"
)


class Reader(HTMLParser):
    """The words of a page that stand outside of what is isolated or said to be of another language."""

    def __init__(self) -> None:
        super().__init__()
        self.words: set[str] = set()
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        apart = tag in ("bdi", "code", "script", "style", "textarea", "title") or given.get("dir") in ("ltr", "auto")
        apart = apart or given.get("lang", "ar") != "ar" or (bool(self._open) and self._open[-1][1])
        if tag not in EMPTY:
            self._open.append((tag, apart))
        for name, value in attrs:
            if name in SAID and not apart:
                self._read(value or "")

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not (self._open and self._open[-1][1]):
            self._read(data)

    def _read(self, text: str) -> None:
        self.words |= set(re.findall(r"[A-Za-zÀ-ÿ]{2,}", APART.sub("", text)))


async def foreign(visitor: Visitor, path: str) -> set[tuple[str, str]]:
    """Return the words of a page that are neither Arabic nor isolated."""
    answer = await visitor.get(path)
    assert '<html lang="ar" dir="rtl"' in answer.text, path
    return {(path, word) for word in unspoken(answer.text)}


def unspoken(html: str) -> set[str]:
    reader = Reader()
    reader.feed(html)
    return reader.words - KEPT


async def walk(server: Serving, people: dict[str, Visitor]) -> set[tuple[str, str]]:
    """Read all pages that somebody may see now."""
    found: set[tuple[str, str]] = set()
    dana, lina, amal, olga = (people[name] for name in ("Dana", "Lina", "Amal", "Olga"))
    for visitor, pages in (
        (dana, ("console", "screen", "list")),
        (lina, ("console", "list")),
        (amal, ("board", "welcome", "nothing")),
    ):
        for page in pages:
            found |= await foreign(visitor, f"{visitor.base}/{page}")
    return found | await foreign(olga, f"/p/{server.programme}/people")


async def step(dana: Visitor) -> None:
    leaves = str(dana.server.state.meetings[MEETING].step)
    answer = await dana.post(f"{dana.base}/steps", {"leaves": leaves, "once": ""})
    assert answer.status_code == 204, answer.text


async def test_no_page_of_a_meeting_speaks_english_or_mixes_in_what_was_typed(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        people = {name: await server.visitor(name) for name in ("Dana", "Lina", "Amal", "Olga", "Nuno")}
        for visitor in people.values():
            visitor.http.headers["Accept-Language"] = "ar"
        dana, olga = people["Dana"], people["Olga"]
        seen = await walk(server, people)
        base = f"/p/{server.programme}/people"
        for path, sent in (("links", {"data": {"once": "a"}}), ("list", {"files": {"file": ("a.csv", LIST)}})):
            answer = await olga.http.post(f"{base}/{path}", **sent)
            assert answer.status_code == 200
            seen |= {(path, word) for word in unspoken(answer.text)}
        await step(dana)
        seen |= await walk(server, people)
        for person in list(server.state.people.values())[9:37]:
            await server.live.stream.perform(Arrive(MEETING), actor=person.id)
        await server.live.stream.perform(AskIn(MEETING, "Ines T.", "d" * 64), actor=STRANGER)
        await step(dana)
        seen |= await walk(server, people)
        form = {
            "size": "5",
            "minutes": "12",
            "rounds": "2",
            "question": "What made it possible?",
            "names": "Art\nYouth",
        }
        assert (await dana.post(f"{dana.base}/rounds", form)).status_code == 204
        seen |= await walk(server, people)
        await server.do(SayLost(MEETING), "Nuno")
        for _ in range(6):
            await step(dana)
            seen |= await walk(server, people)
        door = server.browser()
        door.headers["Accept-Language"] = "ar"
        screen, nuno = screen_link(server.house, server.state, MEETING), people["Nuno"].person
        for path in ("/", "/l/nothing", screen, personal_link(server.house, server.state, nuno)):
            answer = await door.get(path)
            seen |= {(path, word) for word in unspoken(answer.text)}
        assert seen == set()
