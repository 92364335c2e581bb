"""Every refusal has a sentence, and every sentence only names facts that its refusal brings."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from app.demo.boards import elements
from app.domain.errors import CODES
from app.domain.formats.rooms.round import the_round
from app.domain.wishes import Group
from app.web.sentences import SENTENCES
from tests.serving import MEETING, serving
from tests.web.test_seating import arrived


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_refusal_has_a_sentence_made_of_its_facts(code: str) -> None:
    named = {name for _, name, _, _ in Formatter().parse(SENTENCES[code]) if name}
    assert named <= set(CODES[code])


async def test_a_form_that_says_something_else_under_the_same_id_is_never_told_that_it_is_done(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        dana = await server.visitor("Dana")
        call = f"{dana.base}/call"
        first = await dana.post(call, {"words": "Main session", "once": "a"})
        again = await dana.post(call, {"words": "Main session", "once": "a"})
        assert (first.status_code, again.status_code) == (204, 204)
        assert first.headers["X-Position"] == again.headers["X-Position"]
        for path, words in ((call, "Another"), (f"{dana.base}/doors", "Main session")):
            other = await dana.post(path, {"words": words, "once": "a"})
            assert (other.status_code, "X-Position" in other.headers) == (409, False)
            assert "This form was sent before, with something else in it." in other.text
        assert (await dana.post(call, {"words": "Another", "once": "a"}, script=False)).status_code == 409
        assert (await dana.post(call, {"words": "Another", "once": "x" * 101})).status_code == 422
        assert server.state.meetings[MEETING].call.words == "Main session"
        assert (await dana.post(call, {"words": "Another", "once": "b"})).status_code == 204
        assert server.state.meetings[MEETING].call.words == "Another"


async def test_a_refusal_is_a_notice_to_script_and_a_page_without(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        amal = await server.visitor("Amal")
        before = server.live.stream.position
        told = await amal.post(f"{amal.base}/doors", {"once": "a"})
        assert told.status_code == 403
        assert told.text.startswith('<hx-partial hx-target="#notice"')
        assert "Your role may not do this." in told.text
        page = await amal.post(f"{amal.base}/doors", {"once": "a"}, script=False)
        assert page.status_code == 403
        assert "<h1>Your role may not do this.</h1>" in page.text
        assert (await amal.post("/p/zzzzzz/m/m1/doors")).status_code == 404
        assert (await amal.get("/nowhere")).status_code == 404
        assert server.live.stream.position >= before


async def test_what_is_asked_about_first_names_the_people_and_is_done_by_the_form_it_comes_with(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        await arrived(server, 12)
        dana = await server.visitor("Dana")
        assert (await dana.post(f"{dana.base}/rounds", {"size": "4", "once": "a"})).status_code == 204
        found = the_round(server.state.meetings[MEETING], 2)
        pair = tuple(found.members(1)[:2])
        await server.do(Group(MEETING, "apart", pair), "Dana")
        form = {"leaves": str(server.state.meetings[MEETING].step), "once": "b"}
        for script in (True, False):
            told = await dana.post(f"{dana.base}/steps", form, script=script)
            names = ", ".join(server.state.people[person].called for person in sorted(pair))
            assert told.status_code == 409
            assert f"{names}: they are to be kept apart. Draw again, or move people by hand." in told.text
            assert told.text.count(f'action="{dana.base}/steps"') == 1
            hidden = dict(re.findall(r'name="(leaves|anyway)" value="(\w+)"', told.text))
            assert hidden == {"leaves": form["leaves"], "anyway": "true"}
            assert found.state == "draft"
        console = elements((await dana.get(f"{dana.base}/console?language=en")).text)
        assert "they are to be kept apart" in console["draft"]
        assert (await dana.post(f"{dana.base}/steps", {**hidden, "once": "c"})).status_code == 204
        assert found.state == "published"
