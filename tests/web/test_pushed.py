"""The law: what was pushed to a page is what a freshly loaded page shows, after every command of a random meeting.

Through the real doors: forms go in by HTTP, panels come out by sockets, to a console, boards and a screen's staff, in
three languages.
"""

from __future__ import annotations

import asyncio
import tempfile
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from app.domain.attendance import Arrive
from app.domain.messages import commands
from app.domain.steps import next_step
from tests.pages import LivePage
from tests.serving import CEILING, MEETING, Serving, Visitor, serving

WATCHERS = (
    ("Dana", "console", "en"),
    ("Rui", "console", "fr"),
    ("Amal", "board", "ar"),
    ("Nuno", "board", "en"),
    ("Chiara", "board", "fr"),
    ("Marc", "screen", "ar"),
)
GUESTS = ("Amal", "Nuno", "Salma", "Chiara", "Inès", "Karim", "Claire", "Pau", "Bilal")
NAMED = (*GUESTS, "Dana", "Imane")
PATHS = {
    name: command.path
    for name, command in commands().items()
    if command.path and command.scope == "meeting" and name not in ("TakeStep", "TakeBack")
}
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
        "text": st.sampled_from(("", "Media", "<b>وسائل</b> & more", "https://meet.example.org/room")),
    }
)
deeds = st.one_of(
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
        "once": "",
    }  # fmt: skip


async def act(server: Serving, people: dict[str, Visitor], deed: str, given: dict[str, Any]) -> None:
    """Give one command as somebody would; a refusal is an answer like another."""
    meeting = server.state.meetings[MEETING]
    dana, form = people["Dana"], form_of(server, given)
    if deed == "step":
        step = next_step(meeting)
        if step is not None and step.command is None:
            deed = "rounds"
        else:
            answer = await dana.post(f"{dana.base}/steps", {"leaves": str(meeting.step), "once": ""})
    if deed == "undo":
        last = meeting.last_act.number if meeting.last_act else 0
        answer = await dana.post(f"{dana.base}/steps/{last}/undoing", {"once": ""})
    elif deed == "rounds":
        answer = await dana.post(f"{dana.base}/rounds", {"size": "4", "minutes": "10", "rounds": "1", "once": ""})
    elif deed != "step":
        path = PATHS[deed].format_map(Path_(form, given))
        by = people[given["person"]] if given["person"] in people and deed in OWN else dana
        answer = await by.post(f"{by.base}/{path}", form)
    assert answer.status_code < 500, (deed, form, answer.text)


OWN = {"Arrive", "Leave", "PressCall", "SayLost", "SayFound"}


class Path_(dict[str, str]):  # noqa: N801 (a mapping for a path's places)
    """The places of a path: from the form, else the block's number."""

    def __init__(self, form: dict[str, Any], given: dict[str, Any]) -> None:
        super().__init__({name: value for name, value in form.items() if isinstance(value, str)})
        self["block"] = str(given["block"])

    def __missing__(self, name: str) -> str:
        return "1"


async def same(pages: list[LivePage], what: str) -> None:
    """Wait until every page reached the head and shows what a fresh one shows."""
    async with asyncio.timeout(CEILING):
        while True:
            different = [(page.path, found) for page in pages if (found := await page.differences())]
            if not different:
                return
            try:
                await asyncio.sleep(0.2)
            except asyncio.CancelledError:
                raise AssertionError(f"{what}: {different}") from None


async def play(folder: Path, meeting: list[tuple[str, dict[str, Any]]]) -> None:
    async with serving(folder, forms_per_minute=10_000) as server, AsyncExitStack() as stack:
        await server.do(Arrive(MEETING), "Dana")
        people = {name: await server.visitor(name) for name in {*NAMED, *(who for who, _, _ in WATCHERS)}}
        dana = people["Dana"]
        assert (await dana.post(f"{dana.base}/doors", {"once": ""})).status_code == 204
        for name in GUESTS[:7]:
            await server.do(Arrive(MEETING), name)
        pages = [
            await stack.enter_async_context(LivePage(people[who], f"{dana.base}/{page}?language={language}"))
            for who, page, language in WATCHERS
        ]
        for number, (deed, given) in enumerate(meeting):
            await act(server, people, deed, given)
            await server.live.stream.settle()
            await same(pages, f"after {[deed for deed, _ in meeting[: number + 1]]}, {given}")
        assert all(page.heads for page in pages)


ALL_HEALTH = list(HealthCheck)


@given(st.lists(deeds, min_size=8, max_size=20))
@settings(max_examples=10, deadline=None, suppress_health_check=ALL_HEALTH, phases=[Phase.generate], derandomize=True)
def test_what_was_pushed_is_what_a_fresh_page_shows(meeting: list[tuple[str, dict[str, Any]]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(play(Path(folder), meeting))


@pytest.mark.long
@given(st.lists(deeds, min_size=8, max_size=40))
@settings(max_examples=100, deadline=None, suppress_health_check=ALL_HEALTH, phases=[Phase.generate])
def test_the_same_of_a_hundred_other_meetings(meeting: list[tuple[str, dict[str, Any]]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(play(Path(folder), meeting))
