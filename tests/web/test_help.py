"""Calling for help without script: plain forms, an answer to read on the page, and the words' field where it stays."""

from __future__ import annotations

import re
from pathlib import Path

from app.domain.attendance import Arrive
from app.domain.helping import AnswerHelp, ClaimHelp
from app.domain.meetings import OpenDoors
from tests.serving import MEETING, serving


async def test_a_browser_without_script_calls_and_reads_the_answer(tmp_path: Path) -> None:
    async with serving(tmp_path) as server:
        await server.do(OpenDoors(MEETING), "Dana")
        await server.do(Arrive(MEETING), "Amal")
        amal = await server.visitor("Amal")
        # A page that loads itself anew every 20 seconds has no field for words; one that was told to stop has.
        field, page = r'<label>In your words, if you like<input type="text" name="words"', f"{amal.base}/board"
        assert not re.search(field, (await amal.get(page)).text)
        assert 'href="' + page + '?still=1#calling"' in (await amal.get(page)).text
        assert re.search(field, (await amal.get(f"{page}?still=1")).text)
        told = {"kind": "technical", "words": "I hear nothing", "once": "a" * 16}
        for _ in range(2):
            answer = await amal.post(f"{amal.base}/help", told, script=False)
            assert (answer.status_code, answer.headers["location"]) == (303, amal.base)
        assert len(server.state.meetings[MEETING].help.calls) == 1
        await server.do(ClaimHelp(MEETING, 1), "Rui")
        await server.do(AnswerHelp(MEETING, 1, "try your headset's other plug"), "Rui")
        shown = (await amal.get(page)).text
        assert "is coming." in shown
        assert "try your headset&#39;s other plug" in shown
        refused = await amal.post(f"{amal.base}/help", {"kind": "help", "words": "x" * 141}, script=False)
        assert refused.status_code == 422
        assert "This is too long: at most 140 characters." in refused.text
