"""Forms as they come in: so many fields and no more, text where text is asked for, a file where a file is.

Refuses what a browser would not send; what the fields mean is not decided here.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from hashlib import blake2b
from urllib.parse import parse_qsl

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request

from app.domain.errors import Invalid
from app.web.house import House

MOST_FIELDS = 200
LONGEST_ONCE = 100
"""Characters of a one-time id; ours have 16 to 24."""
ASKED = "dialogue.asked"
"""Where the request keeps what its form asks for, told from every other form under the same one-time id."""
UNREADABLE = "\ufffd"
"""What stands where bytes were no UTF-8."""


@asynccontextmanager
async def sent(request: Request, *, file: str = "") -> AsyncIterator[FormData]:
    """Read the form; only where `file` names a field may it have parts and one file. Raises `Invalid`."""
    parted = request.headers.get("content-type", "").startswith("multipart/")
    if parted and not file:
        raise HTTPException(415)
    if not parted:
        form = await spelt(request)
        request.scope[ASKED] = asked(request.scope["path"], form)
        yield form
        return
    house: House = request.app.state.house
    longest = house.settings.upload_bytes
    async with request.form(max_fields=MOST_FIELDS, max_files=1, max_part_size=longest) as form:
        for name, value in form.multi_items():
            if isinstance(value, str):
                check(name, value)
            elif name != file:
                raise Invalid("not-understood", field=name[:40])
        request.scope[ASKED] = asked(request.scope["path"], form)
        yield form


def asked(path: str, form: FormData) -> str:
    """Return a fingerprint of where a form goes and what it says, its one-time id left out."""
    said = [(name, value if isinstance(value, str) else "") for name, value in form.multi_items() if name != "once"]
    return blake2b(repr((path, said)).encode(), digest_size=9).hexdigest()


async def spelt(request: Request) -> FormData:
    """Read a form without parts; a body of another kind has no fields. Raises `Invalid`."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        return FormData()
    body = (await request.body()).decode(errors="replace")
    try:
        fields = parse_qsl(body, keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        raise HTTPException(400) from None
    for name, value in fields:
        check(name, value)
    return FormData([*fields])


def check(name: str, value: str) -> None:
    """Refuse text that came as broken bytes, and one-time ids that no page of ours made. Raises `Invalid`."""
    if name == "once" and len(value) > LONGEST_ONCE:
        raise Invalid("too-long", field=name, limit=LONGEST_ONCE)
    if UNREADABLE in value:
        raise Invalid("control-character", field=name[:40])
