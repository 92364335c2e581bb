"""The law: what was pushed to a page is what a freshly loaded page shows, after every command of a random meeting.

Through the real doors: forms go in by HTTP, panels come out by sockets, to those who drive and those who help at their
consoles, to boards and to the screen, in three languages. What was loaded and never pushed has to be right, too.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from contextlib import AsyncExitStack, suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from app.domain.attendance import Arrive
from app.domain.errors import Refusal
from app.domain.knocks import AskIn
from app.domain.messages import STRANGER, commands
from app.domain.steps import next_step
from app.web.sessions import fresh_session, hashed
from realtime.clock import Clock
from tests.pages import LivePage
from tests.serving import CEILING, MEETING, Serving, Visitor, serving

WATCHERS = (
    ("Dana", "console", "en"),
    ("Rui", "console", "fr"),
    ("Amal", "board", "ar"),
    ("Nuno", "board", "en"),
    ("Nuno", "notes", "en"),
    ("Nuno", "practices", "en"),
    ("Dana", "practices", "ar"),
    ("Chiara", "board", "fr"),
    ("Marc", "screen", "ar"),
)
GUESTS = ("Amal", "Nuno", "Salma", "Chiara", "Inès", "Karim", "Claire", "Pau", "Bilal")
NAMED = (*GUESTS, "Dana", "Imane")
PATHS = {
    name: command.path
    for name, command in commands().items()
    if command.path and command.scope != "platform" and name not in ("TakeStep", "TakeBack", "CreateMeeting")
}
PROGRAMME = {name for name in PATHS if commands()[name].scope == "programme"}
numbers, names = st.integers(0, 4), st.sampled_from(NAMED)
fields = st.fixed_dictionaries(
    {
        "person": names,
        "other": names,
        "room": numbers,
        "block": st.integers(1, 3),
        "minutes": st.sampled_from((-1, 1, 5, 20)),
        "seconds": st.sampled_from((0, 30, 60)),
        "when": st.sampled_from(("now", "next")),
        "kind": st.sampled_from(("together", "apart")),
        "role": st.sampled_from(("participant", "observer", "interpreter", "tech")),
        "text": st.sampled_from(("", "Media", "<b>وسائل</b> & more", "https://meet.example.org/room")),
    }
)
often = st.sampled_from(
    ("AddTime", "EndRooms", "MarkGone", "MarkPresent", "Leave", "Arrive", "MovePeople", "SwapPeople", "SayLost")
)
deeds = st.one_of(
    st.tuples(st.just("knock"), fields),
    st.tuples(often, fields),
    st.tuples(often, fields),
    st.tuples(st.just("step"), fields),
    st.tuples(st.just("step"), fields),
    st.tuples(st.just("undo"), fields),
    st.tuples(st.just("rounds"), fields),
    st.tuples(st.sampled_from(sorted(PATHS)), fields),
    st.tuples(st.sampled_from(sorted(PATHS)), fields),
    st.tuples(st.sampled_from(sorted(PATHS)), fields),
)


def form_of(server: Serving, given: dict[str, Any]) -> dict[str, Any]:
    """Return a form that means something to most commands."""
    person, other = server.id(given["person"]), server.id(given["other"])
    text = given["text"]
    return {
        "person": person, "people": [person, other], "one": person, "other": other, "first": person, "second": other,
        "room": str(given["room"]), "rooms": str(given["room"]), "into": "1", "minutes": str(given["minutes"]),
        "seconds": str(given["seconds"]), "notice": str(given["seconds"]), "when": given["when"], "kind": given["kind"],
        "name": text, "title": text, "question": text, "link": text, "words": text, "format": "rooms", "anyway": "true",
        "languages": ["en", "fr"], "role": given["role"], "language": "fr", "rules": [text], "shown": given["person"],
        "line": text, "acknowledged": "true", "meeting": MEETING, "zone": "Africa/Tunis",
        "starts_at": str(server.house.clock.now()), "knock": f"k{given['block']}", "url": text,
        "once": "",
    }  # fmt: skip


async def act(server: Serving, people: dict[str, Visitor], deed: str, given: dict[str, Any]) -> None:
    """Give one command as somebody would; a refusal is an answer like another."""
    meeting = server.state.meetings[MEETING]
    dana, form = people["Dana"], form_of(server, given)
    if deed == "step":
        step = next_step(server.state, meeting)
        if step is not None and step.command is None:
            deed = "rounds"
        else:
            answer = await dana.post(f"{dana.base}/steps", {"leaves": str(meeting.step), "once": ""})
    if deed == "undo":
        last = meeting.last_act.number if meeting.last_act else 0
        answer = await dana.post(f"{dana.base}/steps/{last}/undoing", {"once": ""})
    elif deed == "knock":
        await knock(server, given["person"])
        return
    elif deed == "rounds":
        answer = await dana.post(f"{dana.base}/rounds", {"size": "4", "minutes": "10", "rounds": "1", "once": ""})
    elif deed != "step":
        if deed in SETTLED and given["person"] in {who for who, _, _ in WATCHERS}:
            return
        path = PATHS[deed].format_map(Path_(form, given))
        by = people[given["person"]] if deed in OWN else people["Olga" if deed in PROGRAMME else "Dana"]
        base = f"/p/{server.programme}" if deed in PROGRAMME else by.base
        answer = await by.post(f"{base}/{path}", form)
    assert answer.status_code < 500, (deed, form, answer.text)


async def knock(server: Serving, name: str) -> None:
    """Ask in as somebody who lost the personal link."""
    with suppress(Refusal):
        await server.live.stream.perform(AskIn(MEETING, name, hashed(fresh_session())), actor=STRANGER)


OWN = {"Arrive", "Leave", "PressCall", "SayLost", "SayFound", "PassDoor", "ChooseLanguage"}
SETTLED = {"ChangeRole", "ReplaceLink", "ChooseLanguage"}
"""What makes a page load itself anew: not done to those whose pages are watched here."""


class Path_(dict[str, str]):  # noqa: N801 (a mapping for a path's places)
    """The places of a path: from the form, else the block's number."""

    def __init__(self, form: dict[str, Any], given: dict[str, Any]) -> None:
        super().__init__({name: value for name, value in form.items() if isinstance(value, str)})
        self["block"] = str(given["block"])

    def __missing__(self, name: str) -> str:
        return "1"


