"""Every refusal has a sentence, and every sentence only names facts that its refusal brings."""

from __future__ import annotations

from pathlib import Path
from string import Formatter

import pytest

from app.domain.errors import CODES
from app.web.errors import SENTENCES
from tests.serving import serving


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_refusal_has_a_sentence_made_of_its_facts(code: str) -> None:
    named = {name for _, name, _, _ in Formatter().parse(SENTENCES[code]) if name}
    assert named <= set(CODES[code])


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
