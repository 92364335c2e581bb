"""All commands × bad values through the real doors: a sentence in the person's language, nothing changed, one log line.

What is taken (a script in a name is a name) is shown as text and nothing else.
"""

from __future__ import annotations

import asyncio
import html
import io
import json
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote, urlencode

import httpx2

from app.domain.errors import Refusal
from app.domain.meetings import OpenDoors, ReopenMeeting
from app.domain.messages import Command, commands
from app.domain.practices.beginning import BeginPractice
from app.i18n import Words
from app.web.commands import PREFIX
from app.web.errors import STATUSES
from app.web.languages import COOKIE
from app.web.sentences import SENTENCES
from tests.security.forms import form_of
from tests.serving import CEILING, MEETING, Serving, Visitor, serving

MARKUP = "<script>alert(1)</script>"
VALUES: tuple[str | bytes, ...] = (
    "", "y" * 10_000, MARKUP, "zz\x00", "zz\x1b[31m", "\u202ezz\u2066", "a\u0301" * 2_000, b"zz\xff\xfe",
    b"zz\xed\xa0\x80", "p999", "-1", "9" * 40, "nan",
)  # fmt: skip
REFUSALS = {400, 403, 404, 409, 414, 422, 429}
FRENCH = Words("fr")
KINDS = {name: kind for name, kind in sorted(commands().items()) if kind.path and kind.scope in PREFIX}


def attempts(server: Serving, kind: type[Command]) -> Iterator[tuple[str, bytes, str | bytes]]:
    """Yield address, body and bad value: one wrong field at a time, in the address or in the form."""
    right = form_of(server, kind)
    path = PREFIX[kind.scope] + kind.path
    places = {"programme": server.programme, **right}
    for field in right:
        for value in VALUES:
            given: dict[str, str | bytes] = {**right, field: value}
            sure = {name: quote(given.get(name, places[name]) or "-", safe="") for name in places}
            yield path.format(**sure), urlencode(given).encode(), value


def sentence(code: str) -> str:
    """Return what the French sentence of a refusal looks like, its facts left open."""
    parts = re.split(r"\\\{\w+\\\}", re.escape(FRENCH.t(SENTENCES[code])))
    return ".*".join(parts)


async def line_of(lines: io.StringIO) -> str:
    """Wait for the one line of the request, and take it off."""
    async with asyncio.timeout(CEILING):
        while '"answered"' not in lines.getvalue():  # noqa: ASYNC110 (the line comes after the answer)
            await asyncio.sleep(0)
    text = lines.getvalue()
    lines.seek(0)
    lines.truncate()
    (line,) = [each for each in text.splitlines() if '"answered"' in each]
    return line


def checked(answer: httpx2.Response, line: str, value: str | bytes) -> None:
    """A refusal is a notice in French that quotes nothing, and one line that says the reason and quotes nothing."""
    assert answer.status_code in REFUSALS, answer.status_code
    assert answer.text.startswith('<hx-partial hx-target="#notice"')
    said = html.unescape(answer.text)
    reason = json.loads(line).get("reason")
    assert re.search(sentence(reason) if reason else re.escape(FRENCH.t(STATUSES[answer.status_code])), said), said
    text = value if isinstance(value, str) else value.decode("latin-1")
    if len(text) > 3:
        assert text[:40] not in said
        assert text[:40] not in line
        assert "zz" not in line


async def try_all(server: Serving, olga: Visitor, lines: io.StringIO, kind: type[Command]) -> None:
    """Try a command with every bad value of every field."""
    headers = {"HX-Request": "true", "Content-Type": "application/x-www-form-urlencoded"}
    for path, body, value in attempts(server, kind):
        before = server.live.stream.position
        answer = await olga.http.post(path, content=body, headers=headers)
        line = await line_of(lines)
        if answer.status_code not in (204, 303):
            checked(answer, line, value)
            assert server.live.stream.position == before, (kind, value)


async def test_every_command_takes_bad_values_calmly(tmp_path: Path, log_lines: io.StringIO) -> None:
    async with serving(tmp_path, forms_per_minute=100_000, signals_per_minute=100_000) as server:
        olga = await server.visitor("Olga")
        olga.http.cookies.set(COOKIE, "fr", domain="127.0.0.1")
        await server.do(OpenDoors(MEETING), "Olga")
        await server.do(BeginPractice("fr"), "Omar")
        for kind in KINDS.values():
            log_lines.seek(0)
            log_lines.truncate()
            await try_all(server, olga, log_lines, kind)
            with suppress(Refusal):
                await server.do(ReopenMeeting(MEETING), "Olga")
        for page in ("board", "console", "screen", "list", "practices", "welcome"):
            shown = (await olga.get(f"{olga.base}/{page}")).text
            assert MARKUP not in shown
            assert not re.search("[\u202e\u2066\x00\x1b\ufffd]", shown), page
        people = (await olga.get(f"/p/{server.programme}/people")).text
        assert MARKUP not in people
        assert html.escape(MARKUP) in people