async def same(pages: list[LivePage], what: str) -> None:
    """Wait until every page reached the head and shows what a fresh one shows."""
    end = time.monotonic() + CEILING
    while True:
        found = await asyncio.gather(*(page.differences() for page in pages))
        different = [(page.path, found) for page, found in zip(pages, found, strict=True) if found]
        if not different:
            return
        assert time.monotonic() < end, f"{what}: {different}"
        await asyncio.sleep(0.1)


async def play(folder: Path, steps: int, meeting: list[tuple[str, dict[str, Any]]]) -> None:
    """Play a meeting that has taken so many steps: three lead to rooms that talk."""
    clock = Clock(rate=8)  # what shows who answers is drawn anew every quarter of a second
    async with serving(folder, clock=clock, forms_per_minute=10_000) as server, AsyncExitStack() as stack:
        await server.do(Arrive(MEETING), "Dana")
        people = {name: await server.visitor(name) for name in {*NAMED, "Olga", *(who for who, _, _ in WATCHERS)}}
        dana = people["Dana"]
        assert (await dana.post(f"{dana.base}/doors", {"once": ""})).status_code == 204
        for name in GUESTS[:7]:
            await server.do(Arrive(MEETING), name)
        pages = [
            await stack.enter_async_context(LivePage(people[who], f"{dana.base}/{page}?language={language}"))
            for who, page, language in WATCHERS
        ]
        for _ in range(steps):
            await act(server, people, "step", FIRST)
        for number, (deed, given) in enumerate(meeting):
            await act(server, people, deed, given)
            await server.live.stream.settle()
            await same(pages, f"after {[deed for deed, _ in meeting[: number + 1]]}, {given}")
        assert all(page.heads for page in pages)
        assert [page.wrong for page in pages] == [[]] * len(pages)


ALL_HEALTH = list(HealthCheck)
FIRST = {"person": "Amal", "other": "Nuno", "room": 1, "block": 1, "minutes": 5, "seconds": 60, "when": "now",
         "kind": "apart", "text": "", "role": "observer"}  # fmt: skip


@given(st.integers(0, 6), st.lists(deeds, min_size=6, max_size=14))
@settings(max_examples=6, deadline=None, suppress_health_check=ALL_HEALTH, phases=[Phase.generate], derandomize=True)
def test_what_was_pushed_is_what_a_fresh_page_shows(steps: int, meeting: list[tuple[str, dict[str, Any]]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(play(Path(folder), steps, meeting))


@pytest.mark.long
@given(st.integers(0, 6), st.lists(deeds, min_size=8, max_size=40))
@settings(max_examples=100, deadline=None, suppress_health_check=ALL_HEALTH, phases=[Phase.generate])
def test_the_same_of_a_hundred_other_meetings(steps: int, meeting: list[tuple[str, dict[str, Any]]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(play(Path(folder), steps, meeting))
